"""What is bound, in a directory of the user's."""

import os
import pathlib

import daft
import headrace
import pyarrow as pa
import pytest


def bound(directory: pathlib.Path) -> headrace.Bound:
    df = daft.from_pydict({"numbers": [1, 2]})
    return headrace.Bound([(df, {"numbers": pa.int64()})], materialize=directory, made_by=("C", []))


def test_a_file_that_was_lost_is_named(tmp_path: pathlib.Path) -> None:
    assert not bound(tmp_path).reused
    again = bound(tmp_path)
    assert again.reused and again.directory is not None
    assert again.columns()["numbers"][0].to_pylist() == [1, 2]
    lost = next(name for name in os.listdir(again.directory) if name.endswith(".arrow"))
    os.unlink(os.path.join(again.directory, lost))
    with pytest.raises(headrace.HeadraceError, match=f"has lost its file {lost}. Fix: remove it, and bind again"):
        bound(tmp_path).columns()


def test_where_nothing_can_be_written(tmp_path: pathlib.Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(headrace.InputError, match="Fix: a directory that can be written"):
        bound(tmp_path / "file")
