"""
The notebook's names, and the operations that a check may ask of them.

Theory of operation. After a notebook has run, its names are a dictionary. A `Namespace` answers
requests about it: call a function, read a value, build a fresh module, describe a module. At
grading it lives in the student's process and the requests come over a socket; in the student's
own notebook it stands beside the code and is asked directly. Both ask the same `answer()`, so a
check sees the same thing in both places.

Whatever it answers at grading is a claim: student code shares the process and may have changed
anything in it. Only what the grader then compares with its own values decides a score.
"""

from __future__ import annotations

import contextlib
import dis
import io
import linecache
import random
import traceback
from collections.abc import Callable
from dataclasses import asdict
from types import TracebackType
from typing import Any, Protocol

import numpy as np
import torch

from autograde.errors import CANNOT_RETURN
from autograde.surroundings import Surroundings
from autograde.values import Handle, Unpackable, tensors_in

Request = dict[str, Any]
Reply = dict[str, Any]

# Set in a student's process while grading: there `check()` has nothing to do.
GRADING = "AUTOGRADE_GRADING"

MAX_TEXT = 2_000
MAX_LINE = 300
MAX_TRACE = 8_000
MAX_PRINTED = 2_000


class _CappedText(io.StringIO):
    """Keeps the first characters of what is printed and drops the rest."""

    def write(self, text: str) -> int:
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        super().write(text[: max(0, MAX_PRINTED - self.tell())])
        return len(text)


class Accelerator(Protocol):
    """What a namespace needs of an accelerator; see `autograde.run.accelerator.Device`."""

    device: torch.device

    @property
    def faults(self) -> tuple[str, ...]:
        """What broke in the accelerator itself."""

    def to_device(self, tensor: torch.Tensor) -> torch.Tensor:
        """A copy of a tensor on the device, not counted."""

    def counters(self) -> Any:
        """What was done on the device since the last reset, as a dataclass."""

    def lines(self) -> dict[str, str]:
        """The notebook's lines that left the device since the last reset, the earliest first."""

    def reset_counters(self) -> None:
        """Count anew."""


class Namespace:
    """
    Answers requests about the names of a notebook.

    With an accelerator, the tensors that a check passes and the modules that it builds live on
    it before student code sees them.

    Args:
        names: The notebook's global names.
    """

    def __init__(self, names: dict[str, Any]) -> None:
        self.names = names
        self.device: Accelerator | None = None
        self.cpu_alone = False
        self.kept: dict[int, Any] = {}
        self._surroundings = Surroundings()
        self._watched: dict[int, _Watch] = {}
        # Bound here, before any student code runs: replacing these names later changes nothing.
        self._operations: dict[str, Callable[[Request], Any]] = {
            "call": self._call,
            "get": self._get,
            "build": self._build,
            "describe": self._describe,
            "seed": self._seed,
        }

    def settle(self) -> None:
        """The cells have run: what they have set up is what each check starts from."""
        with contextlib.suppress(BaseException):  # student code may have replaced what is asked
            self._surroundings = Surroundings()

    def keep(self, value: Any) -> Handle:
        """A handle for an object that has no value form; the same object gets a new one each
        time."""
        handle = Handle(len(self.kept) + 1, type(value).__name__)
        self.kept[handle.id] = value
        return handle

    def answer(self, request: Request) -> Reply:
        """
        Carry out one request.

        Returns:
            One of ``{"value": ...}``, ``{"missing": name}`` or ``{"raised": {...}}``.
        """
        printed = _CappedText()
        try:
            with contextlib.redirect_stdout(printed):
                reply = self._operations[request["op"]](request)
        except _MissingName as missing:
            return {"missing": missing.name}
        except BaseException as error:  # student code may raise anything, SystemExit too
            return {"raised": self._error(error)}
        return {"value": reply, "printed": printed.getvalue()}

    # ----------------------------------------------------------------------- operations
    def _call(self, request: Request) -> dict[str, Any]:
        function = self._find(request["path"], request.get("on"))
        args = self._inward(request["args"])
        kwargs = self._inward(request["kwargs"])
        if self.device is not None:
            self.device.reset_counters()
        value = function(*args, **kwargs)
        reply: dict[str, Any] = {"result": value}
        if self.device is not None:
            reply["device"] = str(self.device.device), asdict(self.device.counters())
            reply["lines"] = self.device.lines()
        if request.get("backward"):
            reply["graph"] = _backward(value)
            watched = [*args, *kwargs.values()]
            reply["gradients"] = [
                a.grad if isinstance(a, torch.Tensor) and a.requires_grad else None for a in watched
            ]
        # Handles stand for themselves: only what has a value form is sent back for comparison.
        reply["args"] = _restore_handles(args, request["args"])
        reply["kwargs"] = _restore_handles(kwargs, request["kwargs"])
        return reply

    def _get(self, request: Request) -> Any:
        return self._find(request["path"], request.get("on"))

    def _build(self, request: Request) -> Handle:
        scope: dict[str, Any] = {
            "torch": torch,
            "nn": torch.nn,
            "F": torch.nn.functional,
            "np": np,
        }
        if (name := request.get("name")) is not None:
            exec(compile(request["source"], "<check>", "exec"), scope)
            built = scope[name]
        else:
            built = eval(compile(request["source"], "<check>", "eval"), scope)
        if (state := request.get("state")) is not None:
            built.load_state_dict(state)
        if self.device is not None and isinstance(built, torch.nn.Module):
            built.to(self.device.device)
        handle = self.keep(built)
        if request.get("watch"):
            self._watched[handle.id] = _Watch(built)
        return handle

    def _describe(self, request: Request) -> dict[str, Any]:
        handle: Handle = request["on"]
        module = self.kept[handle.id]
        if not isinstance(module, torch.nn.Module):
            return {"class": type(module).__name__, "module": False}
        watch = self._watched.get(handle.id)
        return {
            "class": type(module).__name__,
            "module": True,
            "training": module.training,
            "modules": [[name, type(m).__name__] for name, m in module.named_modules()],
            "buffers": [[name, b] for name, b in module.named_buffers()],
            "parameters": [
                {
                    "name": name,
                    "value": p,
                    "gradient": p.grad,
                    "requires_grad": p.requires_grad,
                    "same": watch is None or watch.parameters.get(name) is p,
                    "visits": watch.visits.get(name, 0) if watch else 0,
                }
                for name, p in module.named_parameters()
            ],
            "forwards": watch.forwards if watch else 0,
        }

    def _seed(self, request: Request) -> None:
        seed_everything(request["seed"], cpu=self.cpu_alone)
        # What the function of one exercise has set and left must not decide about another's.
        self._surroundings.restore()
        # A cell may have left recording off; the notebook's other cells never asked for that.
        torch.set_grad_enabled(True)

    # -------------------------------------------------------------------------- helpers
    def _find(self, path: str, on: Handle | None) -> Any:
        parts = path.split(".") if path else []
        if on is None:
            first, *parts = parts
            if first not in self.names:
                raise _MissingName(first)
            found = self.names[first]
        else:
            found = self.kept[on.id]
        for part in parts:
            found = getattr(found, part)
        return found

    def _inward(self, value: Any) -> Any:
        """Put the kept objects where their handles stand; containers are new ones."""
        if isinstance(value, Handle):
            return self.kept[value.id]
        if self.device is not None and isinstance(value, torch.Tensor):
            moved = self.device.to_device(value.detach())
            return moved.requires_grad_() if value.requires_grad else moved
        if type(value) is list:
            return [self._inward(v) for v in value]
        if type(value) is tuple:
            return tuple(self._inward(v) for v in value)
        if type(value) is dict:
            return {k: self._inward(v) for k, v in value.items()}
        return value

    def _error(self, error: BaseException) -> dict[str, Any]:
        try:
            text = str(error)[:MAX_TEXT]
        except BaseException:
            text = "(its message could not be read)"
        own = error.__traceback__
        while own is not None and own.tb_frame.f_globals is not self.names:
            own = own.tb_next  # frames of the kit say nothing about the student's code
        trace = "".join(traceback.format_exception(type(error), error, own, limit=-12))
        return {
            "kinds": [k.__name__ for k in type(error).__mro__ if k is not object],
            "text": text,
            "line": own_line(self.names, error.__traceback__),
            "trace": trace[-MAX_TRACE:],
            "own": raised_by(self.names, error.__traceback__),
        }


def own_line(names: dict[str, Any], trace: TracebackType | None) -> str:
    """The innermost line of the notebook itself in a traceback, as written; empty if none."""
    found = ""
    for frame, number in traceback.walk_tb(trace):
        if frame.f_globals is names:
            found = linecache.getline(frame.f_code.co_filename, number).strip()[:MAX_LINE]
    return found


def raised_by(names: dict[str, Any], trace: TracebackType | None) -> bool:
    """Whether a ``raise`` statement of the notebook itself is where a traceback ends."""
    last = None
    while trace is not None:
        last, trace = trace, trace.tb_next
    if last is None or last.tb_frame.f_globals is not names:
        return False
    # What is written in C raises in the frame that called it, by another instruction.
    return last.tb_frame.f_code.co_code[last.tb_lasti] == dis.opmap["RAISE_VARARGS"]


def seed_everything(seed: int, *, cpu: bool = False) -> None:
    """
    Seed the generators of random, numpy and torch.

    Args:
        cpu: Whether torch has no other device here. For each that may start later
            `torch.manual_seed` writes down the call stack, which takes a millisecond.
    """
    random.seed(seed)
    np.random.seed(seed % (1 << 32))
    if cpu and not torch.cuda.is_initialized():
        torch.default_generator.manual_seed(seed)
    else:
        torch.manual_seed(seed)


def cannot_return(error: BaseException) -> Reply:
    """The reply for a result that has no value form: not an error of ours, but of the answer."""
    kinds = [k.__name__ for k in type(error).__mro__ if k is not object]
    return {
        "raised": {
            "kinds": [CANNOT_RETURN, *kinds],
            "text": str(error)[:MAX_TEXT] if isinstance(error, Unpackable) else "",
            "line": "",
            "trace": "",
            "own": False,
        }
    }


class _MissingName(Exception):
    def __init__(self, name: str) -> None:
        self.name = name


class _Watch:
    """Counts what happens to a module that a check built, and remembers its parameters."""

    def __init__(self, module: torch.nn.Module) -> None:
        # The objects themselves, not their id(): ids of freed objects are used again.
        self.parameters = dict(module.named_parameters())
        self.visits: dict[str, int] = {}
        self.forwards = 0
        for name, parameter in self.parameters.items():
            if parameter.requires_grad:
                parameter.register_hook(self._counter(name))
        module.register_forward_pre_hook(self._count_forward)

    def _counter(self, name: str) -> Callable[[torch.Tensor], None]:
        def count(_: torch.Tensor) -> None:
            self.visits[name] = self.visits.get(name, 0) + 1

        return count

    def _count_forward(self, _module: torch.nn.Module, _inputs: Any) -> None:
        self.forwards += 1


def _backward(value: Any) -> bool:
    """Send ones backward through every tensor of a result; False if none has a graph."""
    sums = [t.sum() for t in tensors_in(value) if t.requires_grad]
    if not sums:
        return False
    torch.stack([s.reshape(()) for s in sums]).sum().backward()
    return True


def _restore_handles(after: Any, before: Any) -> Any:
    """The arguments after a call, with handles where handles were given."""
    if isinstance(before, Handle):
        return before
    if type(before) in (list, tuple) and isinstance(after, list | tuple):
        pairs = zip(after, before, strict=False)
        restored = [_restore_handles(a, b) for a, b in pairs] + list(after[len(before) :])
        return tuple(restored) if type(before) is tuple else restored
    if type(before) is dict and isinstance(after, dict):
        return {k: _restore_handles(v, before.get(k)) for k, v in after.items()}
    return after
