"""Sphinx: ``make docs`` builds these pages into build/docs, without a network."""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "_ext"))

from autograde import __version__

project = "autograde-torch"
author = "the autograde-torch authors"
project_copyright = "2026, the autograde-torch authors"
release = __version__

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon", "sphinx_click"]
extensions += ["autograde_docs"]
source_suffix = {".md": "markdown"}
exclude_patterns = ["_ext"]

myst_enable_extensions = ["deflist"]
myst_heading_anchors = 4
smartquotes = False  # -- is an option, not a dash
highlight_language = "none"  # most blocks are commands and what they print

autodoc_typehints = "signature"
autodoc_member_order = "bysource"
napoleon_numpy_docstring = False
default_role = "code"

html_theme = "furo"
html_title = "autograde-torch"
html_copy_source = False
html_show_sphinx = False
