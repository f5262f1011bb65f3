"""A module like those that are generated, for the tests of the command line."""

from typing import NamedTuple

import daft
import headrace
import pyarrow as pa
from bridge import ECHO, LINE
from daft import DataType, Series

TEXT = pa.large_string()


class Prefixer(NamedTuple):
    text: str
    number: int = 7


PREFIXER = pa.struct([("text", TEXT), ("number", pa.int32())])


def bind(numbers: daft.DataFrame, *, fail: bool = False, prefixer: Prefixer) -> headrace.Bound:
    """Binds numbers."""
    df = headrace.rows(numbers, "numbers", pa.int64())
    return headrace.Bound([(df, {"numbers": pa.int64()})], {"fail": (fail, pa.bool_())})


@daft.cls
class Joined:
    def __init__(self, bound: headrace.Bound, prefixer: Prefixer, instances: headrace.Instances) -> None:
        resource = headrace.Resource(instances, prefixer, PREFIXER)
        self.java = headrace.Program(ECHO, resources={"prefixer": resource}, bound=bound)

    @daft.method.batch(return_dtype=DataType.string())
    def joined(self, text: Series) -> Series:
        return self.java.call("joined", [headrace.arrow(text, TEXT, "text")], TEXT)


def joined(df: daft.DataFrame, bound: headrace.Bound, *, prefixer: Prefixer) -> daft.DataFrame:
    """Joins a text and the numbers."""
    text = headrace.column(df, "text", TEXT)
    stage = headrace.place(Joined(bound, prefixer, headrace.instances("prefixer", 2)).joined)
    headrace.check_fresh(df, "joined")
    return df.with_column("joined", stage(text))


@daft.cls
class Echo:
    def __init__(self, stage: str) -> None:
        self.java = headrace.Program(ECHO)
        self.stage = stage

    @daft.method.batch(return_dtype=DataType.from_arrow_type(LINE))
    def line(self, line: Series) -> Series:
        return self.java.call(self.stage, [headrace.arrow(line, LINE, "line")], LINE)


def echoed(df: daft.DataFrame) -> daft.DataFrame:
    """Gives a line back."""
    line = headrace.column(df, "line", LINE, alone=True)
    headrace.check_fresh(df, "echoed")
    return df.with_column("echoed", headrace.place(Echo("line").line)(line))


def failing(df: daft.DataFrame) -> daft.DataFrame:
    """Fails."""
    line = headrace.column(df, "line", LINE, alone=True)
    headrace.check_fresh(df, "echoed")
    return df.with_column("echoed", headrace.place(Echo("node").line)(line))


def run(*argv: str) -> None:
    """What generated modules do as programs."""
    headrace.main(
        bind=headrace.Bind(bind, {"numbers": ("numbers", pa.int64())}, {"fail": pa.bool_()}),
        entries=[
            headrace.Entry(joined, {"text": TEXT}),
            headrace.Entry(echoed, {"line": LINE}),
            headrace.Entry(failing, {"line": LINE}),
        ],
        resources={"prefixer": (Prefixer, PREFIXER)},
        argv=argv or None,
    )


if __name__ == "__main__":
    run()
