"""Columns of exactly the types that Java reads: converted if nothing is lost; all else is an error, never a null."""

from __future__ import annotations

import functools
from collections.abc import Iterator
from typing import Any, NamedTuple

import daft
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from daft import DataType, Series, col
from daft.functions import to_struct

from headrace._errors import ColumnError, InputError

_WIDER: dict[pa.DataType, set[pa.DataType]] = {
    pa.float32(): {pa.float16()},
    pa.float64(): {pa.float16(), pa.float32()},
    pa.large_string(): {pa.string(), pa.string_view()},
    pa.large_binary(): {pa.binary(), pa.binary_view()},
}


class _Unfit(ColumnError):
    """A value that the type can't hold, in a column that may well hold others."""


class Readable(NamedTuple):
    """A column for Java, with nulls in the rows that can't be converted."""

    name: str
    array: pa.Array
    unfit: dict[int, str]
    """What is wrong with such a row."""


def arrow(series: Series | pa.Array | pa.ChunkedArray, dtype: pa.DataType, name: str) -> pa.Array:
    """The column as an Arrow array of exactly this type; `name` is for the error if it can't be."""
    array = _plain(series)
    try:
        return _widened(array, dtype, name)
    except _Unfit as e:
        unfit: dict[int, str] = {}
        for _ in _fitting(array, 0, dtype, name, unfit):
            if unfit:
                break
        row, why = next(iter(unfit.items()), (None, str(e)))
        told = row is not None and len(array) > 1
        raise ColumnError(f"{why} on row {row} of a batch of {len(array)}" if told else why) from None


def arrow_each(series: Series, dtype: pa.DataType, name: str) -> Readable:
    """The same, where a row that can't be converted keeps its failure to itself."""
    array = _plain(series)
    try:
        return Readable(name, _widened(array, dtype, name), {})
    except _Unfit:
        unfit: dict[int, str] = {}
        return Readable(name, pa.concat_arrays(list(_fitting(array, 0, dtype, name, unfit))), unfit)


def _plain(series: Series | pa.Array | pa.ChunkedArray) -> pa.Array:
    array = series.to_arrow() if isinstance(series, Series) else series
    return array.combine_chunks() if isinstance(array, pa.ChunkedArray) else array


def _fitting(array: pa.Array, start: int, dtype: pa.DataType, name: str, unfit: dict[int, str]) -> Iterator[pa.Array]:
    """The column in parts, halved until each row that can't be converted stands alone: that is a null then."""
    try:
        yield _widened(array, dtype, name)
        return
    except _Unfit as e:
        if len(array) == 1:
            unfit[start] = str(e)
            yield pa.nulls(1, dtype)
            return
    middle = len(array) // 2
    yield from _fitting(array.slice(0, middle), start, dtype, name, unfit)
    yield from _fitting(array.slice(middle), start + middle, dtype, name, unfit)


def column(df: daft.DataFrame, name: str, dtype: pa.DataType, alone: bool = False) -> daft.Expression:
    """The column that an entry's parameter reads, checked before anything runs.

    With `alone`, the parameter is the entry's only one: if it is a record, its fields may be columns of their own.
    """
    _check_frame(df, f" with '{name}'")
    names = df.column_names
    if name in names:
        _check(df, name, dtype)
        return col(name)
    if alone and pa.types.is_struct(dtype):
        missing = [field.name for field in dtype if field.name not in names]
        if not missing and dtype.num_fields > 0:
            for field in dtype:
                _check(df, field.name, field.type)
            return to_struct(*[col(field.name) for field in dtype])
        raise ColumnError(
            f"the DataFrame has neither a column '{name}' nor all of its fields as columns: "
            f"{_quoted(missing)} {'is' if len(missing) == 1 else 'are'} missing; it has {_quoted(names)}"
        )
    raise ColumnError(f"the DataFrame has no column '{name}'; it has {_quoted(names)}")


def exactly(df: daft.DataFrame, name: str, dtype: pa.DataType, value: daft.Expression) -> daft.Expression:
    """The column in exactly this type; a value that it can't hold fails with the column's name."""
    if df.select(value.alias(name)).schema()[name].dtype.to_arrow_dtype() == dtype:
        return value

    @daft.func.batch(return_dtype=DataType.from_arrow_type(dtype))
    def converted(values: Series) -> Series:
        return Series.from_arrow(arrow(values, dtype, name))

    return converted(value)


def any_rows(series: Series) -> pa.Array:
    """A column of which only the number of rows counts."""
    return series.to_arrow()


def any_rows_each(series: Series) -> Readable:
    """The same, for rows that may fail on their own."""
    return Readable("", series.to_arrow(), {})


def check_fresh(df: daft.DataFrame, name: str, errors: str | None = None) -> None:
    """Fails unless the names of the result and of the column of errors, if there is to be one, are still free.

    When a column is replaced, Daft may show the new one to readers of the old.
    """
    _check_frame(df)
    if name in df.column_names:
        raise ColumnError(
            f"the DataFrame already has a column '{name}', which the result is to be named. Fix: rename it"
        )
    if errors is not None and not (isinstance(errors, str) and errors):
        raise InputError(f'errors={errors!r}: expected the name of a column, such as errors="why"')
    if errors == name:
        raise ColumnError(f'errors="{errors}" is the name of the result\'s own column. Fix: choose another')
    if errors is not None and errors in df.column_names:
        raise ColumnError(f'errors="{errors}": the DataFrame already has a column of that name. Fix: choose another')


def _check_frame(df: Any, having: str = "") -> None:
    if not isinstance(df, daft.DataFrame):
        raise InputError(f"expected a daft.DataFrame{having}, got a {type(df).__name__}. Fix: daft.from_pylist(…)")


def _quoted(names: list[str]) -> str:
    return ", ".join(f"'{n}'" for n in names) or "no columns"


def _check(df: daft.DataFrame, name: str, dtype: pa.DataType) -> None:
    found = df.schema()[name].dtype
    if found.is_python():
        raise ColumnError(f"column '{name}': expected {dtype}, got Python objects")
    arrow(pa.nulls(0, found.to_arrow_dtype()), dtype, name)


def _widened(array: pa.Array, dtype: pa.DataType, path: str) -> pa.Array:
    if isinstance(array, pa.ExtensionArray):
        array = array.storage
    found = array.type
    if found == dtype:
        return array
    if pa.types.is_null(found):
        return pa.nulls(len(array), dtype)
    if pa.types.is_dictionary(found):
        return _widened(array.dictionary_decode(), dtype, path)
    if pa.types.is_struct(dtype) and pa.types.is_struct(found):
        return _struct(array, dtype, path)
    if pa.types.is_fixed_size_list(dtype) and _is_list(found):
        return _fixed(array, dtype, path)
    if pa.types.is_large_list(dtype):
        if pa.types.is_map(found):
            array = _entries(array)
        if _is_list(array.type):
            return _list(array, dtype, path)
    elif found in _WIDER.get(dtype, ()) or (pa.types.is_large_binary(dtype) and pa.types.is_fixed_size_binary(found)):
        return array.cast(dtype)
    elif _same_kind_of_time(found, dtype) or _is_whole_number(found, dtype):
        try:
            return array.cast(dtype)  # fails on the first value that would change
        except pa.ArrowInvalid as e:
            raise _Unfit(f"column '{path}': {e}") from None
    fix = ""
    if pa.types.is_floating(dtype) and pa.types.is_floating(found):
        fix = ". Fix: cast it in Daft, if rounding does no harm"
    elif pa.types.is_timestamp(dtype) and pa.types.is_timestamp(found):
        fix = (
            ', which has no zone. Fix: cast it in Daft, if its times are of UTC: cast(DataType.timestamp("us", "UTC"))'
        )
    raise ColumnError(f"column '{path}': expected {dtype}, got {found}{fix}")


def _is_whole_number(found: pa.DataType, dtype: pa.DataType) -> bool:
    return bool(pa.types.is_integer(found) and (pa.types.is_integer(dtype) or pa.types.is_floating(dtype)))


def _same_kind_of_time(found: pa.DataType, dtype: pa.DataType) -> bool:
    if pa.types.is_timestamp(dtype) and pa.types.is_timestamp(found):
        return found.tz is not None  # without a zone it is no instant
    if not pa.types.is_duration(dtype):
        return False
    return bool(pa.types.is_duration(found) or found == pa.int64())  # nanoseconds: Parquet itself has no durations


def _struct(array: pa.Array, dtype: pa.DataType, path: str) -> pa.Array:
    expected = [field.name for field in dtype]
    found = [field.name for field in array.type]
    if sorted(expected) != sorted(found):
        raise ColumnError(
            f"column '{path}': expected a struct with the fields {_quoted(expected)}, got {_quoted(found)}"
        )
    parts = array.flatten()  # unlike field(), null where the struct is
    fields = [_widened(parts[found.index(f.name)], f.type, f"{path}.{f.name}") for f in dtype]
    if not fields:
        return pa.Array.from_buffers(dtype, len(array), [_bitmap(array)])
    mask = array.is_null() if array.null_count else None
    return pa.StructArray.from_arrays(fields, fields=list(dtype), mask=mask)


def _bitmap(array: pa.Array) -> pa.Buffer | None:
    return array.is_valid().buffers()[1] if array.null_count else None


def _list(array: pa.Array, dtype: pa.DataType, path: str) -> pa.Array:
    lengths = pc.fill_null(pc.list_value_length(array), 0).to_numpy(zero_copy_only=False)
    offsets = np.zeros(len(array) + 1, np.int64)
    np.cumsum(lengths, out=offsets[1:])
    # flatten(), unlike values, keeps to the slice and leaves out what lies under nulls
    items = _widened(array.flatten(), dtype.value_type, f"{path}[]")
    return pa.Array.from_buffers(dtype, len(array), [_bitmap(array), pa.py_buffer(offsets)], children=[items])


def _is_list(dtype: pa.DataType) -> bool:
    return bool(pa.types.is_list(dtype) or pa.types.is_large_list(dtype) or pa.types.is_fixed_size_list(dtype))


def _fixed(array: pa.Array, dtype: pa.DataType, path: str) -> pa.Array:
    if pa.types.is_fixed_size_list(array.type) and array.type.list_size != dtype.list_size:
        raise ColumnError(
            f"column '{path}': expected lists of {dtype.list_size} (@Dim), got lists of {array.type.list_size}"
        )
    lengths = pc.fill_null(pc.list_value_length(array), dtype.list_size)
    wrong = pc.index(pc.not_equal(lengths, dtype.list_size), True).as_py()
    if wrong >= 0:
        raise _Unfit(
            f"column '{path}': expected lists of {dtype.list_size} (@Dim), got one of {lengths[wrong].as_py()}"
        )
    return _fixed_of(_widened(array.flatten(), dtype.value_type, f"{path}[]"), array.is_valid(), dtype)


def _fixed_of(items: pa.Array, valid: pa.Array, dtype: pa.DataType) -> pa.Array:
    """Fixed-size lists of the items of those that are valid; what is null has room among the items, too."""
    validity = None
    if pc.all(valid).as_py() is False:
        validity = valid.buffers()[1]
        place = np.repeat(valid.to_numpy(zero_copy_only=False), dtype.list_size)
        items = items.take(pa.array(np.cumsum(place) - 1, mask=~place))
    return pa.Array.from_buffers(dtype, len(valid), [validity], children=[items])


@functools.cache
def transported(dtype: pa.DataType) -> pa.DataType:
    """The type with which a column of the type passes between Python and Java, where no list has a fixed size."""
    if pa.types.is_struct(dtype):
        return pa.struct([field.with_type(transported(field.type)) for field in dtype])
    if pa.types.is_large_list(dtype) or pa.types.is_fixed_size_list(dtype):
        return pa.large_list(transported(dtype.value_type))
    return dtype


def _entries(array: pa.Array) -> pa.Array:
    first, last = array.offsets[0].as_py(), array.offsets[-1].as_py()
    entries = pa.StructArray.from_arrays(
        [array.keys.slice(first, last - first), array.items.slice(first, last - first)], names=["key", "value"]
    )
    offsets = pc.subtract(array.offsets, first)
    mask = array.is_null() if array.null_count else None
    return pa.ListArray.from_arrays(offsets, entries, mask=mask)


def built(dtype: pa.DataType, length: int, buffers: Any) -> pa.Array:
    """The array of the buffers that Java filled, depth first; a validity of no bytes is none."""
    validity = next(buffers)
    if validity.size == 0:
        validity = None
    if pa.types.is_struct(dtype):
        children = [built(field.type, length, buffers) for field in dtype]
        return pa.Array.from_buffers(dtype, length, [validity], children=children)
    if pa.types.is_large_list(dtype) or pa.types.is_fixed_size_list(dtype):
        offsets = next(buffers)
        count = int.from_bytes(memoryview(offsets)[-8:], "little")
        items = built(dtype.value_type, count, buffers)
        if pa.types.is_large_list(dtype):
            return pa.Array.from_buffers(dtype, length, [validity, offsets], children=[items])
        return _fixed(
            pa.LargeListArray.from_buffers(pa.large_list(items.type), length, [validity, offsets], children=[items]),
            dtype,
            "",
        )
    if pa.types.is_large_string(dtype) or pa.types.is_large_binary(dtype):
        return pa.Array.from_buffers(dtype, length, [validity, next(buffers), next(buffers)])
    return pa.Array.from_buffers(dtype, length, [validity, next(buffers)])


def buffer_count(dtype: pa.DataType) -> int:
    """How many buffers an array of this type has, depth first."""
    if pa.types.is_struct(dtype):
        return 1 + sum(buffer_count(field.type) for field in dtype)
    if pa.types.is_large_list(dtype) or pa.types.is_fixed_size_list(dtype):
        return 2 + buffer_count(dtype.value_type)
    return 3 if pa.types.is_large_string(dtype) or pa.types.is_large_binary(dtype) else 2
