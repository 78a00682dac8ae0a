"""
What the commands do, without the command line: grade a class, write feedback, run the demo.
"""

from __future__ import annotations

import hashlib
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from autograde.course import MANIFEST, Assignment
from autograde.errors import CourseError, GraderFault, SubmissionRefused, UsageError
from autograde.grade.batch import Job, find_jobs
from autograde.grade.fingerprints import Shelf
from autograde.grade.naming import Namer, is_named, summary, write_named
from autograde.grade.setup import open_batch, usable_cores
from autograde.grade.store import Store, Stored, open_store, write_whole
from autograde.gradebook.late import Extension, read_extensions
from autograde.gradebook.settings import load
from autograde.gradebook.writer import Entry, read_timestamp, write_class
from autograde.model import Outcome, Result, record
from autograde.run.sandbox import TIERS, Tier, choose_tier, probe_machine
from autograde.submission import Release, read_submission

Progress = Callable[[int, int, Result | None], None]
Learning = Callable[[int, int], None]

# The bank's answers follow a class of any size; how many is not known when slots are made.
_SLOTS_FOR_BANK = 8
# Beside a notebook these could be meant to be run, or to change how something runs.
_CODE = {".py", ".pyc", ".pth", ".so", ".ini", ".cfg", ".toml"}


@dataclass(frozen=True)
class Places:
    """
    Where grading reads and writes.

    Args:
        submitted: Holds ``<student>/<assignment>/<assignment>.ipynb``.

        out: Gets ``autograded/<student>/<assignment>/``.

        db_url: SQLAlchemy's URL of the gradebook; None to leave it alone.
    """

    submitted: Path
    out: Path
    db_url: str | None

    @classmethod
    def of_course(cls, root: Path) -> Places:
        """Where nbgrader has them in a course."""
        return cls(root / "submitted", root, f"sqlite:///{root / 'gradebook.db'}")


@dataclass(frozen=True)
class Shard:
    """
    One of `count` parts of a class, from 1; a student is always in the same one.

    Args:
        number: Which.
    """

    number: int
    count: int

    def has(self, student: str) -> bool:
        """Whether a student is in this part."""
        digest = hashlib.sha256(student.encode("utf-8", "replace")).digest()
        return int.from_bytes(digest[:8]) % self.count == self.number - 1


@dataclass(frozen=True)
class Grading:
    """
    The results of a class, sorted by student.

    Args:
        written: How many were written into the gradebook.

        missing: Students without a result, since nothing was to be run.

        remarks: About the diagnosis, for staff, one sentence each.
    """

    results: tuple[Result, ...]
    written: int
    missing: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()

    @property
    def needs_person(self) -> tuple[Result, ...]:
        """Results of submissions that could not be graded."""
        return tuple(r for r in self.results if r.status is not Outcome.GRADED)


def grade(
    assignment: Assignment,
    places: Places,
    *,
    slots: int | None = None,
    students: Iterable[str] = (),
    seed: int = 0,
    tier: Tier | None = None,
    force: bool = False,
    shard: Shard | None = None,
    execute: bool = True,
    diagnosis: bool = True,
    progress: Progress = lambda done, total, result: None,
    learning: Learning = lambda done, total: None,
) -> Grading:
    """
    Grade what a class has handed in.

    What was graded before and has not changed, nor anything that it depends on, is taken from
    the store in ``<out>/.autograde``; so a run that was stopped goes on where it stopped.

    Args:
        assignment: The assignment.

        places: Where to read and write.

        slots: How many submissions at once.

        students: Only these; all if empty.

        seed: Other numbers draw other fresh data.

        tier: How far student code is confined; the best that this machine has by default.

        force: Grade everything again.

        shard: Only this part of the class.

        execute: Run what has no current result; otherwise it is missing.

        diagnosis: Name the mistakes of the bank in what failed. Costs a run of the bank's
            wrong answers to the exercises that somebody failed, once.

        progress: Called with (done, total, result): once at the start without a result, then
            after each.

        learning: Called with (done, total) while the bank's wrong answers are run.

    Raises:
        UsageError: If nothing was handed in, or a student has handed in nothing.

        CourseError, SandboxUnavailable: See `open_batch`.

        GraderFault: If results cannot be written; what has been graded is kept where it can be.
    """
    jobs = find_jobs(places.submitted, assignment.name)
    wanted = set(students)
    if missing := wanted - {j.student for j in jobs}:
        raise UsageError(
            f"nothing was handed in by {', '.join(sorted(missing))}", where=str(places.submitted)
        )
    jobs = [j for j in jobs if not wanted or j.student in wanted]
    jobs_of_all = jobs
    if shard is not None:
        jobs = [j for j in jobs if shard.has(j.student)]
    if not jobs_of_all:
        raise UsageError(
            "nothing was handed in",
            where=str(places.submitted),
            found=_what_lies_there(places.submitted),
            todo=f"Expected <student>/{assignment.name}/{assignment.name}.ipynb there.",
        )
    release = assignment.release / assignment.notebook.name
    if not release.is_file():
        raise CourseError(
            "the assignment has not been generated",
            where=str(release),
            todo=f"Run: autograde generate {assignment.name}",
        )
    course_id = ""
    if places.db_url is not None:
        course_id = str(load(assignment.course.root).CourseDirectory.get("course_id", ""))
        _extensions(assignment)
    Release.read(release, assignment.name)  # broken, it is told before anything starts
    given = {path.name for path in assignment.release.iterdir()}
    entries: dict[str, Entry] = {}
    progress(0, len(jobs), None)

    def take(job: Job, stored: Stored) -> None:
        entry = _entry(job, stored, places, assignment.name, given)
        with results_can_be_written(places.out):
            _place_notebook(job, stored, places.out, assignment)
        entries[job.student] = entry
        progress(len(entries), len(jobs), entry.result)

    tier = tier or choose_tier(probe_machine())
    store = open_store(assignment, places.out, seed, tier)
    keys = {job.student: store.key(job) for job in jobs}
    waiting = []
    for job in jobs:
        known = None if force else store.get(keys[job.student])
        if known is None:
            waiting.append(job)
        else:
            take(job, known)
    results = [e.result for e in entries.values()]
    namer = namer_of(assignment, places, store)
    if not execute:
        waiting = []
    if waiting or (diagnosis and namer.missing(results)):
        with (
            tempfile.TemporaryDirectory(prefix="autograde-grade-") as folder,
            open_batch(
                assignment,
                slots=min(slots or usable_cores(), max(len(waiting), _SLOTS_FOR_BANK)),
                staging=Path(folder),
                seed=seed,
                tier=tier,
            ) as batch,
        ):
            for done in batch.grade(waiting):
                with results_can_be_written(places.out):
                    stored = store.put(keys[done.job.student], done)
                take(done.job, stored)
            if diagnosis:
                unnamed = namer.missing(e.result for e in entries.values())
                namer.learn(unnamed, batch, Path(folder), learning)
    if diagnosis:
        for student, entry in entries.items():
            named = namer.name(entry.result)
            entries[student] = replace(entry, result=named)
            if is_named(named):
                placed = places.out / "autograded" / student / assignment.name
                write_named(placed / assignment.notebook.name, named, assignment.manifest)
    ordered = [entries[student] for student in sorted(entries)]
    written = 0
    if places.db_url is not None:
        late, extensions = assignment.manifest.late, _extensions(assignment)
        written = write_class(places.db_url, course_id, assignment.name, ordered, late, extensions)
    without = sorted({job.student for job in jobs} - entries.keys())
    results = [entry.result for entry in ordered]
    words = [summary(results)] if diagnosis else []
    remarks = tuple(word for word in (*words, *namer.remarks) if word)
    return Grading(tuple(results), written, tuple(without), remarks)


def namer_of(assignment: Assignment, places: Places, store: Store) -> Namer:
    """What names the mistakes of the bank in these results."""
    roots = dict.fromkeys((places.out, assignment.course.root))
    return Namer(Shelf(assignment, roots, store.common))


def tier_of_results(assignment: Assignment, places: Places, seed: int = 0) -> Tier:
    """The tier under which most of a class has been graded, perhaps on another machine."""
    jobs = find_jobs(places.submitted, assignment.name)

    def known(tier: Tier) -> int:
        store = open_store(assignment, places.out, seed, tier)
        return sum(store.get(store.key(job)) is not None for job in jobs)

    return max(TIERS, key=known)


def graded_before(
    assignment: Assignment, places: Places, *, seed: int = 0, tier: Tier | None = None
) -> tuple[list[Result], list[str]]:
    """
    Results of a class that `grade` has kept; nothing is run.

    Returns:
        The results, sorted by student, and the students that have none that is current.

    Raises:
        UsageError: If no submission has been graded.
    """
    tier = tier or tier_of_results(assignment, places, seed)
    store = open_store(assignment, places.out, seed, tier)
    namer = namer_of(assignment, places, store)
    results, missing = [], []
    for job in find_jobs(places.submitted, assignment.name):
        known = store.get(store.key(job))
        if known is None:
            missing.append(job.student)
        else:
            results.append(namer.name(known.result))
    if not any(r.status is Outcome.GRADED for r in results):
        raise UsageError(
            "no submission of the assignment has been graded, or something has changed since",
            where=str(places.submitted),
            todo=f"Run: autograde grade {assignment.name}",
        )
    return sorted(results, key=lambda r: r.student), sorted(missing)


def answers_of(assignment: Assignment, submitted: Path) -> tuple[dict[str, str], str]:
    """
    The code that each student wrote into solution cells, and that of the release.

    Raises:
        UsageError: If nothing was handed in.
    """
    release = Release.read(assignment.release / assignment.notebook.name, assignment.name)
    given = "\n\n".join(c.source for c in release.cells if c.role == "solution")
    answers = {}
    for job in find_jobs(submitted, assignment.name):
        if job.path is None:
            continue
        with suppress(SubmissionRefused):
            read = read_submission(job.path, job.student, release)
            own = [c for c in read.cells if c.role == "solution" and c.kind == "code"]
            answers[job.student] = "\n\n".join(
                c.source for c in own if c.grade_id not in read.untouched
            )
    if not answers:
        raise UsageError(
            "nothing was handed in", where=str(submitted), found=_what_lies_there(submitted)
        )
    return answers, given


@contextmanager
def results_can_be_written(out: Path) -> Iterator[None]:
    """Tell in words what keeps a result from being written."""
    try:
        yield
    except OSError as error:
        raise GraderFault(
            "a result cannot be written",
            where=str(error.filename or out),
            found=f"{error.strerror}. What was graded before is kept.",
            todo="Make room there, or choose another --out; then run the same command again.",
        ) from error


def _extensions(assignment: Assignment) -> dict[str, Extension]:
    return read_extensions(assignment.course.root, assignment.name)


def json_lines(results: Iterable[Result]) -> str:
    """The results as ``--json`` writes them: one object a line, sorted by student."""
    lines = sorted(results, key=lambda r: r.student)
    return "".join(msgspec.json.encode(record(r)).decode() + "\n" for r in lines)


def _entry(job: Job, stored: Stored, places: Places, assignment: str, given: set[str]) -> Entry:
    submitted, note = read_timestamp(places.submitted / job.student / assignment)
    notes = [note] if note else []
    if code := [name for name in job.found if name not in given and Path(name).suffix in _CODE]:
        notes.append(f"Ignored, since nothing beside the notebook is used: {', '.join(code)}.")
    result = replace(stored.result, notes=(*stored.result.notes, *notes))
    return Entry(result, frozenset(result.untouched), submitted)


def _place_notebook(job: Job, stored: Stored, out: Path, assignment: Assignment) -> None:
    """Put the graded notebook where nbgrader expects it."""
    if stored.notebook is None:
        return
    folder = out / "autograded" / job.student / assignment.name
    write_whole(folder / assignment.notebook.name, stored.notebook.read_bytes())
    write_whole(folder / MANIFEST, (assignment.folder / MANIFEST).read_bytes())


def _what_lies_there(folder: Path) -> str:
    if not folder.is_dir():
        return "There is no such folder."
    names = sorted(p.name for p in folder.iterdir() if not p.name.startswith("."))
    if not names:
        return "The folder is empty."
    return f"Found {', '.join(names[:5])}{', ...' if len(names) > 5 else ''}."
