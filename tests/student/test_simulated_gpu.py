"""A student can practise device handling without a GPU."""

import subprocess
import sys

import pytest

from autograde.run import accelerator


def test_simulated_gpu_in_a_fresh_python():
    """After one call, code for a GPU runs: `"cuda"` is there and computes what the CPU does."""
    if not accelerator.probe().tier.startswith("simulated-cuda"):
        pytest.skip("no simulated CUDA device here")
    code = (
        "import torch, autograde\n"
        "autograde.simulated_gpu()\n"
        "device = 'cuda' if torch.cuda.is_available() else 'cpu'\n"
        "x = torch.ones(2, 3, device=device)\n"
        "print(x.device.type, (2 * x).sum().item())\n"
    )
    run = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)

    assert run.stdout.split() == ["cuda", "12.0"]
