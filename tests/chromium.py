"""A real browser for tests: headless Chromium, and axe-core to look at what it shows."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest


@contextmanager
def chromium_browser() -> Iterator[Any]:
    """
    A headless Chromium; the test is skipped where there is none.

    Playwright allows one at a time in a process, so no fixture may keep it beyond its module.
    """
    playwright_api = pytest.importorskip("playwright.sync_api")
    program = os.environ.get("CHROMIUM") or shutil.which("chromium")
    if program is None:
        pytest.skip("there is no Chromium here")
    with playwright_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=program,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        try:
            yield browser
        finally:
            browser.close()


@contextmanager
def chromium_page(**context: Any) -> Iterator[Any]:
    """
    A page of a headless Chromium; the test is skipped where there is none.

    Args:
        context: What Playwright's ``new_context`` takes, for instance ``color_scheme``.
    """
    with chromium_browser() as browser:
        page = browser.new_context(**context).new_page()
        page.set_default_timeout(60_000)
        yield page


def violations(page: Any) -> list[str]:
    """What axe-core finds on the page that is shown, one line for each element."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    found = axe.Axe().run(page).response["violations"]
    return [
        f"{one['id']}: {node['html'][:200]}: {node.get('failureSummary', '')[:300]}"
        for one in found
        for node in one["nodes"]
    ]
