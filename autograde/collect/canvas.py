"""
Canvas, "Download Submissions": one folder, everything in the names.

``{sortable name}[_LATE]_{user id}_{file id}_{name}``, anonymous ``[LATE_]anon_{id}_{file id}_...``.
The sortable name holds letters and digits only. A file that is handed in again gets ``-1``, ``-2``
before its ending.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from autograde.collect.archive import File, Source
from autograde.collect.handed import Handed, Left, Wanted

NAME = "canvas"
_NAMED = re.compile(r"(?P<who>[^_]+)(?P<late>_LATE)?_(?P<user>\d+)_(?P<file>\d+)_(?P<name>.+)\Z")
_ANONYMOUS = re.compile(
    r"(?P<late>LATE_)?(?P<who>anon)_(?P<user>\w+?)_(?P<file>\d+)_(?P<name>.+)\Z"
)
_TEXT = re.compile(r"[^_]+(_LATE)?_\d+_(text|question)")


def recognises(files: list[File]) -> bool:
    """Whether most of the names are Canvas's."""
    fitting = sum(_match(f.last) is not None or bool(_TEXT.match(f.last)) for f in files)
    return fitting * 2 > len(files)


def _match(name: str) -> re.Match[str] | None:
    return _ANONYMOUS.match(name) or _NAMED.match(name)


def claims(source: Source, files: list[File], wanted: Wanted) -> Iterable[Handed | Left]:
    """Whose each file is; see `autograde.collect.handed.Format`."""
    for file in files:
        match = _match(file.last)
        if match is None:
            yield Left(file, "its name is not one of Canvas's")
            continue
        who, user = match["who"], match["user"]
        anonymous = who == "anon" and not user.isdigit()
        # A name alone is no proof: two students may share it. The number is.
        names = (user,) if anonymous else (user, who)
        default = f"anon_{user}" if anonymous else user
        late = match["late"] is not None
        yield Handed(
            file, match["name"], user, names, default, number=int(match["file"]), late=late
        )
