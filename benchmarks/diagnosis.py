"""
How often is a mistake recognised that is coded in another way, and how often is one invented?

    python benchmarks/diagnosis.py neuron [--exercise mse] [--jobs 1] [--share 0.5]

Each wrong answer of the bank is rewritten (`answer_variants`), graded with another seed of the
student's generators, and compared with the bank's fingerprints. Two questions:

- known: the answer's own fingerprint is there. Recognised, or at least not called another name?
- unknown: it is left out, as if nobody had met this mistake. Is it called by another's name?
  A name that stands for the same sentence is right: the student reads what a tutor would say.
  The others are listed: a pair in both directions acts alike in every check, so it is two names
  for one behaviour, and a person decides whether they share a sentence.

A rewriting that changes which checks fail has changed the mistake; it is counted apart. Right
answers are graded too: none may get a diagnosis. ``--share`` takes a random part of the rewritings
and of the right answers, always the same one; the bank's fingerprints are all there.
"""

from __future__ import annotations

import argparse
import json
import random
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path

import msgspec
from answer_variants import variants

from autograde.bank import Answer, own_solutions, read_bank, with_answers
from autograde.course import Assignment, Course
from autograde.files import write_whole
from autograde.grade.batch import Batch
from autograde.grade.diagnosis import Diagnosis, diagnose
from autograde.grade.fingerprints import Fingerprints, compute, evidence_of
from autograde.grade.jobs import Job
from autograde.grade.setup import open_batch
from autograde.model import Evidence
from autograde.notebook import read_notebook

RIGHT = "right answers"
SEED = 9  # fingerprints are made with 0 to 3


@dataclass
class Count:
    """
    What became of the variants.

    Args:
        known: By kind of rewriting, how each was called.

        unknown: How those were called whose own mistake was left out.

        confused: Which name was given to which mistake that was left out.
    """

    known: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    unknown: Counter[str] = field(default_factory=Counter)
    confused: set[tuple[str, str, str]] = field(default_factory=set)

    def add(
        self, answer: Answer, kind: str, failed: dict[str, Evidence], known: Fingerprints
    ) -> None:
        """Count one variant."""
        found = diagnose(failed, known)
        if answer.right:
            self.known[RIGHT]["named" if found.slug else "not named"] += 1
            return
        if failed.keys() != answer.fails:
            self.known[kind]["mistake changed"] += 1
            return
        says = {a.slug: a.says for a in known.answers}
        if found.slug:
            word = "right" if says[found.slug] == answer.says else "wrong"
        else:
            word = _unnamed(found)
        self.known[kind][word] += 1
        others = tuple(a for a in known.answers if a.slug != answer.slug)
        other = diagnose(failed, replace(known, answers=others))
        if other.slug is None:
            self.unknown[_unnamed(other)] += 1
        elif says[other.slug] == answer.says:
            self.unknown["right sentence"] += 1
        else:
            self.unknown["named"] += 1
            self.confused.add((answer.exercise, answer.slug, other.slug))

    def lines(self) -> Iterable[str]:
        """The figures as text."""
        total: Counter[str] = Counter()
        for kind, words in self.known.items():
            if kind != RIGHT:
                total += words
                yield f"  {kind:18} {_figures(words)}"
        yield f"  {'all':18} {_figures(total)}"
        yield f"  {RIGHT:18} {dict(self.known[RIGHT])}"
        count = max(1, self.unknown.total())
        named = self.unknown["named"]
        yield f"  left out           {dict(self.unknown)}: {named / count:.1%} get another's name"
        right = total["right"] + self.unknown["right sentence"]
        yield (
            "  precision if every second mistake is unknown: "
            f"{right / (right + total['wrong'] + named):.3f}"
        )
        for exercise, slug, other in sorted(self.confused):
            twin = " (and the other way round)" if (exercise, other, slug) in self.confused else ""
            yield f"    {exercise}: {slug} is called {other}{twin}"


def _unnamed(found: Diagnosis) -> str:
    """Why an answer is not named: several agree, or one does on weak evidence, or none."""
    if not found.candidates:
        return "none"
    return "perhaps" if len(found.possibly) == 1 else "several"


def _figures(words: Counter[str]) -> str:
    named = words["right"] + words["wrong"]
    count = named + words["several"] + words["perhaps"] + words["none"]
    precision = f"{words['right'] / named:.3f}" if named else "-"
    recall = f"{words['right'] / count:.3f}" if count else "-"
    return f"precision {precision}  recall {recall}  {dict(words)}"


@dataclass(frozen=True)
class Grading:
    """
    What the answers of one exercise do.

    Args:
        known: The bank's fingerprints.

        variants: For each variant: the file of its answer, the kind of rewriting, and the evidence
            of its failed checks.
    """

    known: Fingerprints
    variants: tuple[tuple[str, str, dict[str, Evidence]], ...]


def graded(
    assignment: Assignment, exercise: str, batch: Batch, folder: Path, share: float = 1.0
) -> Grading:
    """Grade the answers of an exercise, and a share of their rewritings, drawn at random."""
    release = read_notebook(assignment.release / assignment.notebook.name)
    solutions = own_solutions(read_notebook(assignment.notebook))
    known = next(iter(compute(assignment, [exercise], batch, folder)))
    jobs, made = [], {}
    for answer in read_bank(assignment):
        if answer.exercise != exercise:
            continue
        for kind, code in ({"": answer.code} if answer.right else variants(answer.code)).items():
            name = f"{answer.path} {kind}"
            draw = random.Random(f"{exercise} {Path(answer.path).name} {kind}").random()
            if draw >= share:
                continue
            path = folder / f"variant-{len(jobs)}.ipynb"
            filled = with_answers(release, solutions | {exercise: code})
            path.write_text(json.dumps(filled), encoding="utf-8")
            jobs.append(Job(name, path, only=(exercise,), repeat=SEED))
            made[name] = Path(answer.path).name, kind
    found = []
    for done in batch.grade(jobs):
        if done.notebook is not None:
            done.notebook.unlink()
        own = next(e for e in done.result.exercises if e.id == exercise)
        found.append((*made[done.job.student], evidence_of(own)))
    return Grading(known, tuple(sorted(found, key=lambda entry: entry[:2])))


def measure(
    assignment: Assignment,
    exercises: list[str],
    jobs: int,
    kept: Path | None,
    share: float = 1.0,
) -> Count:
    """
    Rewrite, grade and compare the answers of some exercises.

    Args:
        kept: Where what was graded is kept and taken from; None to grade all of it.
    """
    count = Count()
    bank = {(a.exercise, Path(a.path).name): a for a in read_bank(assignment)}
    says = {(a.exercise, a.slug): a.says for a in bank.values()}
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="autograde-")))
        batch = None
        for exercise in exercises:
            part = "" if share == 1.0 else f"-{share:g}"
            path = kept / f"{assignment.name}-{exercise}{part}.json" if kept else None
            if path is not None and path.exists():
                found = msgspec.json.decode(path.read_bytes(), type=Grading)
            else:
                batch = batch or stack.enter_context(
                    open_batch(assignment, slots=jobs, staging=folder)
                )
                found = graded(assignment, exercise, batch, folder, share)
                if path is not None:
                    write_whole(path, msgspec.json.encode(found))
            answers = (replace(a, says=says[exercise, a.slug]) for a in found.known.answers)
            known = replace(found.known, answers=tuple(answers))
            for file, kind, failed in found.variants:
                count.add(bank[exercise, file], kind, failed, known)
    return count


def main() -> None:
    """Print the figures of each assignment."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[1])
    parser.add_argument("assignments", nargs="+")
    parser.add_argument("--exercise", action="append", default=[])
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--keep", type=Path, help="folder: what is graded is kept there and not "
                        "graded again; for work on the matcher alone")  # fmt: skip
    parser.add_argument("--share", type=float, default=1.0,
                        help="of the rewritten and the right answers, drawn at random")  # fmt: skip
    options = parser.parse_args()
    course = Course.find(Path(__file__).parents[1])
    for name in options.assignments:
        assignment = course.assignment(name)
        exercises = options.exercise or [e.id for e in assignment.manifest.exercise]
        count = measure(assignment, exercises, options.jobs, options.keep, options.share)
        print(f"{name}: {', '.join(exercises)}")
        for line in count.lines():
            print(line, flush=True)


if __name__ == "__main__":
    main()
