"""
What results depend on besides what was handed in, in parts that have names.

Two results that differ do so because one of these differs, or the submission; so whoever shows
that a score has changed can say why.
"""

from __future__ import annotations

import contextlib
import functools
import hashlib
import platform
from dataclasses import dataclass, field
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from autograde.course import Assignment
from autograde.manifest import MANIFEST, graded_part
from autograde.per_student import own_data
from autograde.record import SCHEMA
from autograde.suite import Suite, files_digest

_LIBRARIES = ("torch", "numpy", "matplotlib", "ipython", "pytest", "scikit-learn", "msgspec")
_PACKAGE = Path(__file__).resolve().parents[1]
# Grading can import nothing of these (import-linter keeps it so): no result depends on them.
_ABOVE = {"cli", "cluster", "collect", "doctor", "export", "gradebook", "report",
          "demo.py", "feedback.py", "generate", "workflow.py", "graded.py", "groups.py",
          "inbox.py", "learn.py", "regrade.py", "review"}  # fmt: skip
_LENGTH = 16  # characters of a hash that is compared with a handful of others


@dataclass(frozen=True)
class Basis:
    """
    What the results of one assignment depend on, mostly as hashes.

    Args:
        engine: The sources that grade.

        libraries: The versions that they run with, as ``name version`` with commas between.

        seed: Which fresh data are drawn.

        tier: How far student code is confined: a weaker tier allows other limits.

        students: Who has which data, where each has their own.

        manifest: Points and limits; not due dates.

        release: What students were given.

        tests: By exercise; see `Suite.digest`.
    """

    engine: str
    libraries: str
    seed: int
    tier: str
    students: str
    manifest: str
    release: str
    tests: dict[str, str] = field(default_factory=dict)

    @property
    def common(self) -> str:
        """Hash of all but the tests: if it changes, everything is graded again."""
        parts = (self.engine, self.libraries, self.seed, self.tier, self.students, self.manifest,
                 self.release)  # fmt: skip
        return hashlib.sha256("\0".join(map(str, parts)).encode()).hexdigest()

    @property
    def tests_digest(self) -> str:
        """Hash of the tests of all exercises."""
        return _short(hashlib.sha256(repr(sorted(self.tests.items())).encode()).hexdigest())


def basis_of(assignment: Assignment, seed: int, tier: str) -> Basis:
    """What results of an assignment depend on, as its files are now."""
    suite = Suite(assignment.tests, assignment.bank)
    own = own_data(assignment)
    whose = f"{own.salt.hex()} {own.students}" if own else ""
    manifest = graded_part((assignment.folder / MANIFEST).read_bytes())
    return Basis(
        engine=_short(engine_digest()),
        libraries=libraries(),
        seed=seed,
        tier=tier,
        students=_short(hashlib.sha256(whose.encode()).hexdigest()) if own else "",
        manifest=_short(hashlib.sha256(manifest).hexdigest()),
        release=_short(files_digest([assignment.release / assignment.notebook.name])),
        tests={e.id: _short(suite.digest(e.id)) for e in assignment.manifest.exercise},
    )


def _short(digest: str) -> str:
    return digest[:_LENGTH]


@functools.cache
def engine_digest() -> str:
    """Hash of the sources that grade."""
    files = [p for p in _PACKAGE.rglob("*.py") if p.relative_to(_PACKAGE).parts[0] not in _ABOVE]
    return files_digest(sorted(files))


@functools.cache
def libraries() -> str:
    """The versions that grading runs with."""
    versions = [f"results {SCHEMA}", f"Python {platform.python_version()}"]
    for library in _LIBRARIES:
        with contextlib.suppress(PackageNotFoundError):
            versions.append(f"{library} {version(library)}")
    return ", ".join(versions)
