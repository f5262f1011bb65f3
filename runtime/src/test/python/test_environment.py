"""The tests run on the packages that the build pins, not on others that happen to be installed."""

import re
from importlib import metadata
from pathlib import Path

import pytest

REQUIREMENTS = Path(__file__).resolve().parents[4] / "tools" / "requirements.txt"


def pins() -> dict[str, set[str]]:
    """The pinned versions by package: several where they depend on the Python version."""
    found: dict[str, set[str]] = {}
    for name, version in re.findall(r"^([\w-]+)==([\w.]+)", REQUIREMENTS.read_text(encoding="utf-8"), re.MULTILINE):
        found.setdefault(name, set()).add(version)
    return found


@pytest.mark.parametrize("name, versions", pins().items())
def test_pinned_version_is_installed(name: str, versions: set[str]) -> None:
    assert metadata.version(name) in versions
