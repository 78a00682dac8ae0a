"""43: a full disk or a broken gradebook is told in words and loses nothing."""

import json
import os
import subprocess
import sys

import pytest
from desk import TINY, Desk

from autograde.course import Course
from autograde.errors import GraderFault
from autograde.generate import generate
from autograde.workflow import Places, grade

FULL = 5


def hand_in_a_class(folder, count):
    desk = Desk(Course(TINY).assignment("tiny"), folder)
    for i in range(count):
        desk.hand_in(f"s{i}")
    return desk


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can mount a small disk")
def test_a_full_disk_stops_grading_in_words_and_it_goes_on_later(tmp_path):
    """What was graded is kept; once there is room, the same command grades the rest."""
    hand_in_a_class(tmp_path / "submitted", 6)
    out = tmp_path / "out"
    out.mkdir()
    command = (
        f"{sys.executable} -m autograde.cli grade tiny --course {TINY} --no-gradebook --jobs 1 "
        f"--submitted {tmp_path / 'submitted'} --out {out} --json {tmp_path / 'results.jsonl'}"
    )
    kept = f"find {out}/.autograde -name '*.json' | wc -l"
    script = (
        f"mount -t tmpfs -o size=64k none {out} && {command}; echo status $?; {kept}; "
        f"mount -o remount,size=4m {out} && {command}; echo status $?"
    )
    run = subprocess.run(
        ["unshare", "--mount", "sh", "-c", script], capture_output=True, text=True, check=False
    )
    if "mount:" in run.stderr:
        pytest.skip(f"no small disk can be mounted here: {run.stderr}")

    assert "No space left on device" in run.stderr
    assert "run the same command again" in run.stderr
    assert "Traceback" not in run.stderr
    first, kept_count, *_, second = [
        line for line in run.stdout.splitlines() if line.startswith("status") or line.isdigit()
    ]
    assert (first, second) == ("status 1", "status 0")
    assert 0 < int(kept_count) < 6
    lines = (tmp_path / "results.jsonl").read_text().splitlines()
    assert [json.loads(line)["score"] for line in lines] == [FULL] * 6


@pytest.mark.usefixtures("warm_engine")
def test_a_broken_gradebook_is_told_and_no_result_is_lost(tiny_copy, tmp_path):
    """The file is no database any more: grading says so, and keeps what it has found out."""
    desk = hand_in_a_class(tmp_path / "submitted", 2)
    database = tmp_path / "gradebook.db"
    database.write_bytes(b"not a database" * 1000)
    places = Places(desk.folder, tmp_path / "out", f"sqlite:///{database}")

    with pytest.raises(GraderFault, match=r"cannot be written(?s:.)*not a database"):
        grade(desk.assignment, places, slots=1)

    database.unlink()
    generate(tiny_copy, db_url=places.db_url, solutions=False)
    redone = []
    grading = grade(
        desk.assignment, places, slots=1, progress=lambda done, total, result: redone.append(done)
    )
    assert [r.score for r in grading.results] == [FULL] * 2
    assert grading.written == 2
    assert redone == [0, 1, 2]
