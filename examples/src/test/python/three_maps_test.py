"""What the Daft programs of ThreeMaps do, in figures that don't depend on time: DaftCountsTest runs it."""

import importlib
import io
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

os.environ["DAFT_PROGRESS_BAR"] = "0"

import daft  # noqa: E402
import jpype  # noqa: E402
import pyarrow as pa  # noqa: E402

PACKAGE = "dev.headrace.examples.bench"
ITEMS, LIST = 1_000, 20
FULL_BATCHES = {"256": 3, "232": 1}
SINGLE = {"1": ITEMS}
MAPS = ("first", "second", "third")


def modules(name):
    return [importlib.import_module(f"{PACKAGE}.{name}{twin}") for twin in ("", "_naive")]


def lists():
    rows = [list(range(start, start + LIST)) for start in range(0, ITEMS, LIST)]
    return daft.from_arrow(pa.table({"items": pa.array(rows, pa.large_list(pa.int64()))}))


def items():
    return daft.from_arrow(pa.table({"item": pa.array(range(ITEMS), pa.int64())}))


def operators(df):
    """The operators of Daft's physical plan."""
    text = io.StringIO()
    df.explain(show_all=True, file=text)
    plan = text.getvalue()
    return re.findall(r"(?m)^[| ]*\* ([^:\n]+)", plan[plan.index("== Physical Plan") :])


def count(operators, kind):
    return sum(kind in operator for operator in operators)


def code(module):
    """A module's text without its docstring."""
    return pathlib.Path(module.__file__).read_text(encoding="utf-8").split('"""', 2)[2]


def run(counts, module, entry, df):
    """The result, and what the model was called with. The entry itself computes nothing."""
    counts.reset()
    df = getattr(module, entry)(df, model=module.Model(0, 0))
    assert counts.calls() == 0, f"{module.__name__}.{entry} computes before it is asked"
    results = df.to_pydict()[entry]
    return results, json.loads(str(counts.json()))


def check_counts(counts):
    for name, instances in (("three_maps", 2), ("three_maps_on_one", 1)):
        optimized, naive = modules(name)
        results, seen = run(counts, optimized, "results", lists())
        assert seen["batches"] == dict.fromkeys(MAPS, FULL_BATCHES), seen
        assert 1 <= seen["used"] <= instances and seen["built"] <= instances, seen
        expected, seen = run(counts, naive, "results", lists())
        assert results == expected, f"{name}: optimized and naive differ"
        assert elements(seen) == dict.fromkeys(MAPS, ITEMS), seen
        # Daft calls with one element, but from two threads at a time, whose elements may meet
        assert all(int(size) <= 2 for sizes in seen["batches"].values() for size in sizes), seen
        assert 1 <= seen["used"] <= instances and seen["built"] <= instances, seen
    optimized, naive = modules("three_maps_by_row")
    results, seen = run(counts, optimized, "result", items())
    assert seen["batches"] == dict.fromkeys(MAPS, FULL_BATCHES), seen
    expected, seen = run(counts, naive, "result", items())
    assert results == expected, "three_maps_by_row: optimized and naive differ"
    assert elements(seen) == dict.fromkeys(MAPS, ITEMS), seen


def elements(seen):
    return {node: sum(int(size) * number for size, number in sizes.items()) for node, sizes in seen["batches"].items()}


def check_texts():
    for name in ("three_maps", "three_maps_on_one", "three_maps_by_row", "sentences"):
        optimized, _ = modules(name)
        for call in ("explode", "groupby", "lit", "collect", "to_arrow", "to_pydict", "to_pylist", "count_rows"):
            assert not re.search(rf"\b{call}\(", code(optimized)), f"{name} calls {call}"
    _, naive = modules("three_maps")
    assert code(naive).count(".groupby(") == code(naive).count(".explode(") == len(MAPS)


def check_plans():
    optimized, naive = modules("three_maps")
    found = operators(optimized.results(lists(), model=optimized.Model(0, 0)))
    assert not [o for o in found if re.search(r"(?i)explode|aggregat|sort|join|shuffle|repartition", o)], found
    assert count(found, "UDF") == 1, found
    found = operators(naive.results(lists(), model=naive.Model(0, 0)))
    assert count(found, "Explode") == len(MAPS) and count(found, "Aggregate") >= len(MAPS), found
    by_row, _ = modules("three_maps_by_row")
    found = operators(by_row.result(items(), model=by_row.Model(0, 0)))
    assert count(found, "UDF") == 1, found


def check_compare():
    """The comparison that users run on their own modules."""
    with tempfile.TemporaryDirectory() as directory:
        rows = pathlib.Path(directory, "items.jsonl")
        rows.write_text('{"items": [1, 2, 3]}\n{"items": []}\n{"items": [4]}\n', encoding="utf-8")
        command = [sys.executable, "-m", "headrace.compare", "--rounds", "1", f"{PACKAGE}.three_maps", "results", rows]
        command += ["--model-micros-per-call", "0", "--model-micros-per-item", "0"]
        done = subprocess.run([str(word) for word in command], capture_output=True, text=True, timeout=120)
        assert done.returncode == 0, done.stderr
        assert "speed-up" in done.stdout and "The results of all 2 runs are equal: 3 rows." in done.stdout, done.stdout


def main():
    optimized, _ = modules("three_maps")
    optimized.results(lists(), model=optimized.Model(0, 0)).collect()  # starts the JVM
    counts = jpype.JClass(f"{PACKAGE}.Counts").start()
    check_counts(counts)
    check_texts()
    check_plans()
    check_compare()
    print("The Daft programs call the model as often as they should, and materialize nothing")


if __name__ == "__main__":
    main()
