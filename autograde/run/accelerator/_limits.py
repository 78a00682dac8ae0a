"""Telling a limit of the simulator from a student's mistake by the words of an error."""

from __future__ import annotations

import re

_SIGNS = re.compile(
    r"""
      Could\ not\ run\ '[^']+'\ with\ arguments\ from\ the\ '\w*(?:CUDA|simgpu|PrivateUse1)'
    | without\ ATen_cuda\ library              # C++ looked for the CUDA runtime
    | instantiate\ dummy\ base\ class          # Python did: CUDAGraph and the like
    | 'torch\._C'\ has\ no\ attribute\ '_cuda  # as did a rare function of torch.cuda
    | Found\ no\ NVIDIA\ driver              # a CUDA build looked for it
    | CUDA\ driver\ version\ is\ insufficient
    | NVTX\ functions\ not\ installed
    | the\ simulated\ device\ failed
    """,
    re.VERBOSE,
)


def is_simulator_limit(text: str) -> bool:
    """
    Whether an error was raised because the simulator cannot do what a GPU can.

    PyTorch itself raises some of these (for a sparse tensor, say), so their class says nothing.
    Such an error is the kit's fault and costs a student nothing. Ask only about errors of a run
    with a simulated device: in a run without one, "Found no NVIDIA driver" is what a hard-coded
    "cuda" leads to.

    Args:
        text: The message of an exception that student code raised on a simulated device.
    """
    return _SIGNS.search(text) is not None
