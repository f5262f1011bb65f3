#!/usr/bin/env python3
"""Runs the HybridSearch example three ways and compares them: in Java, in optimized Daft, and in naive Daft.

    python3 examples/search.py                       the small collection that comes with the example
    python3 examples/search.py --data DIRECTORY      passages.jsonl, queries.jsonl and qrels.tsv of your own
    python3 examples/search.py --model hash          a deterministic stand-in for the model: all three must be equal

Sets up everything it needs below target/ first: the Python environment, the classes and the jars. Without a GPU the
model runs on the CPU. Needs nothing but a JDK, Maven and Python.
"""

import argparse
import json
import os
import pathlib
import shutil
import struct
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "examples"
PACKAGE = "dev.headrace.examples.search"
SAMPLE = EXAMPLES / "src/main/resources" / PACKAGE.replace(".", "/") / "corpus"
SHOWN = 3

sys.path.insert(0, str(SAMPLE.parent))
from evaluation import evaluate, read_gains  # noqa: E402  (stands beside the example's classes)


def main():
    parser = argparse.ArgumentParser(description=__doc__.partition("\n\n")[0])
    parser.add_argument("--data", type=pathlib.Path, default=SAMPLE, metavar="DIRECTORY", help="the collection")
    parser.add_argument("--model", default="minilm", help="minilm (default), or hash: deterministic")
    parser.add_argument("--skip-naive", action="store_true", help="leave the naive program out: it is slow")
    options = parser.parse_args()
    for name in ("passages.jsonl", "queries.jsonl", "qrels.tsv"):
        if not (options.data / name).is_file():
            sys.exit(f"error: {options.data / name} is missing. Fix: --data takes a directory with that file.")
    environment = set_up()
    out = EXAMPLES / "target" / "search"
    out.mkdir(parents=True, exist_ok=True)
    runs = {"Java": java(options, out / "java.jsonl"), "optimized Daft": daft("hybrid_search", options, out)}
    if not options.skip_naive:
        runs["naive Daft"] = daft("hybrid_search_naive", options, out)
    run([*daft("hybrid_search", options, out)[0][:3], "--help"], environment, quiet=True)  # the first import compiles
    rankings, seconds = {}, {}
    for name, (command, file) in runs.items():
        file.unlink(missing_ok=True)
        print(f"\n== {name}\n{shown(command)}", flush=True)
        start = time.perf_counter()
        run(command, environment)
        seconds[name] = time.perf_counter() - start
        rankings[name] = [json.loads(line)["ranking"] for line in file.read_text(encoding="utf-8").splitlines()]
    report(options, rankings, seconds)


def set_up():
    """The Python environment, the classes and the jars; what runs needs of environment variables."""
    if "JAVA_HOME" not in os.environ and shutil.which("java") is None:
        sys.exit("error: there is no Java. Fix: install a JDK, 17 or newer, and set JAVA_HOME.")
    if shutil.which("mvn") is None:
        sys.exit("error: there is no Maven. Fix: install Maven 3.8 or newer.")
    print("== Setting up (a few minutes the first time)", flush=True)
    run([sys.executable, ROOT / "tools/python_env.py"], os.environ)
    maven = [
        "mvn",
        "-q",
        "-B",
        "-ntp",
        "-f",
        ROOT,
        "-DskipTests",
        "-Dspotless.check.skip",
        "-Dheadrace.python.skip",
        "-Dheadrace.failOnWarning=false",
    ]
    run([*maven, "-pl", "examples", "-am", "package"], os.environ)
    classes, jars = EXAMPLES / "target/classes", EXAMPLES / "target/lib"
    bridge = next(jars.glob("headrace-runtime-*.jar"))
    return {
        "HEADRACE_GPUS": "0",
        **os.environ,
        "PYTHONPATH": os.pathsep.join([str(classes), str(bridge)]),
        "HEADRACE_CLASSPATH": str(jars / "*"),
    }


def java(options, file):
    executable = pathlib.Path(os.environ["JAVA_HOME"], "bin", "java") if "JAVA_HOME" in os.environ else "java"
    classes = os.pathsep.join([str(EXAMPLES / "target/classes"), str(EXAMPLES / "target/lib" / "*")])
    command = [executable, "-cp", classes, f"{PACKAGE}.SearchMain", "--model", options.model]
    return [*command, "--data", options.data, "--out", file, "--evaluate"], file


def daft(module, options, out):
    file = out / f"{module}.jsonl"
    python = ROOT / "target/python" / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    command = [python, "-m", f"{PACKAGE}.{module}", "ranking", options.data / "queries.jsonl"]
    command += ["--passages", options.data / "passages.jsonl", "--token-encoder-model-name", options.model]
    return [*command, "--out", file], file


def run(command, environment, quiet=False):
    output = subprocess.DEVNULL if quiet else None
    status = subprocess.call([str(word) for word in command], env=dict(environment), stdout=output)
    if status != 0:
        sys.exit(f"error: this ended with {status}: {shown(command)}")


def shown(command):
    return " ".join(str(word).replace(str(ROOT) + os.sep, "") for word in command)


def report(options, rankings, seconds):
    passages = {line["id"]: line["text"] for line in lines(options.data / "passages.jsonl")}
    queries = {line["id"]: line["text"] for line in lines(options.data / "queries.jsonl")}
    print("\n== Hits")
    for ranking in rankings["Java"][:SHOWN]:
        print(f"\n{cut(queries[ranking['queryId']], 100)}")
        for hit in ranking["hits"][:3]:
            print(f"  {hit['score']:.4f}  {hit['passageId']:>6}  {cut(passages[hit['passageId']], 90)}")
    gains = read_gains(options.data / "qrels.tsv")
    print(
        f"\n== {len(queries)} queries over {len(passages)} passages; whole processes, with starting Java and the model"
    )
    for name, found in rankings.items():
        ndcg, recall = evaluate(found, gains)
        print(f"  {name:<15}{seconds[name]:8.1f} s   nDCG@10 {ndcg:.4f}   recall@100 {recall:.4f}")
    print("  On a CPU this model takes as long per text alone as in a batch. Where batches pay: examples/bench.py")
    agree(options, rankings)


def agree(options, rankings):
    """All equal with a deterministic model; a quantized one gives a little different vectors in different batches."""
    reference = rankings["Java"]
    print("\n== Agreement with Java")
    for name, found in rankings.items():
        if name == "Java":
            continue
        equal = sum(exact(a) == exact(b) for a, b in zip(reference, found, strict=True))
        tops = sum(ids(a)[:10] == ids(b)[:10] for a, b in zip(reference, found, strict=True))
        common = sum(len(set(ids(a)[:10]) & set(ids(b)[:10])) for a, b in zip(reference, found, strict=True))
        ten = sum(len(ids(a)[:10]) for a in reference)
        print(
            f"  {name:<15} equal to the last bit {equal}/{len(reference)}, the same first ten in the same order "
            f"{tops}/{len(reference)}, of the first tens {common / max(1, ten):.2%} in common"
        )
        if options.model.endswith("hash") and equal < len(reference):
            sys.exit(f"error: {name} and Java differ, and the model is deterministic")
        if common < 0.97 * ten:
            sys.exit(f"error: {name} and Java have less than 97 % of the first tens in common")
    print("  The programs agree.")


def exact(ranking):
    """Scores are 32 bits wide; the programs print them with more digits or fewer."""
    return [(hit["passageId"], struct.pack("<f", hit["score"])) for hit in ranking["hits"]]


def ids(ranking):
    return [hit["passageId"] for hit in ranking["hits"]]


def lines(file):
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip()]


def cut(text, width):
    return text if len(text) <= width else text[: width - 1] + "…"


if __name__ == "__main__":
    main()
