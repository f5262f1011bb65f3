"""Where stages run: in Daft's worker processes, or on Ray in actors of their own."""

from __future__ import annotations

import dataclasses
import os
from typing import Any, NamedTuple

import daft

from headrace._bound import Bound, on_ray
from headrace._errors import SetupError
from headrace._watch import RESTARTS, watch


class Instances(NamedTuple):
    """How many instances of a resource one process may hold, as decided on the driver."""

    limit: int
    gpus: str | None  # HEADRACE_GPUS there: workers may not have it


def _actors(gpus: float) -> bool:
    """Only on Ray, and only for GPUs, does a stage get processes of its own."""
    return on_ray() and gpus > 0 and os.environ.get("HEADRACE_GPUS") != "0"


def instances(resource: str, limit: int, *, gpus: float = 0) -> Instances:
    """How many instances a stage's process may hold: an actor on Ray holds one, any other worker process all."""
    if _actors(gpus):
        _check_fits(resource, gpus)
    return Instances(1 if _actors(gpus) else limit, os.environ.get("HEADRACE_GPUS"))


def _check_fits(who: str, gpus: float) -> None:
    if _fitting(gpus) == 0:
        raise SetupError(
            f"{who} needs {gpus:g} GPU{'' if gpus == 1 else 's'} on one node, but no node of the Ray cluster has "
            "them. Fix: add such a node, or run it on the CPU: HEADRACE_GPUS=0"
        )


def _fitting(gpus: float) -> int:
    """How many actors with so many GPUs each the cluster has room for."""
    import ray

    there = [node["Resources"] for node in ray.nodes() if node["Alive"]]
    return sum(min(int(r.get("GPU", 0) / gpus + 1e-9), int(r.get("CPU", 0))) for r in there)


def released(df: daft.DataFrame) -> daft.DataFrame:
    """The rows after all that computes them has ended, where that holds GPUs: in one query, two stages would wait for
    each other's."""
    return df.collect() if _actors(1) else df


def place(method: Any) -> Any:
    """Fits a batch method of a `@daft.cls` object to the runner.

    For GPUs on Ray the limits of `@daft.cls` hold as written: one actor each. Anywhere else Daft would keep
    `max_concurrency` with subprocesses that load the model again for every query; there the pool in the worker
    process's JVM keeps the limit, and instances and bound values survive from query to query. Nor may Daft decide for
    a process by itself.
    """
    if _actors(method.gpus):
        _check_fits(f"{method.__qualname__.partition('.')[0]}, with all of its resources,", method.gpus)
        watch()
        # Daft would wait two minutes for actors that find no place
        fitting = min(method.max_concurrency, _fitting(method.gpus))
        return dataclasses.replace(
            method, max_concurrency=fitting, ray_options={**RESTARTS, **(method.ray_options or {})}
        )
    if method.use_process and not on_ray():
        args, kwargs = method._cls._daft_setup_args
        for argument in [*args, *kwargs.values()]:
            if isinstance(argument, Bound):
                argument.share()
    return dataclasses.replace(method, max_concurrency=None, gpus=0, use_process=bool(method.use_process))
