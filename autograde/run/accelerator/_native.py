"""
Step 2 of 4, native: what PyTorch's C++ core asks of a device, answered by one tiny function.

A CPU-only build of PyTorch can hold CUDA tensors but has nobody to ask about them; a CUDA build on
a machine without a GPU asks a driver that is not there. So two places get tables of virtual methods
that all point to the same machine code, "return 1":

*   The device guard. Autograd and the dispatcher look up `device_guard_impl_registry[CUDA]`, an
    object of class `DeviceGuardImplInterface`. Answering 1 to everything is right for each of its
    methods: `type()` is CUDA (number 1), `deviceCount()` is 1, `queryEvent()` is true, and the ones
    that return a struct in two registers return (1, 0): `getDevice()` is {CUDA, index 0},
    `getStream()` is {stream 0 of it}. The others return nothing.
*   The accelerator hooks. `at::getAccelerator()` asks the object behind `getCUDAHooks()` whether
    CUDA is built in and has a context. That object exists in every build, so its table is copied
    and only the questions concerned are answered anew.

The machine code is written to a page of its own, which a kernel that refuses executable memory
will not give. Nothing here changes a file or another process.
"""

from __future__ import annotations

import contextlib
import ctypes
import mmap
import platform
import sys
from dataclasses import dataclass
from pathlib import Path

import torch

from autograde.errors import AcceleratorError

from ._relabel import capsules_are_as_expected

# A function that returns 1 in the first result register and 0 in the second.
_RETURN_ONE = {
    "x86_64": b"\xb8\x01\x00\x00\x00\x31\xd2\xc3",  # mov eax, 1; xor edx, edx; ret
    "aarch64": b"\x20\x00\x80\xd2\x01\x00\x80\xd2\xc0\x03\x5f\xd6",  # mov x0, 1; mov x1, 0; ret
}

_GUARD_METHODS = 64  # twice as many as any version of DeviceGuardImplInterface has
_CUDA = 1  # c10::DeviceType::CUDA
_TYPE_INFO_WORDS = 2  # of a C++ virtual table, before its first method
_HOOKS_WORDS = 96  # copied of the hooks' table, which has half as many methods
_FIXED_SLOTS = (2, 3, 4)  # isBuilt, isAvailable, hasPrimaryContext, after the two destructors
_LAST_SLOT = 40

# A driver's files. Asking the driver itself would keep forks of this process from using a GPU.
_DRIVER_FILES = ("/dev/nvidiactl", "/dev/dxg")

_GUARD_REGISTRY = "_ZN3c104impl26device_guard_impl_registryE"
_GET_HOOKS = "_ZN2at6detail12getCUDAHooksEv"


def _words(values: list[int | None]) -> ctypes.Array[ctypes.c_void_p]:
    return (ctypes.c_void_p * len(values))(*values)


@dataclass
class NativeStub:
    """
    Everything that will be put into PyTorch's C++ core, made but not yet put there.

    The fields hold what C++ points to once `connect` has run. It still does when Python has
    ended and the static objects of the libraries are destroyed, so `connect` makes them immortal.
    """

    page: mmap.mmap
    answer: int
    registry: ctypes.Array[ctypes.c_void_p]
    hooks: ctypes.c_void_p
    guard: ctypes.Array[ctypes.c_void_p]
    tables: list[ctypes.Array[ctypes.c_void_p]]

    def connect(self) -> None:
        """
        Put the guard and the hooks in: from now on there is an accelerator, and it is CUDA.

        Raises:
            AcceleratorError: If no answer of the hooks makes CUDA the accelerator.
        """
        ctypes.pythonapi.Py_IncRef(ctypes.py_object(self))  # never freed, not even at the end
        before = self.registry[_CUDA]
        self.registry[_CUDA] = ctypes.addressof(self.guard)
        table = self.hooks.value or 0
        old = list((ctypes.c_void_p * _HOOKS_WORDS).from_address(table - _TYPE_INFO_WORDS * 8))
        # Old versions ask hasCUDA() instead, wherever it stands; getAccelerator() calls nothing
        # else of the table, so each place is tried until it says "cuda".
        for slot in range(2, _LAST_SLOT):
            changed = {_TYPE_INFO_WORDS + i for i in (*_FIXED_SLOTS, slot)}
            new = _words([self.answer if i in changed else f for i, f in enumerate(old)])
            self.tables.append(new)
            self.hooks.value = ctypes.addressof(new) + _TYPE_INFO_WORDS * 8
            with contextlib.suppress(RuntimeError):
                accelerator = torch._C._accelerator_getAccelerator()
                if accelerator is not None and accelerator.type == "cuda":
                    return
        self.registry[_CUDA] = before
        self.hooks.value = table
        raise AcceleratorError(
            "the simulated device cannot become PyTorch's accelerator",
            found=f"torch {torch.__version__}",
            todo="Use a version of PyTorch that docs/accelerator.md lists.",
        )


def unsupported_because() -> str | None:
    """Why this machine or build cannot simulate CUDA, as far as can be told without trying."""
    if not sys.platform.startswith("linux"):
        return f"simulating CUDA needs Linux, and this is {sys.platform}"
    if platform.machine() not in _RETURN_ONE:
        return f"simulating CUDA needs an x86-64 or aarch64 processor, not {platform.machine()}"
    if not capsules_are_as_expected():
        return f"this Python ({platform.python_implementation()}) lays out capsules in its own way"
    if torch.version.hip is not None:
        return "this build of PyTorch is for AMD GPUs"
    if torch.version.cuda is not None and any(Path(p).exists() for p in _DRIVER_FILES):
        return "this machine has a real GPU"
    return None


def make_stub() -> NativeStub:
    """
    Find the places to fill and make what goes there, changing nothing yet.

    Raises:
        AcceleratorError: If this machine or this build of PyTorch has no such places.
    """
    reason = unsupported_because()
    if reason:
        raise AcceleratorError("CUDA cannot be simulated here", found=reason)
    lib = Path(torch.__file__).parent / "lib"
    try:
        c10 = ctypes.CDLL(str(lib / "libc10.so"))
        torch_cpu = ctypes.CDLL(str(lib / "libtorch_cpu.so"))
        registry = (ctypes.c_void_p * 2).in_dll(c10, _GUARD_REGISTRY)
        get_hooks = torch_cpu[_GET_HOOKS]
        page = mmap.mmap(-1, mmap.PAGESIZE, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)
    except (OSError, ValueError, AttributeError) as error:
        raise AcceleratorError(
            "CUDA cannot be simulated with this build of PyTorch",
            found=f"torch {torch.__version__}: {error!r}",
        ) from error
    page.write(_RETURN_ONE[platform.machine()])
    answer = ctypes.addressof(ctypes.c_char.from_buffer(page))
    methods = _words([answer] * _GUARD_METHODS)
    get_hooks.restype = ctypes.c_void_p
    return NativeStub(
        page=page,
        answer=answer,
        registry=registry,
        hooks=ctypes.c_void_p.from_address(get_hooks()),
        guard=_words([ctypes.addressof(methods)]),
        tables=[methods],
    )
