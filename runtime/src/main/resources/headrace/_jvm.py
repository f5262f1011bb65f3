"""The JVM inside this process: started once, when it is first needed."""

from __future__ import annotations

import glob
import os
import shlex
import shutil
import sys
import threading
from typing import Any

from headrace import _logs
from headrace._errors import JavaError, SetupError

HOST = "dev.headrace.runtime.daft.Host"
OLDEST = 17
EXPORTED = ".headrace-export"
"""Marks a directory that `headrace.export` made."""

_lock = threading.Lock()
_classes: dict[str, Any] = {}
_started_by: int | None = None

failed = False
"""Whether a JVM didn't start: such a process may crash when it ends in the usual way."""


forked = False
"""Whether this process is a fork of one that had a JVM: of that, nothing but the memory is left here."""


def _in_fork() -> None:
    global forked
    if _started_by is not None:
        import jpype

        forked = True
        jpype.config.onexit = False  # which would wait for threads that are not there


if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_in_fork)


def check_fork() -> None:
    """Fails in a forked process, where Java might seem to work until it hangs."""
    if forked:
        raise SetupError(
            "this process was forked after its parent had started Java, which can't be used here. "
            "Fix: multiprocessing.set_start_method('spawn'), or fork first"
        )


def java(name: str) -> Any:
    """A class of the bridge's Java half; starts the JVM if nobody has."""
    check_fork()
    found = _classes.get(name)
    if found is None:
        with _lock:
            _start()
            found = _classes[name] = _load(name)
    return found


def running() -> bool:
    """Whether this process has a JVM of ours."""
    return _started_by is not None and not forked


def loaded(name: str) -> Any:
    """A class of the bridge's Java half if it was used before and the JVM hasn't ended, else None."""
    import jpype

    return _classes.get(name) if running() and jpype.isJVMStarted() else None


def _start() -> None:
    global _started_by, failed
    if _started_by is not None:
        return
    try:
        import jpype
    except ImportError as e:
        raise SetupError(f"JPype is not installed ({e}). Fix: pip install jpype1") from None
    ours = not jpype.isJVMStarted()
    if ours:
        library = _library(jpype)
        options = shlex.split(os.environ.get("HEADRACE_JAVA_OPTS", ""))
        try:
            jpype.startJVM(
                library,
                "-Xrs",  # or a SIGHUP would end this process
                "--enable-native-access=ALL-UNNAMED",
                f"-XX:MaxRAMPercentage={_heap_percentage():.2f}",  # an -Xmx among the options overrides it
                *options,
                classpath=class_path(),
                convertStrings=False,
                interrupt=False,
            )
        except Exception as e:
            failed = True
            fix = f"Fix: check HEADRACE_JAVA_OPTS={shlex.join(options)}" if options else _java_home()
            raise SetupError(f"Java at {library} doesn't start: {e}. {fix}") from None
        # an attached Python thread would keep the JVM, and so this process, from ending
        jpype.java.lang.Thread.detach()
    version = str(jpype.java.lang.System.getProperty("java.specification.version"))
    if int(version.split(".")[0]) < OLDEST:
        raise SetupError(f"the JVM of this process is Java {version}. {_java_home()}")
    _started_by = os.getpid()
    if ours:
        _logs.forward()


def _heap_percentage() -> float:
    """How much of the machine's (or container's) memory the heap may grow to: on Ray there is a JVM in every worker."""
    ray = sys.modules.get("ray")
    if (
        hasattr(ray, "is_initialized")
        and ray.is_initialized()
        and ray.get_runtime_context().worker.mode == ray.WORKER_MODE
    ):
        return 50 / max(2, os.cpu_count() or 1)
    return 25


def _library(jpype: Any) -> str:
    home = os.environ.get("JAVA_HOME")
    if not home:
        if (command := shutil.which("java")) is not None:
            home = os.path.dirname(os.path.dirname(os.path.realpath(command)))
            if (found := _library_in(home)) is not None:
                return found
        try:
            return str(jpype.getDefaultJVMPath())
        except jpype.JVMNotFoundException:
            raise SetupError(f"no Java found. {_java_home()}") from None
    # JPype would pass over a wrong JAVA_HOME in silence and take another Java
    if (found := _library_in(home)) is not None:
        return found
    raise SetupError(f"JAVA_HOME={home} has no Java in it (no lib/server/libjvm). {_java_home()}")


def _library_in(home: str) -> str | None:
    for pattern in ("lib/server/libjvm.*", "jre/lib/*/server/libjvm.*", "lib/*/server/libjvm.*", "bin/server/jvm.dll"):
        if found := glob.glob(os.path.join(glob.escape(home), pattern)):
            return found[0]
    return None


def _java_home() -> str:
    return f"Fix: set JAVA_HOME to the directory of a JDK, {OLDEST} or newer"


def class_path() -> list[str]:
    """Where Java classes may be: what HEADRACE_CLASSPATH names, the jars in `lib` beside this package, and on sys.path
    jars and directories that Java wrote to (they have a META-INF)."""
    entries: list[str] = []
    own = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    for entry in [*os.environ.get("HEADRACE_CLASSPATH", "").split(os.pathsep), os.path.join(own, "lib", "*")]:
        if os.path.basename(entry) == "*":
            entries += sorted(glob.glob(os.path.join(glob.escape(os.path.dirname(entry)), "*.jar")))
        elif entry:
            entries.append(entry)
    if not os.path.exists(os.path.join(own, EXPORTED)):
        entries.append(own)
    for path in map(os.path.abspath, sys.path):
        jar = os.path.isfile(path) and path.endswith(".jar")
        if jar or os.path.isdir(os.path.join(path, "META-INF")):
            entries.append(path)
    return list(dict.fromkeys(os.path.abspath(e) for e in entries))


def _load(name: str) -> Any:
    import jpype

    try:
        return jpype.JClass(name)
    except TypeError:
        pass
    for entry in filter(os.path.exists, class_path()):  # the JVM was started by someone else
        jpype.addClassPath(entry)
    try:
        return jpype.JClass(name)
    except TypeError:
        raise SetupError(f"the Java class {name} is not on the class path. {classpath_fix()}") from None


def classpath_fix() -> str:
    """How to make a Java class known, and where it was looked for."""
    return (
        "Fix: put the jar on PYTHONPATH, or set HEADRACE_CLASSPATH to the jars and directories "
        f"with the Java classes, separated by '{os.pathsep}'. Looked in: {', '.join(class_path()) or 'nothing'}"
    )


def translated(error: Any, rows: int = 1) -> Exception:
    """A Java exception, thrown over a batch of rows, as a Python one that can be pickled."""
    if "java.lang.ClassNotFoundException" in str(type(error)) or "NoClassDefFoundError" in str(type(error)):
        return SetupError(f"the Java class {error.getMessage()} is not on the class path. {classpath_fix()}")
    if "UnsupportedClassVersionError" in str(type(error)):
        return SetupError(f"the Java classes need a newer Java: {error.getMessage()}. {_java_home()}")
    java_class, message, node, row, element, trace = (
        None if part is None else str(part) for part in java(HOST).describe(error)
    )
    if java_class in ("java.lang.NoClassDefFoundError", "java.lang.ClassNotFoundException"):
        message = f"{message}, which is not on the class path. {classpath_fix()}"
    if java_class == "java.lang.OutOfMemoryError":
        message = f"{message}. Fix: a larger heap, HEADRACE_JAVA_OPTS=-Xmx4g, or smaller batches"
    if row is not None and rows > 1:
        message = f"{message} (row {row} of a batch of {rows})"
    return JavaError(str(java_class), str(message), node, None if row is None else int(row), element, str(trace))
