"""What a student does in a notebook that a browser shows."""

from __future__ import annotations

from typing import Any


def type_into(page: Any, begins: str, code: str) -> None:
    """Replace the text of the cell that holds some text, as a student would."""
    cell = page.locator(".jp-CodeCell", has_text=begins).first
    cell.scroll_into_view_if_needed()
    cell.locator(".cm-content").first.click()
    page.keyboard.press("Control+a")
    page.keyboard.insert_text(code)


def type_answer(page: Any, begins: str, code: str) -> None:
    """
    Type an answer key by key over the last line of the cell that holds some text, and run it.

    The editor indents by itself, as it does for a student.

    Args:
        code: Without the indentation of the function's body.
    """
    cell = _editor(page, begins)
    page.keyboard.press("Control+End")
    page.keyboard.press("Shift+Home")
    before = ""
    for number, line in enumerate(code.split("\n")):
        if number:
            page.keyboard.press("Enter")
            for _ in range(_depth(before) + before.endswith(":") - _depth(line)):
                page.keyboard.press("Backspace")
        page.keyboard.type(line.lstrip())
        before = line
    run_cell(page, cell)


def type_below(page: Any, begins: str, code: str) -> Any:
    """Make a cell below the one that holds some text, type code into it, run it; gives the cell."""
    _editor(page, begins)
    page.keyboard.press("Escape")
    page.keyboard.press("b")
    page.keyboard.press("Enter")
    page.keyboard.type(code)
    cell = page.locator(".jp-CodeCell.jp-mod-active")
    run_cell(page, cell)
    return cell


def run_again(page: Any, begins: str) -> Any:
    """Run the cell that holds some text; gives the cell."""
    cell = _editor(page, begins)
    run_cell(page, cell)
    return cell


def run_cell(page: Any, cell: Any) -> None:
    """Run the cell that the cursor is in, and wait until it has got another number."""
    prompt = cell.locator(".jp-InputPrompt").first
    before = prompt.inner_text()
    page.keyboard.press("Control+Enter")
    page.wait_for_function(
        "([node, before]) => node.innerText !== before && /\\d/.test(node.innerText)",
        arg=[prompt.element_handle(), before],
    )


def _editor(page: Any, begins: str) -> Any:
    """The cell whose code holds some text, with the cursor in it."""
    editor = page.locator(".cm-content", has_text=begins)
    cell = page.locator(".jp-CodeCell", has=editor).first
    cell.scroll_into_view_if_needed()
    cell.locator(".cm-content").first.click()
    return cell


def _depth(line: str) -> int:
    """How many times a line is indented."""
    return (len(line) - len(line.lstrip())) // 4


def run_all(page: Any) -> None:
    """Run > Run All Cells."""
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_text("Run All Cells", exact=True).first.click()
