"""
Everything that a git repository would give away: each object that any branch, tag, stash or HEAD
reaches, not only what is checked out.
"""

from __future__ import annotations

import os
import subprocess
from collections.abc import Iterator
from pathlib import Path

from autograde.errors import UsageError

_SUBMODULE = "160000"


def is_repository(folder: Path) -> bool:
    """Whether a folder is the top of a git repository."""
    return (folder / ".git").exists()


def objects(folder: Path) -> Iterator[tuple[str, bytes]]:
    """
    The contents and messages in a repository's history.

    Yields:
        (path and commit or object, bytes) of each file, and of each commit's and tag's message.

    Raises:
        UsageError: If git is missing, or the history is not all here.
    """
    if _git(folder, "rev-parse", "--is-shallow-repository").strip() == b"true":
        raise UsageError(
            "the history is not complete, so nothing can be proven about it",
            where=str(folder),
            todo="Run: git fetch --unshallow",
        )
    heads = ["--all"] if _git(folder, "for-each-ref", "--count=1") else []
    if _run(folder, "rev-parse", "--verify", "--quiet", "HEAD").returncode == 0:
        heads.append("HEAD")
    if not heads:
        return
    names: dict[str, str] = {}
    for line in (
        _git(folder, "rev-list", "--objects", *heads).decode("utf-8", "replace").split("\n")
    ):
        number, _, path = line.partition(" ")
        if number:
            names.setdefault(number, path)
    for line in _git(folder, "for-each-ref", "--format=%(objectname)").decode().split():
        names.setdefault(line, "")  # a tag's own text
    yield from _contents(folder, names)


def paths(folder: Path) -> set[str]:
    """
    Every path that any commit has had.

    Raises:
        UsageError: If a submodule is among them: its history lies elsewhere.
    """
    found: set[str] = set()
    if not _git(folder, "for-each-ref", "--count=1"):
        return found
    raw = _git(
        folder, "log", "--all", "-m", "--root", "--raw", "-z", "--no-renames", "--format="
    ).decode("utf-8", "replace")
    fields = iter(raw.split("\0"))
    for entry in fields:
        entry = entry.strip("\n")
        if not entry.startswith(":"):
            continue
        if _SUBMODULE in entry.split(" ")[:2]:
            raise UsageError("a submodule is in the history", where=str(folder))
        found.add(next(fields, ""))
    return found


def _contents(folder: Path, names: dict[str, str]) -> Iterator[tuple[str, bytes]]:
    # Two passes: kinds first, so that trees, which hold only names, are not read.
    asked = "".join(f"{number}\n" for number in names).encode()
    kinds = _git(folder, "cat-file", "--batch-check", stdin=asked).decode().splitlines()
    wanted = []
    for line in kinds:
        number, kind, *_ = line.split(" ")
        if kind == "missing":
            raise UsageError(
                "the history is not complete, so nothing can be proven about it",
                where=str(folder),
                found=f"The object {number} is not here.",
            )
        if kind != "tree":
            wanted.append(number)
    data = _git(folder, "cat-file", "--batch", stdin="".join(f"{n}\n" for n in wanted).encode())
    at = 0
    for number in wanted:
        end = data.index(b"\n", at)
        kind, size = data[at:end].decode().split(" ")[1:3]
        body = data[end + 1 : end + 1 + int(size)]
        at = end + 1 + int(size) + 1
        name = names[number] or number[:12]
        yield (f"{name} ({number[:12]})" if kind == "blob" else f"{kind} {number[:12]}"), body


def _git(folder: Path, *arguments: str, stdin: bytes = b"") -> bytes:
    done = _run(folder, *arguments, stdin=stdin)
    if done.returncode != 0:
        raise UsageError(
            f"git {arguments[0]} fails, so nothing can be proven about the history",
            where=str(folder),
            found=done.stderr.decode("utf-8", "replace").strip()[:500],
        )
    return done.stdout


def _run(folder: Path, *arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    # Replacements and grafts would hide what a clone gets.
    environment = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
    try:
        return subprocess.run(
            ["git", "--no-replace-objects", "-C", str(folder), *arguments],
            input=stdin,
            capture_output=True,
            check=False,
            env={**environment, "GIT_GRAFT_FILE": os.devnull, "GIT_NO_LAZY_FETCH": "1"},
        )
    except FileNotFoundError:
        raise UsageError("git is not installed", todo="Install it.") from None
