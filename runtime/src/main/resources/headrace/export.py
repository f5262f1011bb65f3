"""Writes generated modules, with all they need, to a directory that can be copied to other machines.

    python -m headrace.export [--jar JAR]... DIRECTORY MODULE...
    python -m headrace.export out shop.search.hybrid_search

The directory holds the modules and this package as files, the jars below lib/, a requirements.txt with the versions
installed here, and a README.md with the lines that run it: here, on another machine, and on Ray, as a `working_dir`.
The jars are those on the class path: of PYTHONPATH, of HEADRACE_CLASSPATH, and those named here; directories with
classes become jars. A directory that was exported before is replaced; any other must be empty or new.

Ends with 0, or with 2 if it was called in a wrong way.
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import pkgutil
import shutil
import sys
import tempfile
import zipfile
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version

from headrace import _jvm
from headrace._errors import InputError

_REQUIRED = ("daft", "jpype1", "pyarrow", "numpy")
_TIME = (1980, 1, 1, 0, 0, 0)


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(
        prog="python -m headrace.export", description=(__doc__ or "").partition("\n\n")[0], allow_abbrev=False
    )
    parser.add_argument("--jar", action="append", default=[], metavar="JAR", help="one more jar or class directory")
    parser.add_argument("directory", metavar="DIRECTORY", help="where it goes: new, empty, or exported before")
    parser.add_argument("modules", metavar="MODULE", nargs="+", help="a generated module, such as shop.search.ranking")
    options = parser.parse_args(argv)
    try:
        export(options.directory, options.modules, options.jar)
    except InputError as e:
        print(f"error: {e}", file=sys.stderr)
        return 2
    print(f"{options.directory}: see README.md there")
    return 0


def export(directory: str, modules: list[str], jars: list[str]) -> None:
    """Writes the directory whole, or leaves it as it was."""
    directory = os.path.abspath(directory)
    _check_target(directory)
    for jar in jars:
        if not os.path.exists(jar):
            raise InputError(f"there is no jar or directory {jar}")
    files = {path: data for module in modules for path, data in _python(module)}
    files.update(_own())
    parent = os.path.dirname(directory)
    os.makedirs(parent, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".headrace-export-", dir=parent) as temporary:
        made = os.path.join(temporary, "made")
        for path, data in files.items():
            _write(os.path.join(made, *path.split("/")), data)
        names = _jars([*map(os.path.abspath, jars), *_jvm.class_path()], os.path.join(made, "lib"))
        if not names:
            raise InputError(f"no jars found. {_jvm.classpath_fix()}")
        _write(os.path.join(made, "requirements.txt"), "".join(f"{line}\n" for line in _requirements()).encode())
        _write(os.path.join(made, "README.md"), _readme(modules, names).encode())
        _write(os.path.join(made, _jvm.EXPORTED), b"")
        if os.path.isdir(directory):
            os.rename(directory, os.path.join(temporary, "before"))
        os.rename(made, directory)


def _check_target(directory: str) -> None:
    if os.path.isdir(directory):
        if os.listdir(directory) and not os.path.exists(os.path.join(directory, _jvm.EXPORTED)):
            raise InputError(
                f"{directory} holds something else, which would be lost. Fix: name a new or empty directory"
            )
    elif os.path.lexists(directory):
        raise InputError(f"{directory} is no directory")


def _write(path: str, data: bytes) -> None:
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as file:
        file.write(data)


# -- Python ------------------------------------------------------------------------------------------------------------
def _python(module: str) -> Iterator[tuple[str, bytes]]:
    """The files of a module: its packages, itself, and the row-by-row program beside it."""
    if not all(part.isidentifier() for part in module.split(".")):
        raise InputError(f"{module!r} is no name of a module. Fix: its full name, without .py")
    source = _source(module)
    if source is None:
        raise InputError(
            f"there is no module {module}. Fix: give its full name, without .py, and put the jar or directory that "
            "holds it on PYTHONPATH"
        )
    inside = _modules_in(module)
    if inside is not None:
        fix = f". Fix: name a pipeline's module in it: {', '.join(inside)}" if inside else " without modules"
        raise InputError(f"{module} is a package{fix}")
    path = module.replace(".", "/")
    yield f"{path}.py", source
    naive = _source(f"{module}_naive")
    if naive is not None:
        yield f"{path}_naive.py", naive
    while "/" in path:
        path = path.rpartition("/")[0]
        yield f"{path}/__init__.py", _source(path.replace("/", ".")) or b""


def _source(module: str) -> bytes | None:
    """The text of a module, from wherever Python would load it: a directory or a jar."""
    try:
        spec = importlib.util.find_spec(module)
    except (ImportError, ValueError):
        return None
    if spec is None or spec.origin is None or spec.loader is None or not hasattr(spec.loader, "get_data"):
        return None
    return bytes(spec.loader.get_data(spec.origin))


def _modules_in(package: str) -> list[str] | None:
    """The modules of a package, without the row-by-row programs; None if it is a module itself."""
    spec = importlib.util.find_spec(package)
    if spec is None or spec.submodule_search_locations is None:
        return None
    found = pkgutil.iter_modules(spec.submodule_search_locations, f"{package}.")
    return sorted(name for _, name, is_package in found if not is_package and not name.endswith("_naive"))


def _own() -> Iterator[tuple[str, bytes]]:
    """This package."""
    import headrace

    yield "headrace/py.typed", b""
    yield "headrace/__init__.py", _source("headrace") or b""
    for found in pkgutil.iter_modules(headrace.__path__):
        yield f"headrace/{found.name}.py", _source(f"headrace.{found.name}") or b""


def _requirements() -> Iterator[str]:
    for name in _REQUIRED:
        try:
            yield f"{name}=={version(name)}"
        except PackageNotFoundError:
            yield name


# -- Java --------------------------------------------------------------------------------------------------------------
def _jars(class_path: list[str], directory: str) -> list[str]:
    """Copies jars, and makes some of directories with classes; gives their names, in the order of the class path."""
    os.makedirs(directory)
    names: list[str] = []
    for entry in dict.fromkeys(map(os.path.realpath, class_path)):
        if os.path.isdir(entry):
            target = os.path.join(directory, f"{len(names):03}-classes.jar")
            if not _zipped(entry, target):
                continue
        elif os.path.isfile(entry):
            target = os.path.join(directory, f"{len(names):03}-{os.path.basename(entry)}")
            shutil.copyfile(entry, target)
        else:
            continue
        names.append(os.path.basename(target))
    return names


def _zipped(directory: str, target: str) -> bool:
    """A jar of a directory, without its Python; false if it has no classes, and so is none of Java's."""
    files = []
    for folder, folders, found in os.walk(directory):
        folders[:] = sorted(f for f in folders if f != "__pycache__" and not f.startswith("."))
        files += [os.path.join(folder, name) for name in sorted(found) if not name.endswith((".py", ".pyc"))]
    if not any(file.endswith(".class") for file in files):
        return False
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as jar:
        for file in files:
            with open(file, "rb") as source:
                name = os.path.relpath(file, directory).replace(os.sep, "/")
                jar.writestr(zipfile.ZipInfo(name, _TIME), source.read(), zipfile.ZIP_DEFLATED)
    return True


# -- the README --------------------------------------------------------------------------------------------------------
def _readme(modules: list[str], jars: list[str]) -> str:
    first = modules[0]
    lines = [
        "# A pipeline in Daft",
        "",
        "Exported by Headrace: Python modules that run Java code in Daft's workers, with all that they need but Python",
        "and Java themselves. Needs Python 3.10 or newer, and a Java 17 or newer, found by JAVA_HOME or on the path.",
        "",
        *(f"- `{module}`" for module in modules),
        "",
        "## Here",
        "",
        "```sh",
        "pip install -r requirements.txt",
        *(f"python -m {module} --help" for module in modules),
        "```",
        "",
        "## On Ray",
        "",
        "Every node needs Java. The jobs below bring this directory along; their Python packages must be those of",
        "`requirements.txt` and Ray. Files must be where all nodes find them.",
        "",
        "```sh",
        "pip install ray",
        f"ray job submit --working-dir . -- env DAFT_RUNNER=ray python -m {first} --help",
        "```",
        "",
        "```python",
        "import daft, ray",
        "",
        'ray.init("auto", runtime_env={"working_dir": "."})  # or the path of this directory',
        "daft.set_runner_ray()",
        f"import {first} as pipeline  # from this directory",
        "```",
        "",
        "## In it",
        "",
        "`lib/` has the jars in the order of the class path:",
        "",
        *(f"- {jar}" for jar in jars),
        "",
    ]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
