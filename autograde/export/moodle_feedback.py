"""
Feedback pages for Moodle: "Upload multiple feedback files in a zip".

Moodle finds the student by the folder's name alone, ``{full name}_{N}_assignsubmission_file``:
four parts between underscores, the second the number of a participant. So the names are taken
from where Moodle wrote them, the worksheet or the download, and never made up.
"""

from __future__ import annotations

import re
import zipfile
from dataclasses import dataclass
from pathlib import Path

from autograde.collect.archive import open_source
from autograde.collect.moodle import PART
from autograde.collect.names import complaint
from autograde.collect.roster import Roster, key, participant, participant_prefix
from autograde.course import Assignment
from autograde.csvtable import Table
from autograde.errors import UsageError

# What PHP's clean_filename and Windows take out of a name.
_UNSAFE = re.compile(r'[\x00-\x1f<>:"/\\|?*&`\']')


@dataclass(frozen=True)
class Packed:
    """
    What the zip holds.

    Args:
        students: Those whose page is in it.

        no_page: Participants without a page.

        no_participant: Students with a page whom Moodle's names do not know.
    """

    students: tuple[str, ...]
    no_page: tuple[str, ...]
    no_participant: tuple[str, ...]


def folders_in_worksheet(table: Table) -> dict[str, list[str]]:
    """
    Folder of each participant of a worksheet, and what else names the participant.

    Raises:
        UsageError: If it is no worksheet.
    """
    prefix = participant_prefix(table)
    if prefix is None:
        raise UsageError("this is no grading worksheet of Moodle", where=table.where)
    found = {}
    for row in range(1, len(table.rows)):
        values = table.values(row)
        if not values[0].strip():
            continue
        number = values[0].strip()[len(prefix) :]
        # Blind marking has no names; then Moodle's own word for a participant stands for them.
        name = values[1] if "@" not in values[1] else prefix.strip()
        clean = _UNSAFE.sub("", name.replace("_", " ")).strip() or "participant"
        folder = f"{clean}_{number}_assignsubmission_file"
        found[folder] = [participant(number), *values[1:]]
    return found


def folders_in_download(where: Path) -> dict[str, list[str]]:
    """
    Folders of a download of all submissions.

    Raises:
        UsageError: If it is not safe, or none of Moodle's.
    """
    found = {}
    with open_source(where) as source:
        for file in source.files:
            for part in file.parts:
                match = PART.match(part)
                if match and match["kind"] == "file":
                    folder = f"{match['who']}_{match['number']}_assignsubmission_file"
                    found[folder] = [participant(match["number"]), match["who"].strip()]
    if not found:
        raise UsageError("there are no folders of Moodle in it", where=str(where))
    return found


def pack_feedback(
    assignment: Assignment, feedback: Path, folders: dict[str, list[str]], roster: Roster, out: Path
) -> Packed:
    """
    Write the zip.

    Args:
        feedback: Holds ``<student>/<assignment>.html``.

        folders: Of each participant, with names; see `folders_in_worksheet`.

        out: The zip.

    Raises:
        UsageError: If there are no pages.
    """
    pages = {
        path.parent.name: path
        for path in sorted(feedback.glob(f"*/{assignment.name}.html"))
        if not path.is_symlink() and not path.parent.is_symlink()
    }
    if not pages:
        raise UsageError(
            "there are no feedback pages",
            where=str(feedback),
            todo=f"Run: autograde feedback {assignment.name}",
        )
    direct = Roster({key(s): s for s in pages}, "feedback")
    packed: dict[str, str] = {}
    no_page = []
    for folder, names in folders.items():
        student = roster.find(*names) if roster.where else None
        student = student or direct.find(*names)
        if student not in pages or complaint(folder):
            no_page.append(folder)
        elif student in packed.values():
            raise UsageError(
                f"{student} could be several participants",
                where=folder,
                todo="Name a roster that tells them apart: --roster.",
            )
        else:
            packed[folder] = student
    new = out.with_name(f".{out.name}.new")
    with zipfile.ZipFile(new, "w", zipfile.ZIP_DEFLATED) as archive:
        for folder, student in packed.items():
            # UTF-8 names are flagged as such; one time for all, so the file is the same again.
            info = zipfile.ZipInfo(f"{folder}/{assignment.name}.html", (1980, 1, 1, 0, 0, 0))
            archive.writestr(info, pages[student].read_bytes(), zipfile.ZIP_DEFLATED)
    new.replace(out)
    missing = sorted(set(pages) - set(packed.values()))
    return Packed(tuple(sorted(packed.values())), tuple(no_page), tuple(missing))
