#!/usr/bin/env python3
"""Runs a pipeline over more rows than the memory it may use holds, beside Daft's own copying of the same rows.

    python3 examples/larger_than_memory.py [--limit-mb N] [--times N] [--file-mb N]

Sets up everything it needs below target/ first, and writes a directory of Parquet files, together `times` the limit, of
texts that don't compress. Each program runs in a process of its own. The pipeline's is ended when its memory (without
pages of files that are mapped) goes beyond the limit; that of Daft alone is only measured, with Daft's own settings and
with those that the pipeline's command line uses. It is watched from outside: the system's own limits
(RLIMIT_AS, RLIMIT_DATA) count what Java and Daft map and never touch. Ends with 1 if a row is missing.
"""

import argparse
import os
import pathlib
import subprocess
import sys
import tempfile
import time

WIDTH = 1_000
COPY = """
import daft, sys
if sys.argv[3:]:
    daft.set_execution_config(scantask_max_parallel=1)
daft.read_parquet(sys.argv[1] + "/*.parquet").write_parquet(sys.argv[2])
"""


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n\n")[0])
    parser.add_argument("--limit-mb", type=int, default=1_000, metavar="N", help="memory of a process (default 1,000)")
    parser.add_argument("--times", type=float, default=4, metavar="N", help="size of the file ÷ limit (default 4)")
    parser.add_argument("--file-mb", type=int, default=50, metavar="N", help="size of each file (default 50)")
    parser.add_argument("--heap-mb", type=int, default=200, metavar="N", help="of the JVM in it (default 200)")
    parser.add_argument("--no-build", action="store_true", help="use the classes and jars that are there")
    parser.add_argument("--inside", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.inside:
        return measure(options)
    import bench

    if not options.no_build:
        sys.dont_write_bytecode = True
        import search

        search.set_up()
    python = bench.ROOT / "target/python" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    command = [python, pathlib.Path(__file__).absolute(), "--inside", *sys.argv[1:]]
    return subprocess.call(command, env={**os.environ, **bench.environment()})


def measure(options):
    import pyarrow.parquet as pq

    with tempfile.TemporaryDirectory(prefix="headrace-larger-") as directory:
        source, result = os.path.join(directory, "in"), os.path.join(directory, "out.parquet")
        rows = int(options.limit_mb * options.times * 1e6 / WIDTH)
        write(source, rows, int(options.file_mb * 1e6 / WIDTH))
        size = sum(file.stat().st_size for file in pathlib.Path(source).iterdir()) / 1e6
        print(
            f"{rows:,} rows, {size:,.0f} MB; limit {options.limit_mb:,} MB, of it {options.heap_mb} for Java",
            flush=True,
        )
        copy = [sys.executable, "-c", COPY, source]
        module = ["-m", "dev.headrace.examples.bench.texts", "length", source, "--out", result]
        programs = {
            "Daft's read and write": [*copy, os.path.join(directory, "copy")],
            "the same, a file at a time": [*copy, os.path.join(directory, "copy2"), "1"],
            "read, pipeline, write": [sys.executable, *module],
        }
        for name, command in programs.items():
            limit = options.limit_mb if command[1:] == module else None
            seconds, peak, status = watched(command, options.heap_mb, limit)
            rate = size / seconds
            print(f"  {name:<28}{seconds:8.1f} s{rate:7.0f} MB/s{peak:9,.0f} MB peak  exit {status}", flush=True)
        if status == 0:
            lengths = pq.read_table(result, columns=["length"]).column("length")
            if len(lengths) == rows and set(lengths.unique().to_pylist()) == {WIDTH}:
                print(f"  all {rows:,} rows are there")
                return 0
        print("  rows are missing or wrong")
    return 1


def write(directory, rows, step):
    import numpy as np
    import pyarrow as pa
    import pyarrow.parquet as pq

    os.mkdir(directory)
    random = np.random.default_rng(1)
    for start in range(0, rows, step):
        count = min(step, rows - start)
        letters = random.integers(97, 123, count * WIDTH, dtype=np.uint8)
        offsets = pa.py_buffer(np.arange(0, (count + 1) * WIDTH, WIDTH, dtype=np.int64))
        texts = pa.Array.from_buffers(pa.large_string(), count, [None, offsets, pa.py_buffer(letters)])
        table = pa.table({"id": pa.array(range(start, start + count), pa.int64()), "text": texts})
        file = os.path.join(directory, f"{start:012}.parquet")
        pq.write_table(table, file, compression="none", use_dictionary=False, row_group_size=20_000)


def watched(command, heap_mb, limit_mb):
    """Seconds, the most memory in MB, and the exit status; -9 if it was ended for its memory."""
    env = {**os.environ, "HEADRACE_JAVA_OPTS": f"-Xmx{heap_mb}m", "DAFT_PROGRESS_BAR": "0", "DO_NOT_TRACK": "1"}
    start = time.monotonic()
    process = subprocess.Popen(command, env=env)
    peak = 0.0
    while process.poll() is None:
        try:
            text = pathlib.Path(f"/proc/{process.pid}/status").read_text()
            sizes = {k: v for k, _, v in (line.partition(":") for line in text.splitlines())}
            peak = max(peak, int(sizes["RssAnon"].split()[0]) / 1e3)
        except (OSError, KeyError):
            pass
        if limit_mb is not None and peak > limit_mb:
            process.kill()
        time.sleep(0.02)
    return time.monotonic() - start, peak, process.returncode


if __name__ == "__main__":
    sys.exit(main())
