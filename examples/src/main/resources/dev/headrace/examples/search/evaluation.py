"""How good rankings are: the same figures as the Java class Evaluation."""

import math
from collections.abc import Iterable
from typing import Any, NamedTuple

Gains = dict[str, dict[str, int]]


class Evaluation(NamedTuple):
    """Means over the queries for which at least one passage has a gain above 0; no ranking counts as 0.

    ndcg_at_10: gain / log2(rank + 1) summed over the first ten hits, ranks from 1, divided by the best possible sum.
    recall_at_100: the part of the passages with a gain above 0 that is among the first hundred hits.
    """

    ndcg_at_10: float
    recall_at_100: float


def evaluate(rankings: Iterable[dict[str, Any]], gains: Gains) -> Evaluation:
    """Measures the values of the column `ranking`, against query id -> passage id -> gain."""
    judged = {query: passages for query, passages in gains.items() if any(gain > 0 for gain in passages.values())}
    ndcg = recall = 0.0
    for ranking in rankings:
        passages = judged.get(ranking["queryId"])
        if passages is None:
            continue
        found = [passages.get(hit["passageId"], 0) for hit in ranking["hits"]]
        ndcg += _dcg(found[:10]) / _dcg(sorted(passages.values(), reverse=True)[:10])
        recall += sum(gain > 0 for gain in found[:100]) / sum(gain > 0 for gain in passages.values())
    return Evaluation(ndcg / len(judged), recall / len(judged)) if judged else Evaluation(0.0, 0.0)


def read_gains(path: str) -> Gains:
    """Reads qrels.tsv: a heading, then query id, passage id and gain on each line."""
    gains: Gains = {}
    with open(path, encoding="utf-8") as lines:
        next(lines)
        for line in lines:
            if line.strip():
                query, passage, gain = line.rstrip("\n").split("\t")
                gains.setdefault(query, {})[passage] = int(gain)
    return gains


def _dcg(gains: list[int]) -> float:
    return sum(gain / math.log2(rank + 1) for rank, gain in enumerate(gains, start=1))
