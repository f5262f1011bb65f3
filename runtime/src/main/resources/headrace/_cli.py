"""The command line of generated modules."""

from __future__ import annotations

import argparse
import atexit
import inspect
import itertools
import json
import logging
import os
import re
import sys
from collections.abc import Callable, Mapping, Sequence
from typing import Any, NamedTuple, NoReturn, get_args, get_type_hints

import pyarrow as pa

from headrace import _jvm
from headrace._errors import ColumnError, HeadraceError, InputError, JavaError
from headrace._files import parts, read, write
from headrace._json import encoder
from headrace._values import Mismatch, check

_OF_JAVA = ("\tat ", "\t... ", "Caused by: ")

# what a row-wise function raised, in the words of Daft's engine: without a cause, with others after it
_WRAPPED = re.compile(
    r"PyO3Error \w*Error: (.*?)(?=\n\tat |\n\t\.\.\. |\nCaused by: |\n\d+: DaftError|\Z)",
    re.DOTALL,
)

Resources = Mapping[str, tuple[Callable[..., Any], pa.DataType]]
"""Configurations by the parameter that takes them, with their types."""


class Bind(NamedTuple):
    """The command line's view of `bind`. Names are those of its parameters."""

    function: Callable[..., Any]
    inputs: Mapping[str, tuple[str, pa.DataType]] = {}
    """Bound lists: the column's name, the type of the elements."""
    values: Mapping[str, pa.DataType] = {}


class Entry(NamedTuple):
    """The command line's view of an entry."""

    function: Callable[..., Any]
    columns: Mapping[str, pa.DataType]
    """What it reads, by column."""
    needs: Sequence[str] = ()
    """The parameters of `bind` that it needs and others don't."""


class _Command(NamedTuple):
    """An entry with what its command needs."""

    entry: Entry
    resources: Resources
    bind: Bind | None
    bind_resources: Resources

    @classmethod
    def of(cls, entry: Entry, bind: Bind | None, resources: Resources) -> _Command:
        own = {name: given for name, given in resources.items() if _required(entry.function, name)}
        if bind is None or not _takes(entry.function, "bound"):
            return cls(entry, own, None, {})
        needed = {
            name
            for name in inspect.signature(bind.function).parameters
            if name in entry.needs or _required(bind.function, name)
        }
        return cls(
            entry,
            own,
            bind._replace(inputs={name: given for name, given in bind.inputs.items() if name in needed}),
            {name: given for name, given in resources.items() if name in needed},
        )


def main(
    entries: Sequence[Entry],
    bind: Bind | None = None,
    resources: Resources | None = None,
    argv: Sequence[str] | None = None,
) -> None:
    """Runs an entry over a file. Exits with 2 if what it was given can't be used, with 1 if the run failed."""
    os.environ.setdefault("DAFT_PROGRESS_BAR", "0")
    logging.getLogger("daft_local_execution").setLevel(logging.CRITICAL)  # failures are told below, once
    options = _parser([_Command.of(entry, bind, resources or {}) for entry in entries]).parse_args(argv)
    try:
        _run(options.command, options)
    except KeyboardInterrupt:
        sys.exit(130)
    except Exception as e:
        error = _cause(e)
        if os.environ.get("HEADRACE_TRACE"):
            raise
        print(f"error: {_paragraph(error)}", file=sys.stderr, flush=True)
        status = 2 if isinstance(error, (InputError, ColumnError)) else 1
        if _jvm.failed or entries[0].function.__module__ == "__main__":
            _leave(status)
        sys.exit(status)


def _leave(status: int) -> NoReturn:
    """Ends the process after a failed run: in order, but without the end of the interpreter.

    There, threads that Daft left behind by the failed query may abort the process, and its exit status is lost.
    """
    if not _jvm.failed:
        atexit._run_exitfuncs()
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)


def _cause(error: BaseException) -> BaseException:
    """What is meant for the user: Daft wraps what its functions raise."""
    seen: BaseException | None = error
    while seen is not None:
        if isinstance(seen, HeadraceError):
            return seen
        seen = seen.__cause__ or seen.__context__
    return error


def _paragraph(error: BaseException) -> str:
    if isinstance(error, JavaError):
        return error.message
    if isinstance(error, HeadraceError):
        return str(error)
    if found := _WRAPPED.search(str(error)):
        return found[1]
    lines = [line.strip() for line in str(error).splitlines() if line.strip() and not line.startswith(_OF_JAVA)]
    text = lines[-1] if lines and "Traceback" in str(error) else " ".join(lines)
    return f"{type(error).__name__}: {text}"


def _parser(commands: Sequence[_Command]) -> argparse.ArgumentParser:
    module = inspect.getmodule(commands[0].entry.function)
    file = getattr(module, "__file__", None)
    name = os.path.splitext(os.path.basename(file))[0] if file else None
    parser = argparse.ArgumentParser(
        prog=name,
        description=(inspect.getdoc(module) or "").partition("\n\n")[0],
        epilog="Files are .parquet, a directory of these, or .jsonl with one JSON value per line. "
        "Other columns are passed on.",
    )
    subparsers = parser.add_subparsers(required=True, metavar="ENTRY")
    for command in commands:
        entry, bind = command.entry, command.bind
        summary = (inspect.getdoc(entry.function) or "").partition("\n\n")[0]
        options = subparsers.add_parser(_option(entry.function.__name__), help=summary, description=summary)
        options.add_argument("rows", metavar="ROWS", help=_rows(entry.columns))
        options.add_argument("--out", metavar="FILE", required=True, help="where the rows go, with their results")
        if bind is not None:
            for parameter in bind.inputs:
                options.add_argument(f"--{_option(parameter)}", metavar="FILE", required=True, help="bound once")
            for parameter, dtype in bind.values.items():
                options.add_argument(
                    f"--{_option(parameter)}",
                    metavar="VALUE",
                    required=parameter in entry.needs or _required(bind.function, parameter),
                    help=_form(dtype),
                )
            if _takes(bind.function, "materialize"):
                options.add_argument(
                    "--materialize",
                    metavar="DIRECTORY",
                    help="where what is bound is kept, for the next run with the same inputs, code and configuration",
                )
        for name, (kind, dtype) in {**command.bind_resources, **command.resources}.items():
            for field, parameter in zip(dtype, _parameters(kind), strict=True):
                options.add_argument(
                    f"--{_option(name)}-{_option(parameter)}",
                    metavar="VALUE",
                    required=parameter not in _defaults(kind),
                    help=_form(field.type),
                )
        if _takes(entry.function, "errors"):
            options.add_argument(
                "--errors",
                metavar="COLUMN",
                help="rows that fail have a null as their result and the reason in this column; else they end the run",
            )
        options.set_defaults(command=command)
    return parser


def _rows(columns: Mapping[str, pa.DataType]) -> str:
    """What the file of an entry's calls has in it."""
    named = f"with the column{'s' * (len(columns) > 1)} {', '.join(columns)}" if columns else "of any columns"
    fields = " or its fields as columns" if [*map(pa.types.is_struct, columns.values())] == [True] else ""
    return f"a file {named}{fields}, one row per call"


def _takes(function: Callable[..., Any], parameter: str) -> bool:
    return parameter in inspect.signature(function).parameters


def _required(function: Callable[..., Any], parameter: str) -> bool:
    taken = inspect.signature(function).parameters.get(parameter)
    return taken is not None and taken.default is inspect.Parameter.empty


def _parameters(kind: Any) -> tuple[str, ...]:
    return tuple(kind._fields)


def _defaults(kind: Any) -> dict[str, Any]:
    """What a configuration has without being told: null is not to be written."""
    nullable = {name: None for name, hint in get_type_hints(kind).items() if type(None) in get_args(hint)}
    return nullable | kind._field_defaults


def _option(name: str) -> str:
    return name.strip("_").replace("_", "-")


def _given(options: argparse.Namespace, name: str) -> Any:
    return getattr(options, _option(name).replace("-", "_"))


def _run(command: _Command, options: argparse.Namespace) -> None:
    entry, bind = command.entry, command.bind
    bound_files = [_given(options, parameter) for parameter in bind.inputs] if bind is not None else []
    writer = write(options.out, [options.rows, *bound_files])
    alone = len(entry.columns) == 1
    frames = parts(options.rows, dict(entry.columns), fields_of=next(iter(entry.columns)) if alone else None)
    first = next(frames)  # what is wrong with the file is told before anything is bound
    arguments: list[Any] = []
    if bind is not None:
        bound: dict[str, Any] = _configured(command.bind_resources, options)
        for parameter, (column, dtype) in bind.inputs.items():
            bound[parameter] = read(_given(options, parameter), {column: dtype}, fields_of=column, elements=True)
        for parameter, dtype in bind.values.items():
            if (text := _given(options, parameter)) is not None:
                bound[parameter] = _value(f"--{_option(parameter)}", text, dtype)
        if _takes(bind.function, "materialize"):
            bound["materialize"] = options.materialize
        arguments.append(bind.function(**bound))
    more: dict[str, Any] = {"errors": options.errors} if _takes(entry.function, "errors") else {}
    more.update(_configured(command.resources, options))
    writer((entry.function(rows, *arguments, **more) for rows in itertools.chain([first], frames)), first.column_names)


def _configured(resources: Resources, options: argparse.Namespace) -> dict[str, Any]:
    configured = {}
    for name, (kind, dtype) in resources.items():
        values = _defaults(kind)
        for field, parameter in zip(dtype, _parameters(kind), strict=True):
            if (text := _given(options, f"{name}_{parameter}")) is not None:
                values[parameter] = _value(f"--{_option(name)}-{_option(parameter)}", text, field.type)
        configured[name] = kind(**values)
    return configured


def _value(option: str, text: str, dtype: pa.DataType) -> Any:
    """An option's value: what JSON has as text may stand as it is, anything else is JSON."""
    try:
        value = text if _is_plain(text, dtype) else _parsed(text, dtype)
        check(dtype)(value)
        return value
    except Mismatch as e:
        raise InputError(f"{option} {text}: {e}") from None


def _is_plain(text: str, dtype: pa.DataType) -> bool:
    """Whether the text is the value, without quotes around it; a string's quotes are its own."""
    if pa.types.is_large_string(dtype):
        return True
    if pa.types.is_uint16(dtype):  # a character
        return len(text) == 1
    return (pa.types.is_temporal(dtype) or pa.types.is_large_binary(dtype)) and not text.startswith('"')


def _parsed(text: str, dtype: pa.DataType) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as e:
        if pa.types.is_nested(dtype):
            raise Mismatch(f"expected JSON, such as {_example(dtype)}; {e.msg} at column {e.colno}") from None
        return text  # of which the check says what it should be
    except ValueError:  # more digits than Python reads
        return text
    except RecursionError:
        raise Mismatch("nested too deeply") from None


def _form(dtype: pa.DataType) -> str:
    """How a value of the type is written."""
    if pa.types.is_large_string(dtype):
        return "text"
    if pa.types.is_integer(dtype) and not pa.types.is_uint16(dtype):
        return f"a whole number, {dtype}"
    if pa.types.is_floating(dtype):
        return "a number"
    try:
        check(dtype)(object())
    except Mismatch as e:
        form = e.problem.removeprefix("expected ").rpartition(", got ")[0]
    return f"JSON, such as {_example(dtype)}" if pa.types.is_nested(dtype) else form


def _example(dtype: pa.DataType) -> str:
    """A value of the type, to show its form."""
    return json.dumps(encoder(dtype)(pa.scalar(_zero(dtype), dtype)))


def _zero(dtype: pa.DataType) -> Any:
    if pa.types.is_struct(dtype):
        return {field.name: _zero(field.type) for field in dtype}
    if pa.types.is_fixed_size_list(dtype):
        return [_zero(dtype.value_type)] * dtype.list_size
    if pa.types.is_large_list(dtype):
        return [_zero(dtype.value_type)]
    if pa.types.is_large_string(dtype):
        return "text"
    return b"" if pa.types.is_large_binary(dtype) else False if pa.types.is_boolean(dtype) else 0
