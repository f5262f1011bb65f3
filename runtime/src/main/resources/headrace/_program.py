"""The Java stages of a pipeline, callable with columns."""

from __future__ import annotations

import ctypes
import os
import threading
import uuid
import weakref
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import pyarrow as pa
from daft import Series

from headrace import _jvm
from headrace._bound import CHUNK_BYTES, Bound
from headrace._columns import Readable, arrow, buffer_count, built, transported
from headrace._errors import HeadraceError
from headrace._outcomes import outcome_type, with_unfit
from headrace._place import Instances
from headrace._values import one_row
from headrace._watch import check_restarts

_capsule_pointer = ctypes.pythonapi.PyCapsule_GetPointer
_capsule_pointer.restype = ctypes.c_void_p
_capsule_pointer.argtypes = [ctypes.py_object, ctypes.c_char_p]

_opening: dict[str, threading.Lock] = {}
_opening_lock = threading.Lock()


class Resource(NamedTuple):
    """A Java resource: its instances, and its configuration with the type of that, if it has one."""

    instances: Instances
    configuration: tuple[Any, ...] | None = None
    dtype: pa.DataType | None = None


class Program:
    """A generated `DaftProgram` with its settings. Cheap: many of these share one open session per process.

    Thread-safe. It travels to other processes as its settings.
    """

    def __init__(
        self,
        java_class: str,
        *,
        resources: Mapping[str, Resource] | None = None,
        values: Mapping[str, tuple[Any, pa.DataType]] | None = None,
        bound: Bound | None = None,
        run: str = "",
    ) -> None:
        self._java_class = java_class
        self._run = run or uuid.uuid4().hex
        self._resources = dict(resources or {})
        self._values = dict(values or {})
        self._bound = bound
        self._session: Any = None
        self._seen: OrderedDict[tuple[str, str], None] = OrderedDict()
        described = {
            name: (r.configuration and tuple(r.configuration), r.instances) for name, r in self._resources.items()
        }
        self._key = repr((java_class, described, {n: v for n, (v, _) in self._values.items()}, bound and bound.key))

    def __reduce__(self) -> Any:
        return _program, (self._java_class, self._resources, self._values, self._bound, self._run)

    def call(self, stage: str, columns: Sequence[pa.Array], returns: pa.DataType) -> Series:
        """Runs a stage over columns of equal length; its result has one row per row and exactly this type."""
        return self._call("call", stage, columns, returns)

    def call_each(self, stage: str, columns: Sequence[Readable], returns: pa.DataType) -> Series:
        """The same, where a row that fails keeps its failure to itself: structs of type `outcome(returns)`.

        Java is not called for rows that could not be converted.
        """
        unfit: dict[int, tuple[str, str]] = {}
        for column in columns:
            for row, why in column.unfit.items():
                unfit.setdefault(row, (column.name, why))
        arrays = [column.array for column in columns]
        if not unfit:
            return self._call("callEach", stage, arrays, outcome_type(returns))
        fit = pa.array([row for row in range(len(arrays[0])) if row not in unfit], pa.int64())
        outcomes = self._call("callEach", stage, [array.take(fit) for array in arrays], outcome_type(returns))
        return Series.from_arrow(with_unfit(returns, arrow(outcomes, outcome_type(returns), stage), unfit))

    def _call(self, method: str, stage: str, columns: Sequence[pa.Array], returns: pa.DataType) -> Series:
        rows = len(columns[0])
        if any(len(c) != rows for c in columns):
            raise HeadraceError(f"{stage}: columns of different lengths: {', '.join(str(len(c)) for c in columns)}")
        if rows == 0:  # Daft calls methods with empty batches too
            return Series.from_arrow(pa.array([], returns))
        # the size of all buffers is known at once, that of a slice is not
        if rows > 1 and any([c.get_total_buffer_size() > CHUNK_BYTES and c.nbytes > CHUNK_BYTES for c in columns]):
            halves = [
                [c.slice(start, end - start) for c in columns] for start, end in ((0, rows // 2), (rows // 2, rows))
            ]
            return Series.concat([self._call(method, stage, half, returns) for half in halves])
        _jvm.check_fork()
        session = self._session or self._open()
        capsules, addresses = _exported(columns)
        try:
            result = getattr(session, method)(stage, rows, addresses)
            return Series.from_arrow(_received(result, stage, rows, returns))
        except Exception as e:
            raise _failure(e, rows) from None
        finally:
            del capsules  # which end the loan

    def one(
        self,
        stage: str,
        values: Sequence[tuple[Any, pa.DataType]],
        returns: pa.DataType,
        *,
        nullable: bool = False,
        row: object = "",
        once: Sequence[tuple[Any, pa.DataType]] = (),
    ) -> Any:
        """Runs a stage on one element; unless `nullable`, only where no value is null: otherwise the result is null.

        Values in `once` come after the others; an opaque Java value of `row` is built from them. They are sent only the
        first time a row is seen.
        """
        if not nullable and any(value is None for value, _ in values):
            return None
        arrays = [pa.array([value], dtype) for value, dtype in values]
        later = [pa.array([value], dtype) for value, dtype in once]
        return self._one(stage, arrays, returns, row, later)[0].as_py()

    def one_exactly(
        self,
        stage: str,
        values: Sequence[tuple[Series, pa.DataType]],
        returns: pa.DataType,
        *,
        nullable: bool = False,
        index: Series | None = None,
        row: Series | None = None,
        once: Sequence[tuple[Series, pa.DataType]] = (),
    ) -> Series:
        """The same over columns of one row, for what Python's values can't hold: their times have microseconds.

        Nothing is called where there is no `index`: that is the filler that explode puts in for an empty or null list.
        """
        arrays = [arrow(value, dtype, stage) for value, dtype in values]
        later = [arrow(value, dtype, stage) for value, dtype in once]
        rows = len(next(s for s in (*arrays, *later, index, row) if s is not None))
        missing = not nullable and any(array.null_count for array in arrays)
        if rows == 0 or missing or (index is not None and index.to_arrow().null_count):
            return Series.from_arrow(pa.nulls(rows, returns))
        key = row.to_pylist()[0] if row is not None else ""
        return Series.from_arrow(self._one(stage, arrays, returns, key, later))

    def _one(self, stage: str, values: list[pa.Array], returns: pa.DataType, row: object, once: list[pa.Array]) -> Any:
        row = f"{self._run}/{row}"
        _jvm.check_fork()
        session = self._session or self._open()
        capsules, addresses = _exported(values)
        try:
            result = None
            if once and (stage, row) in self._seen:
                result = session.one(stage, row, addresses + [0] * len(once))
            if result is None:
                more, more_addresses = _exported(once)
                result = session.one(stage, row, addresses + more_addresses)
                del more
                self._remember(stage, row)
            return _received(result, stage, 1, returns)
        except Exception as e:
            raise _failure(e) from None
        finally:
            del capsules

    def _remember(self, stage: str, row: str) -> None:
        self._seen[(stage, row)] = None
        while len(self._seen) > 64:
            self._seen.popitem(last=False)

    def _open(self) -> Any:
        """The session of these settings in this process: opened by the first that needs it, while others wait."""
        with _opening_lock:
            lock = _opening.setdefault(self._key, threading.Lock())
        with lock:
            if self._session is None:
                check_restarts(self._java_class)
                for resource in self._resources.values():
                    if resource.instances.gpus is not None and not _jvm.running():
                        os.environ.setdefault("HEADRACE_GPUS", resource.instances.gpus)
                host = _jvm.java(_jvm.HOST)
                try:
                    session = host.find(self._key) or self._opened(host)
                except Exception as e:
                    raise _failure(e) from None
                weakref.finalize(self, _release, session).atexit = False
                self._session = session
        return self._session

    def _opened(self, host: Any) -> Any:
        import jpype

        settings = _jvm.java("dev.headrace.runtime.daft.Settings")()
        chunks: dict[str, list[pa.Array]] = {}
        for name, resource in self._resources.items():
            settings.instances(name, resource.instances.limit)
            if resource.configuration is not None and resource.dtype is not None:
                names = [field.name for field in resource.dtype]
                record = dict(zip(names, resource.configuration, strict=True))
                chunks[name] = [one_row(record, resource.dtype, name)]
        for name, (value, dtype) in self._values.items():
            chunks[name] = [one_row(value, dtype, name)]
        if self._bound is not None:
            chunks.update(self._bound.columns())
        loans = []
        for name, arrays in chunks.items():
            capsules, addresses = _exported(arrays)
            loans.append(capsules)
            settings.column(name, jpype.JArray(jpype.JLong)(addresses))
        bound = self._bound.key if self._bound is not None else ""
        session = host.open(self._key, bound, self._java_class, _jvm.class_path(), settings)
        del loans
        return session


def _program(java_class: str, resources: Any, values: Any, bound: Any, run: str) -> Program:
    return Program(java_class, resources=resources, values=values, bound=bound, run=run)


def _release(session: Any) -> None:
    if (host := _jvm.loaded(_jvm.HOST)) is not None:
        host.release(session)


def _exported(arrays: Sequence[pa.Array]) -> tuple[list[Any], list[int]]:
    """Capsules that lend the arrays for as long as they live, and the addresses of their structs."""
    capsules = [arrow(array, transported(array.type), "").__arrow_c_array__()[1] for array in arrays]
    return capsules, [_capsule_pointer(capsule, b"arrow_array") for capsule in capsules]


def _received(result: Any, stage: str, rows: int, returns: pa.DataType) -> pa.Array:
    if result.rows() != rows:
        raise HeadraceError(f"{stage} gave {result.rows()} rows for {rows}")
    sizes = list(result.sizes())
    if len(sizes) != buffer_count(returns):
        raise HeadraceError(
            f"{stage} gave a column of another type than {returns}: the Python module and the Java classes are of "
            "different builds. Fix: deploy both from one jar"
        )
    buffers = [pa.allocate_buffer(int(size)) for size in sizes]
    result.copyTo([buffer.address for buffer in buffers])
    return built(returns, rows, iter(buffers))


def _failure(error: Exception, rows: int = 1) -> Exception:
    import jpype

    return _jvm.translated(error, rows) if isinstance(error, jpype.JException) else error
