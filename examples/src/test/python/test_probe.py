"""Notebook use, failures row by row, and workers that die, on the native runner: ProbeTest runs it."""

import collections
import json
import os
import pathlib
import shutil
import subprocess
import sys
import time

os.environ["DAFT_PROGRESS_BAR"] = "0"

import daft  # noqa: E402
import headrace  # noqa: E402
import jpype  # noqa: E402
import pyarrow as pa  # noqa: E402
import pyarrow.parquet as pq  # noqa: E402
import pytest  # noqa: E402
from dev.headrace.examples.probe import probe, probe_naive  # noqa: E402

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
    with pytest.raises(headrace.ColumnError, match='errors="text": the DataFrame already has a column'):
        probe.answer(texts("a"), bound, meter=meter(log), errors="text")


def test_without_errors_the_first_one_ends_the_query(log):
    bound = probe.bind(words(), meter=meter(log))
    with pytest.raises(Exception, match="length failed on row 1 .text = bad.: IllegalArgumentException: this text"):
        probe.answer(texts("a", "bad"), bound, meter=meter(log)).collect()


def test_what_concerns_all_rows_is_no_error_of_a_row(log, tmp_path):
    (tmp_path / "file").write_text("")
    broken = probe.Meter(str(tmp_path / "file" / "log"), 0)
    bound = probe.bind(words(), meter=meter(log))
    with pytest.raises(Exception, match="could not be built: .*(NotDirectory|Not a directory)"):
        probe.answer(texts("a", "b"), bound, meter=broken, errors="why").collect()


def test_a_process_of_its_own(log):
    bound = probe.bind(words(), meter=meter(log))
    df = probe.apart(texts("a", "bad", "bcd"), bound, other=probe.Other(str(log), 0), errors="why").to_pydict()
    assert df["apart"] == answered("a", None, "bcd")
    assert [e and e["node"] for e in df["why"]] == [None, "otherLength", None]
    assert str(os.getpid()) in seen(log)[1] and len(seen(log)[1]) == 2


def test_what_was_bound_is_kept_for_the_same_and_nothing_else(log, tmp_path):
    directory = tmp_path / "kept here"

    def bind(df, m):
        bound = probe.bind(df, meter=m, materialize=str(directory))
        return bound, probe.answer(texts("a"), bound, meter=m).to_pydict()["answer"][0]["total"]

    many = [f"w{i}" for i in range(5000)]  # more than one file, and more than one digest
    rows = daft.from_pydict({"words": many, "other": many})
    first, total = bind(rows, meter(log))
    assert (first.reused, total, seen(log)[0]["wordLength"]) == (False, sum(map(len, many)), 625)
    # cut otherwise, with a column more or less: the same rows
    again, total = bind(rows.select("words").into_batches(777), meter(log))
    assert (again.reused, total, seen(log)[0]["wordLength"]) == (True, sum(map(len, many)), 625)
    assert again.directory == first.directory
    for changed, m in (
        (daft.from_pydict({"words": [*many[1:], many[0]]}), meter(log)),
        (daft.from_pydict({"words": many[1:]}), meter(log)),
        (daft.from_pydict({"words": [None, *many[1:]]}), meter(log)),
        (rows, meter(log, 1)),
    ):
        assert not probe.bind(changed, meter=m, materialize=str(directory)).reused
    assert len(list(directory.iterdir())) == 5
    naive = probe_naive.bind(words(), meter=probe_naive.Meter(str(log), 0), materialize=str(directory))
    assert not naive.reused
    same = probe.bind(words(), meter=meter(log), materialize=directory)
    assert not same.reused
    other = probe.Other(str(log), 0)
    assert probe.apart(texts("a"), same, other=other).to_pydict()["apart"] == answered("a")  # in its own process


def test_code_is_part_of_the_key(log, tmp_path, monkeypatch):
    directory, code = tmp_path / "kept", tmp_path / "code"
    code.mkdir()
    monkeypatch.setenv("HEADRACE_CLASSPATH", os.pathsep.join([os.environ["HEADRACE_CLASSPATH"], str(code)]))
    bound = [probe.bind(words(), meter=meter(log), materialize=str(directory)) for _ in range(2)]
    (code / "New.class").write_bytes(b"new")
    bound.append(probe.bind(words(), meter=meter(log), materialize=str(directory)))
    assert [b.reused for b in bound] == [False, True, False]


def test_nothing_is_kept_of_a_failed_run(log, tmp_path):
    directory = tmp_path / "kept"
    with pytest.raises(Exception, match="this text is bad"):
        probe.bind(daft.from_pydict({"words": ["a", "bad"]}), meter=meter(log), materialize=str(directory))
    assert not list(directory.iterdir())
    with pytest.raises(headrace.InputError, match="not an address"):
        probe.bind(words(), meter=meter(log), materialize="s3://bucket/kept")


def test_a_forked_process_says_so(log):
    probe.answer(texts("a"), words=words(), meter=meter(log)).collect()
    program = headrace.Program(probe.JAVA)
    reading, writing = os.pipe()
    pid = os.fork()
    if pid == 0:
        try:
            program.call("answer", [pa.array(["a"], pa.large_string())], probe.ANSWER)
        except BaseException as e:
            os.write(writing, str(e).encode())
        finally:
            os._exit(0)
    os.waitpid(pid, 0)
    assert os.read(reading, 1000).decode().startswith("this process was forked after its parent had started Java")


def test_what_java_logs_is_logged(log, caplog):
    probe.answer(texts("a"), words=words(), meter=meter(log)).collect()
    logger = jpype.JClass("java.lang.System").getLogger("shop.Search")
    with caplog.at_level("INFO"):
        logger.log(jpype.JClass("java.lang.System$Logger$Level").WARNING, "a message of Java")
        deadline = time.monotonic() + 10
        while not caplog.records and time.monotonic() < deadline:
            time.sleep(0.01)  # for the thread that passes records on
    assert [(r.name, r.levelname, r.getMessage()) for r in caplog.records] == [
        ("shop.Search", "WARNING", "a message of Java")
    ]


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


def run(*command, cwd, **environment):
    """Runs a command in an environment without this one's class paths."""
    kept = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "HEADRACE_CLASSPATH")}
    done = subprocess.run(
        [str(word) for word in command],
        cwd=cwd,
        env={**kept, **environment},
        capture_output=True,
        text=True,
        timeout=100,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def command_line(directory, *more):
    (directory / "texts.jsonl").write_text('{"text": "a"}\n{"text": "bad"}\n', encoding="utf-8")
    (directory / "words.jsonl").write_text('"water"\n"gate"\n', encoding="utf-8")
    files = [directory / "texts.jsonl", "--words", directory / "words.jsonl", "--out", directory / "out.jsonl"]
    return ["-m", "dev.headrace.examples.probe.probe", "answer", *files, *more]


def result(directory):
    rows = [json.loads(line) for line in (directory / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [row["answer"] and row["answer"]["total"] for row in rows] == [9, None]
    assert rows[1]["why"]["cause"] == "IllegalArgumentException: this text is bad"


def test_an_exported_directory_is_all_that_is_needed(log, tmp_path):
    here = tmp_path / "a 'dir'"
    here.mkdir()
    exported = here / "app"
    export = [sys.executable, "-m", "headrace.export", exported, "dev.headrace.examples.probe.probe"]
    for _ in range(2):  # the second replaces the first
        assert subprocess.run(export, capture_output=True, text=True, timeout=100).returncode == 0
    assert {"dev", "headrace", "lib", "README.md", "requirements.txt"} <= {p.name for p in exported.iterdir()}
    assert f"daft=={daft.__version__}" in (exported / "requirements.txt").read_text()
    options = ["--meter-log", log, "--meter-millis", "0", "--errors", "why", "--materialize", here / "kept"]
    for _ in range(2):
        run(sys.executable, *command_line(here, *options), cwd=exported)
        result(here)
    assert seen(log)[0]["wordLength"] == 1
    done = subprocess.run([*export[:3], here, export[4]], capture_output=True, text=True, timeout=100)
    assert done.returncode == 2 and "holds something else" in done.stderr
    done = subprocess.run([*export[:3], tmp_path / "x", "../probe"], capture_output=True, text=True, timeout=100)
    assert done.returncode == 2 and "is no name of a module" in done.stderr
    assert not (tmp_path / "x").exists()


def test_a_directory_of_parquet_files(log, tmp_path):
    rows = tmp_path / "rows"
    rows.mkdir()
    for i in range(3):
        pq.write_table(pa.table({"text": [f"a{i}", f"b{i}"]}), rows / f"{i}.parquet")
    (tmp_path / "words.jsonl").write_text('"water"\n', encoding="utf-8")
    files = [rows, "--words", tmp_path / "words.jsonl", "--out", tmp_path / "out.parquet"]
    meter = ["--meter-log", log, "--meter-millis", "0"]
    command = [sys.executable, "-m", "dev.headrace.examples.probe.probe", "answer", *files, *meter]
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, timeout=100)
    assert done.returncode == 0, done.stderr
    found = pq.read_table(tmp_path / "out.parquet").to_pylist()
    assert sorted(row["answer"]["text"] for row in found) == ["a0", "a1", "a2", "b0", "b1", "b2"]


def test_the_jar_is_the_python_package(log, tmp_path):
    jars = []
    for entry in {p for p in os.environ["PYTHONPATH"].split(os.pathsep) if p.endswith("classes")}:
        jars.append(shutil.make_archive(str(tmp_path / f"app {len(jars)}"), "zip", entry))
        jars[-1] = shutil.move(jars[-1], jars[-1].removesuffix(".zip") + ".jar")
    jars += [p for p in os.environ["PYTHONPATH"].split(os.pathsep) if p.endswith(".jar")]
    options = ["--meter-log", log, "--meter-millis", "0", "--errors", "why"]
    run(sys.executable, *command_line(tmp_path, *options), cwd=tmp_path, PYTHONPATH=os.pathsep.join(jars))
    result(tmp_path)
