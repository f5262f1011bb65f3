"""Bound inputs as files: in a directory that the user names, under a key of what they were made from."""

from __future__ import annotations

import hashlib
import json
import logging
import os
import shutil
import uuid
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import daft
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from daft import DataType, Series, col

from headrace import _jvm
from headrace._columns import arrow
from headrace._errors import HeadraceError, InputError

ORDER = "_headrace_order"

_FORMAT = 1
_FILES = "_headrace_file"
_MANIFEST = "manifest.json"
_ROWS_PER_FILE = 2048
_ROWS_PER_DIGEST = 4096
_MOST_FILES = 100_000

_log = logging.getLogger("headrace")


class Table(NamedTuple):
    """One bound list: its rows, and the columns that are kept; the first is the input, the others computed from it."""

    df: daft.DataFrame
    types: Mapping[str, pa.DataType]


def materialized(
    root: str, tables: Sequence[Table], values: Mapping[str, pa.Array], java_class: str, configuration: Sequence[Any]
) -> tuple[str, str, bool]:
    """Sees to it that the columns lie in a directory below `root`: its path, its key, and whether they were there.

    The key is one of the inputs' contents, the configuration, HEADRACE_GPUS, and everything on Java's class path.
    Files that a resource reads from elsewhere are not in it.
    """
    if "://" in root:
        raise InputError(f"materialize={root!r}: a directory of a file system that all workers share, not an address")
    root = os.path.abspath(root)
    digests = [_digest(_streamed(table)) for table in tables]
    content = [_FORMAT, java_class, repr(configuration), os.environ.get("HEADRACE_GPUS"), code_digest()]
    content += [
        [digest, {n: str(dtype) for n, dtype in t.types.items()}] for digest, t in zip(digests, tables, strict=True)
    ]
    content += [[name, _digest(iter([value]))] for name, value in sorted(values.items())]
    key = hashlib.sha256(json.dumps(content).encode()).hexdigest()[:40]
    directory = os.path.join(root, key)
    if os.path.exists(os.path.join(directory, _MANIFEST)):
        _log.info("bound inputs reused from %s", directory)
        return directory, key, True
    temporary = os.path.join(root, f".{key}.{uuid.uuid4().hex}.tmp")
    try:
        os.makedirs(temporary)
    except OSError as e:
        raise InputError(f"materialize={root!r}: {e.strerror}. Fix: a directory that can be written") from None
    try:
        files = [_write(table, temporary, str(i)) for i, table in enumerate(tables)]
        for table, names, digest in zip(tables, files, digests, strict=True):
            first, dtype = next(iter(table.types.items()))
            chunks = (chunk for part in _mapped(temporary, names) for chunk in part.column(first).chunks)
            if _digest(arrow(chunk, dtype, first) for chunk in chunks) != digest:
                raise HeadraceError(
                    f"the rows of `{first}` changed, or their order did, while they were bound. "
                    "Fix: bind a DataFrame that is the same whenever it is read"
                )
        with open(os.path.join(temporary, _MANIFEST), "w", encoding="utf-8") as file:
            json.dump({"class": java_class, "configuration": repr(configuration), "tables": files}, file, indent=1)
        try:
            os.rename(temporary, directory)
        except OSError:
            if not os.path.exists(os.path.join(directory, _MANIFEST)):
                raise
            # another program has been as fast, with the same
    finally:
        shutil.rmtree(temporary, ignore_errors=True)
    _log.info("bound inputs written to %s", directory)
    return directory, key, False


def stored(directory: str, types: Sequence[Mapping[str, pa.DataType]]) -> Iterator[tuple[str, list[pa.Array]]]:
    """The columns of a directory, mapped into memory, in order."""
    try:
        with open(os.path.join(directory, _MANIFEST), encoding="utf-8") as file:
            tables = json.load(file)["tables"]
    except FileNotFoundError:
        raise HeadraceError(
            f"{directory} isn't there on this machine. Fix: materialize= must name a directory that all workers share"
        ) from None
    for names, columns in zip(tables, types, strict=True):
        parts = list(_mapped(directory, names))
        for name, dtype in columns.items():
            chunks = [arrow(chunk, dtype, name) for part in parts for chunk in part.column(name).chunks]
            yield name, chunks or [pa.array([], dtype)]


# -- content -----------------------------------------------------------------------------------------------------------
def _streamed(table: Table) -> Iterator[pa.Array]:
    """The input column alone: Daft then computes none of the others."""
    name, dtype = next(iter(table.types.items()))
    df = table.df.sort(ORDER) if daft.get_or_infer_runner_type() == "ray" else table.df
    for batch in df.select(name).to_arrow_iter():
        yield arrow(batch.column(0), dtype, name)


def _digest(chunks: Iterator[pa.Array]) -> str:
    """A digest of the values in their order, however they are cut into chunks."""
    digest = hashlib.sha256()
    waiting: list[pa.Array] = []
    rows = 0

    def flush(keep: bool) -> None:
        nonlocal waiting, rows
        array = pa.concat_arrays(waiting)
        start = 0
        while rows - start >= _ROWS_PER_DIGEST or (rows > start and not keep):
            count = min(_ROWS_PER_DIGEST, rows - start)
            # taken anew, so that nothing of the chunk around it is left
            piece = array.take(pa.array(np.arange(start, start + count)))
            batch = pa.record_batch([piece], names=["x"])
            digest.update(batch.serialize())
            start += count
        waiting, rows = ([array.slice(start)], rows - start) if start < rows else ([], 0)

    for chunk in chunks:
        if len(chunk):
            waiting.append(chunk)
            rows += len(chunk)
            if rows >= _ROWS_PER_DIGEST:
                flush(True)
    if waiting:
        flush(False)
    return digest.hexdigest()


def code_digest() -> str:
    """A digest of everything on Java's class path."""
    digest = hashlib.sha256()
    count = 0
    for entry in _jvm.class_path():
        files = [entry] if os.path.isfile(entry) else []
        for folder, folders, found in os.walk(entry):
            folders[:] = sorted(f for f in folders if f != "__pycache__")
            files += [os.path.join(folder, name) for name in sorted(found) if not name.endswith(".pyc")]
            if (count := count + len(found)) > _MOST_FILES:
                raise InputError(
                    f"materialize= needs a key of all code, but there are more than {_MOST_FILES} files in {entry}"
                )
        for path in files:
            with open(path, "rb") as file:
                content = hashlib.sha256(file.read()).hexdigest()
            digest.update(f"{os.path.relpath(path, entry)} {content}\n".encode())
    return digest.hexdigest()


# -- files -------------------------------------------------------------------------------------------------------------
@daft.cls
class _Writer:
    """Writes each batch to a file of its own; the files that count are those that the query's result names."""

    def __init__(self, directory: str, prefix: str, types: dict[str, pa.DataType]) -> None:
        self.directory = directory
        self.prefix = prefix
        self.types = types

    @daft.method.batch(return_dtype=DataType.string(), batch_size=_ROWS_PER_FILE)
    def write(self, order: Series, *columns: Series) -> Series:
        arrays = [arrow(c, t, name) for c, (name, t) in zip(columns, self.types.items(), strict=True)]
        table = pa.table([order.to_arrow(), *arrays], names=[ORDER, *self.types])
        if table.num_rows == 0:
            return Series.from_arrow(pa.array([], pa.large_string()))
        name = f"{self.prefix}-{uuid.uuid4().hex}.arrow"
        temporary = os.path.join(self.directory, f".{name}")
        try:
            with pa.OSFile(temporary, "wb") as file, pa.ipc.new_file(file, table.schema) as writer:
                writer.write_table(table.sort_by(ORDER).combine_chunks())
            os.rename(temporary, os.path.join(self.directory, name))
        except FileNotFoundError:
            raise HeadraceError(
                f"{self.directory} isn't there on this machine. Fix: materialize= must name a directory that all "
                "workers share"
            ) from None
        return Series.from_arrow(pa.array([name] + [None] * (table.num_rows - 1), pa.large_string()))


def _write(table: Table, directory: str, prefix: str) -> list[str]:
    """Writes the rows, each worker its own; gives the files in the order of their rows."""
    df = table.df
    if ORDER not in df.column_names:
        df = df._add_monotonically_increasing_id(ORDER)
    writer = _Writer(directory, prefix, dict(table.types))
    names = writer.write(col(ORDER), *[col(name) for name in table.types])
    df = df.into_batches(_ROWS_PER_FILE).select(names.alias(_FILES))
    files = [name for name in df.where(df[_FILES].not_null()).to_pydict()[_FILES]]
    ranges = {}
    for name, part in zip(files, _mapped(directory, files), strict=True):
        order = part.column(ORDER)
        ranges[name] = (order[0].as_py(), order[-1].as_py())
    files.sort(key=lambda name: ranges[name])
    if any(ranges[a][1] >= ranges[b][0] for a, b in zip(files, files[1:], strict=False)):
        return [_sorted(directory, prefix, files)]
    return files


def _sorted(directory: str, prefix: str, files: list[str]) -> str:
    """Rows of one file lie between those of another: they go into a single one."""
    table = pa.concat_tables(_mapped(directory, files))
    table = table.take(pc.sort_indices(table.column(ORDER)))
    name = f"{prefix}-{uuid.uuid4().hex}.arrow"
    with pa.OSFile(os.path.join(directory, name), "wb") as file, pa.ipc.new_file(file, table.schema) as writer:
        writer.write_table(table, max_chunksize=_ROWS_PER_FILE)
    for old in files:
        os.unlink(os.path.join(directory, old))
    return name


def _mapped(directory: str, files: Sequence[str]) -> Iterator[pa.Table]:
    for name in files:
        try:
            file = pa.memory_map(os.path.join(directory, name))
        except FileNotFoundError:
            raise HeadraceError(f"{directory} has lost its file {name}. Fix: remove it, and bind again") from None
        with file:
            yield pa.ipc.open_file(file).read_all()
