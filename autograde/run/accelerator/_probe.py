"""
Which tier this machine offers, found out in throw-away children.

A child of its own for each try, because trying has effects that cannot be undone (a tensor
library initialises CUDA, a simulated device stays) and because what is tried might crash.
"""

from __future__ import annotations

import functools
import json
import os
import subprocess
import sys
from dataclasses import dataclass

import torch

from . import _native
from ._target import Tier

_SECONDS = 120.0  # a cold import of PyTorch on a slow disk, and a little

_CHILD = """
import json, sys
from autograde.run.accelerator import _device, _selfcheck
device = _device.install(sys.argv[1])
_selfcheck.check(device)
print(json.dumps(str(device.device)))
"""


@dataclass(frozen=True)
class Availability:
    """
    What kind of accelerator this machine offers for checks.

    Args:
        tier: The best tier that works.

        reason: Why it is this one, for people.

        device: Where tensors would live, for instance "cuda:0"; None if there is nothing.
    """

    tier: Tier
    reason: str
    device: str | None = None

    @property
    def usable(self) -> bool:
        """Whether there is any device to check with."""
        return self.tier != "unavailable"


@dataclass(frozen=True)
class _Try:
    device: str | None
    trouble: str


def _try(tier: Tier) -> _Try:
    """Install one tier in a fresh process and let it check itself."""
    paths = [p for p in sys.path if p]  # the child finds what this process finds
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(paths)}
    try:
        done = subprocess.run(
            [sys.executable, "-c", _CHILD, tier],
            capture_output=True,
            text=True,
            timeout=_SECONDS,
            env=env,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return _Try(None, f"no answer within {_SECONDS:.0f} s")
    except OSError as error:
        return _Try(None, f"no process could be started: {error}")
    if done.returncode < 0:
        return _Try(None, f"the process crashed with signal {-done.returncode}")
    if done.returncode:
        lines = done.stderr.strip().splitlines()
        return _Try(None, lines[-1] if lines else f"exit status {done.returncode}")
    return _Try(str(json.loads(done.stdout.splitlines()[-1])), "")


def _no_gpu_expected() -> str | None:
    if torch.version.cuda is None and torch.version.hip is None:
        return f"torch {torch.__version__} is a build without GPU support"
    return None


@functools.cache
def probe() -> Availability:
    """
    Find out which tier this machine and this build of PyTorch offer. Takes some seconds, once.

    Nothing changes in the calling process; each tier is tried in a child of its own.

    Returns:
        The first of real GPU, simulated CUDA device and simulated device "simgpu" that trains a
        model, agrees with the CPU and refuses mixed devices; else "unavailable".
    """
    said: list[str] = []
    reason = _no_gpu_expected()
    real = _Try(None, reason) if reason else _try("real")
    if real.device:
        return Availability("real", "this machine has a GPU that PyTorch can use", real.device)
    said.append(f"no real GPU ({real.trouble})")
    reason = _native.unsupported_because()
    cuda = _Try(None, reason) if reason else _try("simulated-cuda")
    if cuda.device:
        why = f"{said[0]}, so the CPU plays its part under the name cuda"
        return Availability("simulated-cuda", why, cuda.device)
    said.append(f"no simulated CUDA device ({cuda.trouble})")
    other = _try("simulated-privateuse1")
    if other.device:
        why = f"{'; '.join(said)}: the CPU plays its part under the name simgpu"
        return Availability("simulated-privateuse1", why, other.device)
    said.append(f"no simulated device of another name ({other.trouble})")
    return Availability("unavailable", "; ".join(said))
