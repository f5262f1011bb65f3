#!/usr/bin/env python3
"""Measures what batching gains: the naive Daft program, the optimized one, the executor in Java, and Daft by hand.

    python3 examples/bench.py                      about two minutes, after the set-up
    python3 examples/bench.py --full               also 20,000 items with the simulated model, and 400,000 with a free
                                                   one; half an hour, nearly all of it in the naive program
    python3 examples/bench.py --data DIRECTORY     sentences from its passages.jsonl

Sets up everything it needs below target/ first: the Python environment, the classes and the jars. All programs run in
turns, over and over, so that what else the machine does hits all of them. The Daft programs run in one Python process,
the executor in a JVM of its own; both are warm, and neither's start is timed. Ends with 1 if results differ, or if the
optimized program isn't 15 times as fast as the naive one with the simulated model.
"""

import argparse
import json
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
NAIVE, OPTIMIZED, EXECUTOR, EXPERT = "naive Daft", "optimized Daft", "executor", "Daft by hand"
SIMULATED, FREE = (5_000, 200), (0, 0)
LIST = 20
BAR = 15


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n\n")[0])
    parser.add_argument("--rounds", type=int, default=3, metavar="N", help="runs of each program (default 3)")
    parser.add_argument("--instances", type=int, default=2, choices=(1, 2), help="of the simulated model (default 2)")
    parser.add_argument("--sentences", type=int, default=500, metavar="N", help="for the real model; 0 leaves it out")
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
    python = ROOT / "target/python" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    return subprocess.call([python, __file__, "--inside", *sys.argv[1:]], env={**os.environ, **environment()})


def environment():
    """What the programs need of environment variables; without a GPU the model runs on the CPU."""
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


class Case(NamedTuple):
    """One table: the programs that are compared, each a function of the number of rows."""

    title: str
    rows: int
    programs: dict[str, Any]
    instances: int
    cost: tuple[int, int] | None = None
    naive_rounds: int | None = None
    warm_ups: int = 10


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
    failures = [failure for case in cases(options, executor, counts) for failure in report(case, options.rounds)]
    executor.close()
    for failure in failures:
        print(f"error: {failure}", file=sys.stderr)
    return 1 if failures else 0


def cores():
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()


def cases(options, executor, counts):
    lists = [(SIMULATED, 1_000, None), (FREE, 20_000, None)]
    if options.full:
        lists += [(SIMULATED, 20_000, 1), (FREE, 400_000, 1)]
    for cost, items, naive_rounds in lists:
        yield map_lists(cost, items, options.instances, naive_rounds, executor, counts)
    yield map_rows(200, executor, counts)
    if options.sentences:
        yield encode_sentences(options, executor, counts)


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
        SIMULATED,
    )


def encode_sentences(options, executor, counts):
    import daft

    optimized, naive = modules("sentences")
    there = sentences(options.data / "passages.jsonl")
    wanted = [there[i % len(there)] for i in range(options.sentences)]

    def generated(module):
        def run(rows):
            df, encoder = daft.from_pydict({"sentence": wanted[:rows]}), module.TokenEncoder("minilm")
            return counted(df, lambda df: module.vector(df, token_encoder=encoder), counts)

        return run

    def in_java(rows):
        file = OUT / "sentences.txt"
        file.write_text("".join(f"{sentence}\n" for sentence in wanted[:rows]), encoding="utf-8")
        return executor.run("sentences", "minilm", file)

    repeated = f", {len(there):,} different ones" if len(there) < options.sentences else ""
    return Case(
        f"The real model, quantized all-MiniLM-L6-v2 on the CPU: {options.sentences:,} sentences{repeated}",
        options.sentences,
        {NAIVE: generated(naive), OPTIMIZED: generated(optimized), EXECUTOR: in_java},
        2,
        warm_ups=2,
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
    """Runs a case and prints its table; gives what is wrong with it."""
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
            difference = different(last[NAIVE].results, last[name].results)
            if difference:
                unlike[name] = difference
    medians = {name: statistics.median(times) for name, times in seconds.items()}
    print(f"\n{case.title}; up to {case.instances} instance{'s' * (case.instances > 1)}")
    print(f"  {'':<16}{'seconds':>9}{'':<20}{'naive ÷':>8}{'calls':>8}  {'batch sizes':<14}{'instances':>9}", end="")
    print(f"{'time ÷ model':>14}" if case.cost and any(case.cost) else "")
    for name, run in last.items():
        times = seconds[name]
        spread = f" [{min(times):.3f}–{max(times):.3f}]" if len(times) > 1 else " [1 run]"
        print(f"  {name:<16}{medians[name]:>9.3f}{spread:<20}{medians[NAIVE] / medians[name]:>7.1f}×", end="")
        print(f"{calls(run):>8,}  {sizes(run):<14}{run.instances:>9}", end="")
        print(f"{medians[name] / model_seconds(case, run):>14.2f}" if case.cost and any(case.cost) else "")
    failures = [f"{case.title}: {name} differs from {NAIVE}: {how}" for name, how in unlike.items()]
    gain = medians[NAIVE] / medians[OPTIMIZED]
    if case.cost and any(case.cost) and gain < BAR:
        failures.append(f"{case.title}: the optimized program is only {gain:.1f} times as fast, not {BAR}")
    if case.cost == FREE:
        micros = medians[NAIVE] / calls(last[NAIVE]) * 1e6
        print(f"  The naive program spends its time on single calls from Python to Java: {micros:.0f} µs each.")
    print("  The results differ." if unlike else f"  The results are equal: {case.rows:,} rows.", flush=True)
    return failures


def different(expected, found):
    """The first row that differs, in words, or None."""
    if len(expected) != len(found):
        return f"{len(found)} rows for {len(expected)}"
    for row, (a, b) in enumerate(zip(expected, found, strict=True)):
        if a != b and not close(a, b):
            return f"row {row}: {str(b)[:80]} for {str(a)[:80]}"
    return None


def close(a, b):
    """Whether two vectors of length 1 are the same but for the last digits, which text rounds."""
    vectors = isinstance(a, list) and isinstance(b, list) and len(a) == len(b) and a and isinstance(a[0], float)
    return vectors and all(abs(x - y) <= 1e-6 for x, y in zip(a, b, strict=True))


def calls(run):
    return sum(count for sizes in run.batches.values() for count in sizes.values())


def sizes(run):
    """The smallest and the largest batch."""
    seen = sorted({int(size) for sizes in run.batches.values() for size in sizes})
    return f"{seen[0]}–{seen[-1]}" if len(seen) > 1 else str(seen[0])


def model_seconds(case, run):
    """What the model alone takes for these batches, with its instances always busy."""
    per_call, per_item = case.cost
    micros = sum(
        count * (per_call + per_item * int(size)) for sizes in run.batches.values() for size, count in sizes.items()
    )
    return micros / 1e6 / case.instances


if __name__ == "__main__":
    sys.exit(main())
