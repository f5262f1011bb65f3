#!/usr/bin/env python3
"""Creates the Python environment that the build tests with, from tools/requirements.txt, or another one.

    python3 tools/python_env.py [DIRECTORY [REQUIREMENTS]]       (default: target/python below the root)

Needs nothing but the standard library. An environment that was made from the same requirements by the
same Python is left alone, so that a second run costs a few milliseconds; an unfinished or outdated one
is made anew. Several runs at once wait for each other.

It is written in the Python of long ago, so that an old interpreter reaches the line that says it is too old.
"""

import contextlib
import hashlib
import os
import pathlib
import shutil
import subprocess
import sys
import textwrap
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
REQUIREMENTS = ROOT / "tools" / "requirements.txt"
OLDEST = (3, 10)
LOCK_PATIENCE_SECONDS = 15 * 60


class Unusable(Exception):
    """Why no environment can be made, for the person who started the build."""


def main(arguments):
    directory = pathlib.Path(arguments[0] if arguments else ROOT / "target" / "python").absolute()
    requirements = pathlib.Path(arguments[1]).absolute() if len(arguments) > 1 else REQUIREMENTS
    try:
        check_python()
        directory.parent.mkdir(parents=True, exist_ok=True)
        with locked(directory.with_name(directory.name + ".lock")):
            ensure(directory, requirements)
    except Unusable as problem:
        print(textwrap.fill(str(problem), 110, break_long_words=False, break_on_hyphens=False), file=sys.stderr)
        return 1
    return 0


def check_python():
    """Says what is missing before anything is written."""
    name = "{} is Python {}.{}".format(sys.executable, *sys.version_info[:2])
    if sys.version_info < OLDEST:
        raise Unusable(
            "Headrace's build needs Python {}.{} or newer, and {}. Name another one with -Dheadrace.python=<python3>, "
            "or leave the tests that need Python out with -Dheadrace.python.skip.".format(*OLDEST, name)
        )
    try:
        import ensurepip  # noqa: F401
        import venv  # noqa: F401
    except ImportError as missing:
        raise Unusable(
            "Headrace's build makes a virtual environment, and {} without the module '{}'. Install it (Debian and "
            "Ubuntu: the package python3-venv), name another Python with -Dheadrace.python=<python3>, or leave the "
            "tests that need Python out with -Dheadrace.python.skip.".format(name, missing.name)
        ) from None


def ensure(directory, requirements):
    """Makes the environment, unless the one that is there carries the stamp of the same requirements."""
    wanted = stamp(requirements)
    written = directory / "headrace.stamp"
    if python_in(directory).exists() and written.exists() and written.read_text(encoding="utf-8") == wanted:
        return
    print("Making the Python environment {} from {}".format(directory, requirements.name), flush=True)
    shutil.rmtree(str(directory), ignore_errors=True)
    run([sys.executable, "-m", "venv", str(directory)], "make a virtual environment")
    pip = [str(python_in(directory)), "-m", "pip", "--disable-pip-version-check", "--no-input"]
    run(
        pip + ["install", "--quiet", "--only-binary", ":all:", "--requirement", str(requirements)],
        "install the packages",
    )
    # Last, so that an interrupted run leaves no stamp and the next one starts over.
    written.write_text(wanted, encoding="utf-8")


def stamp(requirements):
    """What an environment depends on: the requirements, which may name the build's own, and the Python it links to."""
    files = {REQUIREMENTS, requirements}
    contents = hashlib.sha256(b"".join(file.read_bytes() for file in sorted(files))).hexdigest()
    return "{}\n{}\n{}\n".format(contents, os.path.realpath(sys.executable), sys.version)


def python_in(directory):
    return directory / ("Scripts/python.exe" if os.name == "nt" else "bin/python")


def run(command, purpose):
    environment = {name: value for name, value in os.environ.items() if name not in ("PYTHONPATH", "PYTHONHOME")}
    code = subprocess.call(command, env=environment)
    if code != 0:
        raise Unusable(
            "Headrace's build could not {}: '{}' ended with {}, in its own words above. Without a network, leave the "
            "tests that need Python out with -Dheadrace.python.skip.".format(purpose, " ".join(command), code)
        )


@contextlib.contextmanager
def locked(path):
    """Holds an operating-system lock on the file: a killed run leaves none behind."""
    with open(str(path), "a+b") as file:
        deadline = time.monotonic() + LOCK_PATIENCE_SECONDS
        while not try_lock(file):
            if time.monotonic() > deadline:
                raise Unusable("Another run has held {} for {} s: end it.".format(path, LOCK_PATIENCE_SECONDS))
            time.sleep(0.2)
        yield


def try_lock(file):
    try:
        if os.name == "nt":
            import msvcrt

            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return True
    except OSError:
        return False


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
