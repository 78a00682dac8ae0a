"""
Step 4 of 4, frontend: functions of PyTorch's Python side that need the CUDA library.

Tensors, kernels and autograd work by steps 1 to 3. What is left asks a CUDA runtime that is not
there: `torch.cuda`, `torch.accelerator`, pinned memory, storages on the device, random
generators. Each is replaced for the life of the process.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import torch

from ._simulation import Simulation
from ._special import check_index

NAME = "Simulated GPU"
MEMORY = 16 * 2**30  # bytes that the device claims to have
_CAPABILITY = (8, 0)
_PINNED = "_autograde_pinned"


def _put(owner: Any, **new: Any) -> None:
    for name, value in new.items():
        setattr(owner, name, value)


def _nothing(*_: Any, **__: Any) -> None:
    return None


def _zero(*_: Any, **__: Any) -> int:
    return 0


class _Stream:
    """A stream, an event and a context of either: everything is done at once, in order."""

    cuda_stream = 0
    idx = prev_idx = 0

    def __init__(self, *_: Any, **__: Any) -> None:
        self._time = 0.0

    def __enter__(self) -> _Stream:
        return self

    def __exit__(self, *_: object) -> None:
        return None

    @property
    def device(self) -> torch.device:
        return torch.device("cuda", 0)

    def query(self) -> bool:
        return True

    def is_capturing(self) -> bool:
        return False

    def record(self, *_: Any) -> None:
        self._time = time.perf_counter()

    def elapsed_time(self, end: _Stream) -> float:
        """Milliseconds from this event to a later one."""
        return (end._time - self._time) * 1e3

    synchronize = wait_stream = wait_event = record_event = wait = _nothing


class _Properties:
    name = NAME
    major, minor = _CAPABILITY
    total_memory = MEMORY
    multi_processor_count = 1
    warp_size = 32

    def __repr__(self) -> str:
        return f"_CudaDeviceProperties(name='{self.name}', total_memory={MEMORY >> 20}MB)"


def _generator_class(simulation: Simulation) -> type[torch._C.Generator]:
    base: Any = torch._C.Generator
    host_device = base.__dict__["device"]

    class Meta(type(base)):  # type: ignore[misc]  # PyTorch's class has a metaclass of its own
        def __instancecheck__(cls, instance: object) -> bool:
            return isinstance(instance, base)

    class Generator(base, metaclass=Meta):  # type: ignore[misc]  # its base is Any
        def __new__(cls, device: Any = "cpu") -> Generator:
            on_device = torch.device(device).type == simulation.device.type
            made: Generator = base.__new__(cls, "cpu" if on_device else device)
            if on_device:
                simulation.device_generators[made._cdata] = made
            return made

        @property
        def device(self) -> torch.device:
            if self._cdata in simulation.device_generators:
                return simulation.device
            found: torch.device = host_device.__get__(self)
            return found

    # The stubs give Generator no __new__ and no address, so it is handled as Any.
    made: type[torch._C.Generator] = Generator
    return made


def _storage_new(simulation: Simulation, empty: Callable[..., Any]) -> Callable[..., Any]:
    """A constructor of storages that knows the device: torch.save, torch.load, copy.deepcopy."""

    make: Any = torch._C.StorageBase.__new__  # untyped in the stubs

    def new(cls: Any, *args: Any, device: Any = None, **kwargs: Any) -> Any:
        if device is None:
            return make(cls, *args, **kwargs)
        wanted = torch.device(device)
        if wanted.type != simulation.device.type:
            return make(cls, *args, **kwargs, device=device)
        size = args[0] if args else 0
        return empty([size], dtype=torch.uint8, device=wanted).untyped_storage()

    return new


def _one_thread_backward(run: Callable[..., Any]) -> Callable[..., Any]:
    """
    Run a backward pass in the thread that asks for it.

    PyTorch would hand it to a thread of the device's own, which there is not: such threads are
    made with the first backward pass of a process, and that was before the device came.
    """

    def backward(*args: Any, **kwargs: Any) -> Any:
        with torch.autograd.set_multithreading_enabled(False):
            return run(*args, **kwargs)

    return backward


def _uncompiled(model: Any = None, **_: Any) -> Any:
    return (lambda function: function) if model is None else model


def patch_common(simulation: Simulation, empty: Callable[..., Any]) -> None:
    """
    Replace what either kind of device needs.

    Args:
        simulation: The device.

        empty: Its kernel for aten::empty.memory_format.
    """

    def pin_memory(tensor: torch.Tensor, *_: Any) -> torch.Tensor:
        if simulation.owns(tensor):
            raise RuntimeError(f"cannot pin '{tensor.type()}' only dense CPU tensors can be pinned")
        pinned = tensor.clone()  # ordinary memory with a mark
        setattr(pinned, _PINNED, True)
        return pinned

    def is_pinned(tensor: torch.Tensor, *_: Any) -> bool:
        return hasattr(tensor, _PINNED)

    backward = _one_thread_backward(torch.autograd.graph._engine_run_backward)
    for module in (torch.autograd, torch.autograd.graph):
        _put(module, _engine_run_backward=backward)
    _put(torch.backends.cudnn, is_acceptable=lambda tensor: False)
    _put(torch.Tensor, pin_memory=pin_memory, is_pinned=is_pinned)
    _put(torch.UntypedStorage, __new__=staticmethod(_storage_new(simulation, empty)))
    _put(torch, Generator=_generator_class(simulation), compile=_uncompiled)


def patch_cuda(simulation: Simulation) -> None:
    """
    Replace what asks for the CUDA library.

    Args:
        simulation: The device.
    """
    _patch_cuda_device(simulation)
    _patch_cuda_memory()
    _patch_cuda_random(simulation.generator)
    _put(
        torch.cuda,
        Stream=_Stream,
        Event=_Stream,
        stream=_Stream,
        current_stream=_Stream,
        default_stream=_Stream,
        set_stream=_nothing,
        synchronize=_nothing,
        is_current_stream_capturing=lambda: False,
        set_sync_debug_mode=_nothing,
        get_sync_debug_mode=_zero,
    )
    # A CUDA build would hand batch normalisation and recurrent layers to cuDNN, which needs a GPU.
    torch._C._set_cudnn_enabled(False)
    _put(torch._C, _scatter=lambda tensor, *_: [tensor.to(simulation.device)])


def _patch_cuda_device(simulation: Simulation) -> None:
    def set_device(device: Any) -> None:
        name = ("cuda", device) if isinstance(device, int) else (device,)
        check_index(torch.device(*name))

    _put(
        torch.cuda,
        is_available=lambda: True,
        is_initialized=lambda: True,
        init=_nothing,
        _lazy_init=simulation.check_process,
        _is_in_bad_fork=lambda: simulation.forked,
        device_count=lambda: 1,
        current_device=_zero,
        device=_Stream,
        set_device=set_device,
        _exchange_device=_zero,
        _maybe_exchange_device=_zero,
        get_device_name=lambda *_: NAME,
        get_device_properties=lambda *_: _Properties(),
        get_device_capability=lambda *_: _CAPABILITY,
        is_bf16_supported=lambda *_, **__: True,
    )


def _patch_cuda_memory() -> None:
    for name in ("allocated", "reserved"):
        _put(torch.cuda, **{f"memory_{name}": _zero, f"max_memory_{name}": _zero})
    _put(
        torch.cuda,
        empty_cache=_nothing,
        ipc_collect=_nothing,
        mem_get_info=lambda *_: (MEMORY, MEMORY),
        memory_snapshot=lambda *_: [],
        memory_stats=lambda *_: {},
        memory_summary=lambda *_, **__: "",
        reset_accumulated_memory_stats=_nothing,
        reset_max_memory_allocated=_nothing,
        reset_peak_memory_stats=_nothing,
        set_per_process_memory_fraction=_nothing,
    )


def _patch_cuda_random(generator: torch._C.Generator) -> None:
    def manual_seed(seed: int) -> None:
        generator.manual_seed(int(seed))

    _put(
        torch.cuda,
        default_generators=(generator,),
        manual_seed=manual_seed,
        manual_seed_all=manual_seed,
        initial_seed=lambda: generator.initial_seed(),
        seed=lambda: generator.seed(),
        seed_all=lambda: generator.seed(),
        get_rng_state=lambda *_: generator.get_state(),
        get_rng_state_all=lambda: [generator.get_state()],
        set_rng_state=lambda state, *_: generator.set_state(state),
        set_rng_state_all=lambda states: generator.set_state(states[0]),
    )


def patch_accelerator(simulation: Simulation) -> None:
    """
    Replace what `torch.accelerator` asks of a runtime.

    Args:
        simulation: The device.
    """
    core, name = torch._C, simulation.target.name
    found = [n for n in dir(core) if n.startswith("_accelerator_")]
    for function in found:
        if function.endswith("getStream"):
            _put(core, **{function: _Stream})
        elif function.endswith(("Stream", "Index", "Device", "device", "Cache", "Stats")):
            _put(core, **{function: _zero})
    _put(
        core,
        _accelerator_getAccelerator=lambda: torch.device(name),
        _accelerator_getMemoryInfo=lambda *_: (MEMORY, MEMORY),
        _accelerator_getDeviceStats=lambda *_: {},
        _accelerator_isAllocatorInitialized=lambda: True,
        _accelerator_getDeviceCapability=lambda *_: {
            "supported_dtypes": {torch.float32, torch.float64, torch.float16, torch.bfloat16}
        },
    )
    _put(torch.accelerator, is_available=lambda: True, device_count=lambda: 1)
