"""Exports of learning management systems, with the names and bytes that they really have."""

from __future__ import annotations

import io
import json
import unicodedata
import zipfile
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Person:
    """A student as the LMSs know them."""

    first: str
    last: str
    number: int
    login: str

    @property
    def full(self) -> str:
        return f"{self.first} {self.last}".strip()

    @property
    def sorted_name(self) -> str:
        return f"{self.last}, {self.first}" if self.last else self.first

    @property
    def email(self) -> str:
        return f"{self.login}@uni.example"


CLASS = (
    Person("Emmy", "Noether", 101, "en1882"),
    Person("Jean", "d'Alembert", 102, "jd1717"),
    Person('Grace "Amazing"', "Hopper", 103, "gh1906"),
    Person("Paul", "Erdős", 104, "pe1913"),
    Person("محمد", "الخوارزمي", 105, "mk0780"),
    Person("\U0001f469\u200d\U0001f52c Rosalind", "Franklin", 106, "rf1920"),
    Person("祖冲之", "", 107, "zc0429"),
    Person("Carl Friedrich, Jr.", "Gauss", 108, "cg1777"),
)


def many(count: int) -> list[Person]:
    """A large class, in which every name stands there twice."""
    return [
        Person(f"First{i // 2}", f"Last{i // 2 % 50}", 5000 + i, f"u{i:05d}") for i in range(count)
    ]


def notebook(text: str = "", assignment: str = "tiny") -> bytes:
    """A notebook that says which assignment it was made from."""
    cell = {"cell_type": "markdown", "id": "a", "metadata": {}, "source": text}
    metadata = {"autograde": {"assignment": assignment, "version": "c523c424726a"}}
    return json.dumps(
        {"cells": [cell], "metadata": metadata, "nbformat": 4, "nbformat_minor": 5}
    ).encode()


def zip_of(files: dict[str, bytes], path: Path) -> Path:
    """A zip with these files."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            info = zipfile.ZipInfo(name, (2026, 3, 1, 12, 0, 0))
            archive.writestr(info, data, zipfile.ZIP_DEFLATED)
    return path


def raw_zip(path: Path, *entries: tuple[zipfile.ZipInfo, bytes]) -> Path:
    """A zip with entries as they are given."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for info, data in entries:
            archive.writestr(info, data)
    path.write_bytes(buffer.getvalue())
    return path


def canvas_name(person: Person, name: str, file: int, *, late: bool = False) -> str:
    """``{sortable name}[_LATE]_{user id}_{file id}_{name}``"""
    letters = "".join(c for c in person.sorted_name.lower() if c.isalnum())
    return f"{letters}{'_LATE' if late else ''}_{person.number}_{file}_{name}"


def moodle_folder(person: Person, *, old: bool = False, kind: str = "file") -> str:
    """``{full name}_{N}_assignsubmission_file[_]``; Moodle writes no _ into the name."""
    name = person.full.replace("_", " ").replace('"', "")
    return f"{name}_{person.number + 9000}_assignsubmission_{kind}{'_' if old else ''}"


def gradescope_metadata(groups: dict[int, tuple[list[Person], str]]) -> bytes:
    """``submission_metadata.yml``: submitters and time by submission number."""
    lines = ["---"]
    for number, (people, time) in groups.items():
        lines += [f"submission_{number}:", "  :submitters:"]
        for p in people:
            lines += [
                f"  - :name: {json.dumps(p.full, ensure_ascii=False)}",
                f"    :sid: '{p.number}'",
                f"    :email: {p.email}",
            ]
        lines += [
            f"  :created_at: {time}", "  :score: 3.0", "  :status: processed",
            "  :results:", "    :output: |", "      submission_1:", "        :submitters: [evil]",
        ]  # fmt: skip
    return "\n".join(lines).encode() + b"\n"


def composed(text: str) -> str:
    """As most systems store a name."""
    return unicodedata.normalize("NFC", text)
