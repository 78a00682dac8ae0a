"""When they handed in: times of other systems, read where they are certain."""

import csv
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from click.testing import CliRunner
from lms.canvas_server import TOKEN, Canvas
from lms.exports import CLASS, canvas_name, moodle_folder, notebook, zip_of
from lms.tables import csv_bytes, moodle_file

from autograde.cli import main
from autograde.collect.dates import read_times
from autograde.collect.placing import collect
from autograde.collect.roster import Roster
from autograde.collect.times import Times
from autograde.errors import UsageError
from autograde.gradebook.writer import read_timestamp

BERLIN = ZoneInfo("Europe/Berlin")
EMMY, JEAN, *_ = CLASS


def stamp(assignment, student):
    """What the rest of the program reads as the time of a submission."""
    return read_timestamp(assignment.course.root / "submitted" / student / assignment.name)[0]


# ------------------------------------------------------------------------------- dates
@pytest.mark.parametrize(
    "text",
    [
        "Sunday, 1 March 2026, 10:00 PM",
        "Sonntag, 1. März 2026, 22:00",
        "dimanche 1 mars 2026, 22:00",
        "domingo, 1 de marzo de 2026, 22:00",
        "domenica, 1 marzo 2026, 22:00",
        "zondag, 1 maart 2026, 22:00",
        "niedziela, 1 marca 2026, 22:00",
        "воскресенье, 1 марта 2026, 22:00",
        "Κυριακή, 1 Μαρτίου 2026, 22:00",
        "Sunday, March 1, 2026, 10:00 PM",
        "1 March 2026, 10:00 PM",
        "2026-03-01 22:00",
        "2026-03-01T22:00:00+01:00",
        "2026-03-01 13:00:00 -0800",
        "2026-03-01T21:00:00Z",
        "2026-03-01 21:00:00.000000 UTC",
    ],
)
def test_times_that_are_certain(text):
    """Moodle's dates in many languages, and ISO 8601 as systems vary it, are one moment."""
    assert read_times([text, "-", ""], BERLIN) == [datetime(2026, 3, 1, 21), None, None]


@pytest.mark.parametrize(
    "text",
    [
        "01/03/2026 22:00",
        "01.03.2026 22:00",
        "3/1/26, 10:00 PM",
        "Monday, 1 March 2026, 10:00 PM",
        "Sunday, 1 Mrach 2026, 10:00 PM",
        "Sunday, 31 February 2026, 10:00 PM",
        "Sunday, 1 March 2026, 22:00 PM",
        "Sunday, 1 March 2569, 10:00 PM",
        "Sunday, 1 March 2026",
        "yesterday",
        "2026-13-01 22:00",
        "=NOW()",
    ],
)
def test_times_that_are_not_certain_are_refused(text):
    """Digits alone, a weekday of another date, a calendar of its own: no guess is made."""
    with pytest.raises(UsageError, match="a time is not certain"):
        read_times([text], BERLIN)


def test_one_month_of_two_languages():
    """listopada is October in Croatian, November in Polish: weekday or column tell which."""
    assert read_times(["niedziela, 1 listopada 2026, 10:00"], UTC) == [datetime(2026, 11, 1, 10)]
    both = ["1 listopada 2026, 10:00", "1 marca 2026, 10:00"]  # March, in Polish alone
    assert read_times(both, UTC) == [datetime(2026, 11, 1, 10), datetime(2026, 3, 1, 10)]
    with pytest.raises(UsageError, match="It means several dates"):
        read_times(both[:1], UTC)
    with pytest.raises(UsageError, match="No single language"):
        read_times(["Sonntag, 1. März 2026, 22:00", "dimanche 1 mars 2026, 22:00"], UTC)


def test_a_time_without_a_zone_needs_one():
    """Whether somebody is late can hang on it, so it is never guessed."""
    with pytest.raises(UsageError, match="--zone Europe/Berlin"):
        read_times(["Sunday, 1 March 2026, 10:00 PM"], None)


def test_clocks_that_are_put_back_favour_the_student():
    """The hour that comes twice counts as its first; summer and winter have their own offset."""
    texts = ["2026-10-25 02:30", "2026-07-01 12:00", "2026-12-01 12:00"]

    assert read_times(texts, BERLIN) == [
        datetime(2026, 10, 25, 0, 30), datetime(2026, 7, 1, 10), datetime(2026, 12, 1, 11),
    ]  # fmt: skip


# ------------------------------------------------------------------------------- files
def test_moodles_worksheet_gives_times(tiny_copy, tmp_path):
    """The file that says who is who says when as well, for everybody in it."""
    sheet = tmp_path / "worksheet.csv"
    sheet.write_bytes(moodle_file(CLASS))
    files = {f"{moodle_folder(p)}/tiny.ipynb": notebook(p.login) for p in CLASS}

    done = collect(
        zip_of(files, tmp_path / "s.zip"), tiny_copy, roster=Roster.read(sheet, "Email address"),
        times=Times.read(sheet, zone="Europe/Berlin"),
    )  # fmt: skip

    assert {p.submitted for p in done.placed} == {datetime(2026, 3, 1, 21)}
    assert stamp(tiny_copy, EMMY.email) == datetime(2026, 3, 1, 21)


def test_a_worksheet_in_an_unknown_language_names_its_columns(tmp_path):
    """A header that is not known is asked for; with it, the times are read."""
    sheet = tmp_path / "worksheet.csv"
    sheet.write_bytes(csv_bytes([
        ["Tunniste", "Nimi", "Muokattu"], ["Osallistuja 9101", EMMY.full, "2026-03-01 22:00"],
    ]))  # fmt: skip

    with pytest.raises(UsageError, match="--times-column"):
        Times.read(sheet)
    times = Times.read(sheet, "muokattu", "UTC")
    assert times.of("participant 9101") == datetime(2026, 3, 1, 22)
    assert times.of("participant 9101", "somebody else") == datetime(2026, 3, 1, 22)
    assert times.of("somebody else") is None


def test_two_of_one_name_have_no_time(tmp_path):
    """What names two rows names none; a row that contradicts itself gives no time either."""
    path = tmp_path / "t.csv"
    path.write_text("student,number,submitted\nA B,1,2026-03-01T10:00Z\nA B,2,2026-03-02T10:00Z\n")
    times = Times.read(path)

    assert times.of("A B") is None
    assert times.of("A B", "2") == datetime(2026, 3, 2, 10)
    assert times.of("1", "2") is None


@pytest.mark.parametrize(
    ("text", "zone", "says"),
    [
        ("student,submitted\na,01/02/2026 10:00\n", "UTC", "row 2"),
        ("student,submitted\na,2026-01-02 10:00\n", "Berlin", "there is no zone"),
        ("student,submitted\na,2026-01-02 10:00\n", "../../etc/passwd", "there is no zone"),
        ("student,when\na,2026-01-02 10:00\n", "UTC", "Its columns: student, when"),
    ],
)
def test_a_file_that_cannot_be_used_says_what_to_do(tmp_path, text, zone, says):
    """Wrong dates, zones and columns are refused before anything is collected."""
    path = tmp_path / "t.csv"
    path.write_text(text)

    with pytest.raises(UsageError) as caught:
        Times.read(path, zone=zone)
    assert says in str(caught.value)


def due(assignment, moment):
    """A copy of the assignment with a due date."""
    manifest = assignment.folder / "assignment.toml"
    manifest.write_text(
        manifest.read_text() + f"\n[late]\ndue = {moment.isoformat()}\npercent_per_day = 10\n"
    )


def run(assignment, *options):
    root = str(assignment.course.root)
    return CliRunner().invoke(main, ["collect", *map(str, options), "--course", root])


def test_canvas_marks_and_times(tiny_copy, tmp_path):
    """Late marks without a time are named, with what it means; a file of times fills them in."""
    due(tiny_copy, datetime(2026, 3, 1, 12, tzinfo=timezone(timedelta(hours=1))))
    archive = zip_of(
        {
            canvas_name(EMMY, "tiny.ipynb", 1, late=True): notebook("a"),
            canvas_name(JEAN, "tiny.ipynb", 2): notebook("b"),
        },
        tmp_path / "s.zip",
    )
    times = tmp_path / "times.csv"
    times.write_text(f"ID,Submitted\n{EMMY.number},2026-03-01T10:30:00Z\n")

    first = run(tiny_copy, archive, "tiny")
    assert "2 of unknown time: without one nobody loses points" in first.output
    assert "1 marked as late by canvas, which does not say how late:\n  101" in first.output

    second = run(tiny_copy, archive, "tiny", "--times", times)
    assert "1 of known time" in second.output
    assert "1 of unknown time" in second.output
    assert "in time by the manifest:\n  101: 2026-03-01 10:30:00 UTC" in second.output
    assert stamp(tiny_copy, "101") == datetime(2026, 3, 1, 10, 30)


@pytest.mark.filterwarnings("ignore:Canvas may respond unexpectedly")
def test_canvas_is_asked_for_times(tmp_path, monkeypatch):
    """Its interface gives each time, in a file that collecting reads, as a roster too."""
    monkeypatch.setenv("CANVAS_API_TOKEN", TOKEN)
    into = tmp_path / "times.csv"
    with Canvas(CLASS) as canvas:
        canvas.submitted = {EMMY.number: "2026-03-01T10:30:00Z"}
        done = CliRunner().invoke(main, [
            "canvas-times", "--url", canvas.url, "--canvas-course", "7",
            "--canvas-assignment", "42", "--into", str(into),
        ])  # fmt: skip
        assert {method for method, _ in canvas.requests} == {"GET"}

    assert done.exit_code == 0, done.output
    assert f"{len(CLASS)} students, 1 of them handed in" in done.output
    times = Times.read(into)
    assert times.of(str(EMMY.number)) == datetime(2026, 3, 1, 10, 30)
    assert times.of(str(JEAN.number)) is None
    assert Roster.read(into, "SIS Login ID").find(JEAN.sorted_name) == JEAN.login
    with into.open(encoding="utf-8-sig", newline="") as file:
        assert len(list(csv.reader(file))) == len(CLASS) + 1


def test_times_that_are_older_than_the_archive_are_noticed(tiny_copy, tmp_path):
    """Handed in again, but the time is the one of before: somebody has to look."""
    times = tmp_path / "times.csv"
    times.write_text(f"ID,Submitted\n{EMMY.number},2026-03-01T10:30:00Z\n")
    notes = []
    for text in ("a", "b"):
        files = {canvas_name(EMMY, "tiny.ipynb", 1): notebook(text)}
        archive = zip_of(files, tmp_path / f"{text}.zip")
        notes += [p.note for p in collect(archive, tiny_copy, times=Times.read(times)).placed]

    assert notes[0] == ""
    assert "is the file of times an older one?" in notes[1]
