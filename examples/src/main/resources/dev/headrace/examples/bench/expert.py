"""ThreeMaps as an expert writes it for Daft by hand, in Python alone: the same maps, the same simulated cost.

Batch methods on list columns, all three maps in one, full batches cut by hand, as many threads as there may be
instances. It gives up what the generated program keeps: it takes lists without nulls that aren't empty.
"""

import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor

import daft
import numpy as np
import pyarrow as pa
from daft import DataType, Series, col

MAX_BATCH_SIZE = 256
RESULTS = pa.large_list(pa.int64())

batches: list[int] = []
"""The size of each call of the model."""


class SimulatedModel:
    """Sleeps, and then computes next to nothing."""

    def __init__(self, micros_per_call: int, micros_per_item: int) -> None:
        self.micros_per_call = micros_per_call
        self.micros_per_item = micros_per_item

    def apply(self, items: np.ndarray) -> np.ndarray:
        batches.append(len(items))
        if micros := self.micros_per_call + self.micros_per_item * len(items):
            time.sleep(micros / 1e6)
        return items * 31 + 7


def results(df: daft.DataFrame, cost: Sequence[int], instances: int) -> daft.DataFrame:
    """Adds the column `results` to rows with the column `items`."""
    stage = ResultsStage(*cost, instances)
    return df.into_batches(64).with_column("results", stage.run(col("items")))


@daft.cls
class ResultsStage:
    """The three maps."""

    def __init__(self, micros_per_call: int, micros_per_item: int, instances: int) -> None:
        self.model = SimulatedModel(micros_per_call, micros_per_item)
        # Daft's threads call one object at the same time: the limit has to be kept here
        self.instances = ThreadPoolExecutor(instances)

    @daft.method.batch(return_dtype=DataType.from_arrow_type(RESULTS), batch_size=64)
    def run(self, items: Series) -> Series:
        lists = items.to_arrow()
        lengths = lists.value_lengths().to_numpy(zero_copy_only=False)
        offsets = np.concatenate([[0], np.cumsum(lengths)])
        first = self.map(lists.flatten().to_numpy(zero_copy_only=False))
        second = self.map(first - np.repeat(np.minimum.reduceat(first, offsets[:-1]), lengths))
        third = self.map(second - np.repeat(np.minimum.reduceat(second, offsets[:-1]), lengths))
        return Series.from_arrow(pa.LargeListArray.from_arrays(offsets, pa.array(third)))

    def map(self, values: np.ndarray) -> np.ndarray:
        cuts = range(MAX_BATCH_SIZE, len(values), MAX_BATCH_SIZE)
        return np.concatenate(list(self.instances.map(self.model.apply, np.split(values, cuts))))
