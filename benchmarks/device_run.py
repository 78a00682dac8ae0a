"""
What device checks cost: the device run of an assignment over its CPU run, in processor time.

    python benchmarks/device_run.py [--rounds 5] [ASSIGNMENT ...]

The instructor's solution is run twice in the same warm environment, once on the CPU and once on the
simulated device, in turns; both run the whole notebook without its figures and answer the calls of
the same device checks. Beside it: the device run as a share of everything else that is run for a
submission on the CPU (the notebook with its figures, all checks). Prints ratios; the exit status is
1 if a device run costs more than 4 times its CPU run.
"""

from __future__ import annotations

import argparse
import re
import statistics
import sys
import tempfile
from pathlib import Path

from autograde.checks import Checks, Subject, collect
from autograde.course import Assignment, Course
from autograde.grade.attempt import Attempt
from autograde.grade.one import run_limits
from autograde.grade.setup import imported_modules, policy_for
from autograde.outcomes import Check
from autograde.run.forkserver import ForkClient
from autograde.run.pool import Zygote
from autograde.submission import Release, read_submission
from autograde.suite import Suite, iter_test_files

LIMIT = 4.0
COURSE = Path(__file__).parents[1]
_TEST = re.compile(r"^def (test_\w+)\(([^)]*)\)", re.M)


def device_checks(assignment: Assignment) -> set[str]:
    """Names of the checks that ask for the device."""
    sources = [path.read_text(encoding="utf-8") for path in iter_test_files(assignment.tests)]
    found = [match for source in sources for match in _TEST.findall(source)]
    return {name for name, arguments in found if "student_on_gpu" in arguments}


def measure(assignment: Assignment, rounds: int) -> list[tuple[float, float, float]]:
    """Processor seconds: same calls on the CPU, on the device, everything on the CPU."""
    wanted = device_checks(assignment)
    name = assignment.notebook.name
    release = Release.of(assignment)
    submission = read_submission(assignment.solutions / name, "solution", release)
    limits = run_limits(assignment.manifest)
    suite = Suite(assignment.tests, assignment.bank)
    files = suite.files
    seeds = {e.id: suite.seed(e.id) for e in assignment.manifest.exercise}
    times: list[tuple[float, float, float]] = []

    def on_device(check: Check) -> bool:
        return check.id in wanted

    with tempfile.TemporaryDirectory(prefix="autograde-benchmark-") as folder:
        policy = policy_for(assignment, Path(folder))
        zygote = Zygote(policy, imported_modules(assignment.notebook), device=True)
        try:
            zygote.wait_ready()
            if not zygote.device:
                raise SystemExit(f"no device here: {zygote.device_reason}")
            client = ForkClient(zygote.controls[0])

            def body(checks: Checks) -> None:
                for _ in range(rounds):
                    here = Attempt(client, policy, submission, limits, draw=False)
                    there = Attempt(
                        client, policy, submission, limits, draw=False, device=zygote.device
                    )
                    whole = Attempt(client, policy, submission, limits)
                    try:
                        here.run()
                        there.run()
                        results = checks.run(
                            Subject(here.student, there.student, seeds), only=on_device
                        )
                        whole.run()
                        checks.run(
                            Subject(whole.student, None, seeds), only=lambda c: not on_device(c)
                        )
                    finally:
                        for attempt in (here, there, whole):
                            attempt.close()
                    if bad := [r for r in results if r.points < r.max_points]:
                        raise SystemExit(f"{bad[0].id}: {bad[0].detail}")
                    times.append((here.cpu, there.cpu, whole.cpu))

            collect(files, body)
        finally:
            zygote.close()
    return times


def main() -> int:
    """Print the table."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").strip().splitlines()[0])
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("assignments", nargs="*")
    options = parser.parse_args()
    course = Course(COURSE)
    names = options.assignments or course.assignments
    worst = 0.0
    print("| assignment | device checks | device / CPU | device / all on the CPU |")
    print("|---|---|---|---|")
    for name in names:
        assignment = course.assignment(name)
        count = len(device_checks(assignment))
        if not count:
            print(f"| {name} | 0 | | |")
            continue
        times = measure(assignment, options.rounds)
        ratio = statistics.median(there / here for here, there, _ in times)
        share = statistics.median(there / whole for _, there, whole in times)
        worst = max(worst, ratio)
        print(f"| {name} | {count} | {ratio:.2f} | {share:.2f} |", flush=True)
    print(f"worst {worst:.2f}, limit {LIMIT}")
    return int(worst > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
