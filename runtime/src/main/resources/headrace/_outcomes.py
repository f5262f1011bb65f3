"""Rows that fail on their own: their result is null, and a column beside it says why."""

from __future__ import annotations

from collections.abc import Mapping

import daft
import numpy as np
import pyarrow as pa
from daft import DataType, Expression, col

from headrace._columns import check_fresh

ERROR = pa.struct([("node", pa.large_string()), ("cause", pa.large_string()), ("element", pa.large_string())])

_OUTCOME = "_headrace_outcome"


def outcome_type(dtype: pa.DataType) -> pa.DataType:
    """A value or an error: one of them is null."""
    return pa.struct([("value", dtype), ("error", ERROR)])


def outcome(dtype: pa.DataType) -> DataType:
    """The same, for Daft."""
    return DataType.from_arrow_type(outcome_type(dtype))


def with_unfit(dtype: pa.DataType, outcomes: pa.Array, unfit: Mapping[int, tuple[str, str]]) -> pa.Array:
    """The outcomes of all rows: those of the rows that were called, and between them the columns' failures."""
    rows = len(outcomes) + len(unfit)
    failures = [
        {"value": None, "error": {"node": name, "cause": why, "element": None}}
        for _, (name, why) in sorted(unfit.items())
    ]
    called = np.ones(rows, bool)
    called[list(unfit)] = False
    place = np.where(called, np.cumsum(called) - 1, len(outcomes) + np.cumsum(~called) - 1)
    return pa.concat_arrays([outcomes, pa.array(failures, outcome_type(dtype))]).take(pa.array(place))


def with_errors(df: daft.DataFrame, name: str, errors: str, outcomes: Expression) -> daft.DataFrame:
    """Adds the column `name`, null where a row failed, and the column `errors`, null where it didn't.

    An error is a struct: `node`, the step that failed; `cause`, what it threw; `element`, what it was given, shortened.
    """
    check_fresh(df, name, errors)
    check_fresh(df, _OUTCOME)
    df = df.with_column(_OUTCOME, outcomes)
    df = df.with_columns({name: col(_OUTCOME).get("value"), errors: col(_OUTCOME).get("error")})
    return df.exclude(_OUTCOME)
