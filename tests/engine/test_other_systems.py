"""Grading where it cannot be done: refused in words, with what to do instead."""

import subprocess
import sys

import pytest

# What Windows lacks is taken away after all libraries have been imported and before our own code
# is: no other system is at hand here, and the refusal must not depend on what only Linux has.
AS_ELSEWHERE = """
import asyncio, multiprocessing, os, platform, select, signal, socket, subprocess, sys
import IPython, click, matplotlib.pyplot, msgspec, nbgrader.apps, nbgrader.converters, nh3
import pytest, rich.console, sqlalchemy, torch, _pytest.config

system = sys.argv[1]
platform.system = lambda: system
sys.platform = {"Darwin": "darwin", "Windows": "win32"}[system]
missing = {os: ("pidfd_open", "setns", "unshare", "memfd_create"), select: ("epoll",)}
if system == "Windows":
    sys.modules.update(dict.fromkeys(("resource", "fcntl", "pwd", "grp", "termios")))
    missing = {
        os: (*missing[os], "fork", "geteuid", "getuid", "waitid", "WNOHANG", "O_NOFOLLOW",
             "O_NONBLOCK", "O_CLOEXEC", "sched_getaffinity", "register_at_fork", "P_PIDFD"),
        select: ("epoll", "poll"),
        signal: ("SIGKILL", "SIGHUP", "SIGALRM", "pthread_sigmask"),
        socket: ("AF_UNIX", "SCM_RIGHTS", "recv_fds", "send_fds"),
    }
for module, names in missing.items():
    for name in names:
        if hasattr(module, name):
            delattr(module, name)
from autograde.cli import main
main(sys.argv[2:])
"""


@pytest.mark.slow("a Python with torch for each; CI tries the real systems")
@pytest.mark.parametrize(
    ("system", "todo"), [("Darwin", "Grade in a Linux container"), ("Windows", "Install WSL 2")]
)
def test_grading_is_refused_elsewhere(tiny, desk, tmp_path, system, todo):
    """Exit status 2, a message that names the system and a way out, and no traceback."""
    desk.hand_in("Noether, Emmy")
    done = subprocess.run(
        [
            *(sys.executable, "-c", AS_ELSEWHERE, system, "grade", "tiny", "--no-gradebook"),
            *("--course", tiny.course.root, "--submitted", desk.folder, "--out", tmp_path / "out"),
        ],
        capture_output=True,
        text=True,
    )

    assert done.returncode == 2, done.stderr
    assert f"student code cannot be confined on {system}" in done.stderr
    assert todo in done.stderr
    assert "Traceback" not in done.stderr
