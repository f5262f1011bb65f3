"""Single values, checked strictly against an Arrow type: those of JSON, of options and of Python callers."""

from __future__ import annotations

import base64
import datetime
import math
import re
from collections.abc import Callable, Sequence
from typing import Any

import pyarrow as pa

from headrace._errors import InputError

Check = Callable[[Any], Any]

_FLOAT32_MAX = 3.4028235677973366e38  # half a step above the largest: what rounds to infinity
_NOT_FINITE = {"NaN": math.nan, "Infinity": math.inf, "-Infinity": -math.inf}  # JSON has no numbers for them
_INSTANT = re.compile(r"(\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d)?)(?:\.(\d{1,9}))?(Z|[+-]\d\d:?\d\d)")
_DURATION = re.compile(r"(-)?P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:\.(\d{1,9}))?S)?)?")


class Mismatch(Exception):
    """A value of another type; `path` leads to it."""

    def __init__(self, problem: str, path: str = "") -> None:
        super().__init__(problem, path)
        self.problem = problem
        self.path = path

    def under(self, step: str) -> Mismatch:
        return Mismatch(self.problem, step + self.path)

    def __str__(self) -> str:
        return f"field '{self.path.lstrip('.')}': {self.problem}" if self.path else self.problem


def one_row(value: Any, dtype: pa.DataType, name: str) -> pa.Array:
    """A value as an array of one."""
    try:
        return pa.array([check(dtype)(value)], dtype)
    except Mismatch as e:
        raise InputError(f"'{name}': {e}") from None


def unless_none(name: str, value: Any, dtype: pa.DataType) -> dict[str, tuple[Any, pa.DataType]]:
    """What is bound to an input, if anything is: else Java has a default."""
    return {} if value is None else {name: (value, dtype)}


def check_configured(lacking: Sequence[str] = (), /, **resources: tuple[Any, type[Any], pa.DataType]) -> None:
    """Fails unless each resource has a configuration of its own kind, whose values Java can take; some may have none.

    The row-by-row program's own is as good as the optimized one's, and one made before a module was loaded again.
    """
    for name, (given, kind, dtype) in resources.items():
        if given is None and name in lacking:
            continue
        fields = kind._fields  # type: ignore[attr-defined]
        if (type(given).__name__, getattr(given, "_fields", None)) != (kind.__name__, fields):
            example = f"{kind.__name__}({', '.join(f'{field}=...' for field in fields)})"
            text = repr(given)
            raise InputError(
                f"'{name}': expected a configuration, {example}, got {text if len(text) < 60 else text[:57] + '...'}"
            )
        one_row(dict(zip([field.name for field in dtype], given, strict=True)), dtype, name)


def check(dtype: pa.DataType) -> Check:
    """A function that gives what `pa.array` turns into exactly this value of the type, or raises `Mismatch`."""
    inner = _check(dtype)
    return lambda value: None if value is None else inner(value)


def _check(dtype: pa.DataType) -> Check:
    if pa.types.is_struct(dtype):
        return _struct(dtype)
    if pa.types.is_large_list(dtype):
        return _list(dtype)
    if pa.types.is_fixed_size_list(dtype):
        return _fixed(dtype)
    if pa.types.is_boolean(dtype):
        return lambda value: value if isinstance(value, bool) else _wrong("true or false", value)
    if pa.types.is_uint16(dtype):
        return _char
    if pa.types.is_integer(dtype):
        return _integer(dtype)
    if pa.types.is_floating(dtype):
        return _float32 if pa.types.is_float32(dtype) else _float64
    if pa.types.is_large_string(dtype):
        return _string
    if pa.types.is_large_binary(dtype):
        return _bytes
    if pa.types.is_timestamp(dtype):
        return _instant
    if pa.types.is_date32(dtype):
        return _date
    if pa.types.is_duration(dtype):
        return _duration
    raise TypeError(f"no values of {dtype}")


def _wrong(expected: str, value: Any) -> Any:
    text = repr(value) if isinstance(value, str) else _json_kind(value)
    raise Mismatch(f"expected {expected}, got {text if len(text) < 60 else text[:57] + '...'}")


def _json_kind(value: Any) -> str:
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    kinds: dict[type, str] = {dict: "an object", list: "a list"}
    return kinds.get(type(value)) or str(value)


def _integer(dtype: pa.DataType) -> Check:
    limit = 1 << (dtype.bit_width - 1)

    def integer(value: Any) -> Any:
        if not isinstance(value, int) or isinstance(value, bool):
            return _wrong("a whole number", value)
        return value if -limit <= value < limit else _wrong(f"a number within {dtype}", value)

    return integer


def _char(value: Any) -> Any:
    if isinstance(value, str) and len(value) == 1 and ord(value) < 1 << 16:
        return ord(value)
    if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 1 << 16:
        return value
    return _wrong("one character", value)


def _float64(value: Any) -> Any:
    if isinstance(value, str) and value in _NOT_FINITE:
        return _NOT_FINITE[value]
    if not isinstance(value, (int, float)) or isinstance(value, bool):
        return _wrong("a number", value)
    try:
        return float(value)
    except OverflowError:
        return _wrong("a number within double", value)


def _float32(value: Any) -> Any:
    number = _float64(value)
    return _wrong("a number within float", value) if _FLOAT32_MAX <= abs(number) < math.inf else number


def _string(value: Any) -> Any:
    if not isinstance(value, str):
        return _wrong("a string", value)
    try:
        value.encode()
    except UnicodeEncodeError:
        return _wrong("a string", "half a surrogate pair")
    return value


def _bytes(value: Any) -> Any:
    if isinstance(value, bytes):
        return value
    if isinstance(value, str):
        try:
            return base64.b64decode(value, validate=True)
        except ValueError:
            pass
    return _wrong("bytes in base64", value)


def _instant(value: Any) -> Any:
    if isinstance(value, datetime.datetime) and value.tzinfo is not None:
        value = value.isoformat()
    found = _INSTANT.fullmatch(value) if isinstance(value, str) else None
    if found is None:
        return _wrong("a time such as 2026-01-31T12:00:00Z", value)
    try:
        seconds = datetime.datetime.fromisoformat(found[1] + found[3]).timestamp()
    except ValueError as e:
        raise Mismatch(f"{value!r} is no time: {e}") from None
    return _long(int(seconds) * 10**9 + int((found[2] or "0").ljust(9, "0")), value)


def _duration(value: Any) -> Any:
    if isinstance(value, datetime.timedelta):
        return _long(((value.days * 86400 + value.seconds) * 10**6 + value.microseconds) * 1000, value)
    found = _DURATION.fullmatch(value) if isinstance(value, str) and value[-1:] not in ("P", "T") else None
    if found is None:
        return _wrong("a duration such as PT1H30M or PT0.5S", value)
    days, hours, minutes, seconds = (int(part or 0) for part in found.group(2, 3, 4, 5))
    nanos = ((days * 24 + hours) * 60 + minutes) * 60 * 10**9 + seconds * 10**9 + int((found[6] or "0").ljust(9, "0"))
    return _long(-nanos if found[1] else nanos, value)


def _long(nanos: int, value: Any) -> int:
    return nanos if -(1 << 63) <= nanos < 1 << 63 else _wrong("a time within 64 bits of nanoseconds", value)


def _date(value: Any) -> Any:
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return value
    try:
        return datetime.date.fromisoformat(value)
    except (TypeError, ValueError):
        return _wrong("a date such as 2026-01-31", value)


def _struct(dtype: pa.DataType) -> Check:
    fields = [(field.name, check(field.type)) for field in dtype]

    def struct(value: Any) -> Any:
        if not isinstance(value, dict):
            return _wrong("an object", value)
        result = {}
        for name, checked in fields:
            try:
                result[name] = checked(value.get(name))
            except Mismatch as e:
                raise e.under(f".{name}") from None
        return result

    return struct


def _fixed(dtype: pa.DataType) -> Check:
    items = _list(dtype)

    def fixed(value: Any) -> Any:
        checked = items(value)
        return checked if len(checked) == dtype.list_size else _wrong(f"{dtype.list_size} elements", len(checked))

    return fixed


def _list(dtype: pa.DataType) -> Check:
    checked = check(dtype.value_type)
    entries = pa.types.is_struct(dtype.value_type) and [f.name for f in dtype.value_type] == ["key", "value"]

    def items(value: Any) -> Any:
        if entries and isinstance(value, dict):
            value = [{"key": key, "value": entry} for key, entry in value.items()]
        if not isinstance(value, list):
            return _wrong("a list", value)
        result = []
        for i, item in enumerate(value):
            try:
                result.append(checked(item))
            except Mismatch as e:
                raise e.under(f"[{i}]") from None
        return result

    return items
