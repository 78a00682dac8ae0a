"""A class graded by a real Dask cluster, whose workers may be killed."""

import json
import os
import signal
import subprocess
import threading
import time
from pathlib import Path

import pytest

from autograde.errors import UsageError
from autograde.workflow import Places, grade, json_lines

distributed = pytest.importorskip("distributed")
from autograde.cluster.dask import grade_on_dask  # noqa: E402

pytestmark = [
    pytest.mark.slow("Dask clusters"),
    # Dask's own sockets and event loops when a worker has been killed.
    pytest.mark.filterwarnings("default"),
]

SQUARES = "def double(x):\n    return x * x"


def hand_in(desk, count):
    for i in range(count):
        desk.hand_in(f"s{i:02}", **({"double": SQUARES} if i % 3 == 0 else {}))
    desk.hand_in("broken", b"{")


def untimed(results):
    lines = json_lines(results).splitlines()
    return [{k: v for k, v in json.loads(line).items() if k != "timing"} for line in lines]


@pytest.fixture
def cluster():
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, dashboard_address=None
    ) as cluster:
        yield cluster


def test_a_killed_worker_costs_nobody_anything(tiny, desk, tmp_path, cluster):
    """Two workers, one killed in the middle: every submission once, as one machine grades it."""
    hand_in(desk, 11)
    alone = grade(tiny, Places(desk.folder, tmp_path / "alone", None), slots=1)
    victim = next(iter(cluster.workers.values())).pid
    killer = threading.Thread(target=kill_when_grading, args=(victim, tmp_path / "out"))
    killer.start()

    places = Places(desk.folder, tmp_path / "out", None)
    got = grade_on_dask(tiny, places, cluster.scheduler_address, batch=4)
    killer.join()

    assert got.missing == ()
    assert untimed(got.results) == untimed(alone.results)
    assert not Path(f"/proc/{victim}").exists()
    kept = list((tmp_path / "out" / ".autograde" / "results").rglob("*.json"))
    assert len(kept) == 12


def kill_when_grading(pid, out):
    """SIGKILL as soon as the first result is there."""
    end = time.monotonic() + 120
    while time.monotonic() < end:
        if list(out.rglob("*.json")):
            os.kill(pid, signal.SIGKILL)
            return
        time.sleep(0.05)


def test_a_cluster_of_this_machine(tiny, desk, tmp_path):
    """`--dask local` needs no cluster; a second run has nothing left to do."""
    hand_in(desk, 2)
    places = Places(desk.folder, tmp_path / "out", None)

    first = grade_on_dask(tiny, places, "local")
    again = grade_on_dask(tiny, places, "tcp://127.0.0.1:1")

    assert untimed(first.results) == untimed(again.results)
    assert len(first.results) == 3


def test_hosts_speak_tls(tiny, desk, tmp_path, monkeypatch):
    """With certificates from Dask's configuration; who has none is not let in."""
    hand_in(desk, 1)
    files = certificate(tmp_path)
    security = distributed.Security(
        require_encryption=True,
        tls_ca_file=files["cert"],
        **{
            f"tls_{who}_{part}": files[part]
            for who in ("scheduler", "worker", "client")
            for part in ("cert", "key")
        },
    )
    places = Places(desk.folder, tmp_path / "out", None)
    with distributed.LocalCluster(
        n_workers=1, threads_per_worker=1, protocol="tls://", security=security,
        dashboard_address=None,
    ) as cluster:  # fmt: skip
        address = cluster.scheduler_address
        assert address.startswith("tls://")
        with pytest.raises(UsageError, match="cannot be reached"):
            grade_on_dask(tiny, places, address)
        import dask

        with dask.config.set(
            {
                "distributed.comm.require-encryption": True,
                "distributed.comm.tls.ca-file": files["cert"],
                "distributed.comm.tls.client.cert": files["cert"],
                "distributed.comm.tls.client.key": files["key"],
            }
        ):
            got = grade_on_dask(tiny, places, address)

    assert len(got.results) == 2


def certificate(folder):
    """A key and a certificate that signs itself."""
    files = {"key": str(folder / "key.pem"), "cert": str(folder / "cert.pem")}
    subprocess.run(
        [
            *("openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2"),
            *("-subj", "/CN=localhost", "-keyout", files["key"], "-out", files["cert"]),
        ],
        check=True, capture_output=True,
    )  # fmt: skip
    return files


def test_a_cluster_that_is_not_there_is_told_in_words(tiny, desk, tmp_path, monkeypatch):
    """No traceback of Dask's: what was tried, and how to start one."""
    hand_in(desk, 1)
    with pytest.raises(UsageError, match="dask scheduler"):
        grade_on_dask(tiny, Places(desk.folder, tmp_path / "out", None), "nonsense://host:1")


def test_a_worker_that_cannot_grade_says_why(tiny, desk, tmp_path, cluster):
    """The course is not where the worker looks: its own words, not a class without points."""
    hand_in(desk, 1)
    places = Places(desk.folder, Path("/proc/nowhere"), None)
    with pytest.raises(UsageError, match="a worker of the cluster cannot grade"):
        grade_on_dask(tiny, places, cluster.scheduler_address)
