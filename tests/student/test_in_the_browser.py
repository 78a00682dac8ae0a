"""What a student sees: a real JupyterLab 4 and Notebook 7, and whether everybody can read it."""

import contextlib
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


APPS = [("jupyterlab", False), ("jupyterlab", True), ("notebook", False), ("notebook", True)]


@contextlib.contextmanager
def opened(app, dark, folder, home):
    """The miniature release in an application and a theme, in a browser."""
    tree = "lab/tree" if app == "jupyterlab" else "notebooks"
    with student_page(dark) as page, jupyter(app, folder, home, dark=dark) as (url, token):
        page.set_default_timeout(60_000)
        page.goto(f"{url}/{tree}/tiny.ipynb?token={token}")
        page.wait_for_selector(".jp-Notebook .jp-Cell", state="attached")
        page.locator(".jp-CodeCell", has_text="def double").first.wait_for()
        page.wait_for_timeout(2000)
        yield page


def unfold(page):
    """Open what is folded."""
    page.evaluate("for (const d of document.querySelectorAll('.ag-answer details')) d.open = true")


@pytest.mark.parametrize(("app", "dark"), APPS)
def test_an_hour_by_keyboard(app, dark, folder, tmp_path):
    """Type, run, check, three hints, an explanation, progress, mend: all of it can be read."""
    with opened(app, dark, folder, tmp_path / "home") as page:
        bright = "document.body.dataset.jpThemeLight"
        assert page.evaluate(bright) == ("false" if dark else "true")
        browser.run_again(page, "import")

        browser.type_answer(
            page,
            "def double",
            "total = x\nfor _ in range(1):\n    total = total * x\nreturn total + 0",
        )
        checked = browser.run_again(page, 'check("double")')
        answer = checked.locator(".ag-answer")
        answer.wait_for()
        assert "NOT YET" in answer.inner_text()
        assert "return total + 0" in answer.inner_text()

        hints = browser.type_below(page, 'check("double")', 'hint("double")')
        for level in (1, 2, 3):
            if level > 1:
                browser.run_again(page, 'hint("double")')
            hints.locator(".ag-answer", has_text=f"Hint {level} of 3").wait_for()
        told = browser.type_below(page, 'check("double")', 'explain("AG-V001")')
        told.locator(".ag-answer", has_text="the numbers are not the right ones").wait_for()
        everything = browser.type_below(page, 'check("double")', "check()")
        everything.locator(".ag-answer").wait_for()
        done = browser.type_below(page, 'check("double")', "progress()")
        done.locator(".ag-answer svg").wait_for()
        unfold(page)
        assert complaints(page, ".ag-answer") == []
        page.screenshot(path=tmp_path / "hour.png")

        browser.type_into(page, "def double", "def double(x):\n    return 2 * (x")
        page.keyboard.press("Control+Enter")
        page.locator(".jp-RenderedText", has_text="SyntaxError").first.wait_for()
        browser.run_again(page, 'check("double")')
        checked.locator(
            ".ag-answer", has_text="Python could not read the cell of double"
        ).wait_for()

        browser.type_into(page, "def double", RIGHT)
        page.keyboard.press("Control+Enter")
        browser.run_again(page, 'check("double")')
        checked.locator(".ag-answer.ag-good", has_text="PASS").wait_for()
        assert "could not read" not in checked.inner_text()
        unfold(page)
        assert complaints(page, ".ag-answer") == []
        for shown in page.locator(".ag-answer").all():
            assert shown.evaluate("node => node.scrollWidth <= node.clientWidth")


@pytest.mark.parametrize(("app", "dark"), APPS[:3])
def test_a_students_first_exercise(app, dark, folder, tmp_path):
    """Open the release, solve a cell wrongly, run the check, read why, do better, pass."""
    with opened(app, dark, folder, tmp_path / "home") as page:
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
