"""Programs: sessions, failures, bound inputs, the row-by-row form."""

import gc
import pickle
import threading
from typing import Any, NamedTuple

import daft
import headrace
import pyarrow as pa
import pytest
from bridge import ECHO, echo
from daft import DataType, Series, col
from headrace import naive

TEXT = pa.large_string()
ONE = pa.array(["x"], TEXT)


class Prefixer(NamedTuple):
    text: str
    number: int


PREFIXER = pa.struct([("text", pa.large_string()), ("number", pa.int32())])


def configured(text: str, **more: Any) -> headrace.Program:
    resource = headrace.Resource(headrace.instances("prefixer", 2), Prefixer(text, 7), PREFIXER)
    return headrace.Program(ECHO, resources={"prefixer": resource}, **more)


def number(stage: str) -> int:
    return echo.call(stage, [ONE], pa.int32()).to_pylist()[0]


def test_settings_arrive() -> None:
    bound = headrace.Bound([(daft.from_pydict({"numbers": [1, 2, None]}), {"numbers": pa.int64()})])
    assert configured("p", bound=bound).call("joined", [ONE], TEXT).to_pylist() == ["p7x[1, 2, null]2"]
    assert echo.call("joined", [ONE], TEXT).to_pylist() == ["x[]0"]


def test_equal_settings_share_a_session() -> None:
    before = number("opened")
    programs = [configured("shared") for _ in range(8)]
    threads = [threading.Thread(target=p.call, args=("joined", [ONE], TEXT)) for p in programs]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert number("opened") == before + 1
    again = pickle.loads(pickle.dumps(programs[0]))
    assert again.call("joined", [ONE], TEXT).to_pylist() == ["shared7x[]2"]
    assert number("opened") == before + 1


def test_sessions_of_forgotten_inputs_are_closed() -> None:
    bound = headrace.Bound([(daft.from_pydict({"numbers": [1]}), {"numbers": pa.int64()})])
    program = configured("forgotten", bound=bound)
    program.call("joined", [ONE], TEXT)
    before = number("closed")
    del bound, program
    gc.collect()
    assert number("closed") == before + 1


def test_a_failed_opening_is_forgotten() -> None:
    program = headrace.Program(ECHO, values={"fail": (True, pa.bool_())})
    for _ in range(2):
        with pytest.raises(headrace.JavaError, match="resource 'prefixer' can't be had"):
            program.call("joined", [ONE], TEXT)


def test_settings_are_checked() -> None:
    resource = headrace.Resource(headrace.instances("prefixer", 2), Prefixer("a", "seven"), PREFIXER)  # type: ignore[arg-type]
    with pytest.raises(headrace.InputError, match="'prefixer': field 'number': expected a whole number, got 'seven'"):
        headrace.Program(ECHO, resources={"prefixer": resource}).call("joined", [ONE], TEXT)
    with pytest.raises(headrace.InputError, match="'k': expected a number within int32, got 4294967296"):
        headrace.Program(ECHO, values={"k": (1 << 32, pa.int32())}).call("joined", [ONE], TEXT)


def test_rows_that_cannot_be_read_fail_alone() -> None:
    def called(stage: str, values: pa.Array, dtype: pa.DataType) -> list:
        column = headrace.arrow_each(Series.from_arrow(values), dtype, "c")
        return echo.call_each(stage, [column], dtype).to_pylist()

    def failed(node: str, cause: str) -> dict:
        return {"value": None, "error": {"node": node, "cause": cause, "element": None}}

    monday = {"value": "MONDAY", "error": None}
    today = failed(
        "enum",
        "column 'enum': 'TODAY' is not a constant of DayOfWeek [MONDAY, TUESDAY, WEDNESDAY, THURSDAY, FRIDAY, "
        "SATURDAY, SUNDAY]",
    )
    assert called("enum", pa.array(["MONDAY", "TODAY", "MONDAY"]), TEXT) == [monday, today, monday]
    large = failed("c", "column 'c': Integer value 2147483648 not in range: -2147483648 to 2147483647")
    assert called("int", pa.array([1, 2**31, None, 2**31, 3]), pa.int32()) == [
        {"value": 1, "error": None},
        large,
        {"value": None, "error": None},
        large,
        {"value": 3, "error": None},
    ]
    assert called("int", pa.array([2**31] * 3), pa.int32()) == [large] * 3
    vector = pa.large_list(pa.list_(pa.float32(), 2))
    found = called("matrix", pa.array([[[1.0, 2.0]], [[1.0]], None], pa.list_(pa.list_(pa.float32()))), vector)
    assert [row["value"] for row in found] == [[[1.0, 2.0]], None, None]
    assert found[1]["error"]["cause"] == "column 'c[]': expected lists of 2 (@Dim), got one of 1"


def test_results_that_have_no_place_fail_alone() -> None:
    texts = headrace.arrow_each(Series.from_arrow(pa.array(["a", "half", "b"])), TEXT, "text")
    found = echo.call_each("halves", [texts], TEXT).to_pylist()
    assert [row["value"] for row in found] == ["a", None, "b"]
    assert found[1]["error"]["node"] == "halves"
    assert found[1]["error"]["cause"].startswith("the result of halves has no place in its column: a string with half")
    with pytest.raises(headrace.JavaError, match="the result of halves has no place in its column: .* .row 1 of"):
        echo.call("halves", [texts.array], TEXT)


def test_a_node_that_throws() -> None:
    with pytest.raises(headrace.JavaError) as raised:
        echo.call("node", [ONE], TEXT)
    error = pickle.loads(pickle.dumps(raised.value))
    assert (error.java_class, error.node, error.row) == ("java.lang.IllegalArgumentException", "encode", 3)
    assert error.element == "query = Query[id=7]"
    assert error.message == "encode failed on row 3 (query = Query[id=7]): IllegalArgumentException: boom 💥"
    assert error.trace.startswith("\tat dev.headrace")
    assert str(error) == f"{error.message}\n{error.trace}"
    assert error.args == raised.value.args


@pytest.mark.parametrize(
    ("stage", "message"),
    [
        ("nullResult", "ranking is null on row 2"),
        (
            "noClass",
            "index failed: NoClassDefFoundError: org/lib/Index, which is not on the class path. Fix: put the jar on",
        ),
        ("plain", "IllegalStateException"),
        ("error", "StackOverflowError"),
        ("nope", "no stage 'nope': the Python module and the Java classes are of different builds"),
    ],
)
def test_other_failures(stage: str, message: str) -> None:
    with pytest.raises(headrace.JavaError) as raised:
        echo.call(stage, [ONE], TEXT)
    assert str(raised.value).startswith(message)


def test_lengths_and_types_are_asserted() -> None:
    three = pa.array(["a", "b", "c"], TEXT)
    with pytest.raises(headrace.HeadraceError, match="tooFew gave 1 rows for 3"):
        echo.call("tooFew", [three], pa.int32())
    with pytest.raises(headrace.HeadraceError, match="lengths gave a column of another type than large_string"):
        echo.call("lengths", [three], TEXT)
    with pytest.raises(headrace.HeadraceError, match="columns of different lengths: 3, 1"):
        echo.call("lengths", [three, ONE], pa.int32())


def test_more_than_java_can_view_is_called_in_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(headrace._program, "CHUNK_BYTES", 1000)
    texts = pa.array([f"{i:05}" * 20 for i in range(100)] + ["x" * 5000, None], TEXT)
    before = number("calls")
    assert echo.call("string", [texts], TEXT).to_pylist() == texts.to_pylist()
    assert number("calls") - before > 10


def test_a_missing_class() -> None:
    with pytest.raises(headrace.SetupError, match="class no.Such is not on the class path. Fix: .*HEADRACE_CLASSPATH"):
        headrace.Program("no.Such").call("x", [ONE], TEXT)


def test_an_opaque_value_is_built_once_per_row() -> None:
    def find(row: str, words: list[str]) -> str:
        return echo.one("opaque", [("x", TEXT)], TEXT, row=row, once=[(words, pa.large_list(TEXT))])

    assert [find("r/1", ["a"]), find("r/1", ["ignored"]), find("r/2", ["b"])] == ["x[a]1", "x[a]2", "x[b]1"]
    for i in range(200):  # more rows than either side remembers
        find(f"r/{i + 10}", ["c"])
    assert find("r/1", ["a"]) == "x[a]1"
    assert echo.one("lengths", [(None, TEXT)], pa.int32()) is None
    assert echo.one("lengths", [(None, TEXT)], pa.int32(), nullable=True) is None
    assert echo.one("nowhere", [(None, TEXT)], pa.int32()) is None, "not called at all"


@daft.cls(gpus=1, max_concurrency=2)
class Stage:
    def __init__(self, bound: headrace.Bound, instances: headrace.Instances) -> None:
        resource = headrace.Resource(instances, Prefixer("s", 1), PREFIXER)
        self.java = headrace.Program(ECHO, resources={"prefixer": resource}, bound=bound)

    @daft.method.batch(return_dtype=DataType.string(), batch_size=2)
    def joined(self, text: Series) -> Series:
        return self.java.call("joined", [headrace.arrow(text, TEXT, "text")], TEXT)

    @daft.method.batch(return_dtype=DataType.string())
    def failing(self, text: Series) -> Series:
        return self.java.call("node", [headrace.arrow(text, TEXT, "text")], TEXT)


@daft.cls(use_process=True)
class OtherProcess:
    def __init__(self, bound: headrace.Bound, instances: headrace.Instances) -> None:
        resource = headrace.Resource(instances, Prefixer("s", 1), PREFIXER)
        self.java = headrace.Program(ECHO, resources={"prefixer": resource}, bound=bound)

    @daft.method.batch(return_dtype=DataType.string())
    def joined(self, text: Series) -> Series:
        return self.java.call("joined", [headrace.arrow(text, TEXT, "text")], TEXT)


def numbers() -> headrace.Bound:
    df = headrace.rows(daft.from_pydict({"numbers": list(range(5)), "more": [0] * 5}), "numbers", pa.int64())
    return headrace.Bound([(df, {"numbers": pa.int64()})])


@pytest.mark.parametrize("kind", [Stage, OtherProcess])
def test_stages_in_daft(kind: Any) -> None:
    stage = headrace.place(kind(numbers(), headrace.instances("prefixer", 2, gpus=1)).joined)
    df = daft.from_pydict({"text": [None, "a", "b", "c", "d"]}).into_batches(3)
    result = df.with_column("joined", stage(col("text"))).to_pydict()
    assert result["joined"] == [f"s1{t}[0, 1, 2, 3, 4]2" for t in ("null", "a", "b", "c", "d")]


def test_a_failure_in_daft_keeps_its_words() -> None:
    stage = headrace.place(Stage(numbers(), headrace.instances("prefixer", 2, gpus=1)).failing)
    with pytest.raises(Exception) as raised:
        daft.from_pydict({"text": ["a"]}).with_column("joined", stage(col("text"))).to_pydict()
    assert "encode failed on row 3 (query = Query[id=7]): IllegalArgumentException: boom" in str(raised.value)


def test_a_bound_input_of_another_process() -> None:
    lost = pickle.dumps(numbers())
    gc.collect()
    with pytest.raises(headrace.HeadraceError, match="call bind in the program that uses its result"):
        pickle.loads(lost)


@daft.func(return_dtype=DataType.int64())
def doubled(x: Any) -> Any:
    return None if x is None else 2 * x


def test_the_naive_map_is_right() -> None:
    rows = [[1, 2], [], None, [3, None, 4], list(range(300)), [None]] * 50
    df = daft.from_pydict({"id": list(range(300)), "xs": rows}).into_batches(7)
    df = naive.start(df, {"xs": pa.large_list(pa.int32())})
    df = naive.number(df, "_1", {"x": "_xs", "same": "_xs"})
    df = df.explode("_1_x", "_1_same", "_1#index")
    df = df.with_column("_1_y", doubled(col("_1_x")))
    df = df.groupby("_1#row").agg(*naive.lists("_1", "y"), *naive.same(df, "_1"))
    df = naive.in_order(df, "_1", {"y": pa.int64()}).sort("#row")
    result = df.to_pydict()
    assert result["id"] == list(range(300))
    assert result["_y"] == [None if r is None else [None if x is None else 2 * x for x in r] for r in rows]
    assert sorted(result) == ["#row", "_xs", "_y", "id", "xs"]
