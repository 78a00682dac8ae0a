"""
Grade the answers of a bank, each inside the instructor's solution; what is known is not graded
again.

An entry of the cache belongs to one answer under one seed. Its key is a hash of whatever decides
the outcome: the notebook's code with the answer put in, points and limits, the checks, this
package, the libraries' versions, how far student code is confined. So a change of one bank file
costs that file, a change of a check its exercise (quick; see `autograde.suite`) or the assignment
(not quick: every check was run on every answer), and a change of a text or a hint nothing. Only
what is as it should be is kept: a complaint may have been the fault of a machine that was too busy,
so it is looked into again.
"""

from __future__ import annotations

import hashlib
import json
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import msgspec

from autograde.bank import Answer, with_answers
from autograde.course import Assignment
from autograde.files import write_whole
from autograde.grade.basis import engine_digest, libraries
from autograde.grade.jobs import Job
from autograde.grade.setup import open_batch, usable_cores
from autograde.grade.store import Store
from autograde.model import Outcome, Result
from autograde.notebook import Notebook, grade_id
from autograde.per_student import own_data
from autograde.run.sandbox import choose_tier, probe_machine
from autograde.submission import role_of
from autograde.suite import Suite

SOLUTION, RELEASE = "the solution", "the untouched release"
_KEEP_DAYS = 30


@dataclass(frozen=True)
class Trial:
    """
    One notebook to grade.

    Args:
        name: For people; ``<exercise>/<file>`` for an answer of the bank.

        cells: What stands in its solution cells, by exercise; the rest is as released.

        answer: The answer that it is about, None for the solution and the release.
    """

    name: str
    cells: dict[str, str]
    answer: Answer | None = None


@dataclass(frozen=True)
class Graded:
    """A trial under a seed: its result, and whether that was known already."""

    trial: Trial
    seed: int
    result: Result
    known: bool


class Bench:
    """
    Grades trials of one assignment.

    Args:
        assignment: Whose release, checks and manifest are used.

        cache: Folder of what is known; made when the first result comes.

        release: Its released notebook.

        quick: Run for each answer only the checks of its own exercise, and no cell that draws.

        force: Grade again what is known.
    """

    def __init__(
        self,
        assignment: Assignment,
        cache: Path,
        release: Notebook,
        *,
        quick: bool,
        force: bool,
    ) -> None:
        self.assignment, self.release = assignment, release
        self.quick, self.force = quick, force
        self.cache = cache
        self.tier = choose_tier(probe_machine())
        self.store = Store(cache)
        own = own_data(assignment)
        self._salt = own.salt.hex() if own is not None else ""
        suite = Suite(assignment.tests, assignment.bank)
        self._tests = {e.id: suite.digest(e.id) for e in assignment.manifest.exercise}

    def grade(self, trials: list[Trial], seed: int, slots: int | None) -> Iterator[Graded]:
        """
        Grade trials under one seed: first what is known, then the others as they are ready.

        Args:
            trials: What to grade; their names differ.

            seed: Other numbers draw other fresh data.

            slots: How many at once; as many as there are cores by default.
        """
        waiting: dict[str, Trial] = {}
        for trial in trials:
            known = None if self.force else self._known(trial, seed)
            if known is None:
                waiting[trial.name] = trial
            else:
                yield Graded(trial, seed, known, known=True)
        if not waiting:
            return
        ignore = self.cache.parent / ".gitignore"
        if not ignore.exists():
            write_whole(ignore, b"*\n")
        with tempfile.TemporaryDirectory(prefix="autograde-doctor-") as name:
            folder = Path(name)
            jobs = [
                self._job(folder / f"answer-{n}.ipynb", t) for n, t in enumerate(waiting.values())
            ]
            with open_batch(
                self.assignment,
                slots=min(slots or usable_cores(), len(jobs)),
                staging=folder,
                seed=seed,
                tier=self.tier,
            ) as batch:
                for done in batch.grade(jobs):
                    trial = waiting[done.job.student]
                    if done.notebook is not None:
                        done.notebook.unlink()
                    yield Graded(trial, seed, done.result, known=False)

    def keep(self, graded: Graded) -> None:
        """Let a result be known from now on."""
        if not graded.known and graded.result.status is Outcome.GRADED:
            key = self._key(graded.trial, graded.seed, self._only(graded.trial))
            self.store.keep(key, graded.result)

    def forget(self) -> None:
        """Remove what nobody has asked for in a month."""
        self.store.forget(_KEEP_DAYS)

    def _only(self, trial: Trial) -> str:
        return trial.answer.exercise if self.quick and trial.answer is not None else ""

    def _job(self, path: Path, trial: Trial) -> Job:
        path.write_text(json.dumps(with_answers(self.release, trial.cells)), encoding="utf-8")
        only = self._only(trial)
        return Job(trial.name, path, only=(only,) if only else (), pictures=False)

    def _known(self, trial: Trial, seed: int) -> Result | None:
        """What is known; a result of all checks also serves where its own would do."""
        for only in dict.fromkeys((self._only(trial), "")):
            result = self.store.result(self._key(trial, seed, only))
            if result is not None:
                return result
        return None

    def _key(self, trial: Trial, seed: int, only: str) -> str:
        manifest = self.assignment.manifest
        parts = (
            engine_digest(),
            libraries(),
            str(self.tier),
            seed,
            trial.name,
            only,
            self._tests[only] if only else sorted(self._tests.items()),
            self._salt,
            manifest.limits,
            [(e.id, e.points) for e in manifest.exercise],
            _code(with_answers(self.release, trial.cells)),
        )
        return hashlib.sha256(msgspec.json.encode(parts)).hexdigest()


def _code(notebook: Notebook) -> list[tuple[str | None, str, str]]:
    """What of a notebook can change how it is graded: its code, and which cell is whose."""
    return [
        (grade_id(cell), role_of(cell), cell["source"])
        for cell in notebook["cells"]
        if cell["cell_type"] == "code"
    ]
