"""Two hosts with a wire between them, as network namespaces: scheduler here, worker there, TLS."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from contextlib import ExitStack

import pytest
from test_dask import certificate, hand_in, untimed

from autograde.workflow import Places, grade, graded_before

pytestmark = pytest.mark.slow
HERE, THERE, PORT = "10.213.7.1", "10.213.7.2", 8786


def ip(*arguments):
    subprocess.run(["ip", *arguments], check=True, capture_output=True, timeout=20)


@pytest.fixture
def hosts():
    """Names of two network namespaces that reach each other and nothing else."""
    names = [f"ag{os.getpid()}{end}" for end in "ab"]
    with ExitStack() as stack:
        try:
            for name in names:
                ip("netns", "add", name)
                stack.callback(ip, "netns", "delete", name)
            ip(
                *("link", "add", "wire", "netns", names[0]),
                *("type", "veth", "peer", "name", "wire", "netns", names[1]),
            )
            for name, address in zip(names, (HERE, THERE), strict=True):
                ip("-n", name, "address", "add", f"{address}/24", "dev", "wire")
                for device in ("wire", "lo"):
                    ip("-n", name, "link", "set", device, "up")
        except (OSError, subprocess.SubprocessError) as error:
            pytest.skip(f"no network namespaces here: {error}")
        yield names


def tls(files):
    """Dask's configuration as variables: certificates of all three parts, and nothing without."""
    parts = {"CA_FILE": files["cert"]}
    for who in ("SCHEDULER", "WORKER", "CLIENT"):
        parts |= {f"{who}__CERT": files["cert"], f"{who}__KEY": files["key"]}
    return {
        "DASK_DISTRIBUTED__COMM__REQUIRE_ENCRYPTION": "True",
        **{f"DASK_DISTRIBUTED__COMM__TLS__{name}": value for name, value in parts.items()},
    }


@pytest.mark.skipif(shutil.which("ip") is None, reason="needs iproute2")
def test_a_class_is_graded_on_the_other_host(tiny, desk, tmp_path, hosts):
    """The same results as on one machine; without a certificate nobody is let in."""
    pytest.importorskip("distributed")
    hand_in(desk, 2)
    alone = grade(tiny, Places(desk.folder, tmp_path / "alone", None), slots=1)
    secret = {**os.environ, **tls(certificate(tmp_path))}
    places = Places(desk.folder, tmp_path / "out", None)
    address = f"tls://{HERE}:{PORT}"
    command = [
        *("-m", "autograde.cli", "grade", "tiny", "--course", str(tiny.course.root)),
        *("--submitted", str(places.submitted), "--out", str(places.out)),
        *("--no-gradebook", "--dask", address),
    ]

    def on(host, *arguments):
        return ["ip", "netns", "exec", hosts[host], sys.executable, *arguments]

    with ExitStack() as stack:
        for number, host, arguments in (
            (0, 0, ("scheduler", "--host", address, "--no-dashboard")),
            (1, 1, ("worker", address, "--host", f"tls://{THERE}", "--no-dashboard",
                    "--nthreads", "1", "--no-nanny", "--local-directory", str(tmp_path))),
        ):  # fmt: skip
            log = stack.enter_context((tmp_path / f"log{number}").open("wb"))
            running = subprocess.Popen(
                on(host, "-m", "dask", *arguments), env=secret, stdout=log, stderr=log
            )
            stack.callback(running.wait, 30)
            stack.callback(running.terminate)
        wait_for(tmp_path / "log1", "Registered to:")

        stranger = subprocess.run(
            on(0, *command), check=False, capture_output=True, text=True, timeout=300
        )
        assert stranger.returncode == 2
        assert "cannot be reached" in stranger.stderr
        got = subprocess.run(
            on(0, *command), env=secret, check=False, capture_output=True, text=True, timeout=600
        )

    assert got.returncode == 1, got.stderr  # one was refused, as on one machine
    assert THERE in (tmp_path / "log0").read_text()
    results, missing = graded_before(tiny, places)
    assert missing == []
    assert untimed(results) == untimed(alone.results)


def wait_for(path, text):
    end = time.monotonic() + 180
    while text not in path.read_text():
        assert time.monotonic() < end, path.read_text()
        time.sleep(0.2)
