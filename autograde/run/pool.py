"""
The grader's side of the zygote: start it, wait until it is warm, end it.

One zygote serves several graders, each over a control socket of its own. The process that starts
the zygote keeps no thread and no state for it: a grader that finds the zygote gone raises
`ZygoteDied`, and whoever conducts the batch starts a new one and grades the submission again.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from autograde.errors import ZygoteDied
from autograde.run.sandbox import Policy, zygote_environment

START_SECONDS = 120.0

# Beside what the sandbox lets through: hashes and files as reproducible as can be, and freed
# memory kept for the next array instead of given back and faulted in anew. There is no compiler in
# the sandbox, so torch.compile hands a function back as it is.
_ENVIRONMENT = {
    "MALLOC_TRIM_THRESHOLD_": str(128 << 20),
    "MALLOC_MMAP_THRESHOLD_": str(32 << 20),
    "PYTHONHASHSEED": "0",
    "PYTHONDONTWRITEBYTECODE": "1",
    "MALLOC_ARENA_MAX": "2",
    "TORCH_COMPILE_DISABLE": "1",
}


def python_main(module: str) -> list[str]:
    """
    The command that calls a module's ``main``, isolated from the user's own Python settings.

    What it imports stays, and a collection of garbage would walk all of it again and again: that
    is a fifth of importing torch. So there is none until ``main`` asks for it.
    """
    code = f"import gc; gc.disable(); from {module} import main; main()"
    return [sys.executable, "-I", "-c", code]


class Zygote:
    """
    A running zygote.

    Args:
        policy: What student processes may do.

        modules: More modules to import before forking, for instance ``sklearn.datasets``.

        clients: How many graders will ask it.

        device: Whether any check asks for an accelerator.

    Raises:
        ZygoteDied: If it does not start.
    """

    def __init__(
        self,
        policy: Policy,
        modules: tuple[str, ...] = (),
        clients: int = 1,
        *,
        device: bool = False,
    ) -> None:
        self.policy = policy
        self.device = self.device_reason = ""
        self._home = tempfile.TemporaryDirectory(prefix="autograde-zygote-")
        pairs = [socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET) for _ in range(clients)]
        self.controls = [mine for mine, _ in pairs]
        theirs = [other for _, other in pairs]
        descriptors = [s.fileno() for s in theirs]
        settings = {
            "controls": descriptors,
            "policy": policy.to_json(),
            "modules": modules,
            "device": device,
        }
        home = Path(self._home.name)
        _borrow_font_list(home)
        environment = zygote_environment(str(home)) | _ENVIRONMENT
        environment |= {"HOME": str(home), "TMPDIR": str(home), "IPYTHONDIR": str(home)}
        self.process = subprocess.Popen(
            [*python_main("autograde.run.zygote"), json.dumps(settings)],
            pass_fds=descriptors,
            stdin=subprocess.DEVNULL,
            env=environment,
            cwd="/",
            start_new_session=True,
        )
        for other in theirs:
            other.close()

    def wait_ready(self) -> None:
        """
        Wait until it forks on request; then `device` names the tier of its accelerator, empty
        if there is none, and `device_reason` says why; both are empty if none was asked for.

        Raises:
            ZygoteDied: If it ends before, or is not ready in time.
        """
        end = time.monotonic() + START_SECONDS
        for control in self.controls:
            control.settimeout(max(0.1, end - time.monotonic()))
            try:
                ready = control.recv(4096)
            except OSError:
                ready = b""
            control.settimeout(None)
            if ready:
                greeting = json.loads(ready)
                self.device, self.device_reason = greeting["device"], greeting["reason"]
            else:
                self.close()
                raise ZygoteDied(
                    "the process that student code runs in could not be started",
                    todo="Its own words stand above. Run: autograde doctor --machine",
                )

    def close(self) -> None:
        """End it and every process that came from it."""
        for control in self.controls:
            control.close()
        try:
            self.process.wait(5)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self._home.cleanup()


def _borrow_font_list(home: Path) -> None:
    """Copy matplotlib's list of this machine's fonts; making it anew takes a second."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "matplotlib"
    for path in cache.glob("fontlist-*.json"):
        with contextlib.suppress(OSError):
            shutil.copy(path, home)
