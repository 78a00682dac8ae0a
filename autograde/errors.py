"""
The exceptions of the kit, by whose fault they are.

    AutogradeError
    |-- UsageError                 the command or the course's files are wrong: exit status 2
    |   |-- CourseError            a file of the course: manifest, master notebook, tests, bank
    |   `-- SandboxUnavailable     this machine cannot confine student code
    |-- SubmissionRefused          what was handed in is not a notebook that can be graded
    |-- StudentFault               the student's code, or a limit it ran into
    |   |-- StudentRaised          a call raised an exception
    |   |-- StudentMissing         the notebook does not define the name
    |   |-- StudentTimedOut        a deadline passed
    |   |-- StudentKilled          a limit (memory, processes) or a crash ended the process
    |   `-- StudentProtocol        the process answered with something that is no answer
    `-- GraderFault                ours: costs no student a point, is tried again, then queued
        |-- ZygoteDied             the warm process that student processes come from is gone
        `-- AcceleratorError       the simulated device failed

Whoever catches decides by the class alone; the text is for people.
"""

from __future__ import annotations


class AutogradeError(Exception):
    """
    An error that says where it is, what was found and what to do.

    Args:
        message: What is wrong, in one sentence.

        where: The file, cell or command it was found in.

        found: What stood there instead of what was expected.

        todo: What the reader can do about it.
    """

    def __init__(
        self,
        message: str,
        *,
        where: str | None = None,
        found: str | None = None,
        todo: str | None = None,
    ) -> None:
        self.message, self.where, self.found, self.todo = message, where, found, todo
        head = f"{where}: {message}" if where else message
        super().__init__("\n".join(part for part in (head, found, todo) if part))


class UsageError(AutogradeError):
    """The command line or a file of the course is wrong."""


class CourseError(UsageError):
    """A manifest, a master notebook, a test or a bank file is wrong."""


class SandboxUnavailable(UsageError):
    """This machine cannot confine student code as far as was asked."""


class SubmissionRefused(AutogradeError):
    """A file that was handed in cannot be graded as a notebook."""


class StudentFault(AutogradeError):
    """Something that student code did, or a limit that it ran into."""


CANNOT_RETURN = "CannotReturn"
"""Kind of a `StudentRaised` whose call came to its end, with a value that cannot cross."""


class StudentRaised(StudentFault):
    """
    A call into the student's code raised.

    Args:
        kinds: Names of the exception's class and its bases, most derived first.

        text: The exception's message.

        line: The student's own line, as written, in which it was raised; empty if unknown.

        call: The call as text, for instance ``mse(tensor([1., 2.]), tensor([3.]))``.

        trace: The traceback, for staff.

        own: Whether a ``raise`` of the notebook itself raised it, not a library that it called.
    """

    def __init__(
        self,
        kinds: tuple[str, ...],
        text: str,
        *,
        line: str = "",
        call: str = "",
        trace: str = "",
        own: bool = True,
    ) -> None:
        self.kinds, self.text, self.line, self.call, self.trace = kinds, text, line, call, trace
        self.own = own
        super().__init__(f"{kinds[0]}: {text}" if text else kinds[0])

    @property
    def kind(self) -> str:
        """The exception's own class name."""
        return self.kinds[0]

    @property
    def unanswered(self) -> bool:
        """
        Whether it came from the line that an exercise is given out with.

        PyTorch raises the same class, of a module without ``forward`` or an unsupported dtype.
        """
        return self.own and self.kind == "NotImplementedError"


class StudentMissing(StudentFault):
    """The notebook does not define a name that a check asks for."""

    def __init__(self, name: str) -> None:
        self.name = name
        super().__init__(f"{name} is not defined in the notebook")


class StudentTimedOut(StudentFault):
    """A cell or a call did not end before its deadline."""


class StudentKilled(StudentFault):
    """The student's process ended, by a limit or by its own doing."""


class StudentProtocol(StudentFault):
    """The student's process sent bytes that are no valid answer."""


class GraderFault(AutogradeError):
    """The kit itself failed. Never costs a student points."""


class ZygoteDied(GraderFault):
    """The warm process that student processes are forked from is gone."""


class AcceleratorError(GraderFault):
    """The simulated device failed."""
