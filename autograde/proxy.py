"""
The student's notebook as a test sees it: `student.fit_neuron(x, y)`.

Arguments and results cross by value. A module or a function stays with the student's code and
crosses as a `StudentObject` that can be called and described. What comes back is a claim: here it
becomes a `Call`, a `ModuleInfo` or an error, or is refused.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import torch

from autograde.calls import Call, ModuleInfo, ParameterInfo, exchanges, note_call
from autograde.errors import AcceleratorError, StudentMissing, StudentProtocol, StudentRaised
from autograde.namespace import MAX_LINE, Reply, Request
from autograde.show import show_call
from autograde.values import Handle

Ask = Callable[[Request], Reply]

MAX_LINES = 8
MAX_MAKER = 60
"""The longest call that an object is named by, as in ``xor_by_hand()(x)``."""


class Student:
    """
    The names of one notebook.

    ``student.f(x)`` calls a function by value, ``student["w"]`` reads a value, and a module or
    function that comes back is a `StudentObject`.

    Args:
        ask: Carries a request to the student's process and brings its reply.

    Raises:
        StudentMissing: The notebook does not define the name.

        StudentRaised: The student's code raised.

        StudentTimedOut, StudentKilled, StudentProtocol: See `autograde.errors`.
    """

    def __init__(self, ask: Ask) -> None:
        self._ask = ask

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name.startswith("__"):
            raise AttributeError(name)

        def function(*args: Any, **kwargs: Any) -> Any:
            return self.call(name, *args, **kwargs).value

        return function

    def __getitem__(self, name: str) -> Any:
        return self._outward(self._request({"op": "get", "path": name}, name)["value"])

    def call(self, name: str, /, *args: Any, **kwargs: Any) -> Call:
        """Call a function of the notebook; the arguments cross by value."""
        return self._call(name, None, args, kwargs, backward=False)

    def backward(self, name: str, /, *args: Any, **kwargs: Any) -> Call:
        """Call a function, then send ones backward through its result; see `Call.gradients`."""
        return self._call(name, None, args, kwargs, backward=True)

    def build(
        self, source: str, *, name: str | None = None, state: Any = None, watch: bool = False
    ) -> StudentObject:
        """
        Make an object beside the student's code, for instance ``build("nn.Linear(3, 1)")``.

        Args:
            source: An expression, or with `name` a piece of Python that defines that name. It
                may use torch, nn, F and np, and must not hold anything that is secret.

            state: A state_dict to load.

            watch: Count forward passes and gradients, and remember the parameters.
        """
        request = {"op": "build", "source": source, "name": name, "state": state, "watch": watch}
        return StudentObject(self, self._request(request, source)["value"], name or source)

    def seed(self, seed: int) -> None:
        """Seed the generators of random, numpy and torch in the student's process."""
        self._request({"op": "seed", "seed": seed}, "seed")

    def _call(
        self,
        name: str,
        on: Handle | None,
        args: tuple[Any, ...],
        kwargs: dict[str, Any],
        *,
        backward: bool,
        path: str | None = None,
    ) -> Call:
        text = show_call(name, args, kwargs)
        request = {
            "op": "call",
            "path": name if path is None else path,
            "on": on,
            "args": _inward(list(args)),
            "kwargs": _inward(kwargs),
            "backward": backward,
        }
        reply = self._request(request, text)
        body = reply["value"]
        try:
            device, used = body.get("device", ("", {}))
            call = Call(
                name,
                args,
                kwargs,
                self._outward(body["result"], text if len(text) <= MAX_MAKER else f"{name}(...)"),
                tuple(self._outward(body["args"])),
                dict(self._outward(body["kwargs"])),
                tuple(body.get("gradients", ())),
                body.get("graph") is True,
                str(reply.get("printed", "")),
                str(device),
                {str(k): int(v) for k, v in used.items()},
                _own_lines(body.get("lines", {})),
            )
        except (KeyError, TypeError, ValueError, AttributeError):
            raise StudentProtocol("the answer to a call has not the form of one") from None
        note_call(call)
        return call

    def _request(self, request: Request, text: str) -> Reply:
        reply = self._ask(request)
        exchanges.add(request, reply)
        if "fault" in reply:
            raise AcceleratorError(str(reply["fault"]))
        if "raised" in reply:
            raise _raised(reply["raised"], text)
        if "missing" in reply:
            raise StudentMissing(str(reply["missing"])[:100])
        if "value" not in reply:
            raise StudentProtocol("the answer has neither a value nor an error")
        return reply

    def _outward(self, value: Any, name: str = "") -> Any:
        """What came from the student; an object is called `name`, by its class without one."""
        if isinstance(value, Handle):
            return StudentObject(self, value, name or value.type)
        if type(value) is list:
            return [self._outward(v) for v in value]
        if type(value) is tuple:
            return tuple(self._outward(v) for v in value)
        if type(value) is dict:
            return {k: self._outward(v) for k, v in value.items()}
        return value


class StudentObject:
    """
    An object that stays with the student's code: a module, a function.

    Call it, call its methods (``model.state_dict()``), read an attribute (``model["weight"]``),
    or ask `describe()` about a module.
    """

    def __init__(self, student: Student, handle: Handle, name: str) -> None:
        self._student, self._handle, self._name = student, handle, name

    def __repr__(self) -> str:
        return f"a {self._handle.type}"

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return self.call("", *args, **kwargs).value

    def __getattr__(self, name: str) -> Callable[..., Any]:
        if name.startswith("__"):
            raise AttributeError(name)

        def method(*args: Any, **kwargs: Any) -> Any:
            return self.call(name, *args, **kwargs).value

        return method

    def __getitem__(self, name: str) -> Any:
        request = {"op": "get", "path": name, "on": self._handle}
        return self._student._outward(self._student._request(request, name)["value"])

    def call(self, method: str = "", /, *args: Any, **kwargs: Any) -> Call:
        """Call the object, or one of its methods."""
        name = f"{self._name}.{method}" if method else self._name
        return self._student._call(name, self._handle, args, kwargs, backward=False, path=method)

    def backward(self, *args: Any, **kwargs: Any) -> Call:
        """Call the object, then send ones backward through its result."""
        return self._student._call(self._name, self._handle, args, kwargs, backward=True, path="")

    def is_same(self, other: object) -> bool:
        """Whether the other stands for the very same object beside the student's code."""
        return isinstance(other, StudentObject) and other._handle == self._handle

    @property
    def kind(self) -> str:
        """Name of its class."""
        return self._handle.type

    def describe(self) -> ModuleInfo:
        """What kind of module it is, with parameters, gradients and buffers."""
        body = self._student._request({"op": "describe", "on": self._handle}, "describe")["value"]
        try:
            if body["module"] is not True:
                return ModuleInfo(str(body["class"]), is_module=False)
            return ModuleInfo(
                str(body["class"]),
                is_module=True,
                training=body["training"] is True,
                modules=tuple((str(n), str(c)) for n, c in body["modules"]),
                parameters=tuple(_parameter(p) for p in body["parameters"]),
                buffers=tuple((str(n), _tensor(b)) for n, b in body["buffers"]),
                forwards=int(body["forwards"]),
            )
        except (KeyError, TypeError, ValueError):
            raise StudentProtocol("the description of a module has not the form of one") from None


def _tensor(value: Any) -> torch.Tensor:
    """A value of a description that must be a tensor: checks compute with it."""
    if not isinstance(value, torch.Tensor):
        raise TypeError(f"{type(value).__name__} instead of a tensor")
    return value


def _parameter(body: Any) -> ParameterInfo:
    gradient = body["gradient"]
    return ParameterInfo(
        str(body["name"]),
        _tensor(body["value"]),
        None if gradient is None else _tensor(gradient),
        body["requires_grad"] is True,
        body["same"] is True,
        int(body["visits"]),
    )


def _own_lines(claimed: Any) -> dict[str, str]:
    """What a student's process says of the student's lines, as far as it can be shown."""
    lines = {}
    for kind, line in list(claimed.items())[:MAX_LINES]:
        if type(kind) is str and type(line) is str:
            lines[kind] = "".join(c for c in line if c.isprintable())[:MAX_LINE]
    return lines


def _raised(body: Any, call: str) -> Exception:
    try:
        kinds = tuple(str(k) for k in body["kinds"]) or ("Exception",)
        return StudentRaised(
            kinds,
            str(body["text"]),
            line=str(body["line"]),
            call=call,
            trace=str(body["trace"]),
            own=body["own"] is True,
        )
    except (KeyError, TypeError):
        return StudentProtocol("the report of an error has not the form of one")


def _inward(value: Any) -> Any:
    if isinstance(value, StudentObject):
        return value._handle
    if isinstance(value, list):
        return [_inward(v) for v in value]
    if isinstance(value, tuple):
        return tuple(_inward(v) for v in value)
    if isinstance(value, dict):
        return {k: _inward(v) for k, v in value.items()}
    return value
