"""What a row-by-row Daft program needs around `explode` and `groupby` to be right.

`explode` forgets which row an element came from, its place, and whether its list was empty or null; `groupby` loses the
order of the rows, and the order of the elements where a list straddles batches. So lists are numbered before they are
exploded, and put in order after they were grouped:

    df = naive.start(df, {"xs": xs_type})                    # _xs, #row
    df = naive.number(df, "_1", {"x": "_xs"})                # _1_x, _1#row, _1#index, _1#length
    df = df.explode("_1_x", "_1#index")
    df = df.with_column("_1_y", f(col("_1_x")))
    df = df.groupby("_1#row").agg(*naive.lists("_1", "y"), *naive.same(df, "_1"))
    df = naive.in_order(df, "_1", {"y": y_type})             # _y; nothing of _1 is left
    df = df.sort("#row")

Columns of values start with an underscore, columns of its own have a # that no value has in its name; no name is ever
used twice.
"""

from __future__ import annotations

from collections.abc import Mapping

import daft
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
from daft import DataType, Expression, Series, col
from daft.functions import seq, when

from headrace._columns import arrow, column, exactly
from headrace._errors import ColumnError, HeadraceError
from headrace._store import ORDER


def start(df: daft.DataFrame, types: Mapping[str, pa.DataType], *, alone: bool = False) -> daft.DataFrame:
    """Adds the columns that are read, in these types and under names of their own, and `#row`, by which the result is
    sorted in the end. `alone` is that of `headrace.column`."""
    values = {name: column(df, name, dtype, alone) for name, dtype in types.items()}
    if taken := [n for n in df.column_names if n.startswith(("_", "#")) and n != ORDER or n == "*"]:
        raise ColumnError(
            "the row-by-row program keeps names with _ or # in front for itself, and Daft the name *. "
            f"Fix: rename {', '.join(taken)}"
        )
    # before an aggregation Daft doesn't keep the order of rows, so that they'd be numbered as they happen to come
    df = df._add_monotonically_increasing_id("#row").collect()
    return df.with_columns({f"_{name}": exactly(df, name, types[name], value) for name, value in values.items()})


def number(df: daft.DataFrame, axis: str, lists: Mapping[str, str | Expression]) -> daft.DataFrame:
    """Copies lists to columns to be exploded, with the id of the row, the length, and the places of the elements."""
    df = df._add_monotonically_increasing_id(f"{axis}#row")
    df = df.with_column(f"{axis}#length", _column(next(iter(lists.values()))).length())
    copies = {f"{axis}_{name}": _column(source) for name, source in lists.items()}
    return df.with_columns({**copies, f"{axis}#index": seq(col(f"{axis}#length"))})


def within(axis: str, lists: str | Expression) -> Expression:
    """Lists from further out, to be exploded once for each element of the axis; not for the filler of an empty one."""
    return when(col(f"{axis}#index").not_null(), _column(lists))


def present(values: str | Expression, dtype: pa.DataType) -> Expression:
    """What may be there as a list of one or none."""
    list_type = pa.large_list(dtype)

    @daft.func.batch(return_dtype=DataType.from_arrow_type(list_type))
    def listed(values: Series) -> Series:
        array = arrow(values, dtype, "optional")
        return _lists(list_type, array.is_valid().cast(pa.int64()), array.drop_null())

    return listed(_column(values))


def lockstep(
    name: str, lists: str | Expression, other: str, other_lists: str | Expression, dtype: pa.DataType
) -> Expression:
    """The lists, each as long as the one of the other column, and null where that is; a null list has no elements."""
    list_type = pa.large_list(dtype)

    @daft.func.batch(return_dtype=DataType.from_arrow_type(list_type))
    def checked(lists: Series, other_lengths: Series, rows: Series) -> Series:
        array = arrow(lists, list_type, name)
        sizes, other_sizes = pc.list_value_length(array), other_lengths.to_arrow().cast(pa.int64())
        differ = pc.not_equal(pc.fill_null(sizes, 0), pc.fill_null(other_sizes, 0))
        if (at := pc.index(differ, True).as_py()) >= 0:
            raise HeadraceError(
                f"{name} and {other} go in lockstep, but {name}{_sized(sizes[at].as_py())} "
                f"and {other}{_sized(other_sizes[at].as_py())} on row {rows.to_arrow()[at].as_py()}"
            )
        return _lists(list_type, other_sizes, array.flatten())

    return checked(_column(lists), _column(other_lists).length(), col("#row"))


def _sized(size: int | None) -> str:
    return " is null" if size is None else f" has {size}"


def _column(source: str | Expression) -> Expression:
    return col(source) if isinstance(source, str) else source


def lists(axis: str, *names: str) -> list[Expression]:
    """The columns of elements, and their places, as lists: in any order."""
    return [col(name).list_agg() for name in (*[f"{axis}_{name}" for name in names], f"{axis}#index")]


def same(df: daft.DataFrame, axis: str) -> list[Expression]:
    """All columns but those of elements: they are the same for all elements of a row."""
    kept = [name for name in df.column_names if not _is_of(axis, name)]
    return [col(name).any_value() for name in [f"{axis}#length", *kept]]


def in_order(df: daft.DataFrame, axis: str, types: Mapping[str, pa.DataType], *, outer: str = "") -> daft.DataFrame:
    """The lists with their elements in order again, and empty or null where they were before they were exploded.

    `outer` is the axis around this one, of which they are then the elements.
    """
    index, length = col(f"{axis}#index"), col(f"{axis}#length")
    df = df.with_columns(
        {
            f"{outer}_{name}": _ordered(name, dtype)(col(f"{axis}_{name}"), index, length)
            for name, dtype in types.items()
        }
    )
    return df.exclude(*[name for name in df.column_names if _is_of(axis, name)])


def _is_of(axis: str, name: str) -> bool:
    return name.startswith((f"{axis}_", f"{axis}#"))


def kept(df: daft.DataFrame, *columns: str | Expression) -> daft.DataFrame:
    """These columns in the order of the rows; on Ray, where that gets lost, with what `Bound` sorts them by."""
    if ORDER in df.column_names:
        return df.select(*columns, ORDER)
    return (df.sort("#row") if "#row" in df.column_names else df).select(*columns)


def required(name: str, dtype: pa.DataType, value: Expression) -> Expression:
    """An entry's result that can't be null: a null fails, with the entry's name."""

    @daft.func.batch(return_dtype=DataType.from_arrow_type(dtype))
    def checked(values: Series) -> Series:
        array = arrow(values, dtype, name)
        if array.null_count:
            row = pc.index(array.is_null(), True).as_py()
            raise HeadraceError(
                f"{name} is null on row {row} of a batch of {len(array)}, but its result cannot be null. "
                "Fix: give it values that are not null, or make the result @Nullable or an Optional"
            )
        return values

    return checked(value)


def _ordered(name: str, dtype: pa.DataType):
    list_type = pa.large_list(dtype)

    @daft.func.batch(return_dtype=DataType.from_arrow_type(list_type))
    def ordered(values: Series, index: Series, length: Series) -> Series:
        array = arrow(values, list_type, name)
        lengths = length.to_arrow()
        row = np.repeat(np.arange(len(array)), pc.list_value_length(array).to_numpy(zero_copy_only=False))
        place = pc.fill_null(arrow(index, pa.large_list(pa.uint64()), name).flatten(), 0).to_numpy()
        counts = pc.fill_null(lengths, 0).to_numpy(zero_copy_only=False).astype(np.int64)
        order = np.lexsort((place, row))
        order = order[counts[row[order]] > 0]  # an empty or null list was exploded into one null
        return _lists(list_type, lengths.cast(pa.int64()), array.flatten().take(pa.array(order)))

    return ordered


def _lists(list_type: pa.DataType, lengths: pa.Array, items: pa.Array) -> Series:
    """Lists of these lengths, null where the length is, over items laid end to end."""
    counts = pc.fill_null(lengths, 0).to_numpy()
    offsets = np.concatenate([np.zeros(1, np.int64), np.cumsum(counts)])
    validity = lengths.is_valid().buffers()[1] if lengths.null_count else None
    buffers = [validity, pa.py_buffer(offsets)]
    return Series.from_arrow(pa.Array.from_buffers(list_type, len(lengths), buffers, children=[items]))
