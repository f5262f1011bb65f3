"""The comparison of a module with its naive twin; the generated ones are compared by the examples."""

import os
import pathlib
import subprocess
import sys

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from headrace.compare import _difference, main

MODULE = """
import sys
import pyarrow as pa
import pyarrow.parquet as pq

if "fail" in sys.argv:
    sys.exit("error: it went wrong")
table = pa.table({{"id": ["a", "b"], "scores": [[0.5, {score}], None]}})
pq.write_table(table, sys.argv[sys.argv.index("--out") + 1])
"""


@pytest.fixture(autouse=True)
def directory(tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch) -> pathlib.Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def module(name: str, score: float, naive_score: float | None) -> None:
    pathlib.Path(f"{name}.py").write_text(MODULE.format(score=score))
    if naive_score is not None:
        pathlib.Path(f"{name}_naive.py").write_text(MODULE.format(score=naive_score))


def compare(*arguments: str) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join([".", os.environ.get("PYTHONPATH", ""), *sys.path])}
    command = [sys.executable, "-m", "headrace.compare", "--rounds", "1", *arguments]
    return subprocess.run(command, env=environment, capture_output=True, text=True, timeout=120)


def test_equal_results() -> None:
    module("same", 1.5, 1.5)
    done = compare("same", "entry", "rows.jsonl", "--option", "x", "--out", "kept.parquet")
    assert (done.returncode, done.stderr) == (0, "")
    assert "The results of all 2 runs are equal: 2 rows." in done.stdout
    assert pq.read_table("kept.parquet").column("id").to_pylist() == ["a", "b"]


def test_other_results() -> None:
    module("other", 1.5, 1.25)
    done = compare("other", "entry", "rows.jsonl")
    assert done.returncode == 1
    assert done.stderr.strip() == (
        "error: other (run 1) and other_naive (run 1) differ: column 'scores' of row 0: [0.5, 1.5] and [0.5, 1.25]"
    )
    assert compare("--tolerance", "0.3", "other", "entry", "rows.jsonl").returncode == 0


def test_a_run_that_fails() -> None:
    module("failing", 1, 1)
    done = compare("failing", "fail")
    assert done.returncode == 1
    assert done.stderr == "error: it went wrong\nerror: failing ended with 1, in its own words above\n"


def test_modules_that_are_missing(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    module("alone", 1, None)
    monkeypatch.syspath_prepend(".")
    for name, message in (
        ("missing", "there is no module missing. Fix: give its full name"),
        ("alone", "there is no module alone_naive beside alone. Fix: "),
    ):
        with pytest.raises(SystemExit) as exit_:
            main([name, "entry"])
        assert exit_.value.code == 2
        assert message in capsys.readouterr().err


def test_results_that_cannot_be_kept(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    module("kept", 1, 1)
    monkeypatch.syspath_prepend(".")
    with pytest.raises(SystemExit) as exit_:
        main(["kept", "entry", "--out", "results.jsonl"])
    assert exit_.value.code == 2
    assert "results.jsonl: results are kept as .parquet" in capsys.readouterr().err


def test_what_is_compared_has_no_errors(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    module("strict", 1, 1)
    monkeypatch.syspath_prepend(".")
    for option in (["--errors", "why"], ["--errors=why"]):
        with pytest.raises(SystemExit) as exit_:
            main(["strict", "entry", "rows.jsonl", *option])
        assert exit_.value.code == 2
        assert capsys.readouterr().err == (
            "error: --errors: strict_naive has none, it ends at the first row that fails. Fix: leave it out, and "
            "compare on rows that do not fail: `strict entry … --errors why` says which do\n"
        )


def test_results_are_not_kept_in_an_input(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    module("careful", 1, 1)
    monkeypatch.syspath_prepend(".")
    pq.write_table(pa.table({"x": [1]}), "in.parquet")
    before = pathlib.Path("in.parquet").read_bytes()
    for arguments in (["in.parquet"], ["--rows=in.parquet"]):
        with pytest.raises(SystemExit) as exit_:
            main(["careful", "entry", *arguments, "--out", "in.parquet"])
        assert exit_.value.code == 2
        assert "--out in.parquet is the input in.parquet, which would be lost" in capsys.readouterr().err
    assert pathlib.Path("in.parquet").read_bytes() == before


def table(**columns: list) -> pa.Table:
    return pa.table(columns)


def test_differences() -> None:
    nan = float("nan")
    assert _difference(table(x=[1.0, nan, None]), table(x=[1.0, nan, None]), 0) is None
    assert _difference(table(x=[[1.0], None]), table(x=[[1.0 + 1e-9], None]), 1e-6) is None
    assert _difference(table(x=[1, 2]), table(x=[1]), 0) == "1 and 2 rows"
    assert _difference(table(x=[1]), table(y=[1]), 0) == "columns y: int64 and x: int64"
    assert _difference(table(x=[1]), table(x=[1.0]), 0) == "columns x: double and x: int64"
    assert _difference(table(x=[None, 1]), table(x=[0, 1]), 0.5) == "column 'x' of row 0: 0 and None"
    times = [pa.array([nanos], pa.timestamp("ns", "UTC")) for nanos in (-1, 1)]  # more exact than Python's
    assert _difference(pa.table({"x": times[0]}), pa.table({"x": times[1]}), 0) == (
        "column 'x' of row 0: '1970-01-01T00:00:00.000000001Z' and '1969-12-31T23:59:59.999999999Z'"
    )
    found = _difference(table(x=["a", "b"]), table(x=["b", "a"]), 0)
    assert found == "column 'x' of row 0 (the same rows in another order): 'b' and 'a'"
