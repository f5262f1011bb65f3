"""Sentences as an expert writes it for Daft by hand, in Python alone: the same model file, on ONNX Runtime.

Two sessions of one thread; within each large batch of rows the sentences are sorted by length and run eight together.
"""

import functools
import os
from concurrent.futures import ThreadPoolExecutor
from queue import SimpleQueue
from typing import Any
from zipfile import ZipFile

import daft
import numpy as np
import onnxruntime
import pyarrow as pa
from daft import DataType, Series, col
from tokenizers import Tokenizer

NAME = "all-minilm-l6-v2-q"
SESSIONS, BATCH, ROWS = 2, 8, 512
VECTOR = pa.large_list(pa.float32())


def vector(df: daft.DataFrame, jar: str) -> daft.DataFrame:
    """Adds the column `vector` to rows with the column `sentence`; `jar` holds the model."""
    stage = VectorStage(os.fspath(jar))
    return df.into_batches(ROWS).with_column("vector", stage.run(col("sentence")))


@daft.cls
class VectorStage:
    """Loads the model once per worker."""

    def __init__(self, jar: str) -> None:
        with ZipFile(jar) as files:
            self.tokenizer = Tokenizer.from_buffer(files.read(f"{NAME}-tokenizer.json"))
            graph = files.read(f"{NAME}.onnx")
        self.tokenizer.no_padding()
        self.tokenizer.enable_truncation(256)
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        self.sessions: SimpleQueue[Any] = SimpleQueue()
        for _ in range(SESSIONS):
            self.sessions.put(onnxruntime.InferenceSession(graph, options, providers=["CPUExecutionProvider"]))
        self.threads = ThreadPoolExecutor(SESSIONS)

    @daft.method.batch(return_dtype=DataType.from_arrow_type(VECTOR), batch_size=ROWS)
    def run(self, sentence: Series) -> Series:
        tokens = [encoding.ids for encoding in self.tokenizer.encode_batch(sentence.to_pylist())]
        order = sorted(range(len(tokens)), key=lambda i: len(tokens[i]), reverse=True)
        batches = [order[start : start + BATCH] for start in range(0, len(order), BATCH)]
        vectors = np.empty((len(tokens), 384), np.float32)
        for rows, found in zip(batches, self.threads.map(functools.partial(self.encode, tokens), batches), strict=True):
            vectors[rows] = found
        offsets = np.arange(0, vectors.size + 1, vectors.shape[1])
        return Series.from_arrow(pa.LargeListArray.from_arrays(offsets, pa.array(vectors.reshape(-1))))

    def encode(self, tokens: list[list[int]], rows: list[int]) -> np.ndarray:
        ids = np.zeros((len(rows), len(tokens[rows[0]])), np.int64)  # the longest is the first
        mask = np.zeros_like(ids)
        for i, row in enumerate(rows):
            ids[i, : len(tokens[row])] = tokens[row]
            mask[i, : len(tokens[row])] = 1
        session = self.sessions.get()
        try:
            inputs = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
            states = session.run(None, inputs)[0]
        finally:
            self.sessions.put(session)
        sums = (states * mask[:, :, None]).sum(axis=1)
        return sums / np.linalg.norm(sums, axis=1, keepdims=True)
