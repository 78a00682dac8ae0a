"""Plain pytest runs the checks of a course against one notebook, as grading would."""

import os
import subprocess
import sys

from desk import TINY

from autograde.checks import Checks
from autograde.grade import plugin


def run_pytest(*arguments):
    """pytest in a process of its own: the outcome of each check, and everything it said."""
    command = [sys.executable, "-m", "pytest", "-rA", "-p", "no:cacheprovider", *arguments]
    environment = {k: v for k, v in os.environ.items() if not k.startswith("PYTEST_")}
    ran = subprocess.run(
        command, capture_output=True, text=True, check=False, cwd=TINY, env=environment
    )
    outcomes = {}
    for line in ran.stdout.splitlines():
        word, _, name = line.partition(" ")
        if word in ("PASSED", "FAILED", "ERROR", "SKIPPED") and "::" in name:
            outcomes[name.split("::")[1].split(" ")[0]] = word
    return outcomes, ran.stdout + ran.stderr


def test_the_solution_passes_with_its_device_checks():
    """By default the instructor's solution is checked, on the device as well."""
    outcomes, said = run_pytest("grader_tests/tiny")

    assert outcomes["test_double_on_device"] == "PASSED", said
    assert set(outcomes.values()) == {"PASSED"}, said


def test_a_slip_with_devices_fails_its_check_alone(desk):
    """The check that fails names the line; the same answer passes what runs on the CPU."""
    path = desk.hand_in("a", double="def double(x):\n    return (2 * x).cpu()")

    outcomes, said = run_pytest("grader_tests/tiny", "--submission", str(path), "-k", "double")

    assert outcomes.pop("test_double_on_device") == "FAILED", said
    assert set(outcomes.values()) == {"PASSED"}, said
    assert "in your line: return (2 * x).cpu()" in said


def fixtures_of(namespace):
    """Names of the fixtures that whoever writes checks may ask for."""
    marked = type(plugin.fresh)
    found = {name for name, value in vars(namespace).items() if isinstance(value, marked)}
    return {name for name in found if not name.startswith("_")}


def test_plain_pytest_offers_the_fixtures_of_grading():
    """A check that asks for a fixture finds it in both, or in neither."""
    assert fixtures_of(plugin) == fixtures_of(Checks)
    assert "student" in fixtures_of(plugin)
