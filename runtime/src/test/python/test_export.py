"""What can be exported, and what is said of the rest."""

import pathlib

import pytest
from headrace import export


def test_a_package_is_no_pipeline(
    tmp_path: pathlib.Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    package = tmp_path / "shop"
    (package / "search").mkdir(parents=True)
    for name in ("__init__", "ranking", "ranking_naive", "upload", "search/__init__"):
        (package / f"{name}.py").touch()
    monkeypatch.syspath_prepend(str(tmp_path))
    target = tmp_path / "app"
    assert export.main([str(target), "shop"]) == 2
    assert capsys.readouterr().err == (
        "error: shop is a package. Fix: name a pipeline's module in it: shop.ranking, shop.upload\n"
    )
    assert not target.exists()
