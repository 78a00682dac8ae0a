"""
The message of a check taken apart: what came back, what was expected, why perhaps, what to try.

`autograde.expect` and `autograde.checks` write a message as lines with fixed beginnings, so that
it can be stored and read as text anywhere. Here the beginnings become labels for a reader.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from autograde.model import CheckResult, Status
from autograde.student.shown import code_of, prose_of, text_of, wrapped
from autograde.words import _

EXPECTED, LINE, PERHAPS, TRY = "expected ", "in your line: ", "Perhaps: ", "Try: "
# A name with its arguments; "comparing shapes (5, 1) raised nothing" is a sentence.
_CALL = re.compile(r"[\w.]+\(.*\)\Z")
RETURNED, RAISED = " returned ", " raised "


@dataclass(frozen=True)
class Aside:
    """
    What only the student's own notebook can add to a failed check.

    Args:
        line: The line of the student's code that a wrong value came from.

        cause: What was seen while the code ran, as a likely cause.

        picture: A PNG in base64, and what it shows in words.
    """

    line: str = ""
    cause: str = ""
    picture: tuple[str, str] | None = None


@dataclass(frozen=True)
class Message:
    """
    The parts of one message; a part that is not there is empty.

    Args:
        said: What was observed, in sentences; empty where `called` and `got` say it all.

        called: The call that the check looks at.

        got: What it returned.

        raised: What it raised.

        expected: What should have come back.

        line: The student's own line, as written.

        cause: A likely cause.

        advice: One next step.
    """

    said: str
    called: str = ""
    got: str = ""
    raised: str = ""
    expected: str = ""
    line: str = ""
    cause: str = ""
    advice: str = ""

    @classmethod
    def read(cls, result: CheckResult, aside: Aside = Aside()) -> Message:
        """
        The message of a result.

        Args:
            aside: Stands in for what the message itself does not say.
        """
        said, cause = [], []
        parts = {EXPECTED: "", LINE: "", PERHAPS: "", TRY: ""}
        lines = result.message.splitlines()
        if lines and lines[0].strip().rstrip(".") == result.title.strip().rstrip("."):
            lines = lines[1:]
        for text in lines:
            start = next((s for s in parts if text.startswith(s)), None)
            if start is not None:
                parts[start] = text.removeprefix(start)
            elif parts[EXPECTED]:
                cause.append(text)
            else:
                said.append(text)
        observed = "\n".join(said) or in_words(result.status)
        called, verb, came = _apart(observed)
        return cls(
            "" if verb else _begun(observed, result.exercise),
            called,
            came if verb == RETURNED else "",
            came if verb == RAISED else "",
            parts[EXPECTED],
            parts[LINE] or aside.line,
            parts[PERHAPS] or " ".join(cause) or aside.cause,
            parts[TRY],
        )

    def labelled(self) -> list[tuple[str, str]]:
        """What is set off by a label: label and value."""
        pairs = [
            (_("called"), self.called),
            (_("got"), self.got),
            (_("raised"), self.raised),
            (_("expected"), self.expected),
            (_("your line"), self.line),
        ]
        return [(name, value) for name, value in pairs if value]

    def sentences(self) -> list[str]:
        """What is said in sentences, behind the values."""
        sentences = []
        if self.cause:
            sentences.append(_("Perhaps: {cause}").format(cause=self.cause))
        if self.advice:
            sentences.append(_("Try: {advice}").format(advice=self.advice))
        return sentences

    def text(self) -> list[str]:
        """As lines of text."""
        lines = wrapped(self.said) if self.said else []
        pairs = self.labelled()
        width = max((len(name) for name, _value in pairs), default=0) + 2
        for name, value in pairs:
            lines += wrapped(value, f"{name:{width}}", " " * width)
        for sentence in self.sentences():
            lines += wrapped(sentence)
        return lines

    def html(self) -> str:
        """As HTML."""
        parts = [f"<p>{prose_of(line)}</p>" for line in self.said.split("\n") if line]
        pairs = "".join(
            f"<dt>{text_of(name)}</dt><dd>{code_of(value)}</dd>" for name, value in self.labelled()
        )
        if pairs:
            parts.append(f"<dl>{pairs}</dl>")
        parts += [f"<p>{prose_of(sentence)}</p>" for sentence in self.sentences()]
        return "".join(parts)


def _apart(observed: str) -> tuple[str, str, str]:
    """A call, what it did, and what came of it; empty where a sentence says something else."""
    for verb in (RETURNED, RAISED):
        called, found, came = observed.partition(verb)
        if found and _CALL.match(called):
            return called, verb, came
    return "", "", ""


def _begun(said: str, exercise: str) -> str:
    """What was observed, with a capital where it is a sentence; names keep their spelling."""
    first, _space, rest = said.partition(" ")
    is_name = first == exercise or rest.startswith((RETURNED[1:], RAISED[1:]))
    if is_name or not first.isalpha() or (len(first) == 1 and first != "a"):
        return said
    return said[:1].upper() + said[1:]


def in_words(status: Status) -> str:
    """A sentence for a check that says no more than how it ended."""
    return {
        Status.FAILED: _("This does not hold yet."),
        Status.RAISED: _("Your code raised an error."),
        Status.NOT_ATTEMPTED: _("Not attempted yet."),
        Status.TIMED_OUT: _("Your code took too long."),
        Status.KILLED: _("Your code's process ended."),
        Status.GRADER_ERROR: _("The checker failed (not your code, no points lost)."),
        Status.PASSED: _("This holds."),
    }[status]
