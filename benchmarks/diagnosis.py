"""
How often is a mistake recognised that is coded in another way, and how often is one invented?

    python benchmarks/diagnosis.py neuron [--exercise mse] [--jobs 1]

Each wrong answer of the bank is rewritten (`answer_variants`), graded with another seed of the
student's generators, and compared with the bank's fingerprints. Two questions:

- known: the answer's own fingerprint is there. Recognised, or at least not called another name?
- unknown: it is left out, as if nobody had met this mistake. Is it called by another's name?
  Those are listed: a pair in both directions acts alike in every check, so it is two names for
  one behaviour, and a person decides whether they are synonyms.

A rewriting that changes which checks fail has changed the mistake; it is counted apart. Right
answers are graded too: none may get a diagnosis.
"""

from __future__ import annotations

import argparse
import json
import tempfile
from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

from answer_variants import variants

from autograde.bank import Answer, own_solutions, read_bank, with_answers
from autograde.course import Assignment, Course
from autograde.grade.batch import Batch
from autograde.grade.diagnosis import diagnose
from autograde.grade.fingerprints import Fingerprints, compute, evidence_of
from autograde.grade.jobs import Job
from autograde.grade.setup import open_batch
from autograde.model import ExerciseResult
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

    def add(self, answer: Answer, kind: str, graded: ExerciseResult, known: Fingerprints) -> None:
        """Count one variant."""
        failed = evidence_of(graded)
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
            word = "several" if found.candidates else "none"
        self.known[kind][word] += 1
        others = tuple(a for a in known.answers if a.slug != answer.slug)
        other = diagnose(failed, replace(known, answers=others))
        self.unknown["named" if other.slug else "several" if other.candidates else "none"] += 1
        if other.slug:
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
        named_in_all = total["right"] + total["wrong"] + named
        yield f"  precision if every second mistake is unknown: {total['right'] / named_in_all:.3f}"
        for exercise, slug, other in sorted(self.confused):
            twin = " (and the other way round)" if (exercise, other, slug) in self.confused else ""
            yield f"    {exercise}: {slug} is called {other}{twin}"


def _figures(words: Counter[str]) -> str:
    named = words["right"] + words["wrong"]
    count = named + words["several"] + words["none"]
    precision = f"{words['right'] / named:.3f}" if named else "-"
    recall = f"{words['right'] / count:.3f}" if count else "-"
    return f"precision {precision}  recall {recall}  {dict(words)}"


def measure(assignment: Assignment, exercises: list[str], batch: Batch, folder: Path) -> Count:
    """Rewrite, grade and compare the answers of some exercises."""
    count = Count()
    release = read_notebook(assignment.release / assignment.notebook.name)
    solutions = own_solutions(read_notebook(assignment.notebook))
    known = {f.exercise: f for f in compute(assignment, exercises, batch, folder)}
    jobs, made = [], {}
    for answer in read_bank(assignment):
        if answer.exercise not in exercises:
            continue
        for kind, code in ({"": answer.code} if answer.right else variants(answer.code)).items():
            name = f"{answer.path} {kind}"
            path = folder / f"variant-{len(jobs)}.ipynb"
            filled = with_answers(release, solutions | {answer.exercise: code})
            path.write_text(json.dumps(filled), encoding="utf-8")
            jobs.append(Job(name, path, only=(answer.exercise,), repeat=SEED))
            made[name] = answer, kind
    for done in batch.grade(jobs):
        if done.notebook is not None:
            done.notebook.unlink()
        answer, kind = made[done.job.student]
        graded = next(e for e in done.result.exercises if e.id == answer.exercise)
        count.add(answer, kind, graded, known[answer.exercise])
    return count


def main() -> None:
    """Print the figures of each assignment."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[1])
    parser.add_argument("assignments", nargs="+")
    parser.add_argument("--exercise", action="append", default=[])
    parser.add_argument("--jobs", type=int, default=1)
    options = parser.parse_args()
    course = Course.find(Path(__file__).parents[1])
    for name in options.assignments:
        assignment = course.assignment(name)
        exercises = options.exercise or [e.id for e in assignment.manifest.exercise]
        with (
            tempfile.TemporaryDirectory(prefix="autograde-diagnosis-") as folder,
            open_batch(assignment, slots=options.jobs, staging=Path(folder)) as batch,
        ):
            count = measure(assignment, exercises, batch, Path(folder))
        print(f"{name}: {', '.join(exercises)}")
        for line in count.lines():
            print(line, flush=True)


if __name__ == "__main__":
    main()
