"""What a cell shows, collected as nbformat outputs: merged and capped as a front end would."""

from __future__ import annotations

import contextlib
import io
import os
from pathlib import Path
from typing import Any

_TRUNCATED = "\n[The rest of this cell's output was cut off.]\n"
_MAX_RAW = 1 << 20

Output = dict[str, Any]


class Outputs:
    """
    Collects what the current cell shows.

    Args:
        cap: Characters that one cell may show; the rest is cut off.
    """

    def __init__(self, cap: int) -> None:
        self.cap = cap
        self.begin()

    def begin(self) -> None:
        """Forget everything: a new cell starts."""
        self._entries: list[Output] = []
        self._left = self.cap

    def text(self, stream: str, text: str) -> None:
        """Append to a stream, merged with what was last written to it."""
        if self._left <= 0:
            return
        text = text[: self._left]
        self._left -= len(text)
        last = self._entries[-1] if self._entries else None
        if last and last["output_type"] == "stream" and last["name"] == stream:
            last["parts"].append(text)
        else:
            self._entries.append({"output_type": "stream", "name": stream, "parts": [text]})
        if self._left <= 0:
            self._cut()

    def rich(self, entry: Output) -> None:
        """Append a display, a result or an error."""
        size = sum(len(v) for v in entry.get("data", {}).values() if isinstance(v, str | bytes))
        size += sum(map(len, entry.get("traceback", ())))
        if self._left <= 0:
            return
        if size > self._left:
            self._left = 0
            self._cut()
        else:
            self._left -= size
            self._entries.append(entry)

    def update(self, display_id: str, entry: Output) -> None:
        """Replace a display in place, as a front end does."""
        for i, known in enumerate(self._entries):
            if known.get("id") == display_id:
                self._entries[i] = entry

    def take(self) -> list[Output]:
        """Everything as nbformat outputs."""
        for entry in self._entries:
            entry.pop("id", None)
            if entry["output_type"] == "stream":
                entry["text"] = "".join(entry.pop("parts"))
        taken, self._entries = self._entries, []
        return taken

    def _cut(self) -> None:
        self._entries.append({"output_type": "stream", "name": "stdout", "parts": [_TRUNCATED]})


class Stream(io.TextIOBase):
    """stdout or stderr of the notebook."""

    encoding = "utf-8"
    errors = "replace"

    def __init__(self, outputs: Outputs, name: str, descriptor: int) -> None:
        self._outputs, self._name, self._descriptor = outputs, name, descriptor

    @property
    def name(self) -> str:
        return f"<{self._name}>"

    def writable(self) -> bool:
        return True

    def fileno(self) -> int:
        return self._descriptor

    def isatty(self) -> bool:
        return False

    def write(self, text: str) -> int:
        if not isinstance(text, str):
            raise TypeError(f"write() argument must be str, not {type(text).__name__}")
        self._outputs.text(self._name, text)
        return len(text)


class RawOutput:
    """What C code writes straight to descriptors 1 and 2, kept in an unlinked file."""

    def __init__(self) -> None:
        self.descriptor = -1
        with contextlib.suppress(OSError):
            flags = os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND | os.O_CLOEXEC
            self.descriptor = os.open(".raw-output", flags, 0o600)
            Path(".raw-output").unlink()
            os.dup2(self.descriptor, 1)
            os.dup2(self.descriptor, 2)

    def take(self) -> str:
        """What was written since the last call."""
        size = os.fstat(self.descriptor).st_size if self.descriptor >= 0 else 0
        if not size:
            return ""
        text = os.pread(self.descriptor, min(size, _MAX_RAW), 0)
        os.ftruncate(self.descriptor, 0)
        return text.decode("utf-8", "replace")
