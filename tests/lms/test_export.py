"""Scores into the files of LMSs: they accept them, and every other byte stays."""

import csv
import io
import json

import pytest
from click.testing import CliRunner
from lms import importers
from lms.exports import CLASS, many
from lms.tables import canvas_file, csv_bytes, score, untouched

from autograde.cli import main
from autograde.collect.roster import NOBODY
from autograde.csvtable import Table
from autograde.errors import UsageError
from autograde.export.canvas import fill_canvas
from autograde.export.classroom50 import result_of, write_result
from autograde.export.filling import save
from autograde.export.gradescope import fill_gradescope
from autograde.export.plain import fill_plain, write_scores

EMMY, JEAN = CLASS[:2]


# ---------------------------------------------------------------------------------- Canvas
@pytest.mark.parametrize(("delimiter", "decimal"), [(",", "."), (";", ",")])
def test_canvas_takes_the_filled_gradebook(tiny, delimiter, decimal):
    """By login, by number, excused; commas, quotes, emoji, right-to-left stay as they were."""
    before = canvas_file(CLASS, delimiter=delimiter, decimal=decimal)
    table = Table.parse(before)
    scores = dict(
        score(p.login if i % 2 else str(p.number), i / 2) for i, p in enumerate(CLASS[:6])
    )
    scores |= dict([score("zc0429", None, excused=True, why="excused")])
    scores |= dict([score("cg1777", None, why="not graded yet"), score("gone", 3.0)])

    report = fill_canvas(table, tiny, scores, NOBODY)

    after = table.to_bytes()
    users = {str(p.number): p.full for p in CLASS} | {"999": "Test"}
    got = importers.canvas(after, users, {41: 3.0, 42: 7.0})
    grades = {u: g for u, g in got.items() if u in {str(p.number) for p in CLASS}}
    expected = {str(p.number): i / 2 for i, p in enumerate(CLASS[:6])} | {"107": "excused"}
    # Column 41 fills the gap of those without a score in 42.
    assert {u: g for u, g in grades.items() if u != "108"} == expected
    assert untouched(before, after, 6)
    assert report.no_row == ["gone"]
    assert ("Gauss, Carl Friedrich, Jr.", "not graded yet") in report.no_score
    assert report.problems == []


def test_canvas_twice_changes_nothing(tiny):
    """What is filled in already is left, also where Canvas writes 5.0 for 5.00."""
    table = Table.parse(canvas_file([EMMY], filled="5.0"))
    before = table.to_bytes()

    report = fill_canvas(table, tiny, dict([score("101", 5.0)]), NOBODY)

    assert (report.unchanged, report.written) == (["101"], [])
    assert table.to_bytes() == before


def test_canvas_column_by_number_and_unknown(tiny):
    """A number or the whole header name a column; an unknown title is told with what there is."""
    scores = dict([score("101", 5.0)])
    for column in ("77", "Homework, part 1 (77)", "homework, part 1"):
        table = Table.parse(canvas_file([EMMY], column="Homework, part 1 (77)"))
        fill_canvas(table, tiny, scores, NOBODY, column=column)
        assert table.value(2, 6) == "5.00"
    with pytest.raises(UsageError, match=r"There are: Intro \(41\); Homework"):
        fill_canvas(table, tiny, scores, NOBODY)


def test_canvas_numbers_that_mean_two_people(tiny):
    """A student id that is somebody else's number in Canvas is written to neither."""
    data = canvas_file([EMMY, JEAN]).replace(b"S102", b"101")
    table = Table.parse(data)

    report = fill_canvas(table, tiny, dict([score("101", 5.0)]), NOBODY)

    assert report.written == []
    assert "could be any of the rows 3, 4" in report.problems[0]
    assert table.to_bytes() == data


def test_canvas_read_only_and_other_files_are_refused(tiny):
    """What Canvas would ignore is not written; another CSV file is named as what it is."""
    scores = dict([score("101", 5.0)])
    data = canvas_file([EMMY]).replace(b"7.00", b"(read only)", 1)
    with pytest.raises(UsageError, match="read only"):
        fill_canvas(Table.parse(data), tiny, scores, NOBODY)
    with pytest.raises(UsageError, match="no gradebook of Canvas"):
        fill_canvas(Table.parse(b"a,b\n1,2\n"), tiny, scores, NOBODY)


def test_other_maxima_need_a_word(tiny):
    """7 points here and 10 there: refused, converted with --scale, as they are with --no-scale."""
    data = canvas_file([EMMY]).replace(b"7.00", b"10.00", 1)
    scores = dict([score("101", 3.5)])
    with pytest.raises(UsageError, match="7 points here and 10 there"):
        fill_canvas(Table.parse(data), tiny, scores, NOBODY)
    for scale, text in ((True, "5.00"), (False, "3.50")):
        table = Table.parse(data)
        fill_canvas(table, tiny, scores, NOBODY, scale=scale)
        assert table.value(2, 6) == text


def test_the_checker_rejects_what_canvas_would(tiny):
    """The test's own rules are not empty: a new title, a new student, a thousands separator."""
    users, assignments = {"101": "x"}, {41: 3.0, 42: 7.0}
    with pytest.raises(importers.Rejected, match="new assignment"):
        importers.canvas(canvas_file([EMMY], column="Tiny (43)"), users, assignments)
    with pytest.raises(importers.Rejected, match="new student"):
        importers.canvas(canvas_file([JEAN]), users, assignments)
    with pytest.raises(importers.Rejected, match="a grade that is none"):
        importers.canvas(canvas_file([EMMY], filled="1,234"), users, assignments)


def test_canvas_three_thousand(tiny):
    """Every one of 3,000 with namesakes gets their own."""
    people = many(3000)
    before = canvas_file(people)
    table = Table.parse(before)

    report = fill_canvas(table, tiny, dict(score(p.login, p.number % 8) for p in people), NOBODY)

    assert len(report.written) == 3000
    users = {str(p.number): p.full for p in people} | {"999": "Test"}
    got = importers.canvas(table.to_bytes(), users, {41: 3.0, 42: 7.0})
    assert got == {str(p.number): p.number % 8 for p in people}
    assert untouched(before, table.to_bytes(), 6)


# -------------------------------------------------------------------------- the other ones
@pytest.mark.parametrize(
    "header",
    [
        ["First Name", "Last Name", "SID", "Email", "Sections", "Total Score", "Max Points", "S"],
        ["First Name", "Last Name", "SID", "Email", "Sections", "Tiny", "Tiny - Max Points", "x"],
    ],
)  # fmt: skip
def test_gradescope(tiny, header):
    """An assignment's own file and the course's."""
    rows = [header] + [[p.first, p.last, p.number, p.email, "A", "", "7.0", "ok"] for p in CLASS]
    before = csv_bytes(rows, mark="", end="\n")
    table = Table.parse(before)

    report = fill_gradescope(table, tiny, dict(score(p.email, 6.5) for p in CLASS), NOBODY)

    assert len(report.written) == len(CLASS)
    got = list(csv.DictReader(io.StringIO(table.to_bytes().decode(), newline="")))
    assert {r["Email"]: float(r[header[5]]) for r in got} == {p.email: 6.5 for p in CLASS}
    assert untouched(before, table.to_bytes(), 5)


def test_plain_files(tiny, tmp_path):
    """A new file with formulas neutralised; a column of one that is there."""
    scores = dict([
        score("=HYPERLINK(1)", 2.0, late=0.5), score("Noether, Emmy", None, why="not graded yet"),
    ])  # fmt: skip
    write_scores(tmp_path / "s.csv", scores)
    with (tmp_path / "s.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert [(r["student"], r["score"], r["late_penalty"], r["status"]) for r in rows] == [
        ("'=HYPERLINK(1)", "2.00", "0.50", "late"), ("Noether, Emmy", "", "0.00", "not graded yet"),
    ]  # fmt: skip

    table = Table.parse(b"Seat;Student;Points\r\n7;en1;\r\n3;7;1,5\r\n")
    report = fill_plain(table, tiny, dict([score("7", 2.5)]), NOBODY, column="Points")
    assert table.to_bytes() == b"Seat;Student;Points\r\n7;en1;\r\n3;7;2,50\r\n"
    assert report.no_score == [("en1", "not among those graded, or not for certain")]


def test_in_place_keeps_backups(tmp_path):
    """What was there is kept, each time under another name."""
    path = tmp_path / "g.csv"
    for old, new in (("1", "2"), ("2", "3")):
        path.write_text(f"a\n{old}\n")
        table = Table.read(path)
        table.set(1, 0, new)
        assert save(table, path, None, in_place=True) == path
    assert (tmp_path / "g.csv.bak").read_text() == "a\n1\n"
    assert (tmp_path / "g.csv.bak2").read_text() == "a\n2\n"
    assert path.read_text() == "a\n3\n"


RECORD = {
    "schema": 1, "student": "a", "assignment": "tiny", "status": "graded", "score": 3.5,
    "max_score": 5.0, "manual_max_score": 2.0, "notes": [], "timing": {},
    "exercises": {
        "double": {"score": 1.5, "max_score": 2.0, "status": "failed", "diagnosis": None,
                   "checks": [
            {"id": "t1", "title": "small", "status": "passed", "points": 1.0, "max_points": 1.0,
             "hidden": False, "message": ""},
            {"id": "t2", "title": "fresh", "status": "passed", "points": 0.5, "max_points": 0.5,
             "hidden": True, "message": ""},
            {"id": "t3", "title": "device", "status": "failed", "points": 0.0, "max_points": 0.5,
             "hidden": True, "message": "device"},
        ]},
        "why": {"score": None, "max_score": 2.0, "status": "not_attempted", "diagnosis": None,
                "checks": []},
    },
}  # fmt: skip


def test_classroom50(tmp_path):
    """Whole points, what is not ours kept, something else not overwritten."""
    assert importers.classroom50(result_of(RECORD)) == 3
    path = tmp_path / "result.json"
    path.write_text(json.dumps({**result_of(RECORD), "commit": "abc", "classroom": "c1"}))

    write_result(RECORD, path)

    result = json.loads(path.read_text())
    assert importers.classroom50(result) == 3
    assert (result["commit"], result["classroom"], result["max-score"]) == ("abc", "c1", 4)
    path.write_text("{}")
    with pytest.raises(UsageError, match="no file of classroom50"):
        write_result(RECORD, path)


def run(assignment, *arguments):
    course = str(assignment.course.root)
    return CliRunner().invoke(main, [*map(str, arguments), "--course", course])


def test_the_command_with_a_json_file(tiny_copy, tmp_path):
    """Prose holds scores back, --pending gives them out; statuses, and excused students."""
    (tmp_path / "r.jsonl").write_text(json.dumps({**RECORD, "student": EMMY.login}) + "\n")
    (tiny_copy.course.root / "extensions.csv").write_text(
        f"student,assignment,until,excused\n{JEAN.login},tiny,,yes\n"
    )
    grades = tmp_path / "g.csv"
    grades.write_bytes(canvas_file(CLASS))
    arguments = ("export", "canvas", "tiny", "--into", grades, "--json", tmp_path / "r.jsonl")

    held = run(tiny_copy, *arguments)
    assert held.exit_code == 0, held.output
    assert "Noether, Emmy: prose is not graded here" in held.stdout

    given = run(tiny_copy, *arguments, "--pending")
    assert given.exit_code == 0, given.output
    table = Table.read(tmp_path / "g-filled.csv")
    assert (table.value(2, 6), table.value(3, 6)) == ("3.50", "EX")
    assert grades.read_bytes() == canvas_file(CLASS)


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("{", "no record"), ('{"schema": 2}', "no record"), ("[]", "no record"), ("", "no records"),
        (json.dumps({**RECORD, "assignment": "other"}), "a record of other"),
        (json.dumps({**RECORD, "score": float("nan")}), "no record"),
    ],
)  # fmt: skip
def test_a_json_file_of_something_else(tiny_copy, tmp_path, line, message):
    """One message with the line, status 2."""
    (tmp_path / "r.jsonl").write_text(line)

    result = run(
        tiny_copy, "export", "csv", "tiny", "--into", tmp_path / "x.csv", "--json",
        tmp_path / "r.jsonl",
    )  # fmt: skip

    assert result.exit_code == 2
    assert message in result.stderr
