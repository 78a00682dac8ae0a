"""
A CUDA device for machines that have none, so that device handling can be checked anywhere.

    prepare()               # once, in the warm process that children are forked from
    device = install()      # in a child, before any student code runs
    ...                     # now torch.cuda.is_available(), and "cuda" works
    device.counters()       # was anything computed there, what was copied

Theory of operation. On the simulated device a tensor is an ordinary `torch.Tensor` whose device
really is `cuda:0`: its repr, its dispatch keys and most error messages are PyTorch's own. Only its
memory is the computer's, and every operation is done by the CPU, so values, gradients and training
are the CPU's. Mixing devices fails as on a GPU. It takes four steps:

1.  storage (`_relabel`): a CPU tensor is exported by DLPack, the device in the capsule is changed,
    and PyTorch imports it as a CUDA tensor on the same memory, without a copy; and back.
2.  native (`_native`): PyTorch's C++ core asks a device guard and the accelerator hooks what
    devices there are. Both are answered by a few bytes of machine code that return 1.
3.  kernels (`_registry`, `_kernel`, `_placement`, `_special`, `_recurrent`): for dispatch key CUDA,
    about 1,100 operations get a Python kernel that checks devices, aliases its arguments as CPU
    tensors, runs the CPU's kernel and relabels the result. Autograd, modules and optimizers are
    PyTorch's, unchanged.
4.  frontend (`_frontend`): functions of torch.cuda, pinned memory, storages and random generators
    that would ask the CUDA library are replaced.

There is no way back: PyTorch keeps what it was told until the process ends. So the device is
installed in a child per run. Step 2 and 4 change behaviour and happen in `install`; the rest can be
done beforehand by `prepare`, after which a fork pays some milliseconds.

Tiers, best first; `probe` finds out which of them works here, in throw-away children:

    real                    a GPU: nothing is simulated, only counted (`_real`)
    simulated-cuda          Linux on x86-64 or aarch64, a CPU-only build or a CUDA build with no GPU
    simulated-privateuse1   elsewhere: steps 1, 3 and half of 4 on PyTorch's key for third parties
                            (`_privateuse1`); the device is called "simgpu", and only code that
                            asks torch.accelerator or is handed a device comes to run on it
    unavailable             no device checks here

Blame: what a CPU kernel raises and what PyTorch says about mixed devices is the student's error.
Anything else that breaks in here is an `AcceleratorError`, kept in `Device.faults` in case student
code caught it; `is_simulator_limit` tells by an error's text whether PyTorch itself ran into a
limit of the simulation (a sparse tensor, say).

docs/accelerator.md says what agrees with a GPU, what differs, and on which versions it was tried.
"""

from autograde.errors import AcceleratorError

from ._counters import Counters
from ._device import Device, install, prepare, simulated_gpu
from ._limits import is_simulator_limit
from ._probe import Availability, probe
from ._target import Tier

__all__ = [
    "AcceleratorError",
    "Availability",
    "Counters",
    "Device",
    "Tier",
    "install",
    "is_simulator_limit",
    "prepare",
    "probe",
    "simulated_gpu",
]
