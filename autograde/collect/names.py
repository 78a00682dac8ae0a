"""Names of files from outside: which are safe to use, on this machine and on others."""

from __future__ import annotations

import re
import unicodedata

# Windows gives these names to devices, with any ending.
_RESERVED = re.compile(r"(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])\s*(\..*)?\Z", re.IGNORECASE)
# Invisible characters that change how a name is read; joiners within emoji and Persian are not.
_HIDDEN = {*"\u200b\u2060\ufeff\u00ad", *map(chr, (*range(0x202A, 0x202F), *range(0x2066, 0x206A)))}
_JOINERS = "\u200c\u200d"
# They look like a separator, or become one when a system normalises names.
_SLASHES = set("\u2044\u2215\u2216\u29f5\u29f8\u29f9\uff0f\uff3c\ufe68")
_FORBIDDEN = set('<>:"|?*')
MAX_NAME_BYTES = 255
MAX_PATH_BYTES = 1024


def complaint(name: str) -> str:
    """
    Why a path of an archive is not safe.

    Args:
        name: With ``/`` between its parts, relative.

    Returns:
        One clause; empty if nothing is wrong.
    """
    if "\0" in name or any(unicodedata.category(c) in ("Cc", "Cs", "Zl", "Zp") for c in name):
        return "control characters in its name"
    if name.startswith(("/", "\\")) or re.match(r"[A-Za-z]:", name):
        return "an absolute path"
    if "\\" in name:
        return "a backslash in its name"
    if any(c in _HIDDEN for c in name):
        return "invisible characters in its name that change how it is read"
    if any(c in _SLASHES for c in name):
        return "a character in its name that looks like a slash"
    parts = name.rstrip("/").split("/")
    for part in parts:
        if part == ".." or unicodedata.normalize("NFKC", part) in (".", ".."):
            return "a path that leads out of its folder"
        if part == "":
            return "an empty part in its path"
        if _RESERVED.match(part):
            return f"the name {part}, which is a device on Windows"
        if len(part.encode("utf-8", "replace")) > MAX_NAME_BYTES:
            return "a name that is too long"
    if len(name.encode("utf-8", "replace")) > MAX_PATH_BYTES:
        return "a path that is too long"
    return ""


def same_file(name: str) -> str:
    """A key that is equal for two paths that are one file on some system."""
    return unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())


def student_complaint(student: str) -> str:
    """Why a student's id cannot be the name of a folder; empty if it can."""
    if not student.strip():
        return "an empty student id"
    if student.startswith("."):
        return "a student id that begins with a dot"
    if "/" in student:
        return "a slash in the student id"
    if any(c in _FORBIDDEN - {'"'} for c in student) or student != student.rstrip(" ."):
        return "a student id that is no name of a folder on Windows"
    return complaint(student)


def readable(name: str) -> str:
    """A name for a terminal or a list: what does not print is shown as its code."""
    return "".join(
        c
        if (c.isprintable() or c in _JOINERS) and c not in _HIDDEN
        else c.encode("unicode_escape").decode()
        for c in name.encode("utf-8", "replace").decode()
    )
