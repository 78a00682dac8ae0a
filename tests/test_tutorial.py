"""The tutorial, followed to the letter."""

from pathlib import Path

import pytest
from tutorial import Command, File, Follower, steps

PAGE = Path(__file__).parents[1] / "docs" / "tutorials" / "kmeans.md"


@pytest.mark.slow("does all of the tutorial")
def test_the_tutorial_works_as_it_is_written(tmp_path):
    """Its files and commands, from an empty folder to feedback; each answer is as it says."""
    follower = Follower(tmp_path)

    for step in steps(PAGE.read_text(encoding="utf-8")):
        follower.do(step)

    pages = {p.parent.name: p for p in follower.folder.glob("feedback/*/kmeans.html")}
    assert set(pages) == {"lovelace", "turing"}
    assert "A centre to which no point belongs" in pages["turing"].read_text(encoding="utf-8")


def test_the_tutorial_goes_all_the_way():
    """It holds the commands from the first stub to feedback, and no file with a TODO or torch."""
    found = list(steps(PAGE.read_text(encoding="utf-8")))
    commands = [
        s.line.split()[1] for s in found if isinstance(s, Command) and "autograde" in s.line
    ]
    cells = [s.text for s in found if isinstance(s, File) and s.cell]

    order = ["new-assignment", "new-exercise", "generate", "grade", "feedback"]
    assert [c for c in dict.fromkeys(commands) if c in order] == order
    assert not any("TODO" in s.text for s in found if isinstance(s, File))
    assert len(cells) >= 10
    assert not any("torch" in text for text in cells)


def test_a_wrong_answer_on_a_page_is_noticed(tmp_path):
    """A command that prints something else, or fails, is no success."""
    page = "```console\n$ echo one\n{}\n```\n"

    Follower(tmp_path).do(*steps(page.format("one")))
    with pytest.raises(AssertionError, match="should print: two"):
        Follower(tmp_path).do(*steps(page.format("two")))
    with pytest.raises(AssertionError, match="false"):
        Follower(tmp_path).do(*steps("```console\n$ false\n```\n"))
