"""
Notebook cells run in this process by IPython, without a kernel.

An `InteractiveShell` without history, threads or sockets is made once in the warm process and
forked with it. What a cell shows becomes nbformat outputs, merged and capped as a front end would
show them. Magics, ``display``, figures and tracebacks work as in a notebook; ``input()`` raises.
"""

from __future__ import annotations

import base64
import builtins
import contextlib
import inspect
import io
import os
import sys
import types
from collections.abc import Callable, Collection
from typing import Any

from IPython.core.displayhook import DisplayHook
from IPython.core.displaypub import DisplayPublisher
from IPython.core.interactiveshell import InteractiveShell
from traitlets import Type
from traitlets.config import Config

from autograde.namespace import MAX_LINE, own_line
from autograde.run.outputs import Output, Outputs, RawOutput, Stream

_INLINE = "module://matplotlib_inline.backend_inline"
_MAX_FRAMES = 20


class _Publisher(DisplayPublisher):
    def publish(  # type: ignore[override]
        self,
        data: dict[str, Any],
        metadata: dict[str, Any] | None = None,
        *,
        transient: dict[str, Any] | None = None,
        update: bool = False,
        **_: Any,
    ) -> None:
        entry: Output = {
            "output_type": "display_data",
            "data": _texts(data),
            "metadata": metadata or {},
        }
        display_id = (transient or {}).get("display_id")
        if display_id:
            entry["id"] = display_id
        if update:
            _outputs(self).update(str(display_id), entry)
        else:
            _outputs(self).rich(entry)

    def clear_output(self, wait: bool = False) -> None:
        _outputs(self).begin()


def _outputs(part: DisplayPublisher | DisplayHook) -> Outputs:
    shell: Any = part.shell
    outputs: Outputs = shell.outputs
    return outputs


class _Hook(DisplayHook):
    def write_output_prompt(self) -> None:
        pass

    def finish_displayhook(self) -> None:
        self._is_active = False

    def write_format_data(self, format_dict: Any, md_dict: Any = None) -> None:
        _outputs(self).rich(
            {
                "output_type": "execute_result",
                "execution_count": self.prompt_count,
                "data": _texts(format_dict),
                "metadata": md_dict or {},
            }
        )


def _texts(data: dict[str, Any]) -> dict[str, Any]:
    return {
        mime: base64.b64encode(v).decode() if isinstance(v, bytes) else v
        for mime, v in data.items()
    }


class Shell(InteractiveShell):
    """IPython's shell with outputs that go into `outputs`; made by `make_shell`."""

    displayhook_class = Type(_Hook)
    display_pub_class = Type(_Publisher)
    outputs: Outputs
    exit_now = False

    def _showtraceback(self, etype: Any, evalue: Any, stb: Any) -> None:
        self.outputs.rich(
            {
                "output_type": "error",
                "ename": getattr(etype, "__name__", str(etype)),
                "evalue": str(evalue)[:10_000],
                "traceback": [str(line) for line in stb],
            }
        )

    def _tee(self, channel: Any) -> Any:
        # IPython 9 keeps a second, unbounded copy of everything that is printed.
        return contextlib.nullcontext()

    def _get_exc_info(self, exc_tuple: Any = None) -> Any:
        kind, value, trace = super()._get_exc_info(exc_tuple)  # type: ignore[no-untyped-call]
        return kind, value, _trimmed(trace)

    def _format_exception_for_storage(self, *_: Any, **__: Any) -> list[str]:
        return []  # IPython 9 would render each traceback a second time, for nobody

    def ask_exit(self) -> None:
        self.exit_now = True

    def enable_gui(self, gui: Any = None) -> None:
        pass

    def raw_input(self, prompt: object = "") -> str:
        raise EOFError("input() is not available while grading")

    def system(self, cmd: str) -> None:
        self.outputs.text("stderr", "Shell commands are not available while grading.\n")

    def getoutput(self, cmd: str, split: bool = True, depth: int = 0) -> Any:
        self.system(cmd)
        return []


def make_shell() -> Shell:
    """A shell with matplotlib's inline backend, as a notebook has it. Starts no thread."""
    config = Config()
    config.HistoryManager.enabled = False  # no database file, no thread
    config.InteractiveShell.colors = "nocolor"
    inspect.getmodule = _getmodule
    Shell.clear_instance()
    shell: Shell = Shell.instance(config=config)
    shell.outputs = Outputs(4 << 20)
    os.environ["MPLBACKEND"] = _INLINE
    import matplotlib

    matplotlib.use(_INLINE)
    matplotlib.interactive(True)  # only then does the backend show figures after a cell
    from matplotlib_inline.backend_inline import configure_inline_support

    configure_inline_support(shell, _INLINE)
    return shell


_slow_getmodule = inspect.getmodule


def _getmodule(object: Any, _filename: Any = None) -> Any:
    """
    `inspect.getmodule` without its scan of all loaded modules for each frame of a cell: with it,
    printing a RecursionError takes a minute.
    """
    if inspect.isframe(object):
        module = sys.modules.get(object.f_globals.get("__name__", ""))
        if module is not None and getattr(module, "__dict__", None) is object.f_globals:
            return module
    return _slow_getmodule(object, _filename)


def _trimmed(trace: types.TracebackType | None) -> types.TracebackType | None:
    """The first and last frames of a very long traceback."""
    frames = []
    while trace is not None:
        frames.append(trace)
        trace = trace.tb_next
    if len(frames) > 2 * _MAX_FRAMES:
        frames = frames[:_MAX_FRAMES] + frames[-_MAX_FRAMES:]
    for frame in reversed(frames):
        trace = types.TracebackType(trace, frame.tb_frame, frame.tb_lasti, frame.tb_lineno)
    return trace


def run_cells(
    shell: Shell,
    cells: list[tuple[str, str]],
    started: Callable[[str], None],
    ended: Callable[[str, dict[str, Any]], None],
    *,
    output_cap: int,
    given: Collection[str] = (),
) -> None:
    """
    Run cells one after another; a cell that raises does not stop the next.

    Args:
        cells: (id, source) of each.

        started: Called before a cell.

        ended: Called after it with ``ok``, ``outputs``, ``count``, ``error``, ``line``.

        output_cap: Characters that one cell may show.

        given: Ids of the instructor's own cells. A function or class that the other cells have
            defined is not lost to a name that one of these uses.
    """
    helpers: dict[str, Any] = {}
    before = sys.stdout, sys.stderr, sys.stdin
    builtins.input = shell.raw_input
    outputs = shell.outputs = Outputs(output_cap)
    sys.stdout, sys.stderr = Stream(outputs, "stdout", 1), Stream(outputs, "stderr", 2)
    sys.stdin = io.StringIO()
    raw = RawOutput()
    try:
        for id, source in cells:
            outputs.begin()
            started(id)
            names = {} if id in given else dict(shell.user_ns)
            ok, error, line = _run_one(shell, source)
            if id in given:
                shell.user_ns.update(helpers)
            else:
                helpers.update(_defined(shell.user_ns, names))
            if text := raw.take():
                outputs.text("stdout", text)
            ended(
                id,
                {
                    "ok": ok,
                    "outputs": outputs.take(),
                    "count": shell.execution_count - 1,
                    "error": error,
                    "line": line,
                },
            )
            if shell.exit_now:
                break
    finally:
        sys.stdout, sys.stderr, sys.stdin = before


def _defined(names: dict[str, Any], before: dict[str, Any]) -> dict[str, Any]:
    """The functions and classes that a cell has given a name to."""
    return {
        name: value
        for name, value in names.items()
        # Not isinstance, which asks an object of the student's what it is.
        if issubclass(type(value), (types.FunctionType, type)) and value is not before.get(name)
    }


def _run_one(shell: Shell, source: str) -> tuple[bool, str, str]:
    try:
        result = shell.run_cell(source, store_history=True)  # type: ignore[no-untyped-call]
    except KeyboardInterrupt:  # the interrupt landed between IPython's own handlers
        shell.outputs.text("stderr", "KeyboardInterrupt\n")
        return False, "KeyboardInterrupt", ""
    if result.success:
        return True, "", ""
    error = result.error_before_exec or result.error_in_exec
    try:
        text = f"{type(error).__name__}: {error}"[:2000]
    except BaseException:
        text = type(error).__name__
    return False, text, _student_line(shell, error)


def _student_line(shell: Shell, error: BaseException | None) -> str:
    if isinstance(error, SyntaxError):
        return (error.text or "").strip()[:MAX_LINE]
    return own_line(shell.user_global_ns, error.__traceback__ if error else None)
