"""
Conduct a class: hand submissions to graders, collect results, try again what was our fault.

    conductor --- zygote ----------- student process, one per submission
        |            ^ (control sockets, one per slot)
        `------ grading server ----- grader, one per slot

The conductor has one thread and holds no tensors. A grader that dies, or a submission that our
own code fails on, is tried once more, alone; a second failure is the result ``grader_error``,
for a person to look at. A zygote or a grading server that dies is started again, and what was being
graded is graded again.
"""

from __future__ import annotations

import contextlib
import json
import os
import selectors
import signal
import socket
import subprocess
import time
from collections import Counter, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from autograde.course import Assignment
from autograde.errors import CourseError, GraderFault, ZygoteDied
from autograde.grade.jobs import Done, Job
from autograde.grade.link import Answer, Link, LinkBroken, Order, Settings
from autograde.model import DEVICE_UNAVAILABLE, ExerciseResult, Outcome, Result, Status
from autograde.run.devices import device_in_words
from autograde.run.forkserver import ForkClient
from autograde.run.pool import Zygote, python_main
from autograde.run.sandbox import MAX_PATIENCE, Policy

START_SECONDS = 120.0
# Added to the time that a submission may take by its own limits, before its grader counts as hung.
SPARE_SECONDS = 60.0
MAX_RESTARTS = 5


@dataclass
class _Slot:
    control: int
    link: Link
    job: Job | None = None
    request: int = 0
    deadline: float = 0.0


class Batch:
    """
    The processes that grade one assignment.

    Args:
        assignment: The assignment.

        policy: What student code may do.

        slots: How many submissions are graded at once.

        seed: Other numbers draw other fresh data.

        staging: Folder for graded notebooks, exists.

        modules: More modules for the zygote to import.

        device: Whether any check asks for an accelerator.

        slowness: See `Grader`.

    Raises:
        CourseError: If tests and manifest do not fit.

        ZygoteDied: If student processes cannot be made here.
    """

    def __init__(
        self,
        assignment: Assignment,
        policy: Policy,
        *,
        slots: int,
        seed: int = 0,
        staging: Path,
        modules: tuple[str, ...] = (),
        device: bool = False,
        slowness: float = 1.0,
    ) -> None:
        self.assignment, self.policy, self.slot_count = assignment, policy, slots
        self.modules, self.device, self.slowness = modules, device, slowness
        self._seed, self._staging = seed, staging
        self._numbers = iter(range(1, 1 << 60))
        self._restarts: Counter[str] = Counter()
        self._slots: list[_Slot] = []
        self._selector = selectors.DefaultSelector()
        self.zygote = self._start_zygote()
        try:
            self._start_server()
            self.zygote.wait_ready()
            self._fill()
        except BaseException:
            self.close()
            raise

    def __enter__(self) -> Batch:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # ------------------------------------------------------------------------- grading
    def grade(self, jobs: Iterable[Job]) -> Iterator[Done]:
        """
        Grade submissions; results come as they are ready.

        Args:
            jobs: What to grade.
        """
        waiting = deque(jobs)
        again: deque[Job] = deque()
        while waiting or any(s.job for s in self._slots):
            self._hand_out(waiting)
            for slot, outcome in self._wait():
                job = slot.job
                assert job is not None
                slot.job = None
                if outcome == "zygote":
                    waiting.appendleft(job)
                elif isinstance(outcome, Done) and not _may_go_better(outcome.result):
                    yield outcome
                else:
                    again.append(job)
        while again:  # one at a time: whatever it was, it meets nobody else now
            yield self._alone(again.popleft())

    def _alone(self, job: Job) -> Done:
        outcome: Done | str = ""
        for _ in range(1 + MAX_RESTARTS):
            self._hand_out(deque([job]))
            finished: list[tuple[_Slot, Done | str]] = []
            while not finished:
                finished = self._wait()
            slot, outcome = finished[0]
            slot.job = None
            if outcome != "zygote":
                break
        if isinstance(outcome, Done):
            return outcome
        return Done(job, self._our_fault(job, outcome), None)

    def _hand_out(self, waiting: deque[Job]) -> None:
        for slot in self._slots:
            if not waiting:
                return
            if slot.job is None:
                slot.job = waiting.popleft()
                slot.request = next(self._numbers)
                slot.deadline = time.monotonic() + self._longest()
                order = Order(
                    slot.request,
                    slot.job.student,
                    str(slot.job.path) if slot.job.path else "",
                    slot.job.found,
                    slot.job.only,
                    slot.job.repeat,
                    slot.job.pictures,
                    (self.zygote.device, self.zygote.device_reason),
                )
                with contextlib.suppress(LinkBroken):  # then its socket is readable at once
                    slot.link.send(order)

    def _wait(self) -> list[tuple[_Slot, Done | str]]:
        """What became ready: a result, or why there is none; dead graders are replaced."""
        busy = [s for s in self._slots if s.job is not None]
        left = min(s.deadline for s in busy) - time.monotonic()
        ready = [key.data for key, _ in self._selector.select(max(0.0, left))]
        finished: list[tuple[_Slot, Done | str]] = []
        for slot in [*ready, *(s for s in busy if s.deadline < time.monotonic())]:
            if any(slot is known for known, _ in finished):
                continue
            outcome = self._receive(slot)
            if slot.job is not None:
                finished.append((slot, outcome))
        if any(outcome == "zygote" for _, outcome in finished):
            self._restart_zygote()
            known = [slot for slot, _ in finished]
            finished += [(s, "zygote") for s in busy if all(s is not k for k in known)]
        return finished

    def _receive(self, slot: _Slot) -> Done | str:
        try:
            answer = slot.link.recv(Answer, slot.deadline if slot.job else time.monotonic())
        except LinkBroken as error:
            self._replace(slot)
            return f"the grader of this submission ended ({error})"
        job = slot.job
        if job is None or answer.number != slot.request:
            return "an answer to nothing"
        if answer.result is not None:
            return Done(job, answer.result, Path(answer.notebook) if answer.notebook else None)
        return "zygote" if answer.zygote else answer.fault

    def _our_fault(self, job: Job, reason: str) -> Result:
        manifest = self.assignment.manifest
        exercises = [
            ExerciseResult(e.id, None, e.points, Status.GRADER_ERROR) for e in manifest.exercise
        ]
        exercises += [
            ExerciseResult(q.id, None, q.points, Status.NOT_ATTEMPTED) for q in manifest.question
        ]
        line = reason.strip().splitlines()[-1] if reason.strip() else "no reason known"
        return Result(
            job.student,
            self.assignment.name,
            Outcome.GRADER_ERROR,
            0.0,
            manifest.points,
            manifest.manual_points,
            tuple(exercises),
            (f"The grader failed twice (not the student's fault): {line}",),
            device=device_in_words(self.zygote.device, self.zygote.device_reason),
        )

    def _longest(self) -> float:
        limits = self.assignment.manifest.limits
        reruns = 4 * limits.total_seconds
        at_most = self.slowness * (1 + MAX_PATIENCE)
        return (reruns + 10 * self._check_seconds) * at_most + SPARE_SECONDS

    # ----------------------------------------------------------------------- processes
    def _start_zygote(self) -> Zygote:
        return Zygote(self.policy, self.modules, self.slot_count, device=self.device)

    def _start_server(self) -> None:
        """Start the grading server, and wait for it."""
        mine, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        a = self.assignment
        settings = Settings(
            theirs.fileno(),
            str(a.course.root),
            a.name,
            self.policy.to_json(),
            self._seed,
            str(self._staging),
            self.slowness,
        )
        # Single-threaded numerics: graders are forked, and each slot is to use one core.
        threads = {f"{lib}_NUM_THREADS": "1" for lib in ("OMP", "MKL", "OPENBLAS")}
        self._server = subprocess.Popen(
            [*python_main("autograde.grade.server"), settings.to_json()],
            pass_fds=[theirs.fileno()],
            stdin=subprocess.DEVNULL,
            env={**os.environ, **threads},
            start_new_session=True,
        )
        theirs.close()
        self._control, self._graders = mine, ForkClient(mine, "the grading server")
        self._check_seconds = self._greet()

    def _greet(self) -> float:
        """Wait for the server; what it found wrong with the course is raised here."""
        poll = selectors.DefaultSelector()
        poll.register(self._control, selectors.EVENT_READ)
        if not poll.select(START_SECONDS):
            raise GraderFault("the grading server did not start in time")
        data = self._control.recv(1 << 20)
        if not data:
            raise GraderFault("the grading server ended while it started; its words stand above")
        greeting = json.loads(data)
        if error := greeting.get("error"):
            raise CourseError(error.pop("message"), **error)
        return float(greeting["ready"])

    def _fill(self) -> None:
        for control in range(self.slot_count):
            slot = _Slot(control, None)  # type: ignore[arg-type]
            self._start_grader(slot)
            self._slots.append(slot)

    def _start_grader(self, slot: _Slot) -> None:
        mine, theirs = socket.socketpair()
        with theirs:
            descriptors = [theirs.fileno(), self.zygote.controls[slot.control].fileno()]
            try:
                _, pidfd = self._graders.fork(descriptors)
            except ZygoteDied:
                self._restart_server()
                _, pidfd = self._graders.fork(descriptors)
        os.close(pidfd)
        slot.link = Link(mine)
        self._selector.register(mine, selectors.EVENT_READ, slot)

    def _replace(self, slot: _Slot) -> None:
        """A grader is dead or hung: end it and its student process, start another."""
        self._selector.unregister(slot.link.sock)
        slot.link.close()
        ForkClient(self.zygote.controls[slot.control]).kill_all()
        self._start_grader(slot)

    def _count_restart(self, what: str) -> None:
        self._restarts[what] += 1
        if self._restarts[what] > MAX_RESTARTS:
            raise ZygoteDied(
                f"{what} has ended {self._restarts[what]} times",
                todo="Look for what ends it (out of memory?); then grade again.",
            )

    def _restart_server(self) -> None:
        self._count_restart("the grading server")
        self._stop_server()
        self._start_server()

    def _restart_zygote(self) -> None:
        ready = False
        while not ready:  # one that dies while it starts is a restart of its own
            self._count_restart("the process that student code runs in")
            self.zygote.close()
            self.zygote = self._start_zygote()
            with contextlib.suppress(ZygoteDied):
                self.zygote.wait_ready()
                ready = True
        for slot in self._slots:
            self._selector.unregister(slot.link.sock)
            slot.link.close()
            self._start_grader(slot)

    def _stop_server(self) -> None:
        self._control.close()
        try:
            self._server.wait(5)
        except subprocess.TimeoutExpired:
            self._server.send_signal(signal.SIGKILL)
            self._server.wait()

    def close(self) -> None:
        """End every process."""
        for slot in self._slots:
            slot.link.close()
        self._slots = []
        if hasattr(self, "_server"):
            self._stop_server()
        self.zygote.close()
        self._selector.close()


def _may_go_better(result: Result) -> bool:
    """Whether a fault of ours may be gone when tried again; a device does not come by itself."""
    checks = (c for e in result.exercises for c in e.checks)
    ours = [c for c in checks if c.status is Status.GRADER_ERROR]
    return result.status is Outcome.GRADER_ERROR and any(c.code != DEVICE_UNAVAILABLE for c in ours)
