"""Actors on Ray that have died: Daft makes of that a query that never ends, or one whose result lacks rows.

Ray starts an actor again as often as it dies (`RESTARTS`), since what Daft does about one that stays dead loses rows of
others. So two things must end here: an element that ends every process it comes to, and an actor that waits for a GPU
which no node has to spare.
"""

from __future__ import annotations

import logging
import sys
import threading
import time

import daft

from headrace._errors import HeadraceError

RESTARTS = {"max_restarts": -1, "max_task_retries": -1}
"""Options of Ray's for the actors."""

_MOST_RESTARTS = 4
_SECONDS_BETWEEN = 2.0
_SECONDS_QUIET = 20.0  # a restart takes a few
_ACTOR = "UDFActor"  # Daft's class

_log = logging.getLogger("headrace")
_lock = threading.Lock()
_watched: str | None = None


def check_restarts(program: str) -> None:
    """Fails in an actor that has died too often."""
    ray = sys.modules.get("ray")
    if not hasattr(ray, "is_initialized") or not ray.is_initialized():
        return
    context = ray.get_runtime_context()
    if context.worker.mode != ray.WORKER_MODE or context.get_actor_id() is None:
        return
    if not context.was_current_actor_reconstructed:
        return
    from ray._private import state

    restarts = int(state.actors(context.get_actor_id()).get("NumRestarts", 0))
    if restarts > _MOST_RESTARTS:
        raise HeadraceError(
            f"a process of {program} has died {restarts} times, or its node has. Fix: what Java or a native library "
            "says in hs_err_pid*.log and in Ray's logs of the worker; one of the rows under way may end every process"
        )


def watch() -> None:
    """Watches the actors of this Ray job from a thread of its own, for as long as the job lasts."""
    global _watched
    import ray

    job = ray.get_runtime_context().get_job_id()
    with _lock:
        if _watched != job:
            _watched = job
            threading.Thread(target=_run, args=(job,), name="headrace-watch", daemon=True).start()


def _run(job: str) -> None:
    import ray

    waiting: dict[str, float] = {}
    while True:
        time.sleep(_SECONDS_BETWEEN)
        try:
            if not ray.is_initialized() or ray.get_runtime_context().get_job_id() != job:
                return
            waiting = {name: waiting.get(name, 0.0) + _SECONDS_BETWEEN for name in _restarting(job)}
            patience = float(daft.context.get_context().daft_execution_config.actor_udf_ready_timeout)
            for name, seconds in waiting.items():
                _judge(name.partition(":")[0], seconds, patience)
        except Exception as e:
            if ray.is_initialized():
                _log.warning("looking for lost actors failed: %s", e)


def _judge(stage: str, seconds: float, patience: float) -> None:
    if seconds >= patience:
        _log.error(
            "%s: a process was lost, and for %g seconds no node had GPUs to spare for it. The query ends. Fix: add a "
            "node with GPUs, or bind and run it again: it takes as many GPUs as there are",
            stage,
            patience,
        )
        _end_queries()
    elif seconds == _SECONDS_QUIET:
        _log.warning(
            "%s: a process was lost and is not there again, for want of free GPUs perhaps; it is waited for up to %g "
            "seconds (actor_udf_ready_timeout of daft.set_execution_config)",
            stage,
            patience,
        )


def _restarting(job: str) -> list[str]:
    """The names of Daft's actors that were lost and are not there again."""
    from ray._private import state

    table = state.actors(actor_state_name="RESTARTING").values()
    return [a["Name"] for a in table if a["JobID"] == job and a["ActorClassName"] == _ACTOR]


def _end_queries() -> None:
    """Ends what plans this driver's queries; the next one gets a new one. Without the actor itself they would go on."""
    import ray
    from daft.runners import flotilla, get_or_create_runner

    get_or_create_runner().flotilla_plan_runner = None
    ray.kill(ray.get_actor(flotilla.get_flotilla_runner_actor_name(), namespace=flotilla.FLOTILLA_RUNNER_NAMESPACE))
