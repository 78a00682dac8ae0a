"""
A folder that is graded as things land in it: grading on submission.

Every few seconds the folder is looked at. What has stopped changing is collected like an LMS's
export, and whoever has no current result is graded. A student is graded again only after a pause;
what is handed in meanwhile waits, and the latest of it counts. When a student was graded last is
kept in a file, so that a watcher that is started again goes on with it.
"""

from __future__ import annotations

import json
import stat
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from autograde.collect.placing import collect
from autograde.collect.roster import NOBODY, Roster
from autograde.course import Assignment
from autograde.errors import AutogradeError, UsageError
from autograde.files import write_whole
from autograde.model import Result
from autograde.workflow import Places, grade

_ARCHIVES = (".zip",)
# What browsers, sync clients and editors call a file that is not whole yet.
_PARTIAL = (".part", ".partial", ".crdownload", ".tmp", ".filepart", "~")

Stamp = tuple[int, int, int]


@dataclass
class Inbox:
    """
    Grades what lands in a folder.

    Args:
        folder: Holds archives, each an LMS's export; or is itself a tree of submissions, such as
            nbgrader's inbound folder.

        pause: Seconds between two gradings of the same student.

        say: Called with a line about what could not be collected.
    """

    folder: Path
    assignment: Assignment
    places: Places
    pause: float = 600.0
    roster: Roster = NOBODY
    slots: int | None = None
    say: Callable[[str], None] = print
    _seen: dict[str, Stamp] = field(default_factory=dict)
    _handled: dict[str, Stamp] = field(default_factory=dict)
    _waiting: bool = True

    def look(self) -> tuple[Result, ...]:
        """
        One round: collect what has stopped changing since the last one, grade whose turn it is.

        Returns:
            The results of those who were graded now, sorted by student.

        Raises:
            UsageError: If the folder is gone.
        """
        settled = self._settled()
        for name, stamp in settled.items():
            self._collect(self.folder / name if name else self.folder)
            self._handled[name] = stamp
        if not settled and not self._waiting:
            return ()
        return self._grade()

    def _settled(self) -> dict[str, Stamp]:
        """What is new and looks as it did in the last round; "" is the folder as one tree."""
        try:
            children = sorted(
                p for p in self.folder.iterdir()
                if not p.name.startswith(".") and not p.name.endswith(_PARTIAL)
            )  # fmt: skip
        except OSError as error:
            raise UsageError(
                "the inbox cannot be read", where=str(self.folder), found=error.strerror
            ) from None
        archives = {p.name: _stamp([p]) for p in children if p.suffix.lower() in _ARCHIVES}
        tree = [p for p in children if p.suffix.lower() not in _ARCHIVES]
        now = archives if archives else {"": _stamp(tree)} if tree else {}
        if archives and tree and not self._seen:
            self.say(
                f"{self.folder} holds archives, so its other files are left alone; "
                "give folders an inbox of their own."
            )
        before, self._seen = self._seen, now
        return {
            name: stamp
            for name, stamp in now.items()
            if before.get(name) == stamp and self._handled.get(name) != stamp
        }

    def _collect(self, where: Path) -> None:
        try:
            done = collect(
                where,
                self.assignment,
                submitted=self.places.submitted,
                unplaced=self.places.out / "unplaced" / self.assignment.name,
                roster=self.roster,
            )
        except AutogradeError as error:  # one bad archive does not end the service
            self.say(f"{where.name}: {error}")
            return
        for unplaced in done.needs_person:
            self.say(f"{where.name}: {unplaced.left.file.name}: {unplaced.left.why}")

    def _grade(self) -> tuple[Result, ...]:
        if not any(self.places.submitted.glob(f"*/{self.assignment.name}")):
            self._waiting = False
            return ()
        quiet = Places(self.places.submitted, self.places.out, None)
        missing = grade(self.assignment, quiet, execute=False, diagnosis=False).missing
        last, now = self._last_graded(), time.time()
        turn = [s for s in missing if now - last.get(s, 0.0) >= self.pause]
        self._waiting = len(turn) < len(missing)
        if not turn:
            return ()
        grading = grade(self.assignment, self.places, slots=self.slots, students=turn)
        last |= dict.fromkeys(turn, now)
        write_whole(self._file, json.dumps(last, ensure_ascii=False).encode())
        return grading.results

    @property
    def _file(self) -> Path:
        return self.places.out / ".autograde" / "inbox" / f"{self.assignment.name}.json"

    def _last_graded(self) -> dict[str, float]:
        try:
            known = json.loads(self._file.read_bytes())
        except (OSError, ValueError):
            return {}
        return {s: float(t) for s, t in known.items()} if isinstance(known, dict) else {}


def _stamp(paths: list[Path]) -> Stamp:
    """Changes when any of these, or a file below them, does: count, newest, bytes."""
    count = newest = size = 0
    todo = list(paths)
    while todo:
        path = todo.pop()
        try:
            status = path.lstat()
            if stat.S_ISDIR(status.st_mode):
                todo += path.iterdir()
        except OSError:
            continue
        count, size = count + 1, size + status.st_size
        newest = max(newest, status.st_mtime_ns, status.st_ctime_ns)
    return count, newest, size
