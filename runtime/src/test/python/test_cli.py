"""The command line: what it reads and writes, and what it says when it can't."""

import datetime
import json
import os
import pathlib
import re
import subprocess
import sys
import zipfile
from typing import NamedTuple

import daft
import echo_cli
import headrace
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from bridge import POINT

HERE = pathlib.Path(__file__).parent


@pytest.fixture(autouse=True)
def directory(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> pathlib.Path:
    monkeypatch.chdir(tmp_path)
    write("numbers.jsonl", 1, 2, None)
    write("texts.jsonl", {"text": "a", "unknown": 1}, {"text": None}, {})
    return tmp_path


def write(path: str, *values: object) -> str:
    pathlib.Path(path).write_text("".join(json.dumps(value) + "\n" for value in values))
    return path


def lines(path: str) -> list:
    return [json.loads(line) for line in pathlib.Path(path).read_text().splitlines()]


def failure(capsys: pytest.CaptureFixture[str], *argv: str) -> tuple[int, str]:
    """The exit status and the message: one paragraph, nothing left behind."""
    before = set(os.listdir())
    with pytest.raises(SystemExit) as exit_:
        echo_cli.run(*argv)
    captured = capsys.readouterr()
    assert "Traceback" not in captured.err
    assert captured.out == ""
    assert set(os.listdir()) == before
    assert isinstance(exit_.value.code, int)
    return exit_.value.code, captured.err.strip().removeprefix("error: ")


JOINED = ("joined", "texts.jsonl", "--prefixer-text", "p")


def test_an_entry_with_a_bound_input() -> None:
    echo_cli.run(*JOINED, "--numbers", "numbers.jsonl", "--out", "out.jsonl")
    expected = [f"p7{t}[1, 2, null]2" for t in ("a", "null", "null")]
    assert [line["joined"] for line in lines("out.jsonl")] == expected
    echo_cli.run(*JOINED, "--numbers", "numbers.jsonl", "--out", "out.parquet", "--prefixer-number", "-3")
    assert pq.read_table("out.parquet").column("joined")[0].as_py() == "p-3a[1, 2, null]2"


def test_bound_elements_may_be_records_of_one() -> None:
    write("numbers.jsonl", {"numbers": 5}, {"numbers": None})
    echo_cli.run(*JOINED, "--numbers", "numbers.jsonl", "--out", "out.jsonl")
    assert lines("out.jsonl")[0]["joined"] == "p7a[5, null]2"


LINE = {
    "id": "😀",
    "points": [{"x": 1, "y": 0.5, "name": None}, None],
    "named": {"k": {"x": 2, "y": None, "name": ""}},
    "first": None,
}
LISTED = {**LINE, "named": [{"key": "k", "value": {"x": 2, "y": None, "name": ""}}]}


def test_records_as_a_column_or_as_columns() -> None:
    for path, value in ((write("a.jsonl", LINE), LISTED), (write("b.jsonl", {"line": LINE}), {"line": LISTED})):
        echo_cli.run("echoed", path, "--out", "out.jsonl")
        assert lines("out.jsonl") == [{**value, "echoed": LISTED}]


def test_numbers_that_json_has_not_are_strings() -> None:
    """As `JsonLines` writes them in Java, which reads no others."""
    points = [{"x": 1, "y": y, "name": "NaN"} for y in ("NaN", "Infinity", "-Infinity")]
    write("in.jsonl", {**LINE, "points": points})
    echo_cli.run("echoed", "in.jsonl", "--out", "out.jsonl")
    assert lines("out.jsonl")[0]["echoed"]["points"] == points


def test_json_keeps_other_fields(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    more = [{"row": 1}, {"row": None, "more": {"x": [1]}}, {"row": 2.5}, {"tags": ["a"]}]
    every = {"row": None, "more": None, "tags": None}
    for rows in ([{**LINE, **m} for m in more], [{"line": LINE, **m} for m in more]):
        write("in.jsonl", *rows)
        with monkeypatch.context() as patch:
            patch.setattr(headrace._files, "_BATCH", 2)  # each with other types
            echo_cli.run("echoed", "in.jsonl", "--out", "out.jsonl")
        found = lines("out.jsonl")
        assert [{name: row[name] for name in every} for row in found] == [{**every, **m} for m in more]
        assert all(row["echoed"] == LISTED for row in found)
    os.unlink("out.jsonl")
    write("in.jsonl", {**LINE, "row": 1}, {**LINE, "row": "a"})
    status, message = failure(capsys, "echoed", "in.jsonl", "--out", "out.jsonl")
    assert status == 2
    assert message.startswith("in.jsonl: field 'row' is only passed on, but its values have several types. Fix: leave")
    write("numbers.jsonl", {"numbers": 1, "row": 1}, {"numbers": 2, "row": "a"})  # what is bound is not passed on
    echo_cli.run(*JOINED, "--numbers", "numbers.jsonl", "--out", "out.jsonl")


def test_what_options_are_to_be(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        echo_cli.run("joined", "--help")
    said = " ".join(capsys.readouterr().out.split())
    assert "--prefixer-text VALUE text --prefixer-number VALUE a whole number, int32" in said
    assert "--fail VALUE true or false" in said
    assert "ROWS a file with the column text, one row per call" in said
    with pytest.raises(SystemExit):
        echo_cli.run("echoed", "--help")
    said = " ".join(capsys.readouterr().out.split())
    assert "ROWS a file with the column line or its fields as columns, one row per call" in said


class Judge(NamedTuple):
    prompt: str | None
    limit: float


JUDGE = pa.struct([("prompt", pa.large_string()), ("limit", pa.float64())])


def test_what_may_be_null_may_be_left_out() -> None:
    given: list[Judge] = []

    def judged(df: daft.DataFrame, *, judge: Judge) -> daft.DataFrame:
        given.append(judge)
        return df.with_column("judged", daft.col("text"))

    entry = headrace.Entry(judged, {"text": pa.large_string()})
    resources = {"judge": (Judge, JUDGE)}
    argv = ("judged", "texts.jsonl", "--out", "out.jsonl", "--judge-limit", "1")
    headrace.main([entry], resources=resources, argv=argv)
    headrace.main([entry], resources=resources, argv=(*argv, "--judge-prompt", "p"))
    assert given == [Judge(None, 1), Judge("p", 1)]


def test_parquet_keeps_other_columns() -> None:
    table = pa.table({"line": pa.array([LISTED, None], echo_cli.LINE), "more": [1, 2]})
    pq.write_table(table, "in.parquet")
    echo_cli.run("echoed", "in.parquet", "--out", "out.jsonl")
    assert lines("out.jsonl") == [
        {"line": LISTED, "more": 1, "echoed": LISTED},
        {"line": None, "more": 2, "echoed": None},
    ]


@pytest.mark.parametrize("out", ["out.jsonl", "out.parquet"])
def test_no_rows(out: str) -> None:
    write("none.jsonl")
    echo_cli.run("echoed", "none.jsonl", "--out", out)
    echo_cli.run("joined", "none.jsonl", "--prefixer-text", "p", "--numbers", "none.jsonl", "--out", "joined.jsonl")
    assert pathlib.Path("joined.jsonl").read_text() == ""
    if out.endswith("parquet"):
        assert pq.read_table(out).column_names == ["line", "echoed"]


def test_empty_bound_input() -> None:
    write("none.jsonl")
    echo_cli.run(*JOINED, "--numbers", "none.jsonl", "--out", "out.jsonl")
    assert lines("out.jsonl")[0]["joined"] == "p7a[]2"


BAD_LINES = {
    '{"text": ': "in.jsonl:2: not JSON: Expecting value at column 9",
    "[1]": "in.jsonl:2: expected an object, got [1]",
    '{"text": 5}': "in.jsonl:2: field 'text': expected a string, got 5",
    '{"text": "\\ud800"}': "in.jsonl:2: field 'text': expected a string, got 'half a surrogate pair'",
    '{"text": ' + "9" * 5000 + "}": "in.jsonl:2: a number with more digits than can be read",
    "[" * 100_000: "in.jsonl:2: nested too deeply",
}


@pytest.mark.parametrize("line", BAD_LINES, ids=lambda line: line[:12])
def test_bad_lines(line: str, capsys: pytest.CaptureFixture[str]) -> None:
    pathlib.Path("in.jsonl").write_text('{"text": "a"}\n' + line + "\n")
    arguments = ("joined", "in.jsonl", "--prefixer-text", "p", "--numbers", "numbers.jsonl", "--out", "out.jsonl")
    assert failure(capsys, *arguments) == (2, BAD_LINES[line])


@pytest.mark.parametrize(
    ("field", "message"),
    [
        ({"points": [{"x": 1}, {"x": 1.5}]}, "field 'points[1].x': expected a whole number, got 1.5"),
        ({"points": [{"x": True}]}, "field 'points[0].x': expected a whole number, got true"),
        ({"points": [{"x": 2147483648}]}, "field 'points[0].x': expected a number within int32, got 2147483648"),
        ({"points": {}}, "field 'points': expected a list, got an object"),
        ({"points": [{"y": "1"}]}, "field 'points[0].y': expected a number, got '1'"),
        ({"first": []}, "field 'first': expected an object, got a list"),
        ({"named": {"a": {"name": []}}}, "field 'named[0].value.name': expected a string, got a list"),
    ],
    ids=lambda value: "",
)
def test_wrong_types(field: dict, message: str, capsys: pytest.CaptureFixture[str]) -> None:
    write("in.jsonl", {"id": "a"}, {"id": "b", **field})
    assert failure(capsys, "echoed", "in.jsonl", "--out", "out.jsonl") == (2, f"in.jsonl:2: {message}")


def test_bad_files(capsys: pytest.CaptureFixture[str]) -> None:
    def said(*argv: str) -> str:
        status, message = failure(capsys, *argv)
        assert status == 2
        return message

    assert said("echoed", "nowhere.jsonl", "--out", "o.jsonl") == "there is no file nowhere.jsonl"
    assert said("echoed", "in.csv", "--out", "o.csv").startswith("o.csv: files are named .parquet, .pq, .jsonl")
    assert said("echoed", "texts.jsonl", "--out", "no/where/o.jsonl").startswith(
        "no/where/o.jsonl: there is no directory"
    )
    write("other.jsonl", {"lien": 1, "x": 2})
    assert said("echoed", "other.jsonl", "--out", "o.jsonl") == (
        "other.jsonl: no line has 'line'; there is 'lien', 'x'"
    )
    pathlib.Path("latin.jsonl").write_bytes(b'{"id": "\xe9"}\n')
    assert said("echoed", "latin.jsonl", "--out", "o.jsonl").startswith("latin.jsonl is not UTF-8")
    pathlib.Path("broken.parquet").write_text("no")
    assert said("echoed", "broken.parquet", "--out", "o.jsonl").startswith("broken.parquet can't be read as Parquet")
    pq.write_table(pa.table({"lien": [1]}), "other.parquet")
    assert "all of its fields as columns: 'id', 'points', 'named', 'first' are missing; it has 'lien'" in said(
        "echoed", "other.parquet", "--out", "o.jsonl"
    )
    pq.write_table(pa.table({"line": [1]}), "typed.parquet")
    assert said("echoed", "typed.parquet", "--out", "o.jsonl").startswith("column 'line': expected struct<id")
    pq.write_table(pa.table({"line": pa.nulls(1, echo_cli.LINE), "echoed": [1]}), "taken.parquet")
    assert said("echoed", "taken.parquet", "--out", "o.jsonl").startswith("the DataFrame already has a column 'echoed'")
    number = (*JOINED, "--numbers", "numbers.jsonl", "--out", "o.jsonl", "--prefixer-number")
    assert said(*number, "1.5") == "--prefixer-number 1.5: expected a whole number, got 1.5"
    assert said(*number, "x") == "--prefixer-number x: expected a whole number, got 'x'"
    assert "required: --prefixer-text" in said(
        "joined", "texts.jsonl", "--numbers", "numbers.jsonl", "--out", "o.jsonl"
    )


def test_the_output_is_no_input(capsys: pytest.CaptureFixture[str]) -> None:
    def said(*argv: str) -> str:
        before = {path: path.read_bytes() for path in pathlib.Path().rglob("*.*") if path.is_file()}
        status, message = failure(capsys, *argv)
        assert status == 2
        assert before == {path: path.read_bytes() for path in before}
        return message

    write("lines.jsonl", LINE)
    os.symlink("lines.jsonl", "link.jsonl")
    os.makedirs("parts/more")
    pq.write_table(pa.table({"line": pa.nulls(1, echo_cli.LINE)}), "parts/a.parquet")
    os.link("parts/a.parquet", "parts/more/b.parquet")
    os.symlink("parts", "linked")
    lost = "which would be lost. Fix: name another file"
    for out, given in (
        ("lines.jsonl", "lines.jsonl"),
        ("./parts/../lines.jsonl", "lines.jsonl"),
        ("lines.jsonl", "link.jsonl"),
        ("link.jsonl", "lines.jsonl"),
    ):
        assert said("echoed", given, "--out", out) == f"--out {out} is the input {given}, {lost}"
    for out, given in (
        ("parts/a.parquet", "parts"),
        ("parts/a.parquet", "linked"),
        ("parts/more/b.parquet", "parts"),
    ):
        assert said("echoed", given, "--out", out) == (
            f"--out {out} is the input {given}/a.parquet, one of the files of {given}, {lost}"
        )
    assert said("echoed", "linked", "--out", "parts/new.parquet") == (
        "--out parts/new.parquet lies in the input linked, of which it would be a part from then on. "
        "Fix: name a file elsewhere"
    )
    assert said(*JOINED, "--numbers", "numbers.jsonl", "--out", "numbers.jsonl") == (
        f"--out numbers.jsonl is the input numbers.jsonl, {lost}"
    )
    for out in ("parts/new.jsonl", "parts/more/new.parquet"):
        echo_cli.run("echoed", "parts", "--out", out)
        assert os.path.exists(out)


@pytest.mark.parametrize(
    ("text", "dtype", "value"),
    [
        ("2026-01-31", pa.date32(), datetime.date(2026, 1, 31)),
        ('"2026-01-31"', pa.date32(), datetime.date(2026, 1, 31)),
        ("2026-01-31T12:00:00Z", pa.timestamp("ns", "UTC"), 1769860800 * 10**9),
        ("PT1.5S", pa.duration("ns"), 1_500_000_000),
        ("AQI=", pa.large_binary(), b"\1\2"),
        ("5", pa.uint16(), ord("5")),
        ('"5"', pa.uint16(), ord("5")),
        ("53", pa.uint16(), 53),
        ('"quoted"', pa.large_string(), '"quoted"'),
        ("[1, 2]", pa.large_list(pa.int32()), [1, 2]),
        ("true", pa.bool_(), True),
        ("null", pa.int32(), None),
    ],
    ids=str,
)
def test_options(text: str, dtype: pa.DataType, value: object) -> None:
    found = headrace._cli._value("--x", text, dtype)
    assert headrace._values.check(dtype)(found) == value


@pytest.mark.parametrize(
    ("text", "dtype", "message"),
    [
        ("soon", pa.date32(), "expected a date such as 2026-01-31, got 'soon'"),
        ("yes", pa.bool_(), "expected true or false, got 'yes'"),
        ("1,5", pa.float32(), "expected a number, got '1,5'"),
        ("9" * 5000, pa.int64(), "expected a whole number, got '999"),
        ("ab", pa.uint16(), "expected one character, got 'ab'"),
        ("1, 2", pa.large_list(pa.int32()), "expected JSON, such as [0]; Extra data at column 2"),
        ("a", POINT, 'expected JSON, such as {"x": 0, "y": 0.0, "name": "text"}; Expecting value at column 1'),
    ],
    ids=lambda value: str(value)[:20],
)
def test_bad_options(text: str, dtype: pa.DataType, message: str) -> None:
    with pytest.raises(headrace.InputError) as raised:
        headrace._cli._value("--x", text, dtype)
    assert str(raised.value).removeprefix(f"--x {text}: ").startswith(message)


def test_failures_of_java(capsys: pytest.CaptureFixture[str]) -> None:
    write("in.jsonl", {"id": "a"}, {"id": "b"})
    pathlib.Path("out.jsonl").write_text("before")
    assert failure(capsys, "failing", "in.jsonl", "--out", "out.jsonl") == (
        1,
        "encode failed on row 3 (query = Query[id=7]): IllegalArgumentException: boom 💥 (row 3 of a batch of 2)",
    )
    assert pathlib.Path("out.jsonl").read_text() == "before"
    arguments = (*JOINED, "--numbers", "numbers.jsonl", "--fail", "true", "--out", "o.jsonl")
    assert failure(capsys, *arguments) == (1, "resource 'prefixer' can't be had")


def program(environment: dict[str, str], *argv: str) -> subprocess.CompletedProcess[str]:
    path = os.pathsep.join(filter(None, [environment.get("PYTHONPATH"), str(HERE), os.environ.get("PYTHONPATH")]))
    arguments = argv or ("-m", "echo_cli", *JOINED, "--numbers", "numbers.jsonl", "--out", "out.jsonl")
    return subprocess.run(
        [sys.executable, *arguments],
        env={**os.environ, **environment, "PYTHONPATH": path},
        capture_output=True,
        text=True,
    )


def test_as_a_program() -> None:
    done = program({"HEADRACE_JAVA_OPTS": "-Xmx200m"})
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    assert len(lines("out.jsonl")) == 3


@pytest.mark.parametrize(
    ("environment", "message"),
    [
        ({"JAVA_HOME": "/nowhere"}, "error: JAVA_HOME=/nowhere has no Java in it .*Fix: set JAVA_HOME"),
        ({"HEADRACE_JAVA_OPTS": "-Xnope"}, "error: Java at .* doesn't start: .*HEADRACE_JAVA_OPTS=-Xnope"),
        ({"PYTHONPATH": "fakes/jpype"}, "error: JPype is not installed .*Fix: pip install jpype1"),
    ],
    ids=["JAVA_HOME", "HEADRACE_JAVA_OPTS", "jpype"],
)
def test_a_wrong_environment(environment: dict[str, str], message: str) -> None:
    os.makedirs("fakes/jpype")
    pathlib.Path("fakes/jpype/jpype.py").write_text("raise ImportError('no jpype')")
    done = program(environment)
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert re.search(message, done.stderr)


@pytest.mark.parametrize("daft", ["0.6.30", "0.7.21", "0.7.27", "0.8.0", "1.7.12", "0.7"])
def test_another_daft(daft: str) -> None:
    found = pathlib.Path(f"fakes/daft-{daft}.dist-info")
    found.mkdir(parents=True)
    (found / "METADATA").write_text(f"Metadata-Version: 2.1\nName: daft\nVersion: {daft}\n")
    done = program({"PYTHONPATH": "fakes"})
    assert done.returncode == 1
    assert done.stderr.splitlines() == [
        f"error: Daft {daft} is installed, but Headrace needs 0.7.22 to 0.7.26. "
        "Fix: pip install 'daft>=0.7.22,<=0.7.26'"
    ]


def test_without_classes() -> None:
    only_python = pathlib.Path(headrace.__file__).parent
    os.makedirs("python")
    os.symlink(only_python, "python/headrace")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(["python", str(HERE)])}
    environment.pop("HEADRACE_CLASSPATH")
    code = "import sys; sys.argv[1:] = sys.argv[1:]; import echo_cli; echo_cli.run()"
    arguments = [sys.executable, "-c", code, *JOINED, "--numbers", "numbers.jsonl", "--out", "out.jsonl"]
    done = subprocess.run(arguments, env={**environment, "PYTHONSAFEPATH": "1"}, capture_output=True, text=True)
    assert done.returncode == 1
    assert "is not on the class path. Fix: put the jar on PYTHONPATH, or set HEADRACE_CLASSPATH" in done.stderr
    assert "Traceback" not in done.stderr


def test_from_a_jar() -> None:
    """The bridge, the Java classes and the module, all from jars on PYTHONPATH and nothing else."""
    package = pathlib.Path(headrace.__file__).parent
    with zipfile.ZipFile("bridge.jar", "w") as jar:
        for file in package.glob("*.py"):
            jar.write(file, f"headrace/{file.name}")
        for root in map(pathlib.Path, os.environ["HEADRACE_CLASSPATH"].split(os.pathsep)):
            if root.is_file():
                with zipfile.ZipFile(root) as other:
                    for name in other.namelist():
                        if name.endswith(".class") and name not in jar.namelist():
                            jar.writestr(name, other.read(name))
            for file in root.rglob("*.class"):
                jar.write(file, file.relative_to(root).as_posix())
    with zipfile.ZipFile("app.jar", "w") as jar:
        for name in ("bridge", "echo_cli"):
            jar.write(HERE / f"{name}.py", f"{name}.py")
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(["bridge.jar", "app.jar"])}
    environment.pop("HEADRACE_CLASSPATH")
    arguments = [sys.executable, "-m", "echo_cli", *JOINED, "--numbers", "numbers.jsonl", "--out", "out.jsonl"]
    done = subprocess.run(arguments, env=environment, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert lines("out.jsonl")[0]["joined"] == "p7a[1, 2, null]2"
