"""Values of Arrow columns as JSON, in the form that `_values` reads."""

from __future__ import annotations

import base64
import datetime
import math
from collections.abc import Callable
from typing import Any

import pyarrow as pa

Encode = Callable[[Any], Any]


def encoder(dtype: pa.DataType) -> Encode:
    """A function from an Arrow scalar to what `json.dumps` takes."""
    inner = _encoder(dtype)
    return lambda scalar: inner(scalar) if scalar.is_valid else None


def _encoder(dtype: pa.DataType) -> Encode:
    if isinstance(dtype, pa.BaseExtensionType):
        storage = encoder(dtype.storage_type)
        return lambda scalar: storage(scalar.value)
    if pa.types.is_struct(dtype):
        fields = [(field.name, encoder(field.type)) for field in dtype]
        return lambda scalar: {name: encode(scalar[i]) for i, (name, encode) in enumerate(fields)}
    if pa.types.is_list(dtype) or pa.types.is_large_list(dtype) or pa.types.is_fixed_size_list(dtype):
        item = encoder(dtype.value_type)
        return lambda scalar: [item(scalar.values[i]) for i in range(len(scalar.values))]
    if pa.types.is_timestamp(dtype):
        return lambda scalar: _instant(scalar.cast(pa.timestamp("ns", dtype.tz)).value, "Z" if dtype.tz else "")
    if pa.types.is_duration(dtype):
        return lambda scalar: _duration(scalar.cast(pa.duration("ns")).value)
    return lambda scalar: _plain(scalar.as_py())


def _plain(value: Any) -> Any:
    if isinstance(value, float) and not math.isfinite(value):
        return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"
    if value is None or isinstance(value, (bool, int, float, str)):
        return value
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    return str(value)


def _instant(nanos: int, zone: str) -> str:
    seconds, rest = divmod(nanos, 10**9)
    time = datetime.datetime(1970, 1, 1) + datetime.timedelta(seconds=seconds)
    return time.isoformat() + _fraction(rest) + zone


def _duration(nanos: int) -> str:
    seconds, rest = divmod(abs(nanos), 10**9)
    return f"{'-' if nanos < 0 else ''}PT{seconds}{_fraction(rest)}S"


def _fraction(nanos: int) -> str:
    return f".{nanos:09d}".rstrip("0") if nanos else ""
