"""
Make the README's pictures from the project itself.

    autograde demo
    python docs/make_pictures.py

Opens the demo's release in a real JupyterLab, solves an exercise wrongly, runs its check, and
takes pictures of that and of a feedback page, with headless Chromium. Needs ``playwright`` and a
Chromium (``CHROMIUM=/path`` if it is not /usr/bin/chromium).
"""

from __future__ import annotations

import json
import os
import secrets
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
PICTURES = ROOT / "docs" / "pictures"
SETTINGS = {
    # All cells in the page, so that any of them can be scrolled to; no question about news.
    "@jupyterlab/notebook-extension/tracker": {"windowingMode": "none"},
    "@jupyterlab/apputils-extension/notification": {"fetchNews": "false"},
}
WRONG = "def predict(x, w, b):\n    return b * x + w"


@contextmanager
def jupyterlab(folder: Path) -> Iterator[str]:
    """A JupyterLab on this machine; gives its URL with a token."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    token = secrets.token_hex(16)
    command = [
        *(sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root"),
        *(f"--ServerApp.root_dir={folder}", f"--port={port}", f"--IdentityProvider.token={token}"),
        "--LabApp.news_url=None",
    ]
    with tempfile.TemporaryDirectory() as home:
        settings = {**os.environ, "JUPYTER_CONFIG_DIR": home, "JUPYTERLAB_SETTINGS_DIR": home}
        for plugin, values in SETTINGS.items():
            path = Path(home) / f"{plugin}.jupyterlab-settings"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(json.dumps(values))
        server = subprocess.Popen(
            command, env=settings, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        url = f"http://127.0.0.1:{port}"
        try:
            for _ in range(240):
                try:
                    urllib.request.urlopen(f"{url}/api?token={token}")
                    break
                except OSError:
                    time.sleep(0.5)
            yield f"{url}/lab/tree/NOTEBOOK?token={token}"
        finally:
            server.terminate()
            server.wait()


@contextmanager
def browser_page(width: int, height: int) -> Iterator[Page]:
    """A page of a headless Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        page = browser.new_page(viewport={"width": width, "height": height})
        page.set_default_timeout(120_000)
        yield page
        browser.close()


def release_and_check(page: Page, url: str) -> None:
    """Pictures of the released notebook and of a check's answer, both after "Run All"."""
    page.goto(url.replace("NOTEBOOK", "neuron.ipynb") + "&reset")
    page.wait_for_selector(".jp-Notebook .jp-Cell", state="attached")
    page.wait_for_timeout(3000)
    page.keyboard.press("Control+b")
    page.get_by_role("menuitem", name="Run", exact=True).click()
    page.get_by_text("Run All Cells", exact=True).first.click()
    answer = page.locator(".jp-OutputArea-output", has_text="NOT YET").first
    answer.wait_for(timeout=120_000)
    page.wait_for_timeout(3000)
    _show(page, page.locator(".jp-OutputArea-output img").first, "release.png", 120)
    _show(page, answer, "check.png", 420)


def _show(page: Page, target: Any, name: str, above: int) -> None:
    """A picture with a thing so many pixels below the top."""
    target.evaluate(
        "(node, above) => { const box = node.closest('.jp-WindowedPanel-outer') || "
        "node.closest('.jp-Notebook'); box.scrollTop += node.getBoundingClientRect().top - above }",
        above,
    )
    page.wait_for_timeout(800)
    page.screenshot(path=PICTURES / name)


def feedback(page: Page, path: Path) -> None:
    """A picture of a feedback page, at the first exercise that is not right yet."""
    page.goto(path.as_uri())
    page.locator("dl").first.evaluate(
        "node => window.scrollTo(0, node.getBoundingClientRect().top - 330)"
    )
    page.screenshot(path=PICTURES / "feedback.png")


def main() -> None:
    """Make all pictures."""
    PICTURES.mkdir(exist_ok=True)
    demo = ROOT / "demo"
    with tempfile.TemporaryDirectory() as folder:
        work = Path(folder) / "neuron"
        shutil.copytree(demo / "release" / "neuron", work)
        notebook = work / "neuron.ipynb"
        from autograde.bank import with_answers
        from autograde.notebook import read_notebook, write_notebook

        write_notebook(notebook, with_answers(read_notebook(notebook), {"predict": WRONG}))
        with jupyterlab(work) as url, browser_page(1000, 800) as page:
            release_and_check(page, url)
    wrong = sorted(
        path
        for path in (demo / "feedback").glob("*/neuron.html")
        if 'class="word not-yet"' in path.read_text(encoding="utf-8")
    )
    with browser_page(1000, 800) as page:
        feedback(page, wrong[0])


if __name__ == "__main__":
    main()
