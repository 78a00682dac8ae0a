"""
What the commands do, without the command line: grade a class, write feedback, run the demo.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from autograde.course import Assignment
from autograde.errors import UsageError
from autograde.files import results_can_be_written, write_whole
from autograde.grade.conduct import Lean, Workshop, conduct
from autograde.grade.document import with_reports
from autograde.grade.fingerprints import Shelf
from autograde.grade.given import Given, changed_since
from autograde.grade.jobs import Job, find_jobs
from autograde.grade.naming import Namer, is_named, kinds_of, summary
from autograde.grade.store import Store, Stored, open_store
from autograde.gradebook.late import Extension, read_extensions
from autograde.gradebook.settings import load
from autograde.gradebook.writer import Entry, must_know, read_timestamp, write_class
from autograde.manifest import MANIFEST
from autograde.model import Outcome, Result
from autograde.notebook import notebook_bytes, read_notebook
from autograde.record import record
from autograde.run.sandbox import TIERS, Tier, choose_tier, probe_machine
from autograde.submission import Release

Progress = Callable[[int, int, Result | None], None]
Learning = Callable[[int, int], None]

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
    The results of a class, sorted by student, without the evidence that the store keeps.

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
    wanted = set(students)
    jobs = find_jobs(places.submitted, assignment.name, wanted)
    if missing := wanted - {j.student for j in jobs}:
        raise UsageError(
            f"nothing was handed in by {', '.join(sorted(missing))}", where=str(places.submitted)
        )
    jobs_of_all = jobs
    if shard is not None:
        jobs = [j for j in jobs if shard.has(j.student)]
    if not jobs_of_all:
        raise UsageError(
            "nothing was handed in",
            where=str(places.submitted),
            found=what_lies_there(places.submitted),
            todo=f"Expected <student>/{assignment.name}/{assignment.name}.ipynb there.",
        )
    Release.of(assignment)  # missing or broken, it is told before anything starts
    course_id = ""
    if places.db_url is not None:
        course_id = str(load(assignment.course.root).CourseDirectory.get("course_id", ""))
        _extensions(assignment)
        must_know(places.db_url, assignment.name)
    given = {path.name for path in assignment.release.iterdir()}
    entries: dict[str, Entry] = {}
    stored_at: dict[str, Stored] = {}  # of those that wait for a name
    given_out: list[tuple[str, str]] = []
    kinds: Counter[str] = Counter()
    lean = Lean()
    progress(0, len(jobs), None)
    tier = tier or choose_tier(probe_machine())
    store = open_store(assignment, places.out, seed, tier)
    namer = namer_of(assignment, places, store)
    lines = Given(places.out, assignment)
    former = lines.entered() if places.db_url is not None else {}

    def finish(entry: Entry, notebook: Path | None) -> None:
        result = namer.name(entry.result) if diagnosis else entry.result
        kinds.update(kinds_of(result))
        with results_can_be_written(places.out):
            _place(result, notebook, places.out, assignment)
        entries[result.student] = replace(entry, result=lean.keep(result))

    with Workshop(assignment, slots, seed, tier) as workshop:
        for job, stored in conduct(jobs, store, workshop, force=force, execute=execute):
            entry = _entry(job, stored, places, assignment.name, given)
            entry = replace(entry, changed=changed_since(former.get(job.student), stored, store))
            if diagnosis and namer.missing([entry.result]):
                entries[job.student], stored_at[job.student] = entry, stored
            else:
                finish(entry, stored.notebook)
            given_out.append((job.student, stored.key))
            progress(len(entries), len(jobs), entry.result)
        if stored_at:
            unnamed = namer.missing(entries[student].result for student in stored_at)
            namer.learn(unnamed, *workshop.open(), learning)
        for student, stored in stored_at.items():
            finish(entries[student], stored.notebook)
    ordered = [entries[student] for student in sorted(entries)]
    written = 0
    if places.db_url is not None:
        late, extensions = assignment.manifest.late, _extensions(assignment)
        written = write_class(places.db_url, course_id, assignment.name, ordered, late, extensions)
    with results_can_be_written(places.out):
        lines.add(given_out, entered=places.db_url is not None)
    without = sorted({job.student for job in jobs} - entries.keys())
    results = [entry.result for entry in ordered]
    words = [summary(kinds)] if diagnosis else []
    remarks = tuple(word for word in (*words, *namer.remarks) if word)
    return Grading(tuple(results), written, tuple(without), remarks)


def namer_of(assignment: Assignment, places: Places, store: Store) -> Namer:
    """What names the mistakes of the bank in these results."""
    roots = dict.fromkeys((places.out, assignment.course.root))
    return Namer(Shelf(assignment, roots, store.basis))


def tier_of_results(assignment: Assignment, places: Places, seed: int = 0) -> Tier:
    """The tier under which most of a class has been graded, perhaps on another machine."""
    jobs = find_jobs(places.submitted, assignment.name)

    def known(tier: Tier) -> int:
        store = open_store(assignment, places.out, seed, tier)
        return sum(store.get(store.key(job)) is not None for job in jobs)

    counts: dict[Tier, int] = {}
    for candidate in TIERS:
        counts[candidate] = known(candidate)
        if counts[candidate] == len(jobs):
            break
    return max(counts, key=lambda candidate: counts[candidate])


def kept(
    assignment: Assignment, places: Places, *, seed: int = 0, tier: Tier | None = None
) -> Iterator[tuple[Job, Result | None]]:
    """
    What has been handed in, and the result that `grade` has kept of it, with the mistakes that
    its bank knows today; None where none is current. Nothing is run.

    Args:
        seed, tier: What it was graded with.
    """
    tier = tier or tier_of_results(assignment, places, seed)
    store = open_store(assignment, places.out, seed, tier)
    namer = namer_of(assignment, places, store)
    for job in find_jobs(places.submitted, assignment.name):
        stored = store.get(store.key(job))
        yield job, None if stored is None else namer.name(stored.result)


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
    results, missing = [], []
    for job, result in kept(assignment, places, seed=seed, tier=tier):
        if result is None:
            missing.append(job.student)
        else:
            results.append(result)
    if not any(r.status is Outcome.GRADED for r in results):
        raise UsageError(
            "no submission of the assignment has been graded, or something has changed since",
            where=str(places.submitted),
            todo=f"Run: autograde grade {assignment.name}",
        )
    return sorted(results, key=lambda r: r.student), sorted(missing)


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


def _place(result: Result, notebook: Path | None, out: Path, assignment: Assignment) -> None:
    """Put the graded notebook where nbgrader expects it; what is there already stays."""
    if notebook is None:
        return
    data = notebook.read_bytes()
    if is_named(result):
        named = with_reports(read_notebook(notebook), result, assignment.manifest)
        data = notebook_bytes(named)
    folder = out / "autograded" / result.student / assignment.name
    _write_changed(folder / assignment.notebook.name, data)
    _write_changed(folder / MANIFEST, (assignment.folder / MANIFEST).read_bytes())


def _write_changed(path: Path, data: bytes) -> None:
    if not path.is_file() or path.read_bytes() != data:
        write_whole(path, data)


def what_lies_there(folder: Path) -> str:
    """What a folder holds, in a sentence for whoever expected something else."""
    if not folder.is_dir():
        return "There is no such folder."
    names = sorted(p.name for p in folder.iterdir() if not p.name.startswith("."))
    if not names:
        return "The folder is empty."
    return f"Found {', '.join(names[:5])}{', ...' if len(names) > 5 else ''}."
