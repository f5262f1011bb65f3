"""The range of Daft versions that this package is tested with: both ends, with every change."""

from __future__ import annotations

import re
import sys
from importlib.metadata import PackageNotFoundError, version

from headrace._errors import SetupError

OLDEST = (0, 7, 22)
NEWEST = (0, 7, 26)


class _VersionError(SetupError, ImportError):
    """The message is all there is to know: no stack trace if nobody catches it."""


def check_daft() -> None:
    """Fails at import: later, a wrong version would show itself as wrong values."""
    try:
        found = version("daft")
    except PackageNotFoundError:
        import daft

        found = str(getattr(daft, "__version__", "unknown"))
    numbers = re.match(r"(\d+)\.(\d+)\.(\d+)", found)
    if not numbers or not OLDEST <= tuple(int(n) for n in numbers.groups()) <= NEWEST:
        oldest, newest = (".".join(str(n) for n in end) for end in (OLDEST, NEWEST))
        _without_trace()
        raise _VersionError(
            f"Daft {found} is installed, but Headrace needs {oldest} to {newest}. "
            f"Fix: pip install 'daft>={oldest},<={newest}'"
        )


def _without_trace() -> None:
    before = sys.excepthook

    def hook(kind, error, trace) -> None:
        if isinstance(error, _VersionError):
            print(f"error: {error}", file=sys.stderr)
        else:
            before(kind, error, trace)

    sys.excepthook = hook
