"""Installing the device, and what a caller holds of it."""

from __future__ import annotations

from typing import Any

import torch

from autograde.errors import AcceleratorError

from . import _frontend, _native, _privateuse1, _registry, _special
from ._counters import Counters, Tally
from ._lines import watch_factories
from ._real import CountingMode
from ._simulation import Simulation
from ._target import CUDA, HOST, PRIVATEUSE1, Tier


class Device:
    """
    The accelerator of this process, real or simulated.

    Args:
        tier: Which of the tiers it is.

        device: Where its tensors live.

        tally: The running counts.

        simulation: Its state, if it is simulated.
    """

    def __init__(
        self, tier: Tier, device: torch.device, tally: Tally, simulation: Simulation | None = None
    ) -> None:
        self.tier: Tier = tier
        self.device = device
        self._tally = tally
        self._simulation = simulation

    @property
    def simulated(self) -> bool:
        """Whether the CPU does the work."""
        return self._simulation is not None

    @property
    def faults(self) -> tuple[str, ...]:
        """
        Failures of the simulator itself, also those that student code caught.

        If this is not empty, nothing that went wrong may be held against the student.
        """
        return tuple(self._simulation.faults) if self._simulation else ()

    def counters(self) -> Counters:
        """What has happened on the device since it was installed or since the last reset."""
        return self._tally.snapshot()

    def reset_counters(self) -> None:
        """Count from zero again."""
        self._tally.reset()

    def watch(self, names: dict[str, Any]) -> None:
        """
        From now on, note the lines of one notebook that leave the device; see `lines`.

        Args:
            names: The notebook's global names. To be called before its first cell, since a name
                that it imports from PyTorch earlier is not watched.
        """
        self._tally.lines.watch(names)
        watch_factories(self._tally.lines)

    def lines(self) -> dict[str, str]:
        """
        The lines of the notebook that left the device since the last reset, the earliest first.

        Returns:
            The first line that made a tensor on the CPU ("made") and the first that copied one
            to the CPU ("copied"); for tensors of a single number "made_number", "read_number".
        """
        return dict(self._tally.lines.found)

    def to_device(self, tensor: torch.Tensor) -> torch.Tensor:
        """A copy of a CPU tensor on the device, not counted; gradients do not flow through."""
        return self._uncounted(tensor, self.device)

    def to_host(self, tensor: torch.Tensor) -> torch.Tensor:
        """A copy of a device tensor on the CPU, not counted; gradients do not flow through."""
        return self._uncounted(tensor, HOST)

    def _uncounted(self, tensor: torch.Tensor, device: torch.device) -> torch.Tensor:
        before = self._tally.snapshot()
        try:
            return tensor.detach().to(device, copy=True)
        finally:
            self._tally.restore(before)

    def adopt_fork(self) -> None:
        """
        Let a fork of the process that installed the device go on using it.

        As on a real GPU, a forked worker (of a `DataLoader`, say) may not use the device. A fork
        made on purpose, to call student code on a snapshot of its state, calls this first.
        """
        if self._simulation:
            self._simulation.adopt()

    def __repr__(self) -> str:
        counts = self.counters()
        if self._simulation is None:
            head = f"A real GPU, '{self.device}': nothing to simulate."
        else:
            head = (
                f"Simulated GPU, '{self.device}'. The CPU does the work: the numbers are the "
                "same, only slower."
            )
        lines = [
            head,
            f"  operations on the device: {counts.kernels}",
            f"  copies to the device:     {counts.copies_to_device}",
            f"  copies to the CPU:        {counts.copies_to_host}",
        ]
        if self._simulation is not None:
            lines.append("It stays until the kernel is restarted.")
        return "\n".join(lines)


class _Prepared:
    """A simulated CUDA device as far as it can be made without anyone noticing."""

    def __init__(self) -> None:
        self.stub = _native.make_stub()
        self.simulation = Simulation(CUDA)
        self.library = _registry.register(self.simulation)


_prepared: _Prepared | None = None
_installed: Device | None = None
_libraries: list[torch.library.Library] = []  # kernels live as long as their library


def prepare() -> None:
    """
    Do beforehand what `install` would do for the simulated CUDA device, changing no behaviour.

    For the warm process that children are forked from: each of them then pays a few milliseconds
    instead of about a hundred. PyTorch still says that it is not compiled with CUDA, in the same
    words, until a child calls `install`.

    Raises:
        AcceleratorError: If CUDA cannot be simulated on this machine.
    """
    global _prepared
    if _prepared is None:
        _prepared = _Prepared()


def install(tier: Tier | None = None) -> Device:
    """
    Give this process an accelerator. There is no way back but to end the process.

    Call it in a child of its own, before any student code runs. Calling it again returns the
    device that is there.

    Args:
        tier: Which tier to use; if it is left out, the first that works here: a real GPU, then
            the simulated CUDA device, then the simulated device named "simgpu".

    Raises:
        AcceleratorError: If there is no such device to be had here.
    """
    global _installed
    if _installed is None:
        _installed = _install(tier or _choose())
    elif tier not in (None, _installed.tier):
        raise AcceleratorError(
            f"this process cannot have the {tier} device",
            found=f"it has the {_installed.tier} device already",
            todo="Install one device per process.",
        )
    return _installed


def _choose() -> Tier:
    if torch.cuda.is_available():
        return "real"
    if _prepared is not None or _native.unsupported_because() is None:
        return "simulated-cuda"
    return "simulated-privateuse1"


def _install(tier: Tier) -> Device:
    if tier == "real":
        return _install_real()
    if tier == "simulated-cuda":
        return _install_cuda()
    if tier == "simulated-privateuse1":
        return _install_privateuse1()
    raise AcceleratorError(f"there is no device of the tier {tier!r} to install")


def _install_real() -> Device:
    if not torch.cuda.is_available():
        raise AcceleratorError("this machine has no GPU that PyTorch can use")
    tally = Tally()
    mode: Any = CountingMode(tally)  # torch has no annotations for __enter__
    mode.__enter__()  # for the life of the process
    return Device("real", torch.device("cuda", torch.cuda.current_device()), tally)


def _install_cuda() -> Device:
    prepare()
    assert _prepared is not None
    simulation = _prepared.simulation
    _settle_autograd()
    _prepared.stub.connect()
    simulation.adopt()
    _frontend.patch_common(simulation, _special.kernels(simulation)["empty.memory_format"])
    _frontend.patch_accelerator(simulation)
    _frontend.patch_cuda(simulation)
    return _finish(simulation)


def _install_privateuse1() -> Device:
    simulation = Simulation(PRIVATEUSE1)
    _settle_autograd()
    simulation.adopt()
    _privateuse1.connect(simulation)
    _libraries.append(_registry.register(simulation))
    _frontend.patch_common(simulation, _special.kernels(simulation)["empty.memory_format"])
    _frontend.patch_accelerator(simulation)
    return _finish(simulation)


def _settle_autograd() -> None:
    """
    Let PyTorch start its threads for backward passes while there is no device: it starts none.

    It does so once per process, one thread per device, with the first backward pass. That thread
    would only wait, and a process that has it is not safe to fork.
    """
    torch.autograd.backward(torch.ones((), requires_grad=True) * 1)


def _finish(simulation: Simulation) -> Device:
    """Seed the device's generator as the CPU's was, and try the device once."""
    torch.autograd.set_multithreading_enabled(False)
    simulation.generator.manual_seed(torch.initial_seed())
    try:
        ones = torch.ones(2, device=simulation.device)
        total = (ones + ones).sum().item()
    except Exception as error:
        raise simulation.fault("its first sum", error) from error
    if total != 4.0:
        raise simulation.fault(f"its first sum is {total}, not 4.0")
    simulation.tally.reset()
    return Device(simulation.target.tier, simulation.device, simulation.tally, simulation)


def simulated_gpu() -> Device:
    """
    Give this notebook a simulated GPU, to practise device handling without one.

    Run it in the first cell. Afterwards `torch.cuda.is_available()` is True, and tensors and
    models can be moved to "cuda". Mixing devices fails as it does on a GPU, in PyTorch's own
    words. On a machine with a real GPU nothing is simulated. Calling it again does no harm.

    Returns:
        The device; showing it tells what has happened on it.

    Raises:
        AcceleratorError: If this machine cannot simulate a GPU.
    """
    if _installed is None and not torch.cuda.is_available():
        reason = _native.unsupported_because()
        if reason:
            raise AcceleratorError(
                "a GPU cannot be simulated on this computer",
                found=reason,
                todo="Use a hosted notebook (it runs on Linux) for this exercise.",
            )
    return install(_installed.tier if _installed else None)
