#!/usr/bin/env python3
"""Measures the way from Daft's columns to Java and back, in one process, all ways in turns.

    python3 examples/bridge_bench.py [--rounds N]

Sets up everything it needs below target/ first. A call is what a worker does with a batch of rows: a column goes in, a
column of the results comes out. Beside it stands the way without columns: a list of str goes in, a list of int comes
out, in the fastest way that JPype has, one array of Java strings. Ends with 1 if results are wrong, or if a figure is
above its bar.

Of the 3.4 ms that 100,000 strings take at best, 0.1 are Python's; 1.6 read the column, nearly all of it to make the
Java strings that the step is called with, as the ways by lists have to as well; 0.9 call it row by row, where each row
may fail on its own; 0.4 write the lengths. So columns are about 30 times faster than arrays here, and can't be much
more.
"""

import argparse
import json
import os
import pathlib
import statistics
import subprocess
import sys
import time

ROWS, SMALL, WIDTH = 100_000, 1_024, 384
BARS = {"lengths": 12.0, "small": 0.150, "ratio": 40.0}  # the least, for the ratio


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n\n")[0])
    parser.add_argument("--rounds", type=int, default=15, metavar="N", help="runs of each way (default 15)")
    parser.add_argument("--no-build", action="store_true", help="use the classes and jars that are there")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.inside:
        return measure(options.rounds)
    import bench

    if not options.no_build:
        sys.dont_write_bytecode = True
        import search

        search.set_up()
    python = bench.ROOT / "target/python" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    command = [python, pathlib.Path(__file__).absolute(), "--inside", "--rounds", str(options.rounds)]
    return subprocess.call(command, env={**os.environ, **bench.environment()})


def measure(rounds):
    import headrace
    import jpype
    import pyarrow as pa
    from dev.headrace.examples.bench import texts

    java = headrace.Program(texts.JAVA)
    strings = [f"{i:08} the quick brown fox jumps over the lazy dog and sleeps"[: 56 + i % 9] for i in range(ROWS)]
    column = pa.array(strings, pa.large_string())
    small = column.slice(ROWS // 2, SMALL)
    vector_type = pa.large_list(pa.float32())
    java.call("length", [small], pa.int32())  # starts Java
    plain = jpype.JClass("dev.headrace.examples.bench.Texts")
    java_list = jpype.JClass("java.util.ArrayList")
    array_list = jpype.JClass("java.util.Arrays").asList

    def lists(values):
        return [int(length) for length in plain.lengths(java_list(values))]

    def arrays(values):
        return list(plain.lengthArray(array_list(jpype.JArray(jpype.JString)(values))))

    ways = {
        "lengths": lambda: java.call("length", [column], pa.int32()),
        "lists": lambda: lists(strings),
        "arrays": lambda: arrays(strings),
        "vectors": lambda: java.call("vector", [column], vector_type),
        "small": lambda: java.call("length", [small], pa.int32()),
    }
    lengths = [len(s) for s in strings]
    vectors = ways["vectors"]().to_arrow()
    right = (
        ways["lengths"]().to_pylist() == lengths == lists(strings) == arrays(strings)
        and ways["small"]().to_pylist() == lengths[ROWS // 2 : ROWS // 2 + SMALL]
        and vectors.flatten().to_numpy().reshape(ROWS, WIDTH).mean(axis=1).tolist() == lengths
    )
    del vectors
    for _ in range(1_500):  # Java compiles what is called often
        ways["small"]()
    for _ in range(25):
        ways["lengths"]()
        ways["vectors"]()
    seconds = {name: [] for name in ways}
    for _ in range(rounds):
        for name, way in ways.items():
            for _ in range(100 if name == "small" else 1):
                start = time.perf_counter()
                way()
                seconds[name].append(time.perf_counter() - start)
    ms = {name: statistics.median(times) * 1e3 for name, times in seconds.items()}
    best = {name: min(times) * 1e3 for name, times in seconds.items()}
    size = sum(lengths) / ROWS
    print(f"Milliseconds per call, the median of {rounds} rounds [the fastest]; strings of {size:.0f} characters")
    print(f"  {ROWS:,} strings there, lengths back           {ms['lengths']:9.2f} [{best['lengths']:.2f}]")
    print(f"  the same as lists of str and int           {ms['lists']:9.2f} [{best['lists']:.2f}]")
    print(f"  the same as arrays of String and int       {ms['arrays']:9.2f} [{best['arrays']:.2f}]")
    ratio = ms["lists"] / ms["lengths"]
    print(f"  lists ÷ columns                            {ratio:9.1f}")
    print(f"  arrays ÷ columns                           {ms['arrays'] / ms['lengths']:9.1f}")
    print(f"  {ROWS:,} strings there, {WIDTH} floats each back  {ms['vectors']:9.2f} [{best['vectors']:.2f}]")
    print(f"  {SMALL:,} strings there, lengths back             {ms['small']:9.3f} [{best['small']:.3f}]")
    failures = [name for name in ("lengths", "small") if ms[name] > BARS[name]]
    failures += ["ratio"] if ratio < BARS["ratio"] else []
    failures += [] if right else ["results"]
    print(json.dumps({"right": right, "above their bars": failures}))
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
