"""
A class graded by a Dask cluster.

A task is a batch of students. It starts ``autograde grade`` as a program of its own on whatever
machine it lands (a worker has threads, and what has threads must not be forked), which keeps its
results by content in the ``--out`` folder; that folder, the course and the submissions have to be
where all workers see them. Dask may run a task twice, or lose a worker in the middle of one:
results are files that are there or not, so nothing is graded twice that counts twice, and what a
lost task had finished is kept. A batch that fails is tried again student by student; whoever has
no result after that is missing, never 0 points.
"""

from __future__ import annotations

import subprocess
import sys
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from autograde.course import Assignment
from autograde.errors import UsageError
from autograde.workflow import Grading, Places, Progress, grade, tier_of_results

BATCH = 100
# Tasks that wait at the scheduler for each thread of a worker; the rest waits here.
_WINDOW = 2
_CLEAR_WORDS = 4000


def grade_on_dask(
    assignment: Assignment,
    places: Places,
    address: str,
    *,
    seed: int = 0,
    batch: int = BATCH,
    progress: Progress = lambda done, total, result: None,
) -> Grading:
    """
    Grade a class on a cluster, and write the gradebook here.

    Args:
        places: Where all workers see them as well.

        address: Of a scheduler, for instance ``tcp://host:8786`` or ``tls://host:8786`` (then
            Dask's own configuration names the certificates); ``local`` starts a cluster on this
            machine.

        batch: Students in one task.

    Raises:
        UsageError: If the cluster cannot be reached, or a worker cannot grade at all.
    """
    quiet = Places(places.submitted, places.out, None)
    waiting = grade(assignment, quiet, seed=seed, execute=False, diagnosis=False).missing
    if waiting:
        with _client(address) as client:
            _run(client, assignment, places, list(waiting), seed, batch)
    tier = tier_of_results(assignment, places, seed)
    return grade(assignment, places, seed=seed, tier=tier, execute=False, progress=progress)


def _run(
    client: Any,
    assignment: Assignment,
    places: Places,
    students: Sequence[str],
    seed: int,
    batch: int,
) -> None:
    from distributed import as_completed

    command = [
        *("grade", assignment.name, "--course", str(assignment.course.root.resolve())),
        *("--submitted", str(places.submitted.resolve()), "--out", str(places.out.resolve())),
        *("--no-gradebook", "--no-diagnosis", "--jobs", "1", "--seed", str(seed)),
    ]
    waiting = deque(list(students[i : i + batch]) for i in range(0, len(students), batch))
    threads = max(1, sum(client.nthreads().values()))
    running: dict[Any, list[str]] = {}
    done = as_completed()

    def hand_out() -> None:
        while waiting and len(running) < _WINDOW * threads:
            chosen = waiting.popleft()
            future = client.submit(run_command, command, chosen, pure=False, retries=0)
            running[future] = chosen
            done.add(future)

    hand_out()
    for future in done:
        chosen = running.pop(future)
        if future.status == "error":  # a worker was lost, or several, with this task on them
            if len(chosen) > 1:
                waiting.extend([student] for student in chosen)
        else:
            status, words = future.result()
            stopped = "\nautograde: " in f"\n{words}"  # the command as a whole, not a submission
            if stopped or status not in (0, 1):
                raise UsageError(
                    "a worker of the cluster cannot grade",
                    where=" ".join(command[:2]),
                    found=words.strip(),
                    todo="Workers need this package, the course, the submissions and --out, "
                    "at the same paths as here.",
                )
        hand_out()


def run_command(command: list[str], students: list[str]) -> tuple[int, str]:
    """
    On a worker: grade these students.

    Returns:
        The exit status of the command, and the end of what it said.
    """
    chosen = [part for student in students for part in ("--student", student)]
    run = subprocess.run(
        [sys.executable, "-m", "autograde.cli", *command, *chosen],
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )
    return run.returncode, run.stderr[-_CLEAR_WORDS:]


@contextmanager
def _client(address: str) -> Iterator[Any]:
    try:
        from distributed import Client, LocalCluster, Security
    except ImportError:
        raise UsageError(
            "Dask is not installed", where="--dask", todo="pip install 'autograde-torch[cluster]'"
        ) from None
    if address == "local":
        with (
            LocalCluster(threads_per_worker=1, dashboard_address=None) as cluster,
            Client(cluster) as client,
        ):
            yield client
        return
    try:
        security = Security() if address.startswith("tls://") else None
        client = Client(address, security=security, timeout="20s")
    except (OSError, ValueError, TypeError) as error:
        raise UsageError(
            "the Dask cluster cannot be reached",
            where=f"--dask {address}",
            found=f"{type(error).__name__}: {error}.",
            todo="Start one: dask scheduler, and dask worker HOST:8786 on each machine.",
        ) from None
    with client:
        yield client
