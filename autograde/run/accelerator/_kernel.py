"""
Step 3 of 4, kernels: the CPU's kernel of an operation, on aliases of the device's tensors.

One `Kernel` stands for one overload of one ATen operation. A call checks where its arguments
live, replaces each device tensor by a CPU tensor on the same memory, runs the operation, and
relabels what comes out. What the CPU's kernel raises is the caller's error, whatever else raises
in here is a failure of the simulator and is reported as one.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import torch

from . import _placement
from ._simulation import Simulation
from ._target import HOST

# These take a Python number where their schema says Tensor; the others get a tensor made of it.
_NUMBERS_WELCOME = frozenset({"add", "sub", "mul", "div", "floor_divide"})

_TENSOR, _TENSORS, _DEVICE = range(3)  # what an argument needs before the CPU's kernel sees it


def overload(full_name: str) -> torch._ops.OpOverload[Any, Any]:
    """The operation of a dispatcher's name, for instance "add.Tensor" or "relu"."""
    name, _, variant = full_name.partition(".")
    operation: torch._ops.OpOverload[Any, Any] = getattr(
        getattr(torch.ops.aten, name), variant or "default"
    )
    return operation


@dataclass(frozen=True, slots=True)
class _Plan:
    """What can be known of an operation from its schema alone."""

    name: str
    method: str  # the C++ method that PyTorch names in its message about devices
    arguments: list[Any]  # torch.Argument
    names: tuple[str, ...]
    steps: tuple[tuple[int, int], ...]  # (position, kind) of each argument to convert
    writes: tuple[int, ...]  # positions of arguments that the operation changes
    positional: int  # number of arguments that are not keyword-only
    generator: int | None
    aliases: tuple[int | None, ...]  # for each return value, the argument it is
    one_new: bool  # one return value, which is no argument, and nothing is changed
    lenient: bool
    numbers_welcome: bool


def _kind_of(argument: Any) -> int | None:
    kind = argument.type
    if isinstance(kind, torch.OptionalType):
        kind = kind.getElementType()
    if isinstance(kind, torch.ListType):
        kind = kind.getElementType()
        if isinstance(kind, torch.OptionalType):
            kind = kind.getElementType()
        return _TENSORS if isinstance(kind, torch.TensorType) else None
    if isinstance(kind, torch.TensorType):
        return _TENSOR
    return _DEVICE if argument.name == "device" else None


def _make_plan(full_name: str, operation: torch._ops.OpOverload[Any, Any]) -> _Plan:
    schema = operation._schema
    arguments: list[Any] = list(schema.arguments)
    name, _, variant = full_name.partition(".")
    writes = tuple(
        i for i, a in enumerate(arguments) if a.alias_info is not None and a.alias_info.is_write
    )

    def written_as(returned: Any) -> int | None:
        if returned.alias_info is None:
            return None
        sets = returned.alias_info.before_set
        return next((i for i in writes if arguments[i].alias_info.before_set == sets), None)

    structured = torch._C._dispatch_has_kernel_for_dispatch_key(
        f"aten::{full_name}", "CompositeExplicitAutogradNonFunctional"
    )
    kinds = [_kind_of(a) for a in arguments]
    aliases = tuple(written_as(r) for r in schema.returns)
    return _Plan(
        name=name,
        method=f"wrapper_CUDA_{name}" if structured else f"wrapper_CUDA_{variant}_{name}",
        arguments=arguments,
        names=tuple(a.name for a in arguments),
        steps=tuple((i, kind) for i, kind in enumerate(kinds) if kind is not None),
        writes=writes,
        positional=sum(not a.kwarg_only for a in arguments),
        generator=next((i for i, a in enumerate(arguments) if a.name == "generator"), None),
        aliases=aliases,
        one_new=aliases == (None,) and not writes,
        lenient=_placement.allows_cpu_scalars(name, torch.Tag.pointwise in operation.tags),
        numbers_welcome=name.rstrip("_") in _NUMBERS_WELCOME,
    )


class Kernel:
    """
    The device's kernel of one ATen overload.

    Args:
        simulation: The device.

        full_name: The dispatcher's name without "aten::".
    """

    # Called for every operation of a student's program: what a call reads is in slots.
    __slots__ = ("_full_name", "_operation", "_plan", "_simulation", "_tally")

    def __init__(self, simulation: Simulation, full_name: str) -> None:
        operation = overload(full_name)
        self._simulation = simulation
        self._tally = simulation.tally
        self._full_name = full_name
        self._operation: Callable[..., Any] = operation._op
        self._plan = _make_plan(full_name, operation)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        """Run the operation; called by PyTorch's dispatcher."""
        simulation, plan = self._simulation, self._plan
        if simulation.forked:
            simulation.check_process()
        self._tally.kernels += 1
        given: Sequence[Any] = args
        if kwargs or plan.generator is not None:
            given = self._complete(args, kwargs)
        host = list(given)
        count, mixed = len(host), False
        try:
            for i, kind in plan.steps:
                if i >= count:
                    break
                value = host[i]
                if kind is _TENSOR and isinstance(value, torch.Tensor):
                    if simulation.owns(value):
                        host[i] = simulation.to_host(value)
                    elif not plan.lenient or value.dim():
                        mixed = True
                elif value is not None and self._convert(i, kind, given, host):
                    mixed = True
        except Exception as error:
            raise simulation.fault(f"arguments of aten::{self._full_name}", error) from error
        if mixed:
            self._check_devices(given)
        if plan.writes:
            self._check_written(given, host)
        if count <= plan.positional:
            out = self._operation(*host)
        else:
            named = zip(plan.names[plan.positional :], host[plan.positional :], strict=False)
            out = self._operation(*host[: plan.positional], **dict(named))
        try:
            if plan.one_new and isinstance(out, torch.Tensor):
                return simulation.to_device(out)
            return self._to_device(given, host, out)
        except Exception as error:
            raise simulation.fault(f"result of aten::{self._full_name}", error) from error

    def _complete(self, args: Sequence[Any], kwargs: dict[str, Any]) -> list[Any]:
        """All arguments in the schema's order, with the generator that the device draws from."""
        plan = self._plan
        rest = plan.arguments[len(args) :]
        given = [*args, *(kwargs.get(a.name, a.default_value) for a in rest)]
        if plan.generator is not None:
            given[plan.generator] = self._simulation.generator_for(given[plan.generator])
        return given

    def _convert(self, i: int, kind: int, given: Sequence[Any], host: list[Any]) -> bool:
        """Convert an argument that is no tensor; say whether it mixes devices."""
        plan, value = self._plan, given[i]
        owns, to_host = self._simulation.owns, self._simulation.to_host
        if kind is _TENSORS:
            host[i] = [to_host(t) if t is not None and owns(t) else t for t in value]
            foreign = [t for t in value if t is not None and not owns(t)]
            return any(not plan.lenient or t.dim() for t in foreign)
        if kind is _DEVICE:
            host[i] = HOST
        elif not plan.numbers_welcome:  # "x % 2" arrives as a number
            dtype = torch.result_type(given[0], value)
            host[i] = torch.scalar_tensor(value, dtype=dtype, device=HOST)
        return False

    def _check_devices(self, given: Sequence[Any]) -> None:
        plan = self._plan
        kind = self._simulation.target.name
        _placement.check(plan.name, plan.method, plan.lenient, plan.names, given, kind)

    def _check_written(self, given: Sequence[Any], host: list[Any]) -> None:
        for i in self._plan.writes:
            written = given[i] if i < len(given) else None
            if isinstance(written, torch.Tensor):
                if written.is_cpu:  # a CPU tensor of no dimension may be read, not written
                    raise RuntimeError(_placement.two_devices(self._simulation.target.name))
                if written.numel() == 0:  # an out= that the operation resizes
                    host[i] = torch.empty(written.shape, dtype=written.dtype, device=HOST)

    def _to_device(self, given: Sequence[Any], host: list[Any], out: Any) -> Any:
        for i in self._plan.writes:
            changed = given[i] if i < len(given) else None
            if isinstance(changed, torch.Tensor) and host[i].shape != changed.shape:
                torch.ops.aten.set_.source_Tensor(changed, self._simulation.to_device(host[i]))
        aliases = self._plan.aliases
        if len(aliases) == 1:
            return self._label(out, given, aliases[0])
        if isinstance(out, list | tuple):
            return tuple(self._label(o, given, i) for o, i in zip(out, aliases, strict=True))
        return out

    def _label(self, out: Any, given: Sequence[Any], alias: int | None) -> Any:
        if alias is not None:
            return given[alias]
        if isinstance(out, torch.Tensor):
            return self._simulation.to_device(out)
        if isinstance(out, list | tuple):
            to_device = self._simulation.to_device
            return [to_device(o) if isinstance(o, torch.Tensor) else o for o in out]
        return out
