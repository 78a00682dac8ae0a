"""A gradebook on PostgreSQL, which several graders write at once."""

import os
import pwd
import shutil
import subprocess
import tempfile
import threading
from dataclasses import replace
from pathlib import Path

import pytest

from autograde.errors import UsageError
from autograde.feedback import write_nbgraders_pages
from autograde.generate import generate
from autograde.gradebook.settings import database_url
from autograde.gradebook.writer import Entry, write_class
from autograde.workflow import Places, grade

COURSE = ""


def _tools():
    candidates = [Path("/usr/bin"), *Path("/usr/lib/postgresql").glob("*/bin")]
    found = [c for c in candidates if (c / "initdb").exists()]
    return max(found, default=None)


@pytest.fixture(scope="module")
def database():
    """URL of an empty database of a real server, started for this module on a Unix socket."""
    tools = _tools()
    if tools is None:
        pytest.skip("PostgreSQL is not installed (apt-get install postgresql)")
    pytest.importorskip("psycopg")
    home = Path(tempfile.mkdtemp(prefix="pg-"))  # short: a socket's path has 107 characters
    as_user = []
    user = pwd.getpwuid(os.getuid()).pw_name
    if os.geteuid() == 0:  # the server refuses to run as root
        user = "nobody"
        os.chown(home, pwd.getpwnam(user).pw_uid, -1)
        as_user = ["setpriv", "--reuid", user, "--clear-groups"]

    def tool(name, *arguments):
        subprocess.run(
            [*as_user, tools / name, *arguments],
            check=True, capture_output=True, text=True, cwd=home,
        )  # fmt: skip

    tool("initdb", "-D", home / "data", "-A", "trust", "-U", "grader", "--no-sync")
    options = f"-c listen_addresses='' -c unix_socket_directories={home} -c fsync=off"
    tool("pg_ctl", "-D", home / "data", "-w", "-l", home / "log", "-o", options, "start")
    try:
        tool("createdb", "-h", home, "-U", "grader", "course")
        yield database_url(f"postgresql://grader@/course?host={home}")
    finally:
        tool("pg_ctl", "-D", home / "data", "-m", "immediate", "stop")
        shutil.rmtree(home, ignore_errors=True)


@pytest.mark.slow("a PostgreSQL server")
def test_a_class_goes_into_postgresql(database, tiny_copy, desk, tmp_path):
    """Generate, grade and feedback work on it as on SQLite, and no file is made beside it."""
    for name in ("Noether, Emmy", "🦊 Ada", "עדה"):
        desk.hand_in(name)
    places = Places(desk.folder, tmp_path / "out", database)
    generate(tiny_copy, db_url=database, solutions=False)

    grading = grade(tiny_copy, places, slots=1)

    assert grading.written == 3
    assert scores(database) == dict.fromkeys(("Noether, Emmy", "🦊 Ada", "עדה"), 5.0)
    assert write_nbgraders_pages(tiny_copy, places) == 3
    assert not list(tmp_path.rglob("*.db"))

    # Four graders at once, each with the same twenty students in another order.
    (result, *_) = grading.results
    entries = [Entry(replace(result, student=f"new {i}")) for i in range(20)]
    errors = []

    def write(order):
        try:
            write_class(database, COURSE, "tiny", order)
        except Exception as error:
            errors.append(error)

    threads = [
        threading.Thread(target=write, args=([*entries[k:], *entries[:k]],)) for k in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert errors == []
    assert len(scores(database)) == 23


def scores(url):
    from nbgrader.api import Gradebook

    with Gradebook(url, COURSE) as gradebook:
        return {
            s.student.id: sum(g.auto_score or 0.0 for n in s.notebooks for g in n.grades)
            for s in gradebook.find_assignment("tiny").submissions
        }


def test_what_is_no_database_is_refused_in_words():
    """A typo in --db names the form, not a traceback."""
    for url in ("gradebook.db", "postgrs://host/course"):
        with pytest.raises(UsageError, match="For instance sqlite"):
            database_url(url)
