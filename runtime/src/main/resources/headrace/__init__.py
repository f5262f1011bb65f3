"""Headrace's bridge: runs the Java stages of generated Daft programs inside this Python process.

Generated modules call it; of interest to their users are `Bound`, which `bind` returns, and the exceptions.
Settings come from the environment:

    HEADRACE_CLASSPATH   more jars and directories with Java classes (`dir/*` for all jars of a directory)
    HEADRACE_JAVA_OPTS   options of the JVM, such as -Xmx4g; without that, its heap grows to a quarter of the memory at
                         most, in a worker of Ray to half of it divided by the number of cores
    HEADRACE_GPUS        0 runs everything on the CPU
    JAVA_HOME            the Java to use, 17 or newer; without it, the one on the path

What Java logs through java.util.logging or System.Logger goes to Python's `logging`, under the names of its loggers.
"""

from headrace._bound import Bound, bound, rows
from headrace._cli import Bind, Entry, main
from headrace._columns import any_rows, any_rows_each, arrow, arrow_each, check_fresh, column
from headrace._errors import ColumnError, HeadraceError, InputError, JavaError, SetupError
from headrace._outcomes import outcome, with_errors
from headrace._place import Instances, instances, place, released
from headrace._program import Program, Resource
from headrace._values import check_configured, unless_none
from headrace._version import check_daft

__all__ = [
    "Bind",
    "Bound",
    "ColumnError",
    "Entry",
    "HeadraceError",
    "InputError",
    "Instances",
    "JavaError",
    "Program",
    "Resource",
    "SetupError",
    "any_rows",
    "any_rows_each",
    "arrow",
    "arrow_each",
    "bound",
    "check_configured",
    "check_fresh",
    "column",
    "instances",
    "main",
    "outcome",
    "place",
    "released",
    "rows",
    "unless_none",
    "with_errors",
]

check_daft()
