"""A real JupyterLab or Notebook on this machine, for tests that look at it in a browser."""

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

import autograde

START_SECONDS = 120


@contextmanager
def jupyter(
    app: str, folder: Path, home: Path, *, dark: bool = False, data: Path | None = None
) -> Iterator[tuple[str, str]]:
    """
    Start a Jupyter application.

    Args:
        app: ``jupyterlab`` or ``notebook``.

        folder: What it shows.

        home: An empty folder for its settings and its log.

        dark: Whether to use the dark theme.

        data: Where extensions lie that are not this Python's own.

    Returns:
        Its address without a slash at the end, and the token to enter with.
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
        "PYTHONPATH": str(Path(autograde.__file__).parents[1]),
        "LANGUAGE": "en",
    }
    if data is not None:
        settings["JUPYTER_CONFIG_PATH"] = str(data / "etc" / "jupyter")
        settings["JUPYTER_PATH"] = str(data / "share" / "jupyter")
    command = [
        *(sys.executable, "-m", app, "--no-browser", "--allow-root", "--LabApp.news_url=None"),
        *(f"--ServerApp.root_dir={folder}", f"--port={port}", f"--IdentityProvider.token={token}"),
    ]
    log = home / "log"
    with log.open("wb") as file:
        server = subprocess.Popen(command, cwd=folder, env=settings, stdout=file, stderr=file)
    url = f"http://127.0.0.1:{port}"
    try:
        deadline = time.monotonic() + START_SECONDS
        while True:
            try:
                urllib.request.urlopen(f"{url}/api?token={token}").close()
                break
            except OSError:
                running = server.poll() is None and time.monotonic() < deadline
                assert running, log.read_text(errors="replace")
                time.sleep(0.5)
        yield url, token
    finally:
        server.terminate()
        server.wait()
