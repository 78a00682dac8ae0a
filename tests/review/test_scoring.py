"""Scores from items, rubrics from Markdown, comments that stay inert wherever they are shown."""

import pytest
from nbconvert.filters.markdown_mistune import markdown2html_mistune

from autograde.course import Course
from autograde.review.markup import as_html
from autograde.review.records import Item
from autograde.review.scoring import derive, inert, read_rubric, remark, seeds

ACTS = [
    "<script>owned()</script>", "<img src=x onerror=owned()>", "`` ` ``<img src=x onerror=owned()>",
    "[a](javascript:owned())", "[a](<javascript:owned()>)", "<javascript:owned()>",
    "[ref]\n\n[ref]: javascript:owned()", "![p](https://evil.example/owned.png)",
    "```\n</code></pre><script>owned()</script>\n```", "`<script>owned()</script>`",
    "    <script>owned()</script>", "<div\nonclick=owned()>", "a <!-- <script>owned()</script> -->",
    "`a\n\n<script>owned()</script>\n\nb`", "~~~\nx\n\n<script>owned()</script>",
]  # fmt: skip


def item(points, label="x"):
    return Item(1, "e", label, points)


@pytest.mark.parametrize(
    ("auto", "points", "expected"),
    [
        (None, [], None), (2.0, [], None), (None, [1.5], 1.5), (None, [0], 0.0),
        (None, [2, 2], 3.0), (2.0, [-0.5], 1.5), (1.0, [-2], 0.0), (None, [0.1, 0.2], 0.3),
    ],
)  # fmt: skip
def test_the_score_of_items(auto, points, expected):
    """Items add to what checks gave, within 0 and the maximum; none decides nothing."""
    assert derive(auto, 3.0, [item(p) for p in points]) == expected


def test_a_comment_says_which_items_apply():
    """Students read what the points were given for, then the words of a person."""
    assert remark([item(1, "a rate"), item(-0.5, "no unit")], "Nice.") == (
        "- +1: a rate\n- -0.5: no unit\n\nNice."
    )
    assert remark([], "  ") is None


@pytest.mark.parametrize("text", ACTS)
def test_comments_are_inert(text):
    """In the app's own pages, and as nbgrader's feedback and formgrader render them."""
    for html in (as_html(text), markdown2html_mistune(inert(text))):
        low = html.lower()
        for tag in ("<script", "<img", "<div", 'href="javascript'):
            assert tag not in low


def test_what_looks_like_a_tag_is_not_lost():
    """A comment about HTML, or with a comparison, reads as it was written."""
    html = markdown2html_mistune(inert("if a <b, use `x<y` and <em>"))
    assert "a &lt;b" in html
    assert "&lt;em&gt;" in html
    assert "y</code>" in html


@pytest.mark.parametrize(
    ("table", "items"),
    [
        ("| points | what | example |\n|--|--|--|\n| 1.5 | good | so |\n| 0 | bad | so |",
         [("Part: good", 1.5), ("Part: bad", 0.0)]),
        ("| part | 1 point | 1/2 point | 0 points |\n|--|--|--|--|\n| **why** | a | b | c |",
         [("why: a", 1.0), ("why: b", 0.5), ("why: c", 0.0)]),
        ("| point | full | half | none |\n|--|--|--|--|\n| p | a | b | c |\n| q | d | e | f |",
         [("p: a", 1.5), ("p: b", 0.75), ("p: c", 0.0),
          ("q: d", 1.5), ("q: e", 0.75), ("q: f", 0.0)]),
        ("| points | reasons (up to 2) |\n|--|--|\n| full | a |\n| half | b |",
         [("reasons: a", 2.0), ("reasons: b", 1.0)]),
        ("| a | b |\n|--|--|\n| c | d |", []),
    ],
)  # fmt: skip
def test_tables_of_a_rubric(table, items):
    """The layouts that rubrics use become items; other tables do not."""
    assert list(read_rubric(f"# R\n\n## Part (3 points)\n\n{table}\n", 3.0).items) == items


def test_the_courses_own_rubrics_are_understood():
    """Every question of the course begins with items, and full marks can be reached."""
    course = Course.find()
    for name in course.assignments:
        assignment = course.assignment(name)
        for question in assignment.manifest.question:
            found = seeds(assignment, question.id)
            assert len(found.items) > 3, name
            assert sum(p for _, p in found.items) >= question.points, name
            assert max(p for _, p in found.items) <= question.points, name
