"""Memory gathered into huge pages before many forks."""

import subprocess
import sys

import pytest

SCRIPT = """
import sys
from autograde.run.huge_pages import gather_memory

def huge_kb():
    lines = open("/proc/self/smaps_rollup").read().splitlines()
    return next(int(l.split()[1]) for l in lines if l.startswith("AnonHugePages:"))

data = bytearray(range(256)) * (64 << 12)
before = huge_kb()
gather_memory()
assert data == bytearray(range(256)) * (64 << 12), "the memory has changed"
print(huge_kb() - before)
"""


def test_memory_is_gathered_and_unchanged():
    """64 MB of small pages become huge ones, with the same bytes in them."""
    run = subprocess.run([sys.executable, "-c", SCRIPT], capture_output=True, text=True, check=True)
    gained_kb = int(run.stdout)
    if gained_kb == 0:
        pytest.skip("this kernel has no huge page to give")
    assert gained_kb > 32 << 10
