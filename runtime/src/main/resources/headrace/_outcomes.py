"""Rows that fail on their own: their result is null, and a column beside it says why."""

from __future__ import annotations

import daft
import pyarrow as pa
from daft import DataType, Expression, col

from headrace._columns import fresh
from headrace._errors import ColumnError

ERROR = pa.struct([("node", pa.large_string()), ("cause", pa.large_string()), ("element", pa.large_string())])

_OUTCOME = "_headrace_outcome"


def outcome_type(dtype: pa.DataType) -> pa.DataType:
    """A value or an error: one of them is null."""
    return pa.struct([("value", dtype), ("error", ERROR)])


def outcome(dtype: pa.DataType) -> DataType:
    """The same, for Daft."""
    return DataType.from_arrow_type(outcome_type(dtype))


def with_errors(df: daft.DataFrame, name: str, errors: str, outcomes: Expression) -> daft.DataFrame:
    """Adds the column `name`, null where a row failed, and the column `errors`, null where it didn't.

    An error is a struct: `node`, the step that failed; `cause`, what it threw; `element`, what it was given, shortened.
    """
    if errors == name:
        raise ColumnError(f'errors="{errors}" is the name of the result\'s own column. Fix: choose another')
    columns = [*df.column_names, name, fresh(df, errors)]
    df = df.with_column(fresh(df, _OUTCOME), outcomes)
    df = df.with_columns({name: col(_OUTCOME).get("value"), errors: col(_OUTCOME).get("error")})
    return df.select(*columns)
