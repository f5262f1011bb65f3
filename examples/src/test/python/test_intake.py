"""Values that are wrong, in columns, configurations and options, on the native runner: IntakeTest runs it."""

import datetime
import json
import os
import subprocess
import sys

os.environ["DAFT_PROGRESS_BAR"] = "0"

import daft  # noqa: E402
import headrace  # noqa: E402
import pyarrow as pa  # noqa: E402
import pyarrow.parquet as pq  # noqa: E402
import pytest  # noqa: E402
from dev.headrace.examples.probe import intake, intake_naive  # noqa: E402

ID = "123e4567-e89b-12d3-a456-426614174000"
SINCE = datetime.date(2026, 1, 31)
LARGE = intake.Large("LARGE", SINCE)
TEXT = f"SMALL Shop[size=LARGE, since={SINCE}]"

WIDE = pa.struct(
    [
        ("id", pa.string()),
        ("size", pa.string()),
        ("count", pa.int64()),
        ("at", pa.list_(pa.float32())),
        ("image", pa.binary()),
        ("tags", pa.map_(pa.string(), pa.list_(pa.string()))),
    ]
)


def order(**fields):
    return {"id": ID, "size": "SMALL", "count": 1, "at": [0.5, 1], "image": b"\1\2", "tags": [], **fields}


def orders(*rows):
    """With an id, in columns wider than Java's."""
    table = pa.table({"row": list(range(len(rows))), "order": pa.array([order(**row) for row in rows], WIDE)})
    return daft.from_arrow(table)


WRONG = {
    "id": ({"id": "x"}, "order", "column 'order.id': 'x' is no UUID such as 123e4567-e89b-12d3-a456-426614174000"),
    "short id": ({"id": "1-2-3-4-5"}, "order", "column 'order.id': '1-2-3-4-5' is no UUID such as"),
    "size": ({"size": "HUGE"}, "order", "column 'order.size': 'HUGE' is not a constant of Size [SMALL, LARGE]"),
    "count": ({"count": 40_000}, "order", "column 'order.count': Integer value 40000 not in range: -32768 to 32767"),
    "negative": (
        {"count": -1},
        "order",
        "column 'order': no Order can be made of it: java.lang.IllegalArgumentException: count is below 0: -1",
    ),
    "no count": ({"count": None}, "order", "column 'order': Order.count is null, which its type can't be"),
    "at": ({"at": [1, 2, 3]}, "order", "column 'order.at': expected lists of 2 (@Dim), got one of 3"),
    "tags": ({"tags": [("a", []), ("a", [])]}, "order", "column 'order.tags': a map with the key 'a' twice"),
    "step": ({"count": 13}, "ticket", "IllegalStateException: no luck"),
    "text": ({"count": 14}, "ticket", "the result of ticket has no place in its column: 'text': a string with half a"),
    "due": ({"count": 15}, "ticket", "the result of ticket has no place in its column: 'due': +1000000000-12-31"),
}


def test_what_is_wrong_with_a_row_is_its_own():
    rows = [{}]
    for row, _, _ in WRONG.values():
        rows += [row, {}]
    df = intake.ticket(orders(*rows), large=LARGE, errors="why")
    assert df.column_names == ["row", "order", "ticket", "why"]
    found = df.to_pydict()
    assert found["row"] == list(range(len(rows)))
    for i in range(0, len(rows), 2):
        assert (found["ticket"][i]["text"], found["why"][i]) == (TEXT, None)
    for i, (_, node, cause) in enumerate(WRONG.values()):
        assert found["ticket"][2 * i + 1] is None
        why = found["why"][2 * i + 1]
        assert (why["node"], why["cause"][: len(cause)]) == (node, cause)


def test_all_rows_may_be_wrong():
    found = intake.ticket(orders(*[{"at": [1]}] * 300), large=LARGE, errors="why").to_pydict()
    assert found["ticket"] == [None] * 300
    assert {why["cause"] for why in found["why"]} == {"column 'order.at': expected lists of 2 (@Dim), got one of 1"}


@pytest.mark.parametrize("module", [intake, intake_naive], ids=["optimized", "naive"])
@pytest.mark.parametrize("wrong", WRONG.values(), ids=list(WRONG))
def test_without_errors_the_query_ends_and_says_why(module, wrong):
    row, node, cause = wrong
    with pytest.raises(Exception) as raised:
        module.ticket(orders({}, {}, row, {}), large=LARGE).collect()
    assert cause in str(raised.value)
    converted = "in range" in cause or "@Dim" in cause
    if converted:
        assert f"{cause} on row 2 of a batch of 4" in str(raised.value)
    elif module is intake:
        assert "on row 2" in str(raised.value) or "(row 2 of a batch of 4)" in str(raised.value)
    elif node == "ticket" and "Illegal" in cause:
        assert f"ticket failed (order = Order[id={ID}, size=SMALL, count=13, at=[…], image=[…]" in str(raised.value)


def test_the_row_by_row_program_names_its_elements():
    df = daft.from_pydict({"counts": [[1, 2], [3, 0]]})
    for module, words in (
        (intake, "share failed on row 1 (count = 0, counts = [3, 0]): ArithmeticException: / by zero"),
        (intake_naive, "share failed (count = 0): ArithmeticException: / by zero"),
    ):
        with pytest.raises(Exception) as raised:
            module.shares(df).collect()
        assert words in str(raised.value)
        with pytest.raises(Exception) as raised:
            module.shares(daft.from_pydict({"counts": [[1], [2**31]]})).collect()
        assert "column 'counts[]': Integer value 2147483648 not in range" in str(raised.value)


def test_bytes_are_shown():
    df = daft.from_pydict({"image": [bytes(range(200, 220)), b""], "pieces": [0, 0]})
    found = intake.weight(df, small=intake.Small("SMALL", SINCE), errors="why").to_pydict()
    assert [why["element"] for why in found["why"]] == [
        "image = 20 bytes: c8 c9 ca cb cc cd ce cf …, pieces = 0",
        "image = 0 bytes, pieces = 0",
    ]


@pytest.mark.parametrize("module", [intake, intake_naive], ids=["optimized", "naive"])
def test_a_configuration_is_the_right_one(module):
    def said(large):
        with pytest.raises(headrace.InputError) as raised:
            module.ticket(orders({}), large=large)  # not run
        return str(raised.value)

    example = "'large': expected a configuration, Large(size=..., since=...), got "
    assert said(None) == f"{example}None"
    assert said(module.Small("LARGE", SINCE)).startswith(f"{example}Small(size='LARGE', ")
    assert said(("LARGE", SINCE)).startswith(f"{example}('LARGE', ")
    assert said(module.Large("LARGE", "soon")) == (
        "'large': field 'since': expected a date such as 2026-01-31, got 'soon'"
    )
    found = module.ticket(orders({}), large=LARGE).to_pydict()  # also the other module's
    assert found["ticket"][0]["text"] == TEXT


def test_a_constant_that_is_none_of_a_configuration():
    with pytest.raises(Exception, match="'large': field 'size': 'HUGE' is not a constant of Size .SMALL, LARGE."):
        intake.ticket(orders({}), large=intake.Large("HUGE", SINCE)).collect()


@pytest.mark.parametrize("module", [intake, intake_naive], ids=["optimized", "naive"])
def test_an_entry_asks_for_what_it_needs(module):
    texts = daft.from_pydict({"text": ["abc"]})
    words, notes = daft.from_pydict({"words": ["a", "bc"]}), daft.from_pydict({"notes": ["abcd"]})
    small, large = module.Small("SMALL", SINCE), module.Large("LARGE", SINCE)
    assert module.known(texts, words=words, small=small).to_pydict()["known"] == [6]
    bound = module.bind(words, small=small)
    assert module.known(texts, bound).to_pydict()["known"] == [6]
    for given, fix in ((bound, "`notes`, `large`"), (module.bind(notes=notes), "`large`")):
        with pytest.raises(headrace.InputError, match=f"`bound` has no .*`noteLength`. Fix: give bind {fix}"):
            module.noted(texts, given)
    with pytest.raises(headrace.InputError, match="without `bound`, `notes`, `large` must be given"):
        module.noted(texts)
    both = module.bind(words, notes, small=small, large=large)
    assert module.noted(module.known(texts, both), both).to_pydict() == {"text": ["abc"], "known": [6], "noted": [7]}
    with pytest.raises(headrace.InputError, match="`bound` is a DataFrame. Fix: give what bind returned; or .*`words`"):
        module.known(texts, words, small=small)


def test_nothing_is_bound_before_the_rows_are_checked(monkeypatch):
    monkeypatch.setattr(intake, "bind", None)
    words = daft.from_pydict({"words": ["a"]})
    small = intake.Small("SMALL", SINCE)
    with pytest.raises(headrace.ColumnError, match="has no column 'text'; it has 'txt'"):
        intake.known(daft.from_pydict({"txt": ["abc"]}), words=words, small=small)
    with pytest.raises(headrace.ColumnError, match='errors="text": the DataFrame already has a column'):
        intake.known(daft.from_pydict({"text": ["abc"]}), words=words, small=small, errors="text")


def test_the_command_line_asks_for_what_an_entry_needs(tmp_path):
    (tmp_path / "texts.jsonl").write_text('{"text": "abc"}\n', encoding="utf-8")
    (tmp_path / "words.jsonl").write_text('"a"\n"bc"\n', encoding="utf-8")
    small = ["--small-size", "SMALL", "--small-since", "2026-01-31"]
    done = command(tmp_path, *small, "--words", "words.jsonl", entry=("known", "texts.jsonl"))
    assert (done.returncode, done.stderr) == (0, "")
    assert json.loads((tmp_path / "out.jsonl").read_text(encoding="utf-8")) == {"text": "abc", "known": 6}
    done = command(tmp_path, *small, entry=("known", "texts.jsonl"))
    assert done.returncode == 2 and "the following arguments are required: --words" in done.stderr


def command(directory, *options, entry=("ticket", "orders.parquet"), module="intake"):
    pq.write_table(orders({}, {"size": "HUGE"}).to_arrow(), directory / "orders.parquet")
    arguments = [*entry, "--out", "out.jsonl", *options]
    return subprocess.run(
        [sys.executable, "-m", f"dev.headrace.examples.probe.{module}", *arguments],
        cwd=directory,
        capture_output=True,
        text=True,
        timeout=100,
    )


def test_the_row_by_row_program_says_the_same_on_the_command_line(tmp_path):
    (tmp_path / "counts.jsonl").write_text('{"counts": [1]}\n{"counts": [0, 2, 0]}\n', encoding="utf-8")
    done = command(tmp_path, entry=("shares", "counts.jsonl"), module="intake_naive")
    assert (done.returncode, done.stderr.splitlines()[-1]) == (
        1,
        "error: share failed (count = 0): ArithmeticException: / by zero",
    )


def test_options(tmp_path):
    done = command(tmp_path, "--large-size", "LARGE", "--large-since", "2026-01-31", "--errors", "why")
    assert (done.returncode, done.stderr) == (0, "")
    rows = [json.loads(line) for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [row["ticket"] and row["ticket"]["text"] for row in rows] == [TEXT, None]
    assert rows[1]["why"]["node"] == "order"
    done = command(tmp_path, "--large-size", "HUGE", "--large-since", "2026-01-31")
    assert done.returncode == 1
    assert done.stderr == "error: 'large': field 'size': 'HUGE' is not a constant of Size [SMALL, LARGE]\n"
    done = command(tmp_path, "--large-size", "LARGE", "--large-since", "soon")
    assert done.returncode == 2
    assert done.stderr == "error: --large-since soon: expected a date such as 2026-01-31, got 'soon'\n"
