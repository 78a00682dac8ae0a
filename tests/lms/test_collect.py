"""What an LMS hands over becomes submitted/, and nothing is lost."""

import csv

import pytest
from click.testing import CliRunner
from lms.exports import (
    CLASS,
    canvas_name,
    gradescope_metadata,
    many,
    moodle_folder,
    notebook,
    zip_of,
)

from autograde.cli import main
from autograde.collect.placing import collect
from autograde.collect.roster import Roster
from autograde.errors import UsageError
from autograde.grade.jobs import find_jobs

EMMY, JEAN = CLASS[:2]


def roster(path, people, column="login"):
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["Student", "ID", "login", "Email address"])
        writer.writerows([p.sorted_name, p.number, p.login, p.email] for p in people)
    return Roster.read(path, column)


def text_of(assignment, student):
    folder = assignment.course.root / "submitted" / student / "tiny"
    return (folder / "tiny.ipynb").read_bytes()


def test_canvas_names_become_students(tiny_copy, tmp_path):
    """Numbers through the roster, late marks, emoji, right-to-left and quotes in names."""
    files = {
        canvas_name(p, "tiny.ipynb", 500 + i, late=i == 2): notebook(p.login)
        for i, p in enumerate(CLASS)
    }

    done = collect(
        zip_of(files, tmp_path / "s.zip"), tiny_copy, roster=roster(tmp_path / "r.csv", CLASS)
    )

    assert done.format == "canvas"
    assert [p.student for p in done.placed] == sorted(p.login for p in CLASS)
    assert [p.student for p in done.placed if p.late] == ["gh1906"]
    assert all(text_of(tiny_copy, p.login) == notebook(p.login) for p in CLASS)
    assert done.unplaced == ()
    found = [job.student for job in find_jobs(tiny_copy.course.root / "submitted", "tiny")]
    assert found == sorted(p.login for p in CLASS)


def test_canvas_latest_wins_and_the_older_is_kept(tiny_copy, tmp_path):
    """tiny-1.ipynb with the larger number is the later one; both are listed."""
    old, new = canvas_name(EMMY, "tiny.ipynb", 500), canvas_name(EMMY, "tiny-1.ipynb", 900)
    extra = canvas_name(EMMY, "data.csv", 901)

    done = collect(
        zip_of({new: notebook("new"), old: notebook("old"), extra: b"1"}, tmp_path / "s.zip"),
        tiny_copy,
    )

    assert text_of(tiny_copy, "101") == notebook("new")
    kept = {u.left.file.name: (u.left.why, u.kept.read_bytes()) for u in done.unplaced}
    assert kept == {
        old: ("an older submission", notebook("old")),
        extra: ("not the notebook", b"1"),
    }
    assert done.needs_person == ()


def test_the_exact_name_comes_first(tiny_copy, tmp_path):
    """Where tiny-1 is an assignment of its own, its notebook is no second upload of tiny."""
    source = tiny_copy.course.root / "source"
    (source / "tiny-1").mkdir()
    (source / "tiny-1" / "assignment.toml").write_bytes(
        (source / "tiny" / "assignment.toml").read_bytes()
    )
    first, other = canvas_name(EMMY, "tiny.ipynb", 1), canvas_name(EMMY, "tiny-1.ipynb", 2)

    done = collect(
        zip_of({first: notebook("tiny"), other: notebook("other")}, tmp_path / "s.zip"), tiny_copy
    )

    assert text_of(tiny_copy, "101") == notebook("tiny")
    assert [u.left.why for u in done.unplaced] == ["it is the notebook of tiny-1"]


def test_canvas_anonymous(tiny_copy, tmp_path):
    """Anonymous downloads give anonymous students, late marks in front."""
    files = {"LATE_anon_aB3x9_77_tiny.ipynb": notebook(), "anon_zz9qq_78_tiny.ipynb": notebook()}

    done = collect(zip_of(files, tmp_path / "s.zip"), tiny_copy)

    assert [(p.student, p.late) for p in done.placed] == [
        ("anon_aB3x9", True), ("anon_zz9qq", False),
    ]  # fmt: skip


@pytest.mark.parametrize("old", [False, True])
def test_moodle_folders_join_with_the_worksheet(tiny_copy, tmp_path, old):
    """Participant numbers of a localised worksheet lead to addresses; both folder names work."""
    sheet = tmp_path / "w.csv"
    rows = ["\ufeffID,Vollständiger Name,E-Mail-Adresse,Status"]
    rows += [
        f'Teilnehmer/in{p.number + 9000},"{p.full.replace(chr(34), chr(34) * 2)}",{p.email},ok'
        for p in CLASS
    ]
    sheet.write_text("\r\n".join(rows), encoding="utf-8")
    files = {f"{moodle_folder(p, old=old)}/tiny.ipynb": notebook(p.login) for p in CLASS}
    files[f"{moodle_folder(EMMY, kind='onlinetext')}/onlinetext.html"] = b"<p>hello</p>"

    done = collect(
        zip_of(files, tmp_path / "s.zip"), tiny_copy, roster=Roster.read(sheet, "E-Mail-Adresse")
    )

    assert done.format == "moodle"
    assert [p.student for p in done.placed] == sorted(p.email for p in CLASS)
    assert all(text_of(tiny_copy, p.email) == notebook(p.login) for p in CLASS)
    assert [u.left.why for u in done.unplaced] == ["not the notebook"]


def test_moodle_numbers_of_another_assignment_are_not_believed(tiny_copy, tmp_path):
    """Name and number that lead to two students lead to none."""
    sheet = tmp_path / "w.csv"
    sheet.write_text(
        "Identifier,Full name,Email address\n"
        f"Participant {EMMY.number + 9000},{JEAN.full},jean@x\n"
        f"Participant 1,{EMMY.full},emmy@x\n"
    )
    files = {f"{moodle_folder(EMMY)}/tiny.ipynb": notebook()}

    done = collect(
        zip_of(files, tmp_path / "s.zip"), tiny_copy, roster=Roster.read(sheet, "Email address")
    )

    assert done.placed == ()
    assert "the roster does not know" in done.needs_person[0].left.why


def test_moodle_without_folders_and_two_of_one_name(tiny_copy, tmp_path):
    """Files with the prefix in the name; namesakes are told apart by a roster only."""
    files = {
        "Emmy Noether_1_assignsubmission_file_tiny.ipynb": notebook("1"),
        "Paul Erdős_2_assignsubmission_file_tiny (1).ipynb": notebook("2"),
        "Ada Li_3_assignsubmission_file_tiny.ipynb": notebook("3"),
        "Ada Li_4_assignsubmission_file_tiny.ipynb": notebook("4"),
    }

    done = collect(zip_of(files, tmp_path / "s.zip"), tiny_copy)

    assert [p.student for p in done.placed] == ["Emmy Noether", "Paul Erdős"]
    assert len(done.needs_person) == 2
    assert all("a roster tells them apart" in u.left.why for u in done.needs_person)


def test_the_exchange_keeps_times_and_leaves_other_assignments(tiny_copy, tmp_path):
    """timestamp.txt is kept, the latest of three wins, other assignments stay where they are."""
    inbound = tmp_path / "inbound"

    def hand_in(name, text, stamp):
        folder = inbound / name
        folder.mkdir(parents=True)
        (folder / "tiny.ipynb").write_bytes(notebook(text))
        (folder / "timestamp.txt").write_text(stamp)

    for day in (2, 9, 5):
        time = f"2026-03-0{day} 10:00:00.000000 UTC"
        hand_in(f"a+b+tiny+{time}+r{day}", str(day), time)
    hand_in("emmy+other+2026-03-02 10:00:00.0 UTC+x", "other", "2026-03-02 10:00:00.0 UTC")

    done = collect(inbound, tiny_copy)

    assert done.format == "nbgrader"
    assert [p.student for p in done.placed] == ["a+b"]
    assert text_of(tiny_copy, "a+b") == notebook("9")
    stamp = tiny_copy.course.root / "submitted/a+b/tiny/timestamp.txt"
    assert stamp.read_text() == "2026-03-09 10:00:00.000000 UTC\n"
    why = [(u.left.why, u.kept is not None) for u in done.unplaced]
    assert sorted(why) == [
        ("an older submission", True), ("an older submission", True),
        ("it belongs to other", False), ("it belongs to other", False),
    ]  # fmt: skip


def test_gradescope_groups_and_times(tiny_copy, tmp_path):
    """Each member of a group gets the notebook and the time; forged lines in output do nothing."""
    top = "assignment_42_export"
    files = {
        f"{top}/submission_metadata.yml": gradescope_metadata(
            {
                7: (list(CLASS[:2]), "2026-03-01 23:59:59.123456789 Z"),
                8: ([CLASS[4]], "2026-03-02 00:00:00.5 -0500"),
            }
        ),
        f"{top}/submission_7/tiny.ipynb": notebook("7"),
        f"{top}/submission_8/tiny.ipynb": notebook("8"),
        f"{top}/submission_8/test_public.py": b"pass",
        f"{top}/submission_1/tiny.ipynb": notebook("nobody's"),
    }

    done = collect(zip_of(files, tmp_path / "s.zip"), tiny_copy)

    assert [p.student for p in done.placed] == ["101", "102", "105"]
    folder = tiny_copy.course.root / "submitted"
    assert (folder / "102/tiny/timestamp.txt").read_text() == "2026-03-01 23:59:59.123456 UTC\n"
    assert (folder / "105/tiny/timestamp.txt").read_text() == "2026-03-02 05:00:00.500000 UTC\n"
    assert [u.left.file.last for u in done.needs_person] == ["tiny.ipynb"]
    assert "names nobody" in done.needs_person[0].left.why


@pytest.mark.parametrize(
    "files",
    [
        {"emmy/tiny.ipynb": "e", "paul/tiny.ipynb": "p"},
        {"all/submitted/emmy/tiny/tiny.ipynb": "e", "all/submitted/paul/tiny/tiny.ipynb": "p"},
        {"emmy.ipynb": "e", "paul.ipynb": "p"},
        {"all/emmy_tiny.ipynb": "e", "all/paul_tiny.ipynb": "p"},
        {"tiny-emmy.ipynb": "e", "tiny-paul.ipynb": "p"},
        {"emmy/Tiny.ipynb": "e", "paul/tiny (2).ipynb": "p", "__MACOSX/emmy/._Tiny.ipynb": "x"},
        {"emmy/tiny.ipynb.txt": "e", "paul/my work.ipynb": "p", "paul/.DS_Store": "x"},
    ],
)  # fmt: skip
def test_plain_folders_and_files(tiny_copy, tmp_path, files):
    """Layouts that people make."""
    archive = zip_of({k: notebook(v) for k, v in files.items()}, tmp_path / "s.zip")

    done = collect(archive, tiny_copy)

    assert [p.student for p in done.placed] == ["emmy", "paul"]
    assert text_of(tiny_copy, "emmy") == notebook("e")
    assert text_of(tiny_copy, "paul") == notebook("p")
    assert done.unplaced == ()


@pytest.mark.parametrize(
    "name", ["Noether/tiny/tiny.ipynb", "Noether/tiny.ipynb", "x/y/Noether/tiny/tiny.ipynb"]
)
def test_a_class_of_one(tiny_copy, tmp_path, name):
    """The only student's folder is not taken for the archive's own."""
    done = collect(zip_of({name: notebook()}, tmp_path / "s.zip"), tiny_copy)

    assert [p.student for p in done.placed] == ["Noether"]


def test_wrong_files_cost_their_student_alone(tiny_copy, tmp_path):
    """No notebook, another assignment's, a zip: listed with the reason, kept; others placed."""
    files = {
        "good/tiny.ipynb": notebook("good"),
        "pdf/essay.pdf": b"%PDF",
        "zip/tiny.zip": b"PK\x03\x04",
        "other/other.ipynb": notebook("o", "other"),
        "=cmd()/essay.pdf": b"x",
    }

    done = collect(zip_of(files, tmp_path / "s.zip"), tiny_copy)

    assert [p.student for p in done.placed] == ["good"]
    why = {u.left.student: u.left.why for u in done.needs_person}
    assert why["zip"].startswith("an archive within the archive is not opened")
    assert why["other"].startswith("another notebook than tiny.ipynb")
    assert why["pdf"] == "not the notebook (no tiny.ipynb among essay.pdf)"
    assert all(u.kept.read_bytes() == files[u.left.file.name] for u in done.unplaced)
    with done.list.open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert {r["student"] for r in rows} == {"pdf", "zip", "other", "'=cmd()"}
    assert all(not cell.startswith("=") for row in rows for cell in row.values())


def test_collecting_again(tiny_copy, tmp_path):
    """The same again changes nothing; a later one replaces, and what it replaced is kept."""
    first = zip_of({"emmy/tiny.ipynb": notebook("1")}, tmp_path / "a.zip")
    second = zip_of({"emmy/tiny.ipynb": notebook("2")}, tmp_path / "b.zip")
    collect(first, tiny_copy)
    path = tiny_copy.course.root / "submitted/emmy/tiny/tiny.ipynb"
    before = path.stat().st_mtime_ns

    again = collect(first, tiny_copy)
    assert (again.placed[0].changed, path.stat().st_mtime_ns) == (False, before)

    later = collect(second, tiny_copy)
    assert (later.placed[0].changed, path.read_bytes()) == (True, notebook("2"))
    assert later.unplaced[0].kept.read_bytes() == notebook("1")
    assert later.needs_person == ()


def test_an_older_export_does_not_undo_a_newer_one(tiny_copy, tmp_path):
    """Where both times are known, the later submission stays."""
    for day in (9, 2):
        folder = tmp_path / f"in{day}" / f"emmy+tiny+2026-03-0{day} 10:00:00.0 UTC+x"
        folder.mkdir(parents=True)
        (folder / "tiny.ipynb").write_bytes(notebook(str(day)))
        done = collect(tmp_path / f"in{day}", tiny_copy)

    assert text_of(tiny_copy, "emmy") == notebook("9")
    assert done.unplaced[0].left.why == "an older submission than the one collected before"
    stamp = tiny_copy.course.root / "submitted/emmy/tiny/timestamp.txt"
    assert stamp.read_text().startswith("2026-03-09")


def test_a_link_in_submitted_is_not_followed(tiny_copy, tmp_path):
    """A student's folder that is a link gets nothing; the file is kept and listed."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (tiny_copy.course.root / "submitted").mkdir()
    (tiny_copy.course.root / "submitted" / "emmy").symlink_to(elsewhere)

    done = collect(zip_of({"emmy/tiny.ipynb": notebook()}, tmp_path / "s.zip"), tiny_copy)

    assert list(elsewhere.iterdir()) == []
    assert "is a link" in done.needs_person[0].left.why


def test_a_class_of_three_thousand(tiny_copy, tmp_path):
    """Namesakes and all, through the roster, each at their own place."""
    people = many(3000)
    files = {canvas_name(p, "tiny.ipynb", p.number * 3): notebook(p.login) for p in people}

    done = collect(
        zip_of(files, tmp_path / "s.zip"), tiny_copy, roster=roster(tmp_path / "r.csv", people)
    )

    assert len(done.placed) == 3000
    assert done.unplaced == ()
    assert all(text_of(tiny_copy, p.login) == notebook(p.login) for p in people[::97])


def test_a_roster_without_its_column(tmp_path):
    """The message names the columns and the nearest."""
    (tmp_path / "r.csv").write_text("name,login\nEmmy,en1\n")

    with pytest.raises(UsageError, match="Its columns: name, login"):
        Roster.read(tmp_path / "r.csv")
    with pytest.raises(UsageError, match='Did you mean "login"'):
        Roster.read(tmp_path / "r.csv", "logn")


def test_the_command(tiny_copy, tmp_path):
    """autograde collect reports what needs a person and exits with 1."""
    archive = zip_of({"emmy/tiny.ipynb": notebook(), "paul/x.pdf": b"x"}, tmp_path / "s.zip")

    result = CliRunner().invoke(
        main, ["collect", str(archive), "tiny", "--course", str(tiny_copy.course.root)]
    )

    assert result.exit_code == 1, result.output
    assert "1 students, 1 of them new or changed (as from plain)" in result.stdout
    assert "paul/x.pdf: not the notebook" in result.stderr
