"""Notebook use, failures row by row, and workers that die, on the native runner: ProbeTest runs it."""

import collections
import os
import pathlib
import subprocess
import sys

os.environ["DAFT_PROGRESS_BAR"] = "0"

import daft  # noqa: E402
import headrace  # noqa: E402
import pytest  # noqa: E402
from dev.headrace.examples.probe import probe  # noqa: E402

WORDS = ["water", "turbine", "gate"]
TOTAL = sum(map(len, WORDS))


@pytest.fixture
def log(tmp_path):
    return tmp_path / "a log.txt"


def meter(log, millis=0):
    return probe.Meter(str(log), millis)


def words():
    return daft.from_pydict({"words": WORDS})


def texts(*values):
    return daft.from_pydict({"id": list(range(len(values))), "text": list(values)})


def seen(log):
    """What the meters did, over all processes: what, how often; and in which processes."""
    lines = [line.split(" ", 3) for line in pathlib.Path(log).read_text(encoding="utf-8").splitlines()]
    return collections.Counter(what for _, what, _, _ in lines), {pid for pid, *_ in lines}


def answered(*values):
    return [v and {"text": v, "length": len(v), "total": TOTAL} for v in values]


def test_an_entry_binds_what_it_is_given(log):
    df = probe.answer(texts("a", "bcd"), words=words(), meter=meter(log))
    assert df.to_pydict()["answer"] == answered("a", "bcd")


def test_bound_or_inputs(log):
    bound = probe.bind(words(), meter=meter(log))
    with pytest.raises(headrace.InputError, match="given both `bound` and `words`"):
        probe.answer(texts("a"), bound, words=words(), meter=meter(log))
    with pytest.raises(headrace.InputError, match="without `bound`, `words` must be given"):
        probe.answer(texts("a"), meter=meter(log))
    with pytest.raises(headrace.InputError, match="without `bound`, `meter` must be given"):
        probe.apart(texts("a"), words=words(), other=probe.Other(str(log), 0))


def test_a_failing_row_fails_alone(log):
    values = [f"text {i}" for i in range(100)]
    values[3] = values[70] = "bad"
    values[50] = None
    bound = probe.bind(words(), meter=meter(log))
    df = probe.answer(texts(*values), bound, meter=meter(log), errors="why")
    assert df.column_names == ["id", "text", "answer", "why"]
    before = seen(log)[0]["length"]
    found = df.to_pydict()
    # once, though two columns are made of it: 13 batches, and those that were cut around the bad ones
    assert 13 <= seen(log)[0]["length"] - before <= 13 + 2 * 8
    assert found["answer"] == answered(*[None if v == "bad" else v for v in values])
    why = {i: error for i, error in enumerate(found["why"]) if error is not None}
    bad = {"node": "length", "cause": "IllegalArgumentException: this text is bad", "element": "text = bad"}
    null = {"node": "answer", "cause": "the result is null", "element": None}
    assert why == {3: bad, 50: null, 70: bad}
    assert df.select("why").where(df["why"].not_null()).count_rows() == 3
    with pytest.raises(headrace.ColumnError, match="already has a column 'text'"):
        probe.answer(texts("a"), bound, meter=meter(log), errors="text")


def test_without_errors_the_first_one_ends_the_query(log):
    bound = probe.bind(words(), meter=meter(log))
    with pytest.raises(Exception, match="length failed on row 1 .text = bad.: IllegalArgumentException: this text"):
        probe.answer(texts("a", "bad"), bound, meter=meter(log)).collect()


def test_what_concerns_all_rows_is_no_error_of_a_row(log, tmp_path):
    (tmp_path / "file").write_text("")
    broken = probe.Meter(str(tmp_path / "file" / "log"), 0)
    with pytest.raises(Exception, match="NotDirectory|Not a directory"):
        probe.answer(texts("a", "b"), words=words(), meter=broken, errors="why").collect()


def test_a_process_of_its_own(log):
    bound = probe.bind(words(), meter=meter(log))
    df = probe.apart(texts("a", "bad", "bcd"), bound, other=probe.Other(str(log), 0), errors="why").to_pydict()
    assert df["apart"] == answered("a", None, "bcd")
    assert [e and e["node"] for e in df["why"]] == [None, "otherLength", None]
    assert str(os.getpid()) in seen(log)[1] and len(seen(log)[1]) == 2


CRASHING = """
import daft, sys
from dev.headrace.examples.probe import probe
texts = daft.from_pydict({"text": ["a", "crash", "b"]})
words = daft.from_pydict({"words": ["w"]})
meter, other = probe.Meter(sys.argv[1], 0), probe.Other(sys.argv[1], 0)
if sys.argv[2] == "apart":
    df = probe.apart(texts, words=words, meter=meter, other=other)
else:
    df = probe.answer(texts, words=words, meter=meter)
print(df.to_pydict())
"""


@pytest.mark.parametrize("entry", ["answer", "apart"])
def test_a_jvm_that_dies_ends_its_worker(log, entry):
    """With a message, and in time: neither a hang nor a result."""
    done = subprocess.run(
        [sys.executable, "-c", CRASHING, str(log), entry],
        capture_output=True,
        text=True,
        timeout=100,
        cwd=log.parent,
    )
    assert done.returncode != 0 and "'a'" not in done.stdout, (done.stdout, done.stderr)
    if entry == "apart":
        assert "UDF process closed the connection unexpectedly" in done.stderr, done.stderr
    else:
        assert "fatal error has been detected by the Java Runtime" in done.stdout, done.stdout
