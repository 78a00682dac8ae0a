"""A real JupyterLab or Notebook on this machine, driven by a headless Chromium."""

from __future__ import annotations

import json
import os
import secrets
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import autograde

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
_PACKAGE = Path(autograde.__file__).parents[1]
_START_SECONDS = 120


@contextmanager
def jupyter(app: str, folder: Path, home: Path, *, dark: bool = False) -> Iterator[str]:
    """
    Start a Jupyter application.

    Args:
        app: ``jupyterlab`` or ``notebook``.

        folder: What it shows.

        home: An empty folder for its settings.

        dark: Whether to use the dark theme.

    Returns:
        The address of a notebook called tiny.ipynb, with a token.
    """
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    token = secrets.token_hex(16)
    theme = {"theme": "JupyterLab Dark" if dark else "JupyterLab Light"}
    for plugin, values in {
        "@jupyterlab/notebook-extension/tracker": {"windowingMode": "none"},
        "@jupyterlab/apputils-extension/notification": {"fetchNews": "false"},
        "@jupyterlab/apputils-extension/themes": theme,
    }.items():
        path = home / f"{plugin}.jupyterlab-settings"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(json.dumps(values))
    settings = {
        **os.environ,
        "JUPYTER_CONFIG_DIR": str(home),
        "JUPYTERLAB_SETTINGS_DIR": str(home),
        "PYTHONPATH": str(_PACKAGE),
        "LANGUAGE": "en",
    }
    command = [
        *(sys.executable, "-m", app, "--no-browser", "--allow-root", "--LabApp.news_url=None"),
        *(f"--ServerApp.root_dir={folder}", f"--port={port}", f"--IdentityProvider.token={token}"),
    ]
    server = subprocess.Popen(
        command, env=settings, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    url = f"http://127.0.0.1:{port}"
    try:
        deadline = time.monotonic() + _START_SECONDS
        while True:
            try:
                urllib.request.urlopen(f"{url}/api?token={token}").close()
                break
            except OSError:
                if time.monotonic() > deadline or server.poll() is not None:
                    raise
                time.sleep(0.5)
        tree = "lab/tree" if app == "jupyterlab" else "notebooks"
        yield f"{url}/{tree}/tiny.ipynb?token={token}"
    finally:
        server.terminate()
        server.wait()


@contextmanager
def page(*, dark: bool = False) -> Iterator[Any]:
    """A page of a headless Chromium."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=CHROMIUM,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        opened = browser.new_page(
            viewport={"width": 1000, "height": 900}, color_scheme="dark" if dark else "light"
        )
        opened.set_default_timeout(120_000)
        try:
            yield opened
        finally:
            browser.close()


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
