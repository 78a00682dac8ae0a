"""Decisions: what is written, who wins, what comes back."""

import re

import pytest
from desk import Desk

from autograde.feedback import write_nbgraders_pages
from autograde.review.classroom import key_of
from autograde.workflow import Places, grade

ADA, EMMY, JEAN, PAUL, SOFYA = (
    "Lovelace, Ada", "Noether, Emmy", "d'Alembert, Jean", "Erdős, Paul", "Kovalevskaya, Sofya",
)  # fmt: skip
RATE, TRUE = "Reason: says that it is a rate", "Reason: says something true"


def test_prose_waits_until_somebody_decides(desktop, cell):
    """The rubric of the course is there to be applied; score and comment reach the gradebook."""
    assert ADA in desktop.page("/x/why")

    desktop.decide(ADA, item=desktop.items()[RATE], comment="Well *said*.")

    assert cell(ADA, "why") == {
        "auto": None,
        "manual": 1.5,
        "extra": None,
        "score": 1.5,
        "waits": False,
        "comment": f"- +1.5: {RATE}\n\nWell *said*.",
    }
    assert ADA not in desktop.page("/x/why")
    assert ADA in desktop.page("/x/why?show=reviewed")


def test_a_known_mistake_stands_in_the_list_and_beside_the_answer(sit_down, course, warm_engines):
    """Whoever decides sees at once what the bank says about an answer, and can search for it."""
    said = "Twice x is x + x; x * x is its square."
    desk = Desk(course, course.course.root / "submitted")
    desk.hand_in("New, Nora", desk.notebook(double="def double(x):\n    return x * x"))
    with warm_engines.lent():
        grade(course, Places.of_course(course.course.root), slots=1)
    desktop = sit_down()

    assert desktop.page("/x/double?show=all").count(said) == 1
    found = desktop.page("/x/double?show=all&q=its+square")
    assert "New, Nora" in found
    assert EMMY not in found
    assert f"Known mistake: {said}" in desktop.page(f"/x/double/s/{key_of('New, Nora')}")
    assert said not in desktop.page(f"/x/double/s/{key_of(EMMY)}")


def test_checks_are_called_by_their_titles(desktop):
    """A screen reader hears what a check is about, not what it is called in a file."""
    page = desktop.page(f"/x/double/s/{key_of(EMMY)}")

    labels = re.findall(r'<pre[^>]*aria-label="([^"]*)"', page)

    assert labels
    assert all(label.startswith("What was found: ") for label in labels)
    assert not any("test_" in label for label in labels)


def test_feedback_shows_the_same(desktop, course, cell):
    """nbgrader's own feedback page has the score and the comment."""
    desktop.decide(ADA, item=desktop.items()[RATE], comment="Well *said*.")

    write_nbgraders_pages(course, Places.of_course(course.course.root))

    page = course.course.root / "feedback" / ADA / "tiny" / "tiny.html"
    text = page.read_text(encoding="utf-8")
    assert "says that it is a rate" in text
    assert "Well <em>said</em>." in text
    assert "Score: 6.5 / 7.0" in text


def test_scores_stay_within_the_points(desktop, cell):
    """More items than points give full points; the checks' score is where a deduction starts."""
    items = desktop.items()
    desktop.decide(ADA, item=[items[RATE], items[TRUE]])
    assert cell(ADA, "why")["score"] == 2.0
    desktop.post("/x/double/items", label="sloppy", points="-0,25")
    desktop.decide(EMMY, "double", item=desktop.items("double")["sloppy"])
    assert cell(EMMY, "double")["auto"] == 0.5
    assert cell(EMMY, "double")["score"] == 0.25


def test_extra_credit_is_left_alone(desktop, cell):
    """What an instructor gave on top stays."""
    cell(ADA, "why", extra_credit=0.5)

    desktop.decide(ADA, item=desktop.items()[RATE])

    assert (cell(ADA, "why")["extra"], cell(ADA, "why")["score"]) == (0.5, 2.0)


def test_what_could_not_be_graded_waits_in_every_exercise(desktop, cell):
    """A refused submission is named at once, shown with its reason, and can be scored by hand."""
    overview = desktop.page("/")
    assert f'/s/{key_of(SOFYA)}"><bdi>{SOFYA}</bdi>' in overview
    assert ADA not in overview
    assert SOFYA in desktop.page("/x/double")
    page = desktop.page(f"/x/double/s/{key_of(SOFYA)}")
    assert "Waits for a person" in page
    assert "not valid JSON" in page

    desktop.decide(SOFYA, "double", item=desktop.items("double")["Full points"])

    assert cell(SOFYA, "double")["score"] == 2.0


def test_a_comment_alone_does_not_score_prose(desktop, cell):
    """Without an item there is no score to derive: the answer waits on."""
    desktop.decide(ADA, comment="Come and see me.")

    assert cell(ADA, "why")["manual"] is None
    assert cell(ADA, "why")["waits"]
    assert cell(ADA, "why")["comment"] == "Come and see me."


def test_a_stale_form_overwrites_nothing(sit_down, cell):
    """Who comes second is shown what the first has done, and keeps what they wrote."""
    first, second = sit_down("Ada"), sit_down("Tim")
    items = first.items()
    theirs = second.form(ADA)
    first.decide(ADA, item=items[RATE], comment="First.")

    answer = second.post(f"/x/why/s/{key_of(ADA)}", **theirs, item=items[TRUE], comment="Second.")

    assert answer.status_code == 409
    assert "First." in answer.text
    assert ">Second.</textarea>" in answer.text
    assert f'value="{items[TRUE]}" form="decide" checked' in answer.text
    assert cell(ADA, "why")["score"] == 1.5
    assert second.decide(ADA, item=items[TRUE], comment="Second.").status_code == 200
    assert cell(ADA, "why")["score"] == 0.5


def test_formgrader_in_between_is_noticed(desktop, cell):
    """A score that a person entered in formgrader meanwhile is shown, not overwritten."""
    item, form = desktop.items()[RATE], desktop.form(ADA)
    cell(ADA, "why", manual_score=0.75, needs_manual_grade=False)

    answer = desktop.post(f"/x/why/s/{key_of(ADA)}", **form, item=item)

    assert answer.status_code == 409
    assert "0.75 points, entered in formgrader" in answer.text
    assert cell(ADA, "why")["score"] == 0.75


def test_formgraders_score_stands_until_an_item_applies(desktop, cell):
    """Writing a comment here does not take away points that were given there."""
    cell(ADA, "why", manual_score=0.75, manual_comment="From there.", needs_manual_grade=False)
    assert "From there." in desktop.page(f"/x/why/s/{key_of(ADA)}")

    desktop.decide(ADA, comment="From here.")

    assert (cell(ADA, "why")["manual"], cell(ADA, "why")["comment"]) == (0.75, "From here.")


def test_an_item_that_changes_scores_everybody_anew(desktop, cell):
    """Points and words of an item follow to all whom it is applied to, and to nobody else."""
    items = desktop.items()
    for student in (ADA, EMMY):
        desktop.decide(student, item=items[RATE])
    desktop.decide(PAUL, item=items[TRUE])

    answer = desktop.rescore(RATE, 1, label="a rate")

    assert [cell(s, "why")["score"] for s in (ADA, EMMY, PAUL)] == [1.0, 1.0, 0.5]
    assert cell(ADA, "why")["comment"] == "- +1: a rate"
    assert "2 answers were scored anew" in answer.text


def test_a_change_of_an_item_leaves_formgraders_scores_alone(desktop, cell):
    """Who was changed elsewhere is named and not rescored."""
    items = desktop.items()
    for student in (ADA, EMMY):
        desktop.decide(student, item=items[RATE])
    cell(EMMY, "why", manual_score=2.0)

    answer = desktop.rescore(RATE, 1)

    assert (cell(ADA, "why")["score"], cell(EMMY, "why")["score"]) == (1.0, 2.0)
    assert f"changed in formgrader: {EMMY}" in answer.text


def test_the_bank_keeps_comments(desktop):
    """What the rubric suggests and what somebody keeps is offered at the next answer."""
    assert "Where is the line at 0?" in desktop.page(f"/x/why/s/{key_of(ADA)}")

    desktop.decide(ADA, comment="Say it with a unit.", do="keep")

    page = desktop.page(f"/x/why/s/{key_of(PAUL)}")
    assert 'data-text="Say it with a unit."' in page


def test_next_goes_round(desktop):
    """From the last that waits it goes on at the first; when none is left, to the list."""
    item = desktop.items()[TRUE]
    seen = []
    answer = desktop.client.get("/x/why/next")
    while "/s/" in answer.url.path:
        student = desktop.ready.context.classroom.by_key[answer.url.path.rpartition("/")[2]]
        seen.append(student)
        answer = desktop.decide(student, item=item, do="next")
        assert len(seen) < 9

    assert len(seen) == len(set(seen)) == 6
    assert "Nothing waits here any more" in answer.text


def test_grading_again_asks_for_a_look(desktop, course, cell):
    """A score that checks change later does not silently keep the old sum."""
    desktop.post("/x/double/items", label="sloppy", points="-0.25")
    desktop.decide(ADA, "double", item=desktop.items("double")["sloppy"])
    assert cell(ADA, "double")["score"] == 1.75
    cell(ADA, "double", auto_score=1.0, needs_manual_grade=True)  # as grading does

    page = desktop.page(f"/x/double/s/{key_of(ADA)}")

    assert "saving makes it 0.75 points" in page
    assert ADA in desktop.page("/x/double")
    desktop.decide(ADA, "double", item=desktop.items("double")["sloppy"])
    assert (cell(ADA, "double")["score"], cell(ADA, "double")["waits"]) == (0.75, False)


def test_a_broken_gradebook_loses_nothing(desktop, course, cell):
    """If the score cannot be written, the decision is not kept either, and it is said."""
    item, form = desktop.items()[RATE], desktop.form(ADA)
    path = course.course.root / "gradebook.db"
    whole = path.read_bytes()
    path.write_bytes(b"no database " * 1000)

    answer = desktop.post(f"/x/why/s/{key_of(ADA)}", **form, item=item)
    path.write_bytes(whole)

    assert answer.status_code == 503
    assert "nothing was changed" in answer.text
    with desktop.ready.context.work.store.read() as session:
        assert session.review(ADA, "why") is None


@pytest.mark.parametrize("points", ["", "x", "nan", "inf", "1e9"])
def test_points_are_numbers(desktop, points):
    """What is no number of points is refused with what was found."""
    assert desktop.post("/x/why/items", label="a", points=points).status_code == 400


@pytest.mark.parametrize("path", ["/x/none", "/x/why/s/none", "/x/why/groups/none", "/static/x"])
def test_what_is_not_there(desktop, path):
    """An address that was made up is no error of the server."""
    desktop.page(path, 404)


@pytest.mark.usefixtures("warm_engine")
def test_results_that_were_made_meanwhile_are_offered(desktop, course):
    """Grading during a review is noticed; the results are read again on request."""
    assert "Something was graded since" not in desktop.page("/")
    folder = course.course.root / "submitted" / "New, Nora" / "tiny"
    folder.mkdir(parents=True)
    there = course.course.root / "submitted" / ADA / "tiny" / "tiny.ipynb"
    (folder / "tiny.ipynb").write_bytes(there.read_bytes())
    grade(course, Places.of_course(course.course.root), slots=1)

    assert "Something was graded since" in desktop.page("/")
    desktop.post("/reload")
    assert "New, Nora" in desktop.page("/x/why")


def test_the_notebook_beside_an_answer(desktop):
    """The cells of the exercise, with the figures behind it; the rest on request."""
    address = f"/x/{{}}/s/{key_of(ADA)}/notebook"

    assert "data:image/png;base64," in desktop.page(address.format("fit_slope"))
    assert "says Lovelace, Ada" in desktop.page(address.format("why"))
    double = desktop.page(address.format("double"))
    assert "data:image/png" not in double
    assert "says Lovelace, Ada" not in double
    assert "says Lovelace, Ada" in desktop.page(address.format("double") + "?whole=1")


@pytest.mark.parametrize(
    ("options", "says"),
    [
        (["--role", "ta"], "Add --section"),
        (["--section", "A"], "Add --role ta"),
        (["--role", "ta", "--section", "A"], "sections.csv"),
    ],
)
def test_the_command_names_what_is_missing(course, options, says):
    """A role without its sections, and the reverse, are wrong usage."""
    from click.testing import CliRunner

    from autograde.cli import main

    root = str(course.course.root)
    done = CliRunner().invoke(main, ["review", "tiny", "--course", root, *options])

    assert done.exit_code == 2
    assert says in done.output


def test_the_command_serves_until_it_is_stopped(course):
    """It prints an address that opens the app, and ends with Ctrl+C."""
    import re
    import signal
    import subprocess
    import sys
    import urllib.request

    command = [sys.executable, "-m", "autograde.cli", "review", "tiny", "--name", "Ada"]
    with subprocess.Popen(
        command, cwd=course.course.root, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    ) as server:
        assert server.stdout is not None
        try:
            printed = server.stdout.readline() + server.stdout.readline()
            found = re.search(r"http://127\.0\.0\.1:\d+/enter/\S+", printed)
            assert found, printed
            opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor())
            with opener.open(found[0], timeout=30) as answer:
                assert b"6 submissions" in answer.read()
            server.send_signal(signal.SIGINT)
            assert server.wait(30) in (0, 130)
        finally:
            server.kill()
