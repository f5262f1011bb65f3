"""What row-by-row programs need around explode and groupby."""

import daft
import pyarrow as pa
from daft import col
from headrace import naive
from headrace._store import ORDER


def test_what_bound_rows_are_sorted_by_goes_along() -> None:
    lists = {"xs": [[3], [1, 2]]}
    for order in ({}, {ORDER: [1, 0]}):  # which they have on Ray only
        df = naive.start(daft.from_pydict({**lists, **order}), {"xs": pa.large_list(pa.int64())})
        df = naive.kept(df, "xs", col("_xs").alias("same"))
        assert df.to_pydict() == {**lists, "same": lists["xs"], **order}
