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


def run_all(page: Any) -> None:
    """Run > Run All Cells."""
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_text("Run All Cells", exact=True).first.click()
