"""Bound inputs: what all calls of a job share, materialized once."""

from __future__ import annotations

import inspect
import os
import shutil
import tempfile
import threading
import uuid
import weakref
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import daft
import pyarrow as pa
from daft import col

from headrace import _jvm, _store
from headrace._columns import arrow, column, exactly
from headrace._errors import HeadraceError, InputError
from headrace._values import one_row

# Java views a buffer with 31 bits
CHUNK_BYTES = 1 << 30
_ORDER = _store.ORDER

_here: weakref.WeakValueDictionary[str, Any] = weakref.WeakValueDictionary()
_lock = threading.Lock()


def on_ray() -> bool:
    """Whether this driver's queries run on Ray."""
    return bool(daft.get_or_infer_runner_type() == "ray")


def rows(df: daft.DataFrame, name: str, dtype: pa.DataType) -> daft.DataFrame:
    """A bound list as the one column `name`, one row per element.

    A list of records may also come with the records' fields as columns.
    """
    value = exactly(df, name, dtype, column(df, name, dtype, alone=True)).alias(name)
    if not on_ray():
        return df.select(value)
    # there, any UDF may change the order of rows; `Bound` sorts by numbers that a query of their own has given
    return df._add_monotonically_increasing_id(_ORDER).collect().select(value, col(_ORDER))


class Bound:
    """What `bind` returns: inputs, and what was computed from them, in the memory of Daft's workers.

    It can be used for any number of calls. It travels as a key, a mapped file or references, never as data.

    Attributes:
        directory: where it was materialized, if it was to be in a directory
        reused: whether it lay there before
    """

    directory: str | None = None
    reused = False

    def __init__(
        self,
        lists: Sequence[tuple[daft.DataFrame, Mapping[str, pa.DataType]]] = (),
        values: Mapping[str, tuple[Any, pa.DataType]] | None = None,
        *,
        materialize: str | os.PathLike[str] | None = None,
        made_by: tuple[str, Sequence[Any]] = ("", ()),
    ) -> None:
        self.values = {name: one_row(value, dtype, name) for name, (value, dtype) in (values or {}).items()}
        self._lists: list[tuple[list[Any], dict[str, pa.DataType]]] = []
        self._file: str | None = None
        self._on_ray = on_ray()
        if materialize is not None:
            tables = [_store.Table(df, types) for df, types in lists]
            self.directory, self.key, self.reused = _store.materialized(
                os.fspath(materialize), tables, self.values, *made_by
            )
            self._lists = [([], dict(types)) for _, types in lists]
        else:
            self.key = uuid.uuid4().hex
            for df, types in lists:
                if _ORDER in df.column_names:
                    df = df.sort(_ORDER)
                parts = list(df.select(*types).iter_partitions(results_buffer_size=None))
                self._lists.append((parts, dict(types)))
        _keep(self)

    def names(self) -> set[str]:
        """What it has: the inputs, and what was computed from them."""
        return {*self.values, *(name for _, types in self._lists for name in types)}

    def columns(self) -> dict[str, list[pa.Array]]:
        """The columns by name, each in chunks that Java can take."""
        columns = {name: [value] for name, value in self.values.items()}
        if self.directory is not None:
            columns.update(_store.stored(self.directory, [types for _, types in self._lists]))
            return {name: [piece for chunk in chunks for piece in _pieces(chunk)] for name, chunks in columns.items()}
        for parts, types in self._lists:
            if _is_remote(parts):
                import ray

                parts = ray.get(parts)
            tables = [part.to_arrow() for part in parts]
            for name, dtype in types.items():
                chunks = [arrow(chunk, dtype, name) for table in tables for chunk in table.column(name).chunks]
                columns[name] = [piece for chunk in chunks for piece in _pieces(chunk)]
        return columns

    def share(self) -> None:
        """Puts the columns into a file that other processes of this machine can map."""
        with _lock:
            if self._file is not None or self.directory is not None:
                return
            directory = tempfile.mkdtemp(prefix="headrace-")
            weakref.finalize(self, shutil.rmtree, directory, ignore_errors=True)
            types = {name: dtype for _, types in self._lists for name, dtype in types.items()}
            columns = self.columns()
            for name, dtype in types.items():
                table = pa.table({name: pa.chunked_array(columns[name], dtype)})
                with pa.OSFile(os.path.join(directory, f"{name}.arrow"), "wb") as file:
                    with pa.ipc.new_file(file, table.schema) as writer:
                        writer.write_table(table)
            self._file = directory

    def __reduce__(self) -> Any:
        types = [types for _, types in self._lists]
        if self.directory is not None:
            return _stored, (self.key, self.values, types, self.directory)
        if self._on_ray:
            import ray

            # Ray's own pickler, here and below: through Daft's, the references lose their owner and ray.get hangs
            return _remote, (self.key, self.values, ray.cloudpickle.dumps(self._lists))
        return _local, (self.key, self.values, types, self._file)


def bound(
    given: Bound | None,
    bind: Callable[..., Bound],
    inputs: Mapping[str, Any],
    needs: Mapping[str, Sequence[str]] | None = None,
    /,
    **resources: Any,
) -> Bound:
    """What an entry's calls share: what it was given, or else what `bind` makes of the inputs that it was given.

    `needs` is what not every entry needs, and the parameters of `bind` that it takes.
    """
    needs = needs or {}
    there = {name: value for name, value in inputs.items() if value is not None}
    if given is not None:
        if not isinstance(given, Bound):
            raise InputError(
                f"`bound` is a {type(given).__name__}. Fix: give what bind returned; or give {_named(inputs)} by name"
            )
        if there:
            raise InputError(
                f"given both `bound` and {_named(there)}. Fix: leave one of them out; `bound` has its inputs already"
            )
        if lacking := [name for name in needs if name not in given.names()]:
            parameters = dict.fromkeys(parameter for name in lacking for parameter in needs[name])
            raise InputError(f"`bound` has no {_named(lacking)}. Fix: give bind {_named(parameters)}")
        return given
    needed = {parameter for wanted in needs.values() for parameter in wanted}
    defaults = inspect.signature(bind).parameters
    missing = [
        name
        for name in inputs
        if name not in there and (name in needed or defaults[name].default is inspect.Parameter.empty)
    ]
    if missing:
        raise InputError(f"without `bound`, {_named(missing)} must be given. Fix: give what bind returned, or these")
    return bind(**there, **resources)


def _named(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


class _Mapped:
    """A bound input in another process of its machine."""

    def __init__(self, key: str, values: Any, types: list[dict[str, pa.DataType]], directory: str) -> None:
        self.key = key
        self.values = values
        self._types = types
        self._directory = directory

    def columns(self) -> dict[str, list[pa.Array]]:
        columns = {name: [value] for name, value in self.values.items()}
        for name in (name for types in self._types for name in types):
            with pa.memory_map(os.path.join(self._directory, f"{name}.arrow")) as file:
                columns[name] = pa.ipc.open_file(file).read_all().column(name).chunks
        return columns


def _is_remote(parts: list[Any]) -> bool:
    return bool(parts) and type(parts[0]).__name__ == "ObjectRef"


def _pieces(array: pa.Array) -> list[pa.Array]:
    if array.nbytes <= CHUNK_BYTES or len(array) <= 1:
        return [array]
    middle = len(array) // 2
    return [*_pieces(array.slice(0, middle)), *_pieces(array.slice(middle))]


def _keep(bound: Any) -> None:
    _here[bound.key] = bound
    weakref.finalize(bound, _forget, bound.key).atexit = False


def _forget(key: str) -> None:
    if key in _here:  # of the same content
        return
    if (host := _jvm.loaded(_jvm.HOST)) is not None:
        host.forget(key)


def _local(key: str, values: Any, types: list[dict[str, pa.DataType]], directory: str | None) -> Any:
    with _lock:
        bound = _here.get(key)
        if bound is None:
            if directory is None or not os.path.isdir(directory):
                raise HeadraceError(
                    "a bound input of another process, or of another runner. Fix: call bind in the program that uses "
                    "its result, after the runner was chosen"
                )
            bound = _Mapped(key, values, types, directory)
            _keep(bound)
        return bound


def _stored(key: str, values: Any, types: list[dict[str, pa.DataType]], directory: str) -> Any:
    with _lock:
        bound = _here.get(key)
        if bound is None:
            bound = object.__new__(Bound)
            bound.key, bound.values, bound.directory, bound._file = key, values, directory, None
            bound._on_ray = False
            bound._lists = [([], columns) for columns in types]
            _keep(bound)
        return bound


def _remote(key: str, values: Any, lists: bytes) -> Any:
    with _lock:
        bound = _here.get(key)
        if bound is None:
            import ray

            bound = object.__new__(Bound)
            bound.key, bound.values, bound._lists, bound._file = key, values, ray.cloudpickle.loads(lists), None
            bound._on_ray = True
            _keep(bound)
        return bound
