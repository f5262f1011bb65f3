"""Files of rows: read strictly, written whole or not at all."""

from __future__ import annotations

import contextlib
import glob
import itertools
import json
import os
from collections.abc import Callable, Collection, Iterable, Iterator
from typing import Any

import daft
import pyarrow as pa
import pyarrow.parquet as pq

from headrace._columns import transported
from headrace._errors import ColumnError, InputError
from headrace._json import encoder
from headrace._values import Mismatch, check

_BATCH = 1 << 14
_LARGE_BYTES = 256 << 20
_PART_BYTES = 128 << 20
_PARQUET = (".parquet", ".pq")
_JSON_LINES = (".jsonl", ".ndjson")


def read(
    path: str, columns: dict[str, pa.DataType], fields_of: str | None = None, elements: bool = False
) -> daft.DataFrame:
    """The rows of a file, or of the Parquet files of a directory.

    With `fields_of`, that column is a record whose fields may be the file's columns instead. With `elements`, a line of
    JSON may be the bare value.
    """
    if not os.path.exists(path):
        raise InputError(f"there is no file {path}")
    kind = _PARQUET[0] if os.path.isdir(path) else _kind(path)
    if kind in _PARQUET:
        files = _parquet_files(path)
        if not files:
            raise InputError(f"there is no .parquet file in the directory {path}")
        try:
            return daft.read_parquet(files)
        except Exception as e:
            raise InputError(f"{path} can't be read as Parquet: {' '.join(str(e).split())}") from None
    try:
        tables = list(_batches(path, columns, fields_of, elements))
    except UnicodeDecodeError as e:
        raise InputError(f"{path} is not UTF-8: {e}") from None
    except OSError as e:
        raise InputError(f"{path} can't be read: {e.strerror}") from None
    try:
        return daft.from_arrow(pa.concat_tables(tables, promote_options="permissive"))
    except (pa.ArrowInvalid, pa.ArrowTypeError) as e:
        raise InputError(
            f"{path}: fields that are only passed on have values of several types. Fix: leave them out, or make "
            f"strings of them ({' '.join(str(e).split())})"
        ) from None


def parts(path: str, columns: dict[str, pa.DataType], fields_of: str | None = None) -> Iterator[daft.DataFrame]:
    """The rows of a file or directory, of a large one in parts that fit into memory, one after the other.

    Daft's native runner reads ahead of whoever writes, as much as there is.
    """
    row_groups = [] if daft.get_or_infer_runner_type() == "ray" else _row_groups(path)
    if sum(size for _, _, size in row_groups) <= _LARGE_BYTES:
        yield read(path, columns, fields_of)
        return
    start = 0
    while start < len(row_groups):
        file, size, end = row_groups[start][0], 0, start
        while end < len(row_groups) and row_groups[end][0] == file and (end == start or size < _PART_BYTES):
            size += row_groups[end][2]
            end += 1
        yield daft.read_parquet([file], row_groups=[[group for _, group, _ in row_groups[start:end]]])
        start = end


def _parquet_files(path: str) -> list[str]:
    """The file, or those of a directory, by name: Daft would take them in any order."""
    return sorted(glob.glob(os.path.join(glob.escape(path), "*.parquet"))) if os.path.isdir(path) else [path]


def _row_groups(path: str) -> list[tuple[str, int, int]]:
    """The row groups of Parquet files, with their sizes in memory."""
    found = []
    for file in _parquet_files(path):
        if not os.path.isfile(file) or _kind(file) not in _PARQUET:
            return []
        try:
            metadata = pq.read_metadata(file)
        except (pa.ArrowInvalid, OSError):
            return []  # `read` says what is wrong
        found += [(file, i, metadata.row_group(i).total_byte_size) for i in range(metadata.num_row_groups)]
    return found


def _kind(path: str) -> str:
    kind = os.path.splitext(path)[1].lower()
    if kind not in (*_PARQUET, *_JSON_LINES):
        raise InputError(f"{path}: files are named {', '.join((*_PARQUET, *_JSON_LINES))}")
    return kind


def _batches(path: str, columns: dict[str, pa.DataType], fields_of: str | None, elements: bool) -> Iterator[pa.Table]:
    dtype = pa.struct(list(columns.items()))
    bare = False
    checked = check(dtype)
    unseen: set[str] = set()
    present: dict[str, None] = {}
    rows: list[Any] = []
    passed: list[dict[str, Any]] = []  # what an entry does not read stays beside its result
    first = True
    for number, value in _lines(path):
        if first:
            first = False
            form = _form(value, columns, fields_of, elements)
            bare = form == "value"
            if form == "fields":
                dtype = columns[str(fields_of)]
                checked = check(dtype)
            elif not bare:
                unseen = set(columns)
        if bare:
            value = {fields_of: value}
        elif not isinstance(value, dict):
            raise InputError(f"{path}:{number}: expected an object, got {json.dumps(value)[:60]}")
        elif unseen:
            unseen.difference_update(value)
            present.update(dict.fromkeys(value))
        try:
            rows.append(checked(value))
        except Mismatch as e:
            raise InputError(f"{path}:{number}: {e}") from None
        if not elements:
            passed.append(value)
        if len(rows) == _BATCH:
            yield _table(rows, dtype, passed, path)
            rows, passed = [], []
    if unseen:
        # a field may be left out of some lines, but one that is nowhere is misspelled
        raise ColumnError(
            f"{path}: no line has {', '.join(repr(n) for n in columns if n in unseen)}; "
            f"there is {', '.join(map(repr, present)) or 'nothing'}"
        )
    if rows or first:
        yield _table(rows, dtype, passed, path)


def _form(value: Any, columns: dict[str, pa.DataType], fields_of: str | None, elements: bool) -> str:
    """Whether lines hold columns, the fields of the only one, or just its value."""
    if fields_of is None or (isinstance(value, dict) and fields_of in value):
        return "columns"
    dtype = columns[fields_of]
    if pa.types.is_struct(dtype):
        fields = isinstance(value, dict) and any(field.name in value for field in dtype)
        return "fields" if fields else "columns"
    return "value" if elements else "columns"


def _table(rows: list[Any], dtype: pa.DataType, passed: list[dict[str, Any]], path: str) -> pa.Table:
    """The rows, with the fields that are only passed on."""
    table = pa.Table.from_batches([pa.RecordBatch.from_struct_array(pa.array(rows, dtype))])
    for name in dict.fromkeys(name for value in passed for name in value if name not in table.column_names):
        try:
            column = pa.array([value.get(name) for value in passed])
        except (pa.ArrowInvalid, pa.ArrowTypeError, OverflowError, UnicodeEncodeError) as e:
            raise InputError(
                f"{path}: field '{name}' is only passed on, but its values have several types. Fix: leave it out, or "
                f"make strings of it ({' '.join(str(e).split())})"
            ) from None
        table = table.append_column(name, column)
    return table


def _lines(path: str) -> Iterator[tuple[int, Any]]:
    with open(path, encoding="utf-8-sig") as file:
        for number, line in enumerate(file, 1):
            if line.strip():
                try:
                    yield number, json.loads(line.strip())
                except json.JSONDecodeError as e:
                    raise InputError(f"{path}:{number}: not JSON: {e.msg} at column {e.colno}") from None
                except ValueError:
                    raise InputError(f"{path}:{number}: a number with more digits than can be read") from None
                except RecursionError:
                    raise InputError(f"{path}:{number}: nested too deeply") from None


def check_apart(path: str, inputs: Iterable[str], option: str = "--out") -> None:
    """Fails if the file that is to be written is one of the inputs, or would be among the files of one."""
    for given in inputs:
        if not os.path.exists(given):
            continue
        file = next((f for f in _parquet_files(given) if _same(f, path)), None)
        if file is not None:
            inside = "" if file == given else f", one of the files of {given}"
            raise InputError(
                f"{option} {path} is the input {file}{inside}, which would be lost. Fix: name another file"
            )
        if (
            os.path.isdir(given)
            and _same(given, os.path.dirname(os.path.abspath(path)))
            and os.path.splitext(path)[1] == _PARQUET[0]
        ):
            raise InputError(
                f"{option} {path} lies in the input {given}, of which it would be a part from then on. "
                "Fix: name a file elsewhere"
            )


def _same(a: str, b: str) -> bool:
    """Whether both are there and one, also through links."""
    return os.path.exists(a) and os.path.exists(b) and os.path.samefile(a, b)


def write(path: str, inputs: Iterable[str] = ()) -> Callable[[Iterator[daft.DataFrame], Collection[str]], None]:
    """Checks that a file can be written there, and gives the function that does: the rows of all frames.

    That is told which columns were there before.
    """
    kind = _kind(path)
    check_apart(path, inputs)
    directory = os.path.dirname(os.path.abspath(path))
    if not os.path.isdir(directory):
        raise InputError(f"{path}: there is no directory {directory}")
    if os.path.isdir(path) or not os.access(directory, os.W_OK):
        raise InputError(f"{path} can't be written")

    def run(frames: Iterator[daft.DataFrame], given: Collection[str] = ()) -> None:
        # next to its place, so that the last step is one rename
        temporary = os.path.join(directory, f".{os.path.basename(path)}.{os.getpid()}.tmp")
        try:
            if kind in _PARQUET:
                _write_parquet(frames, temporary, given)
            else:
                _write_json(frames, temporary)
            os.replace(temporary, path)
        except OSError as e:
            raise InputError(f"{path} can't be written: {e.strerror or e}") from None
        finally:
            with contextlib.suppress(FileNotFoundError):
                os.unlink(temporary)

    return run


def _write_parquet(frames: Iterator[daft.DataFrame], path: str, given: Collection[str]) -> None:
    first = next(frames)
    # pyarrow writes null lists of a fixed size, and can't read them: results are lists of any size, which all can read
    schema = pa.schema(
        field if field.name in given else field.with_type(transported(field.type))
        for field in first.schema().to_pyarrow_schema()
    )
    with pq.ParquetWriter(path, schema) as writer:
        for df in itertools.chain([first], frames):
            for batch in df.to_arrow_iter():
                writer.write_table(pa.Table.from_batches([batch]).cast(schema))


def _write_json(frames: Iterator[daft.DataFrame], path: str) -> None:
    with open(path, "w", encoding="utf-8") as file:
        for batch in (batch for df in frames for batch in df.to_arrow_iter()):
            encode = encoder(pa.struct(list(batch.schema)))
            for row in batch.to_struct_array():
                file.write(json.dumps(encode(row), ensure_ascii=False) + "\n")
