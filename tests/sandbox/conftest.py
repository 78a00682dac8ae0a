"""Zygotes of each tier, started as root and as an unprivileged user, kept for the session."""

from __future__ import annotations

import dataclasses
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import cast

import pytest
from confined import ROOT, USER, Student, Zygote

from autograde.run.sandbox import Policy, Tier, default_read_only_paths, probe_machine

WARM = ("torch", "numpy", "matplotlib.pyplot", "torch.utils.data", "multiprocessing.queues")


@dataclasses.dataclass(frozen=True)
class Place:
    """A directory that everybody on this machine may read, with what students must not see."""

    path: Path

    @property
    def hidden_test(self) -> Path:
        """A hidden test in the course's folder."""
        return self.path / "course" / "grader_tests" / "test_hidden.py"

    @property
    def other_student(self) -> Path:
        """Somebody else's notebook."""
        return self.path / "submitted" / "alice" / "neuron.ipynb"

    def scratch(self, uid: int) -> str:
        """A fresh directory for a zygote of that user."""
        made = tempfile.mkdtemp(prefix="scratch-", dir=self.path)
        if ROOT:
            os.chown(made, uid, uid)
        Path(made).chmod(0o755)
        return made


@pytest.fixture(scope="session")
def place() -> Iterator[Place]:
    path = Path(tempfile.mkdtemp(prefix="sandbox-tests-"))
    path.chmod(0o755)
    made = Place(path)
    for file in (made.hidden_test, made.other_student):
        file.parent.mkdir(parents=True)
        file.write_text("SECRET = 42\n")
    yield made
    shutil.rmtree(path, ignore_errors=True)


@pytest.fixture(scope="session")
def tiers() -> list[Tier]:
    """The tiers of this machine."""
    return probe_machine().tiers()


def _policy(tier: Tier, place: Place, uid: int) -> Policy:
    return Policy(
        tier=tier,
        read_only=default_read_only_paths(),
        scratch=place.scratch(uid),
        disk_mb=16,
        disk_files=500,
        address_space_mb=6144,
        cpu_seconds=60,
        processes=64,
        open_files=128,
    )


class Nursery:
    """Zygotes by tier and user, made when first asked for."""

    def __init__(self, place: Place, tiers: list[Tier]) -> None:
        self.place, self.tiers = place, tiers
        self.zygotes: dict[str, Zygote] = {}

    def get(self, name: str) -> Zygote:
        """For instance that of landlock-user: the landlock tier, started by a mere user."""
        tier, who = name.split("-")
        if tier not in self.tiers:
            pytest.skip(f"this machine has no {tier} tier")
        if who == "root" and not ROOT:
            pytest.skip("we are not root")
        if name not in self.zygotes:
            uid = USER if who == "user" and ROOT else 0
            self.zygotes[name] = Zygote(_policy(cast(Tier, tier), self.place, uid), WARM, uid)
        assert self.zygotes[name].greeting == "ready"
        return self.zygotes[name]


@pytest.fixture(scope="session")
def nursery(place: Place, tiers: list[Tier]) -> Iterator[Nursery]:
    made = Nursery(place, tiers)
    yield made
    for zygote in made.zygotes.values():
        zygote.close()


BOXED = ("namespaces-root", "namespaces-user")
WALLED = ("landlock-root", "landlock-user")


@pytest.fixture(params=BOXED)
def namespace_zygote(request: pytest.FixtureRequest, nursery: Nursery) -> Zygote:
    return nursery.get(request.param)


@pytest.fixture(params=WALLED)
def landlock_zygote(request: pytest.FixtureRequest, nursery: Nursery) -> Zygote:
    return nursery.get(request.param)


@pytest.fixture(params=BOXED + WALLED)
def zygote(request: pytest.FixtureRequest, nursery: Nursery) -> Zygote:
    return nursery.get(request.param)


@pytest.fixture
def student(zygote: Zygote) -> Iterator[Student]:
    """A confined process, in each tier."""
    made = zygote.spawn()
    yield made
    made.close()


@pytest.fixture
def boxed(namespace_zygote: Zygote) -> Iterator[Student]:
    """A confined process with namespaces."""
    made = namespace_zygote.spawn()
    yield made
    made.close()


@pytest.fixture
def walled(landlock_zygote: Zygote) -> Iterator[Student]:
    """A confined process without namespaces."""
    made = landlock_zygote.spawn()
    yield made
    made.close()
