"""What Headrace promises on Ray, on a cluster of three raylets on this machine with GPUs that are only numbers.

python cluster.py SCENARIO     ClusterTest runs each in a process of its own; needs tools/requirements-ray.txt
"""

import collections
import importlib
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import threading
import time

import daft
import ray
from ray_cluster import cluster

CORPUS = pathlib.Path("src/main/resources/dev/headrace/examples/search/corpus")
WORDS = ["water", "turbine", "gate"]
TOTAL = sum(map(len, WORDS))
GPU_SECONDS = 30
PATIENCE_SECONDS = 120


def records(file):
    lines = [json.loads(line) for line in (CORPUS / file).read_text(encoding="utf-8").splitlines()]
    return [{"id": line["id"], "text": line["text"]} for line in lines]


def search(program="hybrid_search", materialize=None):
    """The rankings of the example, in the order of the queries."""
    hybrid_search = importlib.import_module("dev.headrace.examples.search." + program)
    encoder = hybrid_search.TokenEncoder("hash")
    passages, queries = daft.from_pylist(records("passages.jsonl")), daft.from_pylist(records("queries.jsonl"))
    if daft.get_or_infer_runner_type() == "ray":
        passages, queries = passages.into_partitions(3), queries.into_partitions(6)
    bound = hybrid_search.bind(passages, token_encoder=encoder, materialize=materialize)
    rankings = hybrid_search.ranking(queries, bound, token_encoder=encoder).to_pydict()["ranking"]
    return sorted(rankings, key=lambda ranking: ranking["queryId"])


def native():
    """Prints what the native runner gives."""
    daft.set_runner_native()
    print(json.dumps(search()))


def same_rankings(gpus):
    expected = subprocess.run([sys.executable, __file__, "native"], check=True, capture_output=True, text=True)
    rankings = json.loads(expected.stdout)
    with cluster(gpus), tempfile.TemporaryDirectory() as directory:
        timed("search", lambda: check(search() == rankings, "Ray and native rankings differ"))
        if not gpus:  # row by row there are no actors
            for kept in (None, directory):
                found = timed("row by row", lambda kept=kept: search("hybrid_search_naive", kept))
                check(found == rankings, "row by row, Ray and native rankings differ")


class Log:
    """What the meters did, over all processes."""

    def __init__(self):
        self.path = os.path.join(tempfile.mkdtemp(), "log.txt")
        self.lines = []

    def read(self):
        """The new lines: process, what, size, device."""
        with open(self.path, encoding="utf-8") as file:
            lines = [line.split(" ", 3) for line in file.read().splitlines()]
        new, self.lines = lines[len(self.lines) :], lines
        return new


def counts():
    """Instances, processes and devices."""
    from dev.headrace.examples.probe import probe

    log = Log()
    meter = probe.Meter(log.path, 20)
    with cluster(1):
        words = daft.from_pydict({"words": WORDS * 100}).into_partitions(3)
        bound = timed("bind", lambda: probe.bind(words, meter=meter))
        placed(log.read())
        texts = daft.from_pydict({"text": [f"text {i}" for i in range(500)]}).into_partitions(6)
        for _ in range(2):
            df = timed("answer", lambda: probe.answer(texts, bound, meter=meter).to_pydict())
            found = sorted((a["text"], a["length"], a["total"]) for a in df["answer"])
            check(found == sorted((t, len(t), TOTAL * 100) for t in df["text"]), "wrong answers")
            placed(log.read())


def placed(lines):
    """One instance in each process, at most two in all, each on the GPU that Ray gave its actor."""
    built = collections.Counter(pid for pid, what, _, _ in lines if what == "built")
    check(1 <= len(built) <= 2 and set(built.values()) == {1}, f"instances by process: {built}")
    devices = {device for _, _, _, device in lines}
    check(devices == {"cuda:0"}, f"devices: {devices}")
    batches = collections.Counter(int(size) for _, what, size, _ in lines if what != "built")
    print(f"  instances {len(built)}, processes {len({pid for pid, *_ in lines})}, batches {dict(batches)}")


def no_gpu():
    """An error within seconds, that names the resource."""
    import headrace
    from dev.headrace.examples.probe import probe

    with cluster(0):
        start = time.monotonic()
        try:
            probe.bind(daft.from_pydict({"words": WORDS}), meter=probe.Meter(Log().path, 0))
        except headrace.SetupError as e:
            print(f"  {e}")
            check("meter needs 1 GPU on one node" in str(e), str(e))
        else:
            check(False, "no error")
        check(time.monotonic() - start < GPU_SECONDS, "it took too long")


def killed(gpus):
    """A raylet dies in mid-job: the results are complete and right."""
    # a GPU to spare on the head
    with tempfile.TemporaryDirectory() as directory, cluster(gpus, on_head=gpus) as (here, nodes):
        texts, answer = killing(directory, here, nodes)
        found = timed("answer", answer)
        got = sorted((a["text"], a["length"], a["total"]) for a in found)
        check(got == sorted((t, len(t), TOTAL) for t in texts), f"{len(got)} answers for {len(texts)}")
        print(f"  {len(ray.nodes())} nodes, alive {sum(n['Alive'] for n in ray.nodes())}")


def no_spare():
    """The same where no other node has a GPU to spare: an error; with the GPUs that are left it can be run again."""
    with tempfile.TemporaryDirectory() as directory, cluster(1) as (here, nodes):
        texts, answer = killing(directory, here, nodes, patience=20)
        try:
            answer()
        except ray.exceptions.ActorDiedError:
            pass
        else:
            check(False, "no error")
        daft.set_execution_config(actor_udf_ready_timeout=PATIENCE_SECONDS)
        check(len(timed("again", answer)) == len(texts), "not all answers")


def crash():
    """A text that ends every process it comes to: an error that says so."""
    import headrace
    from dev.headrace.examples.probe import probe

    meter = probe.Meter(Log().path, 0)
    with cluster(1):
        bound = probe.bind(daft.from_pydict({"words": WORDS}), meter=meter)
        df = daft.from_pydict({"text": [*map(str, range(300)), "crash"]}).into_partitions(6)
        try:
            timed("answer", lambda: probe.answer(df, bound, meter=meter).to_pydict())
        except headrace.HeadraceError as e:
            check("has died 5 times" in str(e), str(e))
        else:
            check(False, "no error")


def killing(directory, here, nodes, patience=PATIENCE_SECONDS):
    """Texts, and what answers them; the first time, the last of the nodes is killed meanwhile."""
    from dev.headrace.examples.probe import probe

    log = Log()
    meter = probe.Meter(log.path, 100)
    bound = probe.bind(daft.from_pydict({"words": WORDS}), meter=meter, materialize=directory)
    texts = [f"text {i}" for i in range(600)]
    df = daft.from_pydict({"text": texts}).into_partitions(12)
    before = len(log.read())
    dead, over = threading.Event(), threading.Event()

    def kill():
        while not any(what == "length" for _, what, _, _ in log.read()):
            if over.wait(0.05):
                return
        here.remove_node(nodes[-1], allow_graceful=False)
        # not before: so long may it take to start, too
        daft.set_execution_config(actor_udf_ready_timeout=patience)
        dead.set()

    def answer():
        killer = threading.Thread(target=kill)
        if not dead.is_set():
            killer.start()
        try:
            return probe.answer(df, bound, meter=meter).to_pydict()["answer"]
        finally:
            over.set()
            if killer.ident is not None:
                killer.join()
            check(dead.is_set() and before > 0, "nothing was killed")

    return texts, answer


def timed(what, run):
    start = time.monotonic()
    result = run()
    print(f"  {what}: {time.monotonic() - start:.1f} s", flush=True)
    return result


def check(holds, message):
    if not holds:
        sys.exit(f"FAILED: {message}")


SCENARIOS = {
    "native": native,
    "search_gpu": lambda: same_rankings(1),
    "search_cpu": lambda: same_rankings(0),
    "counts": counts,
    "no_gpu": no_gpu,
    "killed_gpu": lambda: killed(1),
    "killed_cpu": lambda: killed(0),
    "no_spare": no_spare,
    "crash": crash,
}

if __name__ == "__main__":
    name = sys.argv[1]
    os.environ.pop("HEADRACE_GPUS", None)
    if name == "native" or name.endswith("cpu"):
        os.environ["HEADRACE_GPUS"] = "0"
    SCENARIOS[name]()
    if name != "native":
        print("passed")
