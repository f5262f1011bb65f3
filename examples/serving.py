#!/usr/bin/env python3
"""Measures the executor online and over streams, beside other ways to make batches in a JVM.

    python3 examples/serving.py                    about six minutes, after the build
    python3 examples/serving.py --quick            one short round, to see that it works
    python3 examples/serving.py --peers Headrace,LinkedBlockingQueue --measures closed64,p99
    python3 examples/serving.py --rows 10000000    so many rows through a stream, in a heap of 64 MiB

The model is simulated: a call sleeps for 2 ms and 50 µs for each of up to 64 items, and one call runs at a time. So the
figures are of what is around a model, not of a model. Peers run in turns, each round anew; a figure is the median of
the rounds. Calls of the rows p99 arrive at random, with a fixed seed; their time counts from when they should have been
made. The code of all peers is compiled before the first of them.
"""

import argparse
import os
import pathlib
import shutil
import subprocess

ROOT = pathlib.Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "examples"
MAIN = "dev.headrace.examples.serving.ServingBench"


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n\n")[0])
    parser.add_argument("--rounds", type=int, default=3, metavar="N", help="default 3")
    parser.add_argument("--seconds", type=float, default=2.0, metavar="S", help="of each run (default 2)")
    parser.add_argument("--quick", action="store_true", help="one round of half a second each")
    parser.add_argument("--peers", default="all", help="names as in the table, apart by commas")
    parser.add_argument(
        "--measures",
        default="all",
        help="of closed256, closed64, closed8, async64, lone, cost, p99, streams, backfill; apart by commas",
    )
    parser.add_argument("--rows", type=int, metavar="N", help="only stream so many rows in a heap of 64 MiB")
    parser.add_argument("--no-build", action="store_true", help="use the classes that are there")
    options = parser.parse_args()
    rounds, seconds = (1, 0.5) if options.quick else (options.rounds, options.seconds)
    path = EXAMPLES / "target/serving.classpath"
    if not options.no_build:
        build(path)
    home = os.environ.get("JAVA_HOME")
    java = pathlib.Path(home, "bin", "java") if home else shutil.which("java")
    classes = [str(EXAMPLES / "target" / kind) for kind in ("test-classes", "classes")]
    classpath = os.pathsep.join([*classes, path.read_text(encoding="utf-8").strip()])
    run = ["-Xmx1g", "-cp", classpath, MAIN, rounds, seconds, options.peers, options.measures]
    if options.rows:
        run = ["-Xmx64m", "-cp", classpath, MAIN, "memory", options.rows]
    return subprocess.call([str(word) for word in [java, *run]])


def build(path):
    maven = [shutil.which("mvn") or "mvn", "-q", "-B", "-ntp", "-f", str(ROOT / "pom.xml"), "-Dheadrace.python.skip"]
    modules = ["-pl", "examples", "-am"]
    subprocess.run([*maven, *modules, "-DskipTests", "package"], check=True)
    listing = ["dependency:build-classpath", f"-Dmdep.outputFile={path}", "-Dmdep.includeScope=test"]
    subprocess.run([*maven, *modules, "-DskipTests", "package", *listing], check=True)


if __name__ == "__main__":
    raise SystemExit(main())
