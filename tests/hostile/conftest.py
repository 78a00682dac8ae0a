"""The class that attacks of several files are graded in together."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

import pytest
from hostile import Attack, Graded, grade_class


@pytest.fixture(scope="session")
def graded(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Graded:
    """
    The attacks of all files that are run and hold ``ATTACKS``, among neighbours, graded at once.

    A file's ``prepare(submitted)`` hands in what is no notebook, before anything is graded. Files
    whose attacks need a machine for themselves have a fixture of this name of their own.
    """
    modules: dict[str, ModuleType] = {}
    for item in request.session.items:
        module = getattr(item, "module", None)
        if item.path.parent == Path(__file__).parent and hasattr(module, "ATTACKS"):
            modules[module.__name__] = module
    attacks: dict[str, Attack] = {}
    for module in modules.values():
        attacks |= {str(one): one for one in module.ATTACKS}

    def prepare(submitted: Path) -> None:
        for module in modules.values():
            if hasattr(module, "prepare"):
                module.prepare(submitted)

    return grade_class(tmp_path_factory, attacks.values(), prepare)
