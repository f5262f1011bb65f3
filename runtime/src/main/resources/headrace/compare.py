"""Measures a generated module against its naive twin, on your own input.

    python -m headrace.compare [--rounds N] [--tolerance X] MODULE ENTRY [the options of MODULE's own command line]
    python -m headrace.compare shop.search.hybrid_search ranking queries.jsonl --passages passages.jsonl

Runs MODULE and MODULE_naive in turns, each run in a process of its own, and checks that the results are equal. A time
is that of reading, running and writing, with building resources and bound values; starting Python, Daft and Java is
not in it. Memory is the peak of the whole process. With --out FILE the results are kept.

Ends with 0 if all results are equal, with 1 if they differ or a run failed, with 2 if it was called in a wrong way.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib.util
import math
import os
import runpy
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from typing import Any, NamedTuple, NoReturn

import daft
import pyarrow as pa

from headrace._errors import InputError
from headrace._files import check_apart
from headrace._json import encoder

_RUN = "--headrace-run"


class Run(NamedTuple):
    """One process: how long its entry took, its peak memory where the system tells, and its results."""

    seconds: float
    peak_mb: float | None
    results: str


def main(argv: list[str] | None = None) -> int:
    arguments = sys.argv[1:] if argv is None else argv
    if arguments[:1] == [_RUN]:
        return _timed(*arguments[1:])
    options = _parser().parse_args(arguments)
    twin = f"{options.module}_naive"
    _find(options.module, twin)
    rest, kept = _without_out(options.rest)
    if any(argument.partition("=")[0] == "--errors" for argument in rest):
        _fail(
            f"--errors: {twin} has none, it ends at the first row that fails. Fix: leave it out, and compare on rows "
            f"that do not fail: `{options.module} {options.entry} … --errors why` says which do"
        )
    if kept is not None:
        try:
            check_apart(kept, [part for argument in rest for part in (argument, argument.partition("=")[2])])
        except InputError as e:
            _fail(str(e))
    with tempfile.TemporaryDirectory(prefix="headrace-compare-") as directory:
        runs: dict[str, list[Run]] = {options.module: [], twin: []}
        for round_ in range(options.rounds):
            for module, done in runs.items():
                results = os.path.join(directory, f"{module}-{round_}.parquet")
                done.append(_run(module, [options.entry, *rest, "--out", results], results))
        # only now: what this process holds counts as a child's peak
        optimized, naive = runs.values()
        expected = _results(naive[0])
        difference = None
        for module, done in runs.items():
            for number, run in enumerate(done, start=1):
                found = _difference(expected, _results(run), options.tolerance)
                if found is not None and difference is None:
                    difference = f"{module} (run {number}) and {twin} (run 1) differ: {found}"
        if kept is not None:
            _keep(optimized[0].results, kept)
    print(_table(runs, options.entry))
    if difference is not None:
        print(f"error: {difference}", file=sys.stderr)
        return 1
    within = f" within {options.tolerance}" if options.tolerance else ""
    print(f"The results of all {2 * options.rounds} runs are equal{within}: {expected.num_rows} rows.")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m headrace.compare",
        description="Measures a generated module against its naive twin.",
        epilog="Everything after ENTRY goes to the modules; --out may be left out. Own options stand before MODULE.",
        allow_abbrev=False,
    )
    parser.add_argument("--rounds", type=_count, default=3, metavar="N", help="runs of each module (default 3)")
    parser.add_argument(
        "--tolerance", type=_tolerance, default=0.0, metavar="X", help="how far floats may differ (default 0)"
    )
    parser.add_argument("module", metavar="MODULE", help="a generated module, such as shop.search.hybrid_search")
    parser.add_argument("entry", metavar="ENTRY", help="one of its entries")
    parser.add_argument("rest", metavar="...", nargs=argparse.REMAINDER, help="what the module's command line takes")
    return parser


def _count(text: str) -> int:
    if not text.isdigit() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text} is not a number of runs")
    return int(text)


def _tolerance(text: str) -> float:
    try:
        value = float(text)
    except ValueError:
        value = math.nan
    if not value >= 0:
        raise argparse.ArgumentTypeError(f"{text} is not a number of at least 0")
    return value


def _fail(message: str) -> NoReturn:
    print(f"error: {message}", file=sys.stderr)
    sys.exit(2)


def _find(module: str, twin: str) -> None:
    if not _exists(module):
        _fail(
            f"there is no module {module}. Fix: give its full name, without .py, and put the jar or directory that "
            "holds it on PYTHONPATH"
        )
    if not _exists(twin):
        _fail(
            f"there is no module {twin} beside {module}. Fix: give the module that Headrace generated, without _naive"
        )


def _exists(module: str) -> bool:
    try:
        return importlib.util.find_spec(module) is not None
    except (ImportError, ValueError):
        return False


def _without_out(rest: list[str]) -> tuple[list[str], str | None]:
    """The arguments without --out, and what it was."""
    left, out, arguments = [], None, iter(rest)
    for argument in arguments:
        if argument == "--out":
            out = next(arguments, None)
            if out is None:
                _fail("--out needs a file")
        elif argument.startswith("--out="):
            out = argument.removeprefix("--out=")
        else:
            left.append(argument)
    if out is not None and os.path.splitext(out)[1].lower() not in (".parquet", ".pq"):
        _fail(f"--out {out}: results are kept as .parquet")
    return left, out


def _keep(results: str, out: str) -> None:
    temporary = f"{out}.{os.getpid()}.tmp"
    try:
        shutil.copyfile(results, temporary)
        os.replace(temporary, out)
    except OSError as e:
        _fail(f"{out} can't be written: {e.strerror}")
    finally:
        with contextlib.suppress(FileNotFoundError):
            os.unlink(temporary)


# -- running -----------------------------------------------------------------------------------------------------------
def _run(module: str, arguments: list[str], results: str) -> Run:
    """Runs a module in a process of its own. Ends this one, with the same status, if that fails."""
    times = f"{results}.seconds"
    process = subprocess.Popen([sys.executable, "-m", "headrace.compare", _RUN, times, module, *arguments])
    try:
        status, peak = _wait(process)
    except KeyboardInterrupt:
        process.wait()
        sys.exit(130)
    if status != 0:
        print(f"error: {module} ended with {status}, in its own words above", file=sys.stderr)
        sys.exit(2 if status == 2 else 1)
    with open(times, encoding="utf-8") as file:
        return Run(float(file.read()), peak, results)


def _wait(process: subprocess.Popen[Any]) -> tuple[int, float | None]:
    """The exit status, and the peak memory in MB of the process or of one of its children."""
    if not hasattr(os, "wait4"):
        return process.wait(), None
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return process.returncode, usage.ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3)


def _timed(times: str, module: str, *arguments: str) -> int:
    """In the new process: runs the module as its command line does, and notes how long that took."""
    from headrace import _jvm

    _jvm.java(_jvm.HOST)
    pa.array([0])  # the first array takes half a second where there is a pandas, which pyarrow then imports
    sys.argv = [module, *arguments]
    start = time.perf_counter()
    runpy.run_module(module, run_name="__main__", alter_sys=True)
    seconds = time.perf_counter() - start
    with open(times, "w", encoding="utf-8") as file:
        file.write(repr(seconds))
    return 0


def _results(run: Run) -> pa.Table:
    """By Daft, which reads null lists of a fixed size, as there may be in the input; pyarrow does not."""
    return daft.read_parquet(run.results).to_arrow()


# -- comparing ---------------------------------------------------------------------------------------------------------
def _difference(expected: pa.Table, found: pa.Table, tolerance: float) -> str | None:
    """Where two tables differ first, in words, or None."""
    if expected.schema.names != found.schema.names or expected.schema.types != found.schema.types:
        return f"columns {_columns(found)} and {_columns(expected)}"
    if expected.num_rows != found.num_rows:
        return f"{found.num_rows} and {expected.num_rows} rows"
    if expected.equals(found):
        return None
    columns = expected.schema.names
    for row, values in enumerate(zip(_rows(found), _rows(expected), strict=True)):
        for column, a, b in zip(columns, *values, strict=True):
            if not _equal(a, b, tolerance):
                hint = " (the same rows in another order)" if _same_rows(expected, found) else ""
                return f"column '{column}' of row {row}{hint}: {_shown(a)} and {_shown(b)}"
    return None


def _columns(table: pa.Table) -> str:
    return ", ".join(f"{field.name}: {field.type}" for field in table.schema)


def _rows(table: pa.Table) -> Iterator[list[Any]]:
    """As in JSON: Python's own times are less exact than Arrow's."""
    encoders = [encoder(column.type) for column in table.columns]
    for row in range(table.num_rows):
        yield [encode(column[row]) for encode, column in zip(encoders, table.columns, strict=True)]


def _same_rows(a: pa.Table, b: pa.Table) -> bool:
    return sorted(map(repr, _rows(a))) == sorted(map(repr, _rows(b)))


def _equal(a: Any, b: Any, tolerance: float) -> bool:
    """Floats may be off by the tolerance, or by that part of the larger one; NaN is text here."""
    if isinstance(a, float) and isinstance(b, float):
        return a == b or math.isclose(a, b, rel_tol=tolerance, abs_tol=tolerance)
    if isinstance(a, dict) and isinstance(b, dict):
        return a.keys() == b.keys() and all(_equal(a[key], b[key], tolerance) for key in a)
    if isinstance(a, list) and isinstance(b, list):
        return len(a) == len(b) and all(_equal(x, y, tolerance) for x, y in zip(a, b, strict=True))
    return bool(a == b)


def _shown(value: Any) -> str:
    text = repr(value)
    return text if len(text) <= 200 else f"{text[:199]}…"


def _table(runs: dict[str, list[Run]], entry: str) -> str:
    width = max(map(len, runs))
    median = {module: statistics.median(run.seconds for run in done) for module, done in runs.items()}
    optimized, naive = median.values()
    lines = [f"{entry}: seconds, the median of {len(next(iter(runs.values())))} [min–max], and peak memory"]
    for module, done in runs.items():
        seconds = [run.seconds for run in done]
        peaks = [run.peak_mb for run in done if run.peak_mb is not None]
        memory = f"{max(peaks):8.0f} MB" if peaks else ""
        lines.append(f"  {module:<{width}}  {median[module]:8.3f} [{min(seconds):.3f}–{max(seconds):.3f}]{memory}")
    lines.append(f"  {'speed-up':<{width}}  {naive / optimized:8.1f}×")
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
