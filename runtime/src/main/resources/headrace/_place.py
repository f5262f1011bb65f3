"""Where stages run: in Daft's worker processes, or on Ray in actors of their own."""

from __future__ import annotations

import dataclasses
import os
from typing import Any, NamedTuple

from headrace._bound import Bound, on_ray


class Instances(NamedTuple):
    """How many instances of a resource one process may hold, as decided on the driver."""

    limit: int
    gpus: str | None  # HEADRACE_GPUS there: workers may not have it


def _actors(gpus: float) -> bool:
    """Only on Ray, and only for GPUs, does a stage get processes of its own."""
    return on_ray() and gpus > 0 and os.environ.get("HEADRACE_GPUS") != "0"


def instances(limit: int, *, gpus: float = 0) -> Instances:
    """How many instances a stage's process may hold: an actor on Ray holds one, any other worker process all."""
    return Instances(1 if _actors(gpus) else limit, os.environ.get("HEADRACE_GPUS"))


def place(method: Any) -> Any:
    """Fits a batch method of a `@daft.cls` object to the runner.

    For GPUs on Ray the limits of `@daft.cls` hold as written: one actor each. Anywhere else Daft would keep
    `max_concurrency` with subprocesses that load the model again for every query; there the pool in the worker
    process's JVM keeps the limit, and instances and bound values survive from query to query.
    """
    if _actors(method.gpus):
        return method
    if method.use_process and not on_ray():
        args, kwargs = method._cls._daft_setup_args
        for argument in [*args, *kwargs.values()]:
            if isinstance(argument, Bound):
                argument.share()
    return dataclasses.replace(method, max_concurrency=None, gpus=0)
