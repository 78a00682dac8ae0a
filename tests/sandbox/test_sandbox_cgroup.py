"""Groups of processes that the kernel counts, as far as this machine lets us make them."""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from confined import Student, all_end

from autograde.run.sandbox import Policy
from autograde.run.sandbox.cgroup import StudentGroup, own_group, probe
from autograde.run.sandbox.process import tree


@pytest.fixture
def group() -> Iterator[StudentGroup]:
    try:
        parent = own_group()
        made = StudentGroup(parent, Policy())
    except OSError as error:
        pytest.skip(f"no cgroup can be made here: {error}")
    yield made
    made.kill()
    assert made.remove()


def test_killing_a_group_kills_all_of_it(boxed: Student, group: StudentGroup) -> None:
    """Children are in the group of their parent, and die with it."""
    group.add(boxed.pid)
    boxed.run("import os, time\nif os.fork() == 0: time.sleep(30)")
    everybody = [os.pidfd_open(pid) for pid in tree(boxed.pid)]
    assert len(everybody) == 2
    assert not group.ran_out_of_memory()
    group.kill()
    assert all_end(everybody)


def test_limits_are_written_where_there_is_control(group: StudentGroup) -> None:
    """Memory and processes are the policy's, if this machine's groups control them."""
    policy, limit = Policy(), group.path / "pids.max"
    if not limit.exists():
        pytest.skip("groups here control neither memory nor processes")
    assert int(limit.read_text()) == policy.processes
    bytes_allowed = int((group.path / "memory.max").read_text())
    assert bytes_allowed == (policy.memory_mb + policy.disk_mb) << 20


def test_the_probe_changes_nothing() -> None:
    """Asking what is delegated makes no group and moves no process."""
    before = Path("/proc/self/cgroup").read_text()
    available, found = probe()
    assert Path("/proc/self/cgroup").read_text() == before
    assert available or re.search("control|delegated|mounted", found)
