"""What Java logs, in Python's logging: under the names that Java's loggers have."""

from __future__ import annotations

import atexit
import logging
import threading
from typing import Any

_LOGS = "dev.headrace.runtime.daft.Logs"


def forward() -> None:
    """Has a thread pass on what this process's JVM logs from now on, through java.util.logging or System.Logger.

    Java never waits for Python: it fills a bounded queue, from which the thread takes.
    """
    import jpype

    try:
        logs = jpype.JClass(_LOGS)
        logs.start()
    except Exception:  # a Java without java.logging, or whose classes are not there, which others will say
        return
    thread = threading.Thread(target=_pass_on, args=(logs,), name="headrace-logs", daemon=True)
    thread.start()
    atexit.register(_stop, logs, thread)  # later than JPype's, and so before it


def _stop(logs: Any, thread: threading.Thread) -> None:
    import jpype

    if jpype.isJVMStarted() and thread.is_alive():
        logs.stop()
        thread.join(5)


def _pass_on(logs: Any) -> None:
    while (record := logs.next()) is not None:
        level, name, message = int(str(record[0])), str(record[1]), str(record[2])
        logger = logging.getLogger(name)
        if logger.isEnabledFor(level):
            logger.handle(logger.makeRecord(name, level, "(Java)", 0, message, (), None))
