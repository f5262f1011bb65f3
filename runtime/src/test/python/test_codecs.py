"""Every codec there and back: whole, sliced, with nulls, empty."""

import datetime
import math
import struct

import headrace
import numpy as np
import pyarrow as pa
import pytest
from bridge import LINE, POINT, echo, there_and_back

NAN = struct.unpack("<d", struct.pack("<Q", 0x7FF8000000000123))[0]

p1 = {"x": 1, "y": 0.5, "name": "a"}
p2 = {"x": -2, "y": None, "name": None}
line = {
    "id": "l",
    "points": [p1, p2, None],
    "named": [{"key": "k", "value": p1}, {"key": "", "value": None}],
    "first": p2,
}
bare = {"id": None, "points": None, "named": None, "first": None}
empty = {"id": "", "points": [], "named": [], "first": p1}

CASES = {
    "boolean": (pa.bool_(), [True, False, None, True, True, False, False, True, None, True]),
    "byte": (pa.int8(), [-128, 127, None, 0]),
    "short": (pa.int16(), [-(2**15), 2**15 - 1, None]),
    "int": (pa.int32(), [-(2**31), 2**31 - 1, None, 0]),
    "long": (pa.int64(), [-(2**63), 2**63 - 1, None, 0]),
    "float": (pa.float32(), [0.0, -0.0, math.inf, -math.inf, None, 1.5, 2.0**-149]),
    "double": (pa.float64(), [0.0, -0.0, math.inf, None, 5e-324, 1.7976931348623157e308]),
    "char": (pa.uint16(), [0, 65, 0xD800, 0xFFFF, None]),
    "string": (pa.large_string(), ["", "a", None, "äß", "😀 \U0010ffff", "\x00", "x" * 5000]),
    "bytes": (pa.large_binary(), [b"", None, b"\x00\xff", b"x" * 3000]),
    "floats": (pa.large_list(pa.float32()), [[], None, [1.0, -0.0], [math.inf] * 700]),
    "doubles": (pa.large_list(pa.float64()), [[1.0], None, [], [2.0, 3.0]]),
    "ints": (pa.large_list(pa.int32()), [[1], None, [], [2, 3]]),
    "longs": (pa.large_list(pa.int64()), [[2**62], None, [], [2, 3]]),
    "shorts": (pa.large_list(pa.int16()), [[1], None, [], [2, 3]]),
    "chars": (pa.large_list(pa.uint16()), [[65], None, [], [66, 0xFFFF]]),
    "booleans": (pa.large_list(pa.bool_()), [[True], None, [], [False, True, True] * 5]),
    "instant": (pa.timestamp("ns", "UTC"), [0, -1, 1, -(2**63), 2**63 - 1, None]),
    "date": (pa.date32(), [datetime.date(1, 1, 1), datetime.date(9999, 12, 31), None, datetime.date(1970, 1, 1)]),
    "duration": (pa.duration("ns"), [0, -1, 1, -(2**63), 2**63 - 1, None]),
    "uuid": (pa.large_string(), ["123e4567-e89b-12d3-a456-426614174000", None]),
    "enum": (pa.large_string(), ["MONDAY", None, "SUNDAY"]),
    "matrix": (pa.large_list(pa.large_list(pa.float32())), [[[1.0], []], None, [], [None, [2.0, 3.0]]]),
    "lists": (pa.large_list(pa.large_list(pa.large_string())), [[["a", None], [], None], None, [], [["😀"]]]),
    "map": (
        pa.large_list(pa.struct([("key", pa.large_string()), ("value", pa.int32())])),
        [[{"key": "b", "value": 1}, {"key": "a", "value": None}], None, []],
    ),
    "optional": (pa.int64(), [1, None, 3]),
    "flag": (pa.struct([("on", pa.bool_())]), [{"on": True}, None, {"on": False}]),
    "point": (POINT, [p1, None, p2]),
    "line": (LINE, [line, bare, None, empty, line]),
    "lines": (pa.large_list(LINE), [[line, None, bare], None, [], [empty]]),
}


@pytest.fixture(params=CASES, ids=str)
def case(request: pytest.FixtureRequest) -> tuple[str, pa.Array]:
    dtype, values = CASES[request.param]
    return request.param, pa.array(values, dtype)


def test_there_and_back(case: tuple[str, pa.Array]) -> None:
    stage, array = case
    assert there_and_back(stage, array).equals(array)


def test_slices(case: tuple[str, pa.Array]) -> None:
    stage, array = case
    long = pa.concat_arrays([array] * 9)
    for start in (1, 3, 8, 13):
        part = long.slice(start, len(array))
        assert there_and_back(stage, part).equals(part)


def test_single_rows(case: tuple[str, pa.Array]) -> None:
    stage, array = case
    for i in range(len(array)):
        assert there_and_back(stage, array.slice(i, 1)).equals(array.slice(i, 1))


def test_no_rows(case: tuple[str, pa.Array]) -> None:
    stage, array = case
    assert there_and_back(stage, array.slice(0, 0)).equals(array.slice(0, 0))


def test_only_nulls(case: tuple[str, pa.Array]) -> None:
    stage, array = case
    assert there_and_back(stage, pa.nulls(17, array.type)).null_count == 17


def test_no_nulls_no_bitmap() -> None:
    assert there_and_back("int", pa.array([1, 2, 3], pa.int32())).buffers()[0] is None


def test_nan_bits_survive() -> None:
    array = pa.array(np.array([NAN, -NAN, math.nan]))
    assert there_and_back("double", array).buffers()[1].to_pybytes() == array.buffers()[1].to_pybytes()


def test_many_rows() -> None:
    """More than one segment of every buffer."""
    texts = pa.array([None if i % 7 == 0 else "é" * (i % 90) for i in range(60_000)], pa.large_string())
    assert there_and_back("string", texts).equals(texts)
    lines = pa.array([line, None, bare, empty] * 5_000, LINE)
    assert there_and_back("line", lines).equals(lines)
    floats = pa.array([[float(i)] * (i % 200) for i in range(5_000)], pa.large_list(pa.float32()))
    assert there_and_back("floats", floats).equals(floats)


def test_what_lies_under_a_null_list_is_not_read() -> None:
    points = pa.array([p1, {"x": None, "y": None, "name": None}, p2], POINT)
    dtype = pa.struct([("id", pa.large_string()), ("points", pa.large_list(POINT))])
    lists = pa.LargeListArray.from_arrays(pa.array([0, 1, 2, 3]), points, mask=pa.array([False, True, False]))
    nothing = pa.nulls(3, pa.large_string())
    full = pa.StructArray.from_arrays(
        [nothing, lists, pa.nulls(3, LINE.field("named").type), pa.nulls(3, POINT)], fields=list(LINE)
    )
    assert dtype.num_fields == 2
    assert there_and_back("line", full).field("points").to_pylist() == [[p1], None, [p2]]


@pytest.mark.parametrize(
    ("stage", "array", "message"),
    [
        (
            "point",
            pa.array([p1, {"x": None}], POINT),
            "column 'point': Point.x is null, which its type can't be (row 1 of a batch of 2)",
        ),
        ("floats", pa.array([[1.0, None]], pa.large_list(pa.float32())), "column 'floats': a null in a float[]"),
        ("booleans", pa.array([[None]], pa.large_list(pa.bool_())), "column 'booleans': a null in a boolean[]"),
        (
            "enum",
            pa.array(["MONDAY", "TODAY"], pa.large_string()),
            "column 'enum': 'TODAY' is not a constant of DayOfWeek",
        ),
        (
            "uuid",
            pa.array(["x"], pa.large_string()),
            "column 'uuid': 'x' is no UUID such as 123e4567-e89b-12d3-a456-426614174000",
        ),
        (
            "map",
            pa.array([[{"key": "a", "value": 1}, {"key": "a", "value": 2}]], CASES["map"][0]),
            "column 'map': a map with the key 'a' twice",
        ),
        ("map", pa.array([[{"key": None, "value": 1}]], CASES["map"][0]), "column 'map[0]': entry.key is null"),
        ("halfPair", pa.array(["x"], pa.large_string()), "row 0: a string with half a surrogate pair at index 1"),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) < 12 else "",
)
def test_what_has_no_place_is_an_error(stage: str, array: pa.Array, message: str) -> None:
    with pytest.raises(headrace.JavaError) as raised:
        echo.call(stage, [array], array.type)
    assert str(raised.value).startswith(message)
