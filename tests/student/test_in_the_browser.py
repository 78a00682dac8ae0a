"""What a student sees: a real JupyterLab 4 and Notebook 7, and whether everybody can read it."""

import shutil

import browser
import pytest
from chromium import chromium_page
from jupyter_app import jupyter

pytestmark = [
    pytest.mark.slow("a JupyterLab and a Chromium"),
    # Playwright's own event loop and pipes; nothing of ours.
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),
]
WRONG = "def double(x):\n    return x * x"
RIGHT = "def double(x):\n    return 2 * x"


@pytest.fixture
def folder(tiny, tmp_path):
    """The release as a student unpacks it."""
    target = tmp_path / "tiny"
    shutil.copytree(tiny.release, target)
    return target


def student_page(dark):
    """A page of a browser as high and as bright as a student may have it."""
    scheme = "dark" if dark else "light"
    return chromium_page(viewport={"width": 1000, "height": 900}, color_scheme=scheme)


def complaints(page, within):
    """What axe-core has to say about a part of a page."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    found = axe.Axe().run(page, context=within)
    # Nothing passes where nothing was looked at.
    assert len(found.response["passes"]) > 5
    return [(v["id"], [n["html"][:200] for n in v["nodes"]]) for v in found.response["violations"]]


@pytest.mark.parametrize(
    ("app", "dark"), [("jupyterlab", False), ("jupyterlab", True), ("notebook", False)]
)
def test_a_students_first_exercise(app, dark, folder, tmp_path):
    """Open the release, solve a cell wrongly, run the check, read why, do better, pass."""
    tree = "lab/tree" if app == "jupyterlab" else "notebooks"
    with (
        student_page(dark) as page,
        jupyter(app, folder, tmp_path / "home", dark=dark) as (url, token),
    ):
        page.set_default_timeout(120_000)
        page.goto(f"{url}/{tree}/tiny.ipynb?token={token}")
        page.wait_for_selector(".jp-Notebook .jp-Cell", state="attached")
        page.locator(".jp-CodeCell", has_text="def double").first.wait_for()
        page.wait_for_timeout(2000)

        browser.type_into(page, "def double", WRONG)
        browser.run_all(page)
        answer = page.locator(".ag-answer", has_text="NOT YET").first
        answer.wait_for()

        text = answer.inner_text()
        assert "double(tensor([1.0, -2.0]))" in text
        assert "return x * x" in text
        assert page.get_by_role("heading", name="NOT YET").count() >= 1
        answer.scroll_into_view_if_needed()
        page.screenshot(path=tmp_path / "not-yet.png")
        assert complaints(page, ".ag-answer") == []

        browser.type_into(page, "def double", RIGHT)
        browser.run_all(page)
        page.locator(".ag-answer.ag-good", has_text="PASS").first.wait_for()
        assert complaints(page, ".ag-answer") == []


ALL = """
import json, sys
from IPython.core.interactiveshell import InteractiveShell
shell = InteractiveShell.instance(history_length=0)
shell.history_manager.enabled = False
run = shell.run_cell
run("from autograde import check, explain, hint, progress\\nfrom autograde import expect")
run("def double(x):\\n    return x[0]\\ndef fit_slope(x, y):\\n    return [1, 2]")
calls = ('check("double")', "check()", "progress()", 'hint("double")', 'explain("AG-G005")',
         'check("nothing")', 'explain("?")')
print(json.dumps([run(call, silent=False).result.html() for call in calls]))
"""


@pytest.mark.parametrize("dark", [False, True])
def test_every_answer_is_accessible(folder, dark, monkeypatch):
    """No violation in any kind of answer, by itself on a light or a dark page."""
    import json
    import subprocess
    import sys

    run = subprocess.run(
        [sys.executable, "-c", ALL], cwd=folder, capture_output=True, text=True, check=True
    )
    answers = json.loads(run.stdout.strip().split("\n")[-1])
    look = "background:#111;color:#ddd" if dark else "background:#fff;color:#222"
    with student_page(dark) as page:
        for answer in answers:
            page.set_content(
                f'<!doctype html><html lang="en"><title>Notebook</title><body style="{look}">'
                f"<main><h1>A</h1><h2>B</h2><h3>C</h3>{answer}</main>"
            )
            page.evaluate("for (const d of document.querySelectorAll('details')) d.open = true")
            assert complaints(page, "main") == []
