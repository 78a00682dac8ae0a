"""What a student gets back: the page and the Markdown, made from a class that was graded."""

import json
import re
import shutil
import subprocess
import sys
from dataclasses import replace

import pytest
from click.testing import CliRunner
from desk import TINY, Desk

from autograde.bank import with_answers
from autograde.cli import main
from autograde.course import Course
from autograde.feedback import page_path, write_pages
from autograde.generate import generate
from autograde.report.feedback import feedback_of
from autograde.report.rendering import as_html, as_markdown
from autograde.workflow import Places, grade, graded_before

SQUARES = "def double(x):\n    return x * x"
# The hidden check's own words; its numbers are drawn from `fresh`.
SECRETS = ("torch.rand", "test_hidden", "generator=fresh", "test_double_fresh")
FIGURE = "import matplotlib.pyplot as plt\nplt.plot([1, 2])\nplt.show()\n"


@pytest.fixture(scope="module")
def course(tmp_path_factory, warm_engines):
    """A copy of the miniature course with a small graded class and its gradebook."""
    root = tmp_path_factory.mktemp("feedback") / "course"
    shutil.copytree(TINY, root, ignore=shutil.ignore_patterns("*.db", "__pycache__"))
    assignment = Course(root).assignment("tiny")
    generate(assignment, solutions=False)
    desk = Desk(assignment, root / "submitted")
    desk.hand_in("right", double=f"def double(x):\n    return 2 * x\n\n{FIGURE}")
    desk.hand_in("wrong", double=SQUARES)
    desk.hand_in("untouched", desk.release)
    desk.hand_in("broken", b"{")
    desk.hand_in("wrote", with_answers(desk.notebook(), {"why": "A *rate*, `dy/dx`.\n\n# Big"}))
    places = Places.of_course(root)
    with warm_engines.lent():
        grade(assignment, places, slots=1)
    return assignment, places


def pages(course, student):
    """The page and the Markdown of a student, written anew."""
    assignment, places = course
    write_pages(assignment, places, students=[student])
    path = page_path(places.out, student, "tiny")
    return path.read_text(encoding="utf-8"), path.with_suffix(".md").read_text(encoding="utf-8")


def text_of(page):
    """A page as a reader has it: without tags and with one space between words."""
    body = re.sub(r"<style>.*?</style>|data:image[^\"]*", "", page, flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", body).split())


def change_gradebook(course, student, change):
    """Let a person work on a student's rows."""
    from nbgrader.api import Gradebook

    _, places = course
    with Gradebook(places.db_url, "tiny") as gradebook:
        row = gradebook.find_submission_notebook("tiny", "tiny", student)
        grades = {g.name: g for g in row.grades}
        change(grades, {c.name: c for c in row.comments})
        gradebook.db.commit()


def test_a_public_check_shows_what_was_tried_got_and_expected(course):
    """The call, what came back, what should have, and one thing to try, in both forms."""
    page, markdown = pages(course, "wrong")

    assert "<dt>called</dt><dd>double(tensor([1.0, -2.0]))</dd>" in page
    assert "<dt>got</dt><dd>tensor([1.0, 4.0])</dd>" in page
    assert "<dt>expected</dt><dd>tensor([2.0, -4.0])</dd>" in page
    assert "Try: what is 1 doubled?" in page
    assert "got       tensor([1.0, 4.0])\nexpected  tensor([2.0, -4.0])\n```" in markdown


def test_a_hidden_check_shows_title_and_advice_alone(course):
    """No input and no expected value of a hidden check, in the page or the Markdown."""
    page, markdown = pages(course, "wrong")

    for text in (page, markdown):
        assert "double works for any shape" in text
        assert "does it work for a table as well?" in text
        assert not any(secret in text for secret in SECRETS)
    hidden = page.split("<h3>double works for any shape")[1].split("<h3>")[0].split("<details")[0]
    assert "<dd>" not in hidden
    assert not re.search(r"tensor\(|0\.\d{3}", hidden)


def test_scores_are_those_of_the_record(course):
    """Each exercise with its points; the total with the question's."""
    page, markdown = pages(course, "wrong")

    assert '<p class="score">3.5 of 7 points</p>' in page
    assert "**3.5 of 7 points**" in markdown
    assert "Double a tensor not yet 0.5 of 2" in text_of(page)
    assert "- Fit a slope: right, 3 of 3" in markdown


def test_what_is_right_is_short_and_has_a_goal(course):
    """Full marks: no findings, no code repeated, the student's figure with words for it."""
    page, _ = pages(course, "right")

    assert "Right</span>, 2 of 2 points. 3 of 3 checks pass." in page
    assert "Not yet" not in page
    alts = re.findall(r'<img [^>]*alt="([^"]*)"', page)
    assert alts[0] == "Figure 1, drawn with your double."
    assert page.count("<figcaption>Figure 1, from a cell of your own.") == 1
    assert re.search(r'<img src="data:image/png;base64,iVBOR[^"]+" width="\d+" height="\d+"', page)


def test_an_empty_submission_is_told_where_to_begin(course):
    """Nothing attempted: no list of failed checks, the first hint of what comes first."""
    page, markdown = pages(course, "untouched")

    assert "0 of 7 points" in page
    assert "<h3>" not in page
    for text in (page, markdown):
        assert "What is twice as much?" in text
        assert "not attempted" in text


def test_a_refused_file_gets_the_reason_and_no_score(course):
    """Words instead of a zero."""
    page, markdown = pages(course, "broken")

    for text in (page, markdown):
        assert "Not graded yet" in text
        assert "not valid JSON" in text
        assert not re.search(r"\b0 of \d", text)


def test_prose_waits_until_a_person_has_graded_it(course):
    """The answer is shown as written; its points count when they are there."""
    page, _ = pages(course, "wrote")
    assert "A <em>rate</em>, <code>dy/dx</code>." in page
    assert "<p><strong>Big</strong></p>" in page  # a student's heading opens no section
    assert "a person still has to look at &#34;Why a slope?&#34;" in page
    assert "Why a slope? waits for a person - of 2" in text_of(page)

    def grade_it(grades, comments):
        grades["why"].manual_score, grades["why"].needs_manual_grade = 1.5, False
        grades["double-check"].extra_credit = 0.25
        comments["why"].manual_comment = "Nearly: *of what?* See [this](https://example.org/a)."

    change_gradebook(course, "wrote", grade_it)
    page, markdown = pages(course, "wrote")

    assert '<p class="score">6.75 of 7 points</p>' in page
    assert "graded by a person 1.5 of 2" in text_of(page)
    assert "2.25 of 2 points, 0.25 of them extra" in text_of(page)
    assert "Nearly: <em>of what?</em>" in page
    assert '<a href="https://example.org/a" rel="noopener noreferrer">this</a>' in page
    assert "> Nearly: *of what?*" in markdown
    assert "still has to look" not in page


def test_a_changed_score_and_a_late_penalty_are_the_gradebooks(course):
    """The page says what formgrader and the exports say."""

    def change(grades, comments):
        grades["fit_slope-check"].manual_score = 1.0
        grades["fit_slope-check"].notebook.late_submission_penalty = 0.5

    change_gradebook(course, "wrong", change)
    page, _ = pages(course, "wrong")
    assert '<p class="score">1 of 7 points</p>' in page
    assert "0.5 points were taken off because it was handed in late." in page
    assert "1 of 3 points, given by a person" in text_of(page)

    def undo(grades, comments):
        grades["fit_slope-check"].manual_score = None
        grades["fit_slope-check"].notebook.late_submission_penalty = None

    change_gradebook(course, "wrong", undo)


def test_without_a_gradebook_the_page_says_what_is_missing(course):
    """Automatic points alone, and no gradebook is made."""
    assignment, places = course
    alone = Places(places.submitted, places.out, f"sqlite:///{places.out}/none.db")
    try:
        write_pages(assignment, alone, students=["right"])
        page = page_path(places.out, "right", "tiny").read_text()
    finally:
        pages(course, "right")

    assert "5 of 5 points" in page
    assert "points of the automatic checks alone" in page
    assert not (places.out / "none.db").exists()


def test_the_page_can_do_nothing(course):
    """No script, no load from anywhere, a policy that forbids both and fits the style."""
    import base64
    import hashlib

    page, _ = pages(course, "wrong")
    (style,) = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()

    assert f"default-src 'none'; img-src data:; style-src 'sha256-{digest}'" in page
    assert "<script" not in page
    assert not re.findall(r'(?:src|href)="(?!data:image/png;base64,|#)', page)


def test_both_kinds_of_pages_live_beside_each_other(course):
    """nbgrader's own command makes its pages although ours are there, and leaves ours alone."""
    assignment, places = course
    write_pages(assignment, places)
    ours = page_path(places.out, "wrong", "tiny").read_bytes()

    run = subprocess.run(
        [sys.executable, "-m", "nbgrader", "generate_feedback", "tiny"],
        cwd=places.out, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert run.returncode == 0, run.stderr
    theirs = (places.out / "feedback" / "wrong" / "tiny" / "tiny.html").read_text()
    assert "double gives twice the values" in theirs
    assert "tensor([1.0, 4.0])" in theirs
    assert page_path(places.out, "wrong", "tiny").read_bytes() == ours


def test_the_command_names_who_has_no_current_result(course):
    """A submission that has changed since is left out and named; its old page stays."""
    assignment, places = course
    write_pages(assignment, places)
    path = places.submitted / "untouched" / "tiny" / "tiny.ipynb"
    before = path.read_bytes()
    notebook = json.loads(before)
    notebook["cells"][0]["source"] = "changed"
    path.write_text(json.dumps(notebook))
    try:
        run = CliRunner().invoke(
            main, ["feedback", "tiny", "--course", str(assignment.course.root)]
        )
    finally:
        path.write_bytes(before)

    assert run.exit_code == 0, run.output
    assert "4 pages" in run.output
    assert "left out: untouched" in run.output
    assert page_path(places.out, "untouched", "tiny").exists()


def known(course, **about):
    """The page and the Markdown of a student whose first exercise has a mistake known so far."""
    assignment, places = course
    result = next(r for r in graded_before(assignment, places)[0] if r.student == "wrong")
    first = replace(result.exercises[0], **{"diagnosis": None, "says": "", "hint": "", **about})
    feedback = feedback_of(
        assignment.manifest, replace(result, exercises=(first, *result.exercises[1:])), None
    )
    return as_html(feedback), as_markdown(feedback)


def test_a_known_mistake_is_explained(course):
    """The tutor's sentence and what may help stand first in the exercise."""
    page, markdown = known(
        course, diagnosis="squares", says="Twice <x> is x + x.", hint="Add `x` to it."
    )

    assert "What seems to have happened:</strong> Twice &lt;x&gt; is x + x." in page
    assert "What may help:</strong> Add <code>x</code> to it." in page
    assert "What seems to have happened: Twice \\<x> is x + x." in markdown
    assert "What may help: Add `x` to it." in markdown


def test_several_mistakes_that_act_alike_are_told_as_such(course):
    """Each sentence once, as one of these; a single one, on weak evidence, as what may be."""
    page, markdown = known(course, possibly=("It squares.", "It cubes."))

    assert "What seems to have happened is one of these:</strong>" in page
    assert "<li>It squares.</li>\n<li>It cubes.</li>" in page
    assert "happened is one of these:\n\n- It squares.\n- It cubes.\n" in markdown
    page, markdown = known(course, possibly=("It squares.",))
    assert "What may have happened:</strong> It squares." in page
    assert "What may have happened: It squares." in markdown
