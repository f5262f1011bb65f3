"""The tests run on the packages that the build pins, not on others that happen to be installed."""

import re
from importlib import metadata
from pathlib import Path

import pytest
from headrace import _version

TOOLS = Path(__file__).resolve().parents[4] / "tools"


def pins(file: str) -> dict[str, set[str]]:
    """The pinned versions by package: several where they depend on the Python version."""
    found: dict[str, set[str]] = {}
    for name, version in re.findall(r"^([\w-]+)==([\w.]+)", (TOOLS / file).read_text(encoding="utf-8"), re.MULTILINE):
        found.setdefault(name, set()).add(version)
    return found


NEWEST, OLDEST = pins("requirements.txt"), pins("requirements-oldest.txt")


@pytest.mark.parametrize("name, versions", (OLDEST if metadata.version("daft") in OLDEST["daft"] else NEWEST).items())
def test_pinned_version_is_installed(name: str, versions: set[str]) -> None:
    assert metadata.version(name) in versions


def test_the_build_tests_with_both_ends_of_the_range() -> None:
    ends = [".".join(str(n) for n in end) for end in (_version.OLDEST, _version.NEWEST)]
    assert [OLDEST["daft"], NEWEST["daft"]] == [{end} for end in ends]
