"""What pages take from the package itself: codes, marks, fixtures, the examples of commands."""

from __future__ import annotations

import inspect

import click
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective


class ErrorCodes(SphinxDirective):
    """``{error-codes}``: every code that ``explain()`` knows, with its text, sorted."""

    def run(self) -> list[nodes.Node]:
        from autograde.student.explanations import EXPLANATIONS

        made: list[nodes.Node] = []
        for code, explanation in sorted(EXPLANATIONS.items()):
            section = nodes.section(ids=[code.lower()], names=[code.lower()])
            section += nodes.title(text=f"{code}: {explanation.title}")
            section += _indented(explanation.text)
            made.append(section)
        return made


def _indented(text: str) -> list[nodes.Node]:
    """Paragraphs, and literal blocks where the text is indented."""
    made: list[nodes.Node] = []
    block: list[str] = []
    code = False
    for line in [*text.strip("\n").split("\n"), None]:
        is_code = line is not None and line.startswith("    ")
        if block and (line is None or is_code != code):
            body = "\n".join(block)
            if code:
                made.append(nodes.literal_block(body, body, language="python"))
            else:
                made.append(nodes.paragraph(text=" ".join(block)))
            block = []
        if line is not None:
            code = is_code
            block.append(line.removeprefix("    ") if is_code else line)
    return made


class Marks(SphinxDirective):
    """``{check-marks}``: each mark of a check, with an example."""

    def run(self) -> list[nodes.Node]:
        from autograde.marks import MARKS

        made = nodes.definition_list()
        for line, example in MARKS.values():
            form, meaning = line.split(": ", 1)
            made += _entry(form, meaning, f"@pytest.mark.{example}")
        return [made]


class Fixtures(SphinxDirective):
    """``{check-fixtures}``: what a check may ask for, by their own docstrings."""

    def run(self) -> list[nodes.Node]:
        from autograde import checks

        made = nodes.definition_list()
        for name, value in sorted(vars(checks.Checks).items()):
            is_fixture = type(value).__name__ == "FixtureFunctionDefinition"
            if is_fixture and not name.startswith("_"):
                made += _entry(name, inspect.getdoc(value) or "")
        return [made]


def _entry(term: str, meaning: str, example: str = "") -> nodes.Node:
    text = nodes.paragraph(text=meaning[0].upper() + meaning[1:])
    if example:
        text += [nodes.Text(": "), nodes.literal(text=example)]
    literal = nodes.literal(text=term)
    return nodes.definition_list_item("", nodes.term("", "", literal), nodes.definition("", text))


def _examples_as_code(app: Sphinx, context: click.Context, lines: list[str]) -> None:
    """Commands are to be copied: a literal block, where sphinx-click makes lines of prose."""
    shown = [line.removeprefix("| ") for line in lines if line.startswith("| ")]
    if shown:
        head, *rest = shown
        block = [f"   {line.strip()}" if line.strip() else "" for line in rest]
        lines[:] = [head.strip(), "", ".. code-block:: text", "", *block, ""]


def setup(app: Sphinx) -> dict[str, bool]:
    """Register the directives."""
    app.add_directive("error-codes", ErrorCodes)
    app.add_directive("check-marks", Marks)
    app.add_directive("check-fixtures", Fixtures)
    app.connect("sphinx-click-process-epilog", _examples_as_code)
    return {"parallel_read_safe": True}
