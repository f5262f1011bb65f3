"""Runs against compiled classes: HEADRACE_CLASSPATH, or those that the build left in target."""

import os
import pathlib
import sys

MODULE = pathlib.Path(__file__).parents[3]

os.environ.setdefault("DAFT_PROGRESS_BAR", "0")
os.environ.setdefault(
    "HEADRACE_CLASSPATH", os.pathsep.join(str(MODULE / "target" / d) for d in ("classes", "test-classes"))
)
if not any(pathlib.Path(p, "headrace").is_dir() or p.endswith(".jar") for p in sys.path if p):
    sys.path.insert(0, str(MODULE / "src" / "main" / "resources"))
    # processes that Daft starts don't inherit sys.path
    os.environ["PYTHONPATH"] = os.pathsep.join(filter(None, [sys.path[0], os.environ.get("PYTHONPATH")]))
