"""
Read a zip, or a folder, that may have been made to do harm.

A zip is judged whole, by its directory, before a byte of it is unpacked: one entry that no LMS
writes and the archive is refused, with the entry's name and what to do. Sizes are those that are
really read: Python's zipfile gives at most as many bytes as the directory promises, and the
promises are added up before.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import stat
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO

from autograde.collect.names import complaint, readable, same_file
from autograde.errors import UsageError

MAX_FILES = 100_000
MAX_TOTAL = 16 << 30
# Notebooks full of training logs shrink to a fiftieth; deflate's limit is about a thousandth.
MAX_RATIO = 200
_SMALL = 8 << 20  # below this size a ratio harms nobody, one file or all of them
NESTED = (".zip", ".7z", ".rar", ".tar", ".gz", ".tgz", ".bz2", ".xz", ".zst")
_JUNK = {".ds_store", "thumbs.db", "desktop.ini"}


@dataclass(frozen=True)
class File:
    """
    One file of what is being collected.

    Args:
        name: Its path, ``/`` between the parts.

        size: In bytes.

        modified: When it was last changed, UTC, as far as the archive tells.
    """

    name: str
    size: int
    modified: datetime | None

    @property
    def parts(self) -> tuple[str, ...]:
        """The parts of its path."""
        return tuple(self.name.split("/"))

    @property
    def last(self) -> str:
        """Its own name."""
        return self.parts[-1]


class Source:
    """Files to collect; `open_source` makes one."""

    def __init__(self, where: Path, files: list[File]) -> None:
        self.where, self.files = where, files

    def read(self, file: File, limit: int = 1 << 40) -> bytes:
        """At most `limit` bytes of a file."""
        raise NotImplementedError

    def copy(self, file: File, to: Path) -> None:
        """Write a file to a path whose folder exists."""
        raise NotImplementedError


def is_junk(file: File) -> bool:
    """Whether an operating system left this there by itself."""
    return (
        "__MACOSX" in file.parts
        or ".ipynb_checkpoints" in file.parts
        or file.last.casefold() in _JUNK
    )


@contextlib.contextmanager
def open_source(where: Path, *, max_total: int = MAX_TOTAL) -> Iterator[Source]:
    """
    Look at a zip or a folder.

    Args:
        max_total: Bytes that may be unpacked.

    Raises:
        UsageError: If it is neither, cannot be read, or is not safe.
    """
    if where.is_dir():
        yield _Folder(where, _walk(where))
        return
    if not where.is_file():
        raise UsageError("there is no such file or folder", where=str(where))
    try:
        with zipfile.ZipFile(where) as archive:
            infos = _judge(archive, where, max_total)
            yield _Zip(where, archive, infos)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise UsageError(
            "the archive is damaged, or no zip",
            where=str(where),
            found=f"Found: {readable(str(error))}.",
            todo="Download it again; of another kind of archive, unpack it and name the folder.",
        ) from None
    except OSError as error:
        raise UsageError(f"it cannot be read: {error.strerror}", where=str(where)) from None


# ----------------------------------------------------------------------------------- zip
class _Zip(Source):
    def __init__(
        self, where: Path, archive: zipfile.ZipFile, infos: dict[str, zipfile.ZipInfo]
    ) -> None:
        super().__init__(where, [_file(name, info) for name, info in infos.items()])
        self._archive, self._infos = archive, infos

    def read(self, file: File, limit: int = 1 << 40) -> bytes:
        with self._archive.open(self._infos[file.name]) as stream:
            return stream.read(limit)

    def copy(self, file: File, to: Path) -> None:
        with self._archive.open(self._infos[file.name]) as stream, to.open("wb") as out:
            shutil.copyfileobj(stream, out, 1 << 20)


def _file(name: str, info: zipfile.ZipInfo) -> File:
    modified = None
    with contextlib.suppress(ValueError):  # a day 0 is common where no time was known
        modified = datetime(*info.date_time)
    return File(name, info.file_size, modified)


def _judge(archive: zipfile.ZipFile, where: Path, max_total: int) -> dict[str, zipfile.ZipInfo]:
    """The entries by name, if all of them are safe."""
    infos = archive.infolist()
    if len(infos) > MAX_FILES:
        raise UsageError(f"the archive has more than {MAX_FILES} files", where=str(where))
    files: dict[str, zipfile.ZipInfo] = {}
    seen: dict[str, str] = {}
    total = packed = 0
    for info in infos:
        if why := _wrong(info):
            raise _unsafe(where, info.orig_filename, why)
        name = info.filename.rstrip("/")
        if info.is_dir():
            continue
        key = same_file(name)
        if key in seen:
            raise _unsafe(where, name, f"the same name as {readable(seen[key])} on some systems")
        seen[key] = name
        files[name] = info
        total += info.file_size
        packed += info.compress_size
        if total > max_total:
            raise UsageError(
                f"the archive unpacks to more than {max_total >> 20} MB",
                where=str(where),
                todo="If that is right, allow more: --max-mb N.",
            )
    if total > _SMALL and total > MAX_RATIO * max(packed, 1):
        raise _unsafe(where, "", f"files that grow {total // max(packed, 1)} times when unpacked")
    for name in files:
        for i in range(len(parts := name.split("/")) - 1):
            outer = "/".join(parts[: i + 1])
            if same_file(outer) in seen:
                raise _unsafe(where, outer, "a file and a folder of one name")
    return files


def _wrong(info: zipfile.ZipInfo) -> str:
    if why := complaint(info.orig_filename):
        return why
    kind = stat.S_IFMT(info.external_attr >> 16)
    if kind == stat.S_IFLNK:
        return "a link"
    if kind not in (0, stat.S_IFREG, stat.S_IFDIR):
        return "a device or another special file"
    if info.flag_bits & 0x1 or info.flag_bits & 0x40:
        return "encryption"
    if info.file_size > _SMALL and info.file_size > MAX_RATIO * max(info.compress_size, 1):
        return f"a file that grows {info.file_size // max(info.compress_size, 1)} times"
    return ""


def _unsafe(where: Path, name: str, why: str) -> UsageError:
    shown = readable(name)
    return UsageError(
        "the archive is not safe to unpack; nothing was written",
        where=str(where),
        found=f"Found {why}{f': {shown[:200]}' if shown else ''}.",
        todo="No LMS writes this. Look at it with care; remove the entry (zip -d), or unpack what "
        "you trust and name the folder.",
    )


# -------------------------------------------------------------------------------- folder
class _Folder(Source):
    def read(self, file: File, limit: int = 1 << 40) -> bytes:
        with self._open(file) as stream:
            return stream.read(limit)

    def copy(self, file: File, to: Path) -> None:
        with self._open(file) as stream, to.open("wb") as out:
            shutil.copyfileobj(stream, out, 1 << 20)

    def _open(self, file: File) -> BinaryIO:
        # What was a file when the folder was looked at may be a link by now.
        number = os.open(self.where / file.name, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK)
        return os.fdopen(number, "rb")


def _walk(top: Path) -> list[File]:
    files = []
    for folder, folders, names in os.walk(top, onerror=_cannot_read):
        folders.sort()
        for name in [*sorted(names), *(f for f in folders if (Path(folder) / f).is_symlink())]:
            path = Path(folder) / name
            relative = path.relative_to(top).as_posix()
            status = path.lstat()
            kind = "a link" if stat.S_ISLNK(status.st_mode) else "a device or a special file"
            why = complaint(relative) or ("" if stat.S_ISREG(status.st_mode) else kind)
            if why:
                raise UsageError(
                    "the folder is not safe to collect from; nothing was written",
                    where=str(top),
                    found=f"Found {why}: {readable(relative)[:200]}.",
                    todo="Remove it, or put the file itself there.",
                )
            modified = datetime.fromtimestamp(status.st_mtime, UTC).replace(tzinfo=None)
            files.append(File(relative, status.st_size, modified))
            if len(files) > MAX_FILES:
                raise UsageError(f"the folder has more than {MAX_FILES} files", where=str(top))
    return files


def _cannot_read(error: OSError) -> None:
    raise UsageError(f"it cannot be read: {error.strerror}", where=str(error.filename))
