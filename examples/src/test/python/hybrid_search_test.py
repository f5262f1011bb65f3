"""Compares both Daft programs of HybridSearch with what Java gave: DaftProgramsTest runs it with Java's rankings."""

import io
import json
import os
import pathlib
import re
import struct
import sys

os.environ["DAFT_PROGRESS_BAR"] = "0"

import daft  # noqa: E402
import pyarrow as pa  # noqa: E402
from dev.headrace.examples.search import hybrid_search, hybrid_search_naive  # noqa: E402

CORPUS = pathlib.Path("src/main/resources/dev/headrace/examples/search/corpus")


def lines(path):
    return [json.loads(line) for line in pathlib.Path(path).read_text(encoding="utf-8").splitlines()]


def records(path):
    return [{"id": line["id"], "text": line["text"]} for line in lines(path)]


def exact(rankings):
    """Scores are 32 bits wide."""
    return [
        None if r is None else (r["queryId"], [(h["passageId"], struct.pack("<f", h["score"])) for h in r["hits"]])
        for r in rankings
    ]


def operators(df):
    """The operators of Daft's physical plan."""
    text = io.StringIO()
    df.explain(show_all=True, file=text)
    plan = text.getvalue()
    return re.findall(r"(?m)^[| ]*\* ([^:\n]+)", plan[plan.index("== Physical Plan") :])


def blocking(df):
    return [o for o in operators(df) if re.search(r"(?i)explode|aggregate|sort|join|shuffle|repartition", o)]


def main():
    java = exact(line["ranking"] for line in lines(sys.argv[1]))
    passages, queries = records(CORPUS / "passages.jsonl"), records(CORPUS / "queries.jsonl")
    for module in (hybrid_search, hybrid_search_naive):
        encoder = module.TokenEncoder("hash")
        bound = module.bind(daft.from_pylist(passages), token_encoder=encoder)
        df = module.ranking(daft.from_pylist(queries), bound, token_encoder=encoder)
        assert exact(df.to_pydict()["ranking"]) == java, f"{module.__name__}.ranking differs from Java"

        row = {"passages": [passages, passages, None], "queries": [queries, [], queries]}
        types = {"passages": pa.large_list(module.PASSAGE), "queries": pa.large_list(module.QUERY)}
        table = pa.table({name: pa.array(values, types[name]) for name, values in row.items()})
        first, empty = daft.from_arrow(table.slice(0, 1)), daft.from_arrow(table.slice(0, 2))
        df = module.rankings(first, token_encoder=encoder)
        assert exact(df.to_pydict()["rankings"][0]) == java, f"{module.__name__}.rankings differs from Java"
        df = module.rankings(empty, token_encoder=encoder)
        assert [len(r) for r in df.to_pydict()["rankings"]] == [len(queries), 0], module.__name__
        none = module.rankings(daft.from_arrow(table.slice(0, 0)), token_encoder=encoder)
        assert none.to_pydict()["rankings"] == [], module.__name__

        found = blocking(module.rankings(first, token_encoder=encoder))
        if module is hybrid_search:
            assert not found, found
        else:
            assert sum("Aggregate" in o for o in found) >= 3 and sum("Explode" in o for o in found) == 3, found
    optimized = pathlib.Path(hybrid_search.__file__).read_text(encoding="utf-8")
    code = optimized.split('"""', 2)[2]
    assert not re.search(r"\b(explode|groupby|lit)\(", code)
    print("Java, optimized and naive Daft give the same rankings")


if __name__ == "__main__":
    main()
