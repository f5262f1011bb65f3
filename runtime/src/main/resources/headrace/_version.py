"""The range of Daft versions that this package was tested with."""

from __future__ import annotations

import sys
from importlib.metadata import PackageNotFoundError, version

from headrace._errors import SetupError

SUPPORTED = (0, 7)


class _VersionError(SetupError, ImportError):
    """The message is all there is to know: no stack trace if nobody catches it."""


def check_daft() -> None:
    """Fails at import: later, a wrong version would show itself as wrong values."""
    try:
        found = version("daft")
    except PackageNotFoundError:
        import daft

        found = str(getattr(daft, "__version__", "unknown"))
    if tuple(found.split(".")[:2]) != tuple(str(n) for n in SUPPORTED):
        wanted = ".".join(str(n) for n in SUPPORTED)
        _without_trace()
        raise _VersionError(
            f"Daft {found} is installed, but Headrace needs {wanted}.x. Fix: pip install 'daft=={wanted}.*'"
        )


def _without_trace() -> None:
    before = sys.excepthook

    def hook(kind, error, trace) -> None:
        if isinstance(error, _VersionError):
            print(f"error: {error}", file=sys.stderr)
        else:
            before(kind, error, trace)

    sys.excepthook = hook
