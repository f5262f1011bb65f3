"""Large files are read in parts."""

import pathlib
from typing import Any

import daft
import headrace
import pyarrow as pa
import pyarrow.parquet as pq
from headrace import _files

TEXT = {"text": pa.large_string()}


def test_all_can_read_null_lists_of_a_fixed_size(tmp_path: pathlib.Path) -> None:
    vector = pa.list_(pa.float32(), 2)
    values = [[1.0, 2.0], None]
    nested = pa.struct([("at", pa.large_list(vector)), ("size", pa.int32())])
    table = pa.table(
        {
            "given": pa.array([[1.0, 2.0], [3.0, 4.0]], vector),
            "result": pa.array(values, vector),
            "more": pa.array([{"at": values, "size": 1}, None], nested),
        }
    )
    path = str(tmp_path / "out.parquet")
    _files.write(path)(iter([daft.from_arrow(table)]), ["given"])
    found = pq.read_table(path)
    assert found.to_pylist() == table.to_pylist()
    assert found.schema.field("given").type.list_size == 2
    assert headrace.arrow(found.column("result"), vector, "result").to_pylist() == values


def test_parts_hold_each_row_once_in_order(tmp_path: pathlib.Path, monkeypatch: Any) -> None:
    expected = [f"row {i}" for i in range(250)]
    for name, start, end in (("a", 0, 100), ("b", 100, 101), ("c", 101, 250)):
        pq.write_table(pa.table({"text": expected[start:end]}), tmp_path / f"{name}.parquet", row_group_size=30)
    whole = list(_files.parts(str(tmp_path), TEXT))
    assert [df.to_pydict()["text"] for df in whole] == [expected]
    monkeypatch.setattr(_files, "_LARGE_BYTES", 0)
    assert [df.to_pydict()["text"] for df in _files.parts(str(tmp_path), TEXT)] == [
        expected[:100],
        expected[100:101],
        expected[101:],
    ]
    monkeypatch.setattr(_files, "_PART_BYTES", 1)
    parts = [df.to_pydict()["text"] for df in _files.parts(str(tmp_path / "a.parquet"), TEXT)]
    assert [len(part) for part in parts] == [30, 30, 30, 10]
    assert sum(parts, []) == expected[:100]
