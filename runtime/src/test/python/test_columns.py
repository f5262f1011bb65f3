"""Columns become exactly what Java reads, or an error."""

import datetime

import daft
import headrace
import numpy as np
import pyarrow as pa
import pytest
from bridge import POINT
from daft import DataType, Series, col
from headrace import naive
from headrace._columns import transported

TEXTS = pa.large_list(pa.large_string())
POINTS = pa.large_list(POINT)


def points(dtype: pa.DataType, values: list) -> pa.Array:
    return pa.array(values, dtype)


@pytest.mark.parametrize(
    ("array", "dtype"),
    [
        (pa.array([1, None, 3], pa.int32()), pa.int64()),
        (pa.array([1, None, 3], pa.uint8()), pa.int16()),
        (pa.array([-(2**31), None, 2**31 - 1], pa.int64()), pa.int32()),
        (pa.array([2**53, None], pa.int64()), pa.float64()),
        (pa.array([1, None], pa.uint32()), pa.float64()),
        (pa.array([1.5, None], pa.float32()), pa.float64()),
        (pa.array(["a", None, ""]), pa.large_string()),
        (pa.array(["a", None, ""], pa.string_view()), pa.large_string()),
        (pa.array(["a", "b", "a", None]).dictionary_encode(), pa.large_string()),
        (pa.array([b"a", None]), pa.large_binary()),
        (pa.array([b"ab", None], pa.binary(2)), pa.large_binary()),
        (pa.array([["a", None], None, [], ["b"]]), TEXTS),
        (pa.array([[1, None], None, [], [2]], pa.list_(pa.int8())), pa.large_list(pa.int64())),
        (pa.array([[1.0, 2.0], None, [3.0, 4.0]], pa.list_(pa.float32(), 2)), pa.large_list(pa.float32())),
        (pa.array([None, None]), POINTS),
        (pa.array([datetime.timedelta(seconds=1), None], pa.duration("ms")), pa.duration("ns")),
        (
            pa.array([datetime.datetime(2020, 1, 1, tzinfo=datetime.timezone.utc)], pa.timestamp("us", "UTC")),
            pa.timestamp("ns", "UTC"),
        ),
    ],
    ids=lambda value: str(value) if isinstance(value, pa.DataType) else str(value.type),
)
def test_conversion_keeps_every_value(array: pa.Array, dtype: pa.DataType) -> None:
    for part in (array, pa.concat_arrays([array, array]).slice(1, len(array)), array.slice(0, 0)):
        result = headrace.arrow(part, dtype, "c")
        result.validate(full=True)
        assert result.type == dtype
        assert result.to_pylist() == part.to_pylist()


def test_records_are_converted_inside_and_reordered() -> None:
    narrow = pa.struct([("name", pa.string()), ("x", pa.int16()), ("y", pa.float32())])
    value = [{"name": "a", "x": 1, "y": 0.5}, None, {"name": None, "x": None, "y": None}]
    array = pa.array([value, None, [], value], pa.list_(narrow))
    result = headrace.arrow(array.slice(1, 3), POINTS, "c")
    result.validate(full=True)
    assert result.to_pylist() == array.slice(1, 3).to_pylist()


def test_fields_that_may_not_be_null_are_as_good() -> None:
    strict = pa.struct([pa.field(f.name, f.type, nullable=False) for f in POINT])
    array = pa.array([{"x": 1, "y": 1.0, "name": "a"}], strict)
    assert headrace.arrow(array, POINT, "c").type == POINT


def test_maps() -> None:
    dtype = pa.large_list(pa.struct([("key", pa.large_string()), ("value", pa.int32())]))
    array = pa.array([[("a", 1)], None, [], [("b", 2), ("c", None)]], pa.map_(pa.string(), pa.int32()))
    expected = [None, [], [{"key": "b", "value": 2}, {"key": "c", "value": None}]]
    assert headrace.arrow(array.slice(1, 3), dtype, "c").to_pylist() == expected


def test_durations_as_parquet_has_them() -> None:
    """As numbers of nanoseconds: so they come from files that Java has written."""
    nanos = pa.array([[1, None], None], pa.list_(pa.int64()))
    expected = pa.array([[1, None], None], pa.large_list(pa.duration("ns")))
    assert headrace.arrow(nanos, expected.type, "c").equals(expected)
    with pytest.raises(headrace.ColumnError, match=r"column 'c': expected duration\[ns\], got int32"):
        headrace.arrow(pa.array([1], pa.int32()), pa.duration("ns"), "c")


def test_maps_of_what_arrow_has_as_numbers() -> None:
    """Of dates, of maps: Daft cannot give such a column of no rows."""
    for value in (pa.date32(), pa.map_(pa.string(), pa.int32())):
        df = daft.from_arrow(pa.table({"c": pa.array([[]], pa.map_(pa.string(), value))}))
        inner = value if pa.types.is_date(value) else pa.large_list(entry(pa.int32()))
        headrace.column(df, "c", pa.large_list(entry(inner)))


def entry(value: pa.DataType) -> pa.StructType:
    return pa.struct([("key", pa.large_string()), ("value", value)])


def test_embeddings_and_tensors_of_daft() -> None:
    floats = pa.large_list(pa.float32())
    df = daft.from_pydict({"e": [[1.0, 2.0], None, [3.0, 4.0]]})
    for dtype in (DataType.embedding(DataType.float32(), 2), DataType.fixed_size_list(DataType.float32(), 2)):
        typed = df.select(col("e").cast(dtype))
        headrace.column(typed, "e", floats)
        series = typed.to_arrow().column("e")
        assert headrace.arrow(series, floats, "e").to_pylist() == [[1.0, 2.0], None, [3.0, 4.0]]
    tensors = Series.from_numpy(np.arange(6, dtype=np.float32).reshape(3, 2)).cast(
        DataType.tensor(DataType.float32(), (2,))
    )
    assert headrace.arrow(tensors, floats, "t").to_pylist() == [[0.0, 1.0], [2.0, 3.0], [4.0, 5.0]]


def test_what_lies_under_a_null_struct_is_not_looked_at() -> None:
    struct = pa.StructArray.from_arrays([pa.array([2**40, 1])], names=["x"], mask=pa.array([True, False]))
    dtype = pa.struct([("x", pa.int32())])
    assert headrace.arrow(struct, dtype, "c").to_pylist() == [None, {"x": 1}]


def test_chunks() -> None:
    chunked = pa.chunked_array([["a"], [], ["b", None]], pa.string())
    assert headrace.arrow(chunked, pa.large_string(), "c").to_pylist() == ["a", "b", None]


@pytest.mark.parametrize(
    ("array", "dtype", "message"),
    [
        (pa.array([2**31], pa.int64()), pa.int32(), "column 'c': Integer value 2147483648 not in range"),
        (pa.array([[1], [2**31]]), pa.large_list(pa.int32()), "column 'c[]': Integer value 2147483648 not in range"),
        (pa.array([2**63], pa.uint64()), pa.int64(), "column 'c': Integer value"),
        (pa.array([True]), pa.int32(), "column 'c': expected int32, got bool"),
        (pa.array([1.0]), pa.int32(), "column 'c': expected int32, got double"),
        (pa.array([1.0]), pa.float32(), "column 'c': expected float, got double. Fix: cast it in Daft"),
        (pa.array([2**53 + 1], pa.int64()), pa.float64(), "column 'c': Integer value 9007199254740993 not in range"),
        (pa.array([2**24 + 1]), pa.float32(), "column 'c': Integer value 16777217 not in range"),
        (pa.array([1]), pa.large_string(), "column 'c': expected large_string, got int64"),
        (pa.array(["a"]), POINT, "column 'c': expected struct<"),
        (pa.array([[1]]), TEXTS, "column 'c[]': expected large_string, got int64"),
        (
            pa.StructArray.from_arrays([[1], [1.0], ["a"]], names=["x", "y", "nme"]),
            POINT,
            "column 'c': expected a struct with the fields 'x', 'y', 'name', got 'x', 'y', 'nme'",
        ),
        (pa.array([[{"x": 1.5, "y": 1.0, "name": "a"}]]), POINTS, "column 'c[].x': expected int32, got double"),
        (
            pa.array([0], pa.timestamp("us")),
            pa.timestamp("ns", "UTC"),
            "column 'c': expected timestamp[ns, tz=UTC], got",
        ),
        (pa.array([2**60], pa.duration("s")), pa.duration("ns"), "column 'c': Casting from duration[s]"),
    ],
    ids=lambda value: "" if isinstance(value, str) else str(getattr(value, "type", value))[:30],
)
def test_all_else_is_an_error(array: pa.Array, dtype: pa.DataType, message: str) -> None:
    with pytest.raises(TypeError) as raised:
        headrace.arrow(array, dtype, "c")
    assert isinstance(raised.value, headrace.ColumnError)
    assert str(raised.value).startswith(message)


def test_columns_are_found_before_anything_runs() -> None:
    df = daft.from_pydict({"x": [1.0], "y": [1.0], "name": ["a"]}).with_column("x32", col("x").cast(DataType.int32()))
    with pytest.raises(headrace.InputError, match="expected a daft.DataFrame with 'p', got a list. Fix: daft.from_p"):
        headrace.column([{"p": 1}], "p", POINT)  # type: ignore[arg-type]
    with pytest.raises(headrace.ColumnError, match="has no column 'p'; it has 'x', 'y', 'name', 'x32'"):
        headrace.column(df, "p", POINT)
    with pytest.raises(headrace.ColumnError, match="column 'x': expected int32, got double"):
        headrace.column(df, "p", POINT, alone=True)
    with pytest.raises(
        headrace.ColumnError, match="neither a column 'p' nor all of its fields as columns: 'x' is missing"
    ):
        headrace.column(df.exclude("x"), "p", POINT, alone=True)
    fit = df.exclude("x").with_column_renamed("x32", "x")
    record = fit.select(headrace.column(fit, "p", POINT, alone=True).alias("p"))
    assert record.to_pydict()["p"] == [{"x": 1, "y": 1.0, "name": "a"}]
    headrace.column(record, "p", POINT, alone=True)


def test_python_objects_are_no_column() -> None:
    df = daft.from_pydict({"o": [object()]})
    with pytest.raises(headrace.ColumnError, match="column 'o': expected large_string, got Python objects"):
        headrace.column(df, "o", pa.large_string())


def test_results_need_a_name_of_their_own() -> None:
    df = daft.from_pydict({"x": [1]})
    headrace.check_fresh(df, "y", "z")
    with pytest.raises(headrace.ColumnError, match="already has a column 'x'"):
        headrace.check_fresh(df, "x")
    with pytest.raises(headrace.ColumnError, match='errors="y" is the name of the result'):
        headrace.with_errors(df, "y", "y", col("x"))
    with pytest.raises(headrace.ColumnError, match='errors="x": the DataFrame already has a column of that name'):
        headrace.check_fresh(df, "y", "x")
    for errors in (True, ""):
        with pytest.raises(headrace.InputError, match='expected the name of a column, such as errors="why"'):
            headrace.check_fresh(df, "y", errors)  # type: ignore[arg-type]


VECTOR = pa.list_(pa.float32(), 2)


@pytest.mark.parametrize(
    "array",
    [
        pa.array([[1.0, 2.0], None, [3.0, None]], VECTOR),
        pa.array([[1.0, 2.0], None, [3.0, 4.0]], pa.list_(pa.float16(), 2)),
        pa.array([None, [1.0, 2.0], None, [3.0, 4.0]], pa.list_(pa.float32())),
        pa.array([[1.0, 2.0], [3.0, 4.0]], pa.large_list(pa.float32())),
        pa.array([None, None], pa.large_list(pa.float32())),
        pa.array([None, None]),
    ],
    ids=lambda array: str(array.type),
)
def test_lists_of_the_size_become_fixed_size_lists_and_back(array: pa.Array) -> None:
    for part in (array, pa.concat_arrays([array, array]).slice(1, len(array)), array.slice(0, 0)):
        for dtype, values in ((VECTOR, part), (pa.large_list(VECTOR), _in_lists(part))):
            fixed = headrace.arrow(values, dtype, "v")
            fixed.validate(full=True)
            assert fixed.type == dtype
            assert fixed.to_pylist() == values.to_pylist()
            back = headrace.arrow(fixed, transported(dtype), "v")
            back.validate(full=True)
            assert back.to_pylist() == values.to_pylist()


def _in_lists(array: pa.Array) -> pa.Array:
    return pa.LargeListArray.from_arrays(pa.array([0, len(array), len(array)], pa.int64()), array)


def test_a_list_of_another_size_is_an_error() -> None:
    with pytest.raises(headrace.ColumnError, match=r"column 'v': expected lists of 2 \(@Dim\), got one of 3 on row 1"):
        headrace.arrow(pa.array([[1.0, 2.0], [1.0, 2.0, 3.0]], pa.list_(pa.float32())), VECTOR, "v")
    with pytest.raises(headrace.ColumnError, match=r"column 'v.at\[\]': expected lists of 2 \(@Dim\), got lists of 3"):
        value = pa.array([], pa.struct([("at", pa.list_(pa.list_(pa.float32(), 3)))]))
        headrace.arrow(value, pa.struct([("at", pa.large_list(VECTOR))]), "v")


@pytest.mark.parametrize(
    ("array", "dtype", "unfit"),
    [
        (
            pa.array([1, 2**40, None, -(2**40), 5]),
            pa.int32(),
            {1: "column 'c': Integer value 1099511627776 not in", 3: ""},
        ),
        (pa.array([[1], [2, 2**40], []]), pa.large_list(pa.int32()), {1: "column 'c[]': Integer value 1099511627776"}),
        (
            pa.array([[1, 2], [1], None, [3, 4], []], pa.list_(pa.int32())),
            pa.list_(pa.int32(), 2),
            {1: "column 'c': expected lists of 2 (@Dim), got one of 1", 4: ""},
        ),
        (pa.array([2**40] * 9), pa.int32(), dict.fromkeys(range(9), "")),
        (pa.array([1, 2]), pa.int32(), {}),
    ],
    ids=lambda value: str(value.type) if isinstance(value, pa.Array) else "",
)
def test_a_row_that_does_not_fit_fails_alone(array: pa.Array, dtype: pa.DataType, unfit: dict[int, str]) -> None:
    found = headrace.arrow_each(Series.from_arrow(array), dtype, "c")
    assert list(found.unfit) == list(unfit)
    assert all(found.unfit[row].startswith(why) for row, why in unfit.items())
    found.array.validate(full=True)
    assert found.array.type == dtype
    expected = [None if row in unfit else value for row, value in enumerate(array.to_pylist())]
    assert found.array.to_pylist() == expected
    if unfit:
        row, why = next(iter(unfit.items()))
        with pytest.raises(headrace.ColumnError) as raised:
            headrace.arrow(array, dtype, "c")
        assert str(raised.value).startswith(why)
        assert str(raised.value).endswith(f" on row {row} of a batch of {len(array)}")


def test_json_has_the_size_too() -> None:
    check = headrace._values.check(VECTOR)
    assert check([1, 2]) == [1.0, 2.0]
    with pytest.raises(headrace._values.Mismatch, match="expected 2 elements, got 3"):
        check([1, 2, 3])


def test_a_value_that_fits_not_is_a_column_error_of_the_public_kind() -> None:
    with pytest.raises(headrace.ColumnError) as raised:
        headrace.arrow(pa.array([1 << 40]), pa.int32(), "c")
    assert type(raised.value) is headrace.ColumnError


def test_a_time_without_a_zone_says_how_to_give_it_one() -> None:
    df = daft.from_pydict({"at": [datetime.datetime(2026, 1, 1)]})
    with pytest.raises(headrace.ColumnError, match=r'no zone. Fix: .*: cast\(DataType.timestamp\("us", "UTC"\)\)'):
        headrace.column(df, "at", pa.timestamp("ns", "UTC"))
    df = df.select(col("at").cast(DataType.timestamp("us", "UTC")))
    headrace.column(df, "at", pa.timestamp("ns", "UTC"))
    assert df.to_pydict()["at"] == [datetime.datetime(2026, 1, 1, tzinfo=datetime.timezone.utc)]


def test_a_column_with_the_name_of_daft_s_wildcard() -> None:
    df = daft.from_pydict({"*": [1], "o": [{"value": 2, "error": None}]})
    assert headrace.with_errors(df, "y", "why", col("o")).column_names == ["*", "o", "y", "why"]
    with pytest.raises(headrace.ColumnError, match=r"Fix: rename \*"):
        naive.start(df, {})


def test_what_is_no_dataframe_is_told_first() -> None:
    with pytest.raises(headrace.InputError, match="expected a daft.DataFrame, got a list"):
        headrace.check_fresh([], "x")  # type: ignore[arg-type]
