"""
What Colab and VS Code make of a notebook when they save it.

Colab adds an id to each cell's metadata, an id to outputs, and settings of its own to the notebook;
ids of nbformat 4.5 come back as they were, but what is made in Colab has nbformat 4.0 and none, and
a cell that was split has its id in the metadata twice. VS Code says in the metadata which language
a cell was written in, names the kernel by its environment, lets every cell be deleted, and once
dropped the metadata of the cells that it ran.

Source:
    googlecolab/colabtools, issues 581 and 5402; microsoft/vscode-jupyter, issues 2325, 4757, 7682
    and 8412.
"""

from __future__ import annotations

import copy
from typing import Any

from autograde.notebook import grade_id

Notebook = dict[str, Any]


def _colab(notebook: Notebook) -> Notebook:
    made = copy.deepcopy(notebook)
    made["nbformat_minor"] = 5
    made["metadata"] |= {
        "accelerator": "GPU",
        "colab": {"gpuType": "T4", "provenance": [], "toc_visible": True},
        "kernelspec": {"name": "python3", "display_name": "Python 3"},
        "language_info": {"name": "python"},
    }
    for number, cell in enumerate(made["cells"]):
        cell["metadata"]["id"] = f"XU0o_w7y2B{number:02d}"
        cell["source"] = cell["source"].splitlines(keepends=True)
        if cell["cell_type"] == "code":
            cell["metadata"] |= {
                "colab": {"base_uri": "https://localhost:8080/", "height": 35},
                "outputId": f"9461224d-7a56-49f1-fe37-d09bfadc{number:04x}",
            }
            cell["execution_count"] = number
    return made


def colab_opened(notebook: Notebook) -> Notebook:
    """The release opened in Colab, a cell hidden behind a form."""
    made = _colab(notebook)
    made["cells"][1]["metadata"]["cellView"] = "form"
    return made


def colab_pasted(notebook: Notebook) -> Notebook:
    """Every cell pasted into a notebook that was made in Colab: no ids, nothing of nbgrader."""
    made = _colab(notebook)
    made["nbformat_minor"] = 0
    del made["metadata"]["autograde"]
    for cell in made["cells"]:
        del cell["id"]
        for name in ("nbgrader", "deletable", "editable"):
            cell["metadata"].pop(name, None)
    return made


def colab_split(notebook: Notebook) -> Notebook:
    """The cell of an answer split in another editor: both halves have all of its metadata."""
    made = _colab(notebook)
    at = next(i for i, c in enumerate(made["cells"]) if grade_id(c) == "double")
    scratch = {**copy.deepcopy(made["cells"][at]), "id": "scratch", "source": ["print(1)\n"]}
    made["cells"].insert(at, scratch)
    return made


def _vs_code(notebook: Notebook) -> Notebook:
    made = copy.deepcopy(notebook)
    made["metadata"] |= {
        "kernelspec": {"display_name": ".venv", "language": "python", "name": "python3"},
        "language_info": {
            "codemirror_mode": {"name": "ipython", "version": 3},
            "file_extension": ".py",
            "mimetype": "text/x-python",
            "name": "python",
            "nbconvert_exporter": "python",
            "pygments_lexer": "ipython3",
            "version": "3.12.4",
        },
        "vscode": {"interpreter": {"hash": "b1677b440931f40d89ef8be7bf03acb108ce003de0ac9b18"}},
    }
    for number, cell in enumerate(made["cells"]):
        cell["source"] = cell["source"].splitlines(keepends=True)
        if cell["cell_type"] == "code":
            cell["metadata"]["vscode"] = {"languageId": "python"}
            cell["execution_count"] = number
    return made


def vs_code_opened(notebook: Notebook) -> Notebook:
    """The release opened, run and saved."""
    return _vs_code(notebook)


def vs_code_deleted(notebook: Notebook) -> Notebook:
    """Cells deleted that Jupyter does not let go: a check, a text, the imports."""
    made = _vs_code(notebook)
    gone = ("double-check", "double-text", "setup")
    made["cells"] = [c for c in made["cells"] if grade_id(c) not in gone]
    return made


def vs_code_stripped(notebook: Notebook) -> Notebook:
    """As versions of 2020 saved it: no metadata in any cell, ids are there."""
    made = _vs_code(notebook)
    for cell in made["cells"]:
        cell["metadata"] = {}
    return made


def vs_code_made_again(notebook: Notebook) -> Notebook:
    """Answers typed into new cells, the ones for them deleted: no ids that anybody knows."""
    made = _vs_code(notebook)
    for number, cell in enumerate(made["cells"]):
        if grade_id(cell) in ("double", "fit_slope", "why"):
            cell |= {"id": f"{number:08x}", "metadata": {"vscode": {"languageId": "python"}}}
    return made


def vs_code_other_kinds(notebook: Notebook) -> Notebook:
    """An answer in a cell that was switched to another language, one switched to Markdown."""
    made = _vs_code(notebook)
    for cell in made["cells"]:
        if grade_id(cell) == "double":
            cell["metadata"]["vscode"] = {"languageId": "raw"}
            cell["cell_type"] = "raw"
        elif grade_id(cell) == "fit_slope":
            cell["metadata"]["vscode"] = {"languageId": "markdown"}
            cell["cell_type"] = "markdown"
        if cell["cell_type"] != "code":
            for name in ("outputs", "execution_count"):
                cell.pop(name, None)
    return made


def vs_code_copied(notebook: Notebook) -> Notebook:
    """An answer copied and pasted, to keep the first try: both have one name, the second is new."""
    made = _vs_code(notebook)
    at = next(i for i, c in enumerate(made["cells"]) if grade_id(c) == "double")
    first = {**copy.deepcopy(made["cells"][at]), "id": "2f9c1d7e"}
    first["source"] = ["def double(x):\n", "    return x * x"]
    made["cells"].insert(at, first)
    return made


SAVES = {
    save.__name__: save
    for save in (
        colab_opened, colab_pasted, colab_split, vs_code_opened, vs_code_deleted, vs_code_stripped,
        vs_code_made_again, vs_code_other_kinds, vs_code_copied,
    )
}  # fmt: skip
