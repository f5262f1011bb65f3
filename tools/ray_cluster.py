"""A Ray cluster on this machine, for tests; needs tools/requirements-ray.txt."""

import contextlib
import os

os.environ.update(
    DAFT_PROGRESS_BAR="0", DO_NOT_TRACK="1", RAY_ENABLE_UV_RUN_RUNTIME_ENV="0", RAY_USAGE_STATS_ENABLED="0"
)

import daft  # noqa: E402
import ray  # noqa: E402
from ray.cluster_utils import Cluster  # noqa: E402


@contextlib.contextmanager
def cluster(gpus, on_head=0):
    """Three raylets of two cores, two of them with GPUs, which notice within seconds that one has died."""
    quick = {"health_check_period_ms": 1000, "health_check_timeout_ms": 5000, "health_check_failure_threshold": 3}
    quick["worker_niceness"] = 0  # or workers starve beside whatever else the machine does
    head = {"num_cpus": 2, "num_gpus": on_head, "include_dashboard": False, "_system_config": quick}
    here = Cluster(initialize_head=True, head_node_args=head)
    nodes = [here.add_node(num_cpus=2, num_gpus=gpus) for _ in range(2)]
    here.wait_for_nodes()
    kept = {name: os.environ[name] for name in ("PYTHONPATH", "HEADRACE_CLASSPATH", "JAVA_HOME") if name in os.environ}
    ray.init(address=here.address, log_to_driver=False, runtime_env={"env_vars": kept})
    daft.set_runner_ray(address=here.address, noop_if_initialized=True)
    try:
        yield here, nodes
    finally:
        ray.shutdown()
        here.shutdown()
