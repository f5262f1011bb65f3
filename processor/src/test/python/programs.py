"""Runs the Daft programs of compiled pipelines, and compares what they give with what Java gave.

    python programs.py native|ray

One process for all: a line of standard input names a file of cases, which `DaftPrograms.java` wrote beside the compiled
pipelines, in a directory that is on PYTHONPATH. The answer is a line for each difference, then a line `done`.
"""

import base64
import contextlib
import importlib
import inspect
import json
import os
import pathlib
import sys
import time
import traceback
import typing

os.environ["DAFT_PROGRESS_BAR"] = "0"

import daft  # noqa: E402
import headrace  # noqa: E402
import pyarrow as pa  # noqa: E402
from headrace._columns import transported  # noqa: E402
from headrace._json import encoder  # noqa: E402

TYPES = {"pa": pa}
STARTED = time.monotonic()
NUMBER = "number of the call"
WHY = "why it failed"


def given(value, dtype):
    """A value of cases.json as `pa.array` takes it: floats are written in hexadecimal digits, bytes in base64."""
    if value is None:
        return None
    if pa.types.is_struct(dtype):
        return {field.name: given(value[field.name], field.type) for field in dtype}
    if pa.types.is_large_list(dtype):
        return [given(item, dtype.value_type) for item in value]
    if pa.types.is_floating(dtype):
        return float.fromhex(value)
    if pa.types.is_large_binary(dtype):
        return base64.b64decode(value)
    return value


def exact(scalar):
    """An Arrow value as text would show it: floats to the last digit, times as whole numbers."""
    if isinstance(scalar, pa.ExtensionScalar):
        return exact(scalar.value)
    if not scalar.is_valid:
        return None
    dtype = scalar.type
    if pa.types.is_struct(dtype):
        return {field.name: exact(scalar[i]) for i, field in enumerate(dtype)}
    if isinstance(scalar, (pa.ListScalar, pa.LargeListScalar, pa.FixedSizeListScalar)):
        return [exact(item) for item in scalar.values]
    if pa.types.is_floating(dtype):
        return scalar.as_py().hex()
    if pa.types.is_temporal(dtype):
        return scalar.value
    return scalar.as_py()


def column(values, dtype):
    """The values in two chunks, each a slice of a longer array; not of records in records, on which Daft panics."""
    values = [given(value, dtype) for value in values]
    middle = len(values) // 2
    cut = 0 if pa.types.is_struct(dtype) and any(pa.types.is_struct(field.type) for field in dtype) else 1
    parts = [part for part in (values[:middle], values[middle:]) if part]
    chunks = [pa.array([*part[-1:][:cut], *part], dtype)[cut:] for part in parts]
    return pa.chunked_array(chunks, dtype)


def frame(columns):
    """A DataFrame of columns, each with its type; on Ray in two partitions, for two of its nodes."""
    df = daft.from_arrow(pa.table({name: column(values, arrow_type(text)) for name, (values, text) in columns.items()}))
    return df.into_partitions(2) if on_ray() else df


def on_ray():
    return daft.get_or_infer_runner_type() == "ray"


def arrow_type(text):
    return eval(text, TYPES)


def configured(function, settings, optional=False):
    """The resources that the function takes, by its parameters; those that may be left out only if asked."""
    return {
        name: kind(*settings[name])
        for name, parameter in inspect.signature(function).parameters.items()
        if name in settings
        for kind in (parameter.annotation, *(typing.get_args(parameter.annotation) if optional else ()))
        if isinstance(kind, type) and issubclass(kind, tuple)
    }


def bind(module, case):
    """What the module's `bind` gives; None where Java ran without an input that it needs."""
    arguments = configured(module.bind, case["settings"], optional=True)
    for name, parameter in inspect.signature(module.bind).parameters.items():
        if name not in case["inputs"]:
            if name not in arguments and parameter.default is inspect.Parameter.empty:
                return None
            continue
        value, text = case["inputs"][name]["value"], case["inputs"][name]["type"]
        if parameter.kind is not inspect.Parameter.KEYWORD_ONLY:
            arguments[name] = frame({case["inputs"][name]["name"]: (value, text.partition("large_list(")[2][:-1])})
        else:
            dtype = arrow_type(text)
            arguments[name] = encoder(dtype)(pa.array([given(value, dtype)], dtype)[0])
    return module.bind(**arguments)


def call(module, case, bound, entry, rows, errors=None):
    """What the entry gives for some of its calls, as one query; with errors, also which of them failed."""
    function = function_of(module, entry)
    arguments = configured(function, case["settings"])
    if "bound" in inspect.signature(function).parameters:
        arguments["bound"] = bound
    columns = {
        name: ([row["arguments"][i] for row in rows], text) for i, (name, text) in enumerate(entry["parameters"])
    }
    columns[NUMBER] = list(range(len(rows))), "pa.int64()"
    if errors:
        arguments["errors"] = errors
    df = function(frame(columns), **arguments)
    assert df.column_names == [*columns, entry["name"], *([errors] if errors else [])], df.column_names
    table = df.to_arrow()
    if on_ray():  # which returns rows in any order
        table = table.sort_by(NUMBER)
    result = table.column(entry["name"])
    dtype = arrow_type(entry["type"])
    arrow = headrace.arrow(result, dtype, entry["name"])
    assert transported(result.type) == dtype, result.type  # of known sizes DimensionsTest sees to
    for name, (values, text) in columns.items():
        kept = headrace.arrow(table.column(name), arrow_type(text), name)
        assert [exact(x) for x in kept] == [exact(x) for x in column(values, arrow_type(text))], f"{name} has changed"
    values = [exact(value) for value in arrow]
    if errors:
        return values, [why is not None for why in table.column(errors).to_pylist()]
    return values


def check(module, case, entry, bound):
    """Yields what is different."""
    dtype = arrow_type(entry["type"])
    good = [row for row in entry["rows"] if "failure" not in row]
    if good:
        found = call(module, case, bound, entry, good)
        expected = [exact(value) for value in pa.array([given(r["result"], dtype) for r in good], dtype)]
        if len(found) != len(expected):
            yield f"{len(found)} rows for {len(expected)}"
        for row, a, b in zip(good, found, expected, strict=False):
            if a != b:
                yield f"{row['arguments']}: {a} instead of {b}"
                break
    if "errors" in inspect.signature(function_of(module, entry)).parameters:
        yield from check_errors(module, case, entry, bound)
    for row in [row for row in entry["rows"] if "failure" in row][:2]:
        try:
            found = call(module, case, bound, entry, [row])
        except headrace.HeadraceError:
            continue
        except Exception as e:
            if "headrace" in str(e).lower() or "JavaError" in str(e):
                continue
            raise
        yield f"{row['arguments']}: {found} instead of a failure: {row['failure']}"


def check_errors(module, case, entry, bound):
    """Yields what is different where the rows that fail are kept beside the others."""
    dtype = arrow_type(entry["type"])
    rows = [row for row in entry["rows"] if not row.get("bound")]
    if not any("failure" in row for row in rows):
        return
    log(entry["name"], f"{len(rows)} rows, of which some fail")
    found = call(module, case, bound, entry, rows, WHY)
    for row, value, failed in zip(rows, *found, strict=True):
        result = pa.array([given(row.get("result"), dtype)], dtype)
        if (value, failed) != (exact(result[0]), "failure" in row):
            yield f"with errors: {row}: {value}, {'failed' if failed else 'no failure'}"
            break


def differences(case, programs):
    for program in programs:
        place = case["module"] + program
        try:
            module = importlib.import_module(place)
            bound = bind(module, case) if hasattr(module, "bind") else None
        except Exception:
            yield f"{place}: {last(traceback.format_exc())}"
            continue
        for entry in case["entries"]:
            log(place, entry["name"])
            if bound is None and "bound" in inspect.signature(function_of(module, entry)).parameters:
                continue
            try:
                for difference in check(module, case, entry, bound):
                    yield f"{place}.{entry['function']}{difference}"
            except BaseException:  # a panic in Daft's Rust code is no Exception
                yield f"{place}.{entry['function']}: {last(traceback.format_exc())}"


def log(*what):
    """For whoever wonders where the process is, or was when it ended."""
    print(f"{time.monotonic() - STARTED:.2f}", *what, file=sys.stderr, flush=True)


def function_of(module, entry):
    """The entry's function: with an underscore where its name is taken in Python."""
    return getattr(module, entry["function"], None) or getattr(module, entry["function"] + "_")


def last(trace):
    """The line of the generated module, and what went wrong there."""
    lines = trace.strip().splitlines()
    own = [i for i, line in enumerate(lines) if "/pipeline" in line and line.lstrip().startswith("File")]
    end = max(i for i, line in enumerate(lines) if not line.startswith(" ")) if lines else 0
    return "\n".join([*(lines[own[-1] : own[-1] + 2] if own else lines[-5:-1]), *lines[min(end, len(lines) - 1) :]])[
        :1500
    ]


@contextlib.contextmanager
def runner(name):
    if name == "native":
        daft.set_runner_native()
        yield
    else:
        from ray_cluster import cluster

        with cluster(gpus=1, on_head=1):
            yield


def main(name):
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # whatever else prints must not look like an answer
    with runner(name):
        for line in sys.stdin:
            asked = json.loads(pathlib.Path(line.rstrip("\n")).read_text(encoding="utf-8"))
            importlib.invalidate_caches()
            for case in asked["cases"]:
                for difference in dict.fromkeys(differences(case, asked["programs"])):
                    answers.write(json.dumps({"case": case["name"], "difference": difference}) + "\n")
            answers.write("done\n")
            answers.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
