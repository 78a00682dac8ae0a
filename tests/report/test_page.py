"""The class report as its readers get it."""

import csv
import io
import json
import re

import pytest
from click.testing import CliRunner
from desk import TINY, Desk

from autograde.cli import main
from autograde.csvtable import neutral
from autograde.model import Outcome
from autograde.report.effort import time_needed
from autograde.report.items import analyse
from autograde.report.page import as_csv, as_html, shared_mistakes
from autograde.workflow import Places, graded_before

SQUARES = "def double(x):\n    return x * x"


@pytest.fixture(scope="module")
def graded(tiny, tmp_path_factory, warm_engines):
    """A small class, graded by the command; nobody writes to it."""
    top = tmp_path_factory.mktemp("page")
    desk = Desk(tiny, top / "submitted")
    for i in range(3):
        desk.hand_in(f"right {i}")
    for name in ("=1+1", "<b>bold"):
        desk.hand_in(name, double=SQUARES)
    desk.hand_in("broken", b"{")
    command = ["grade", "tiny", "--course", str(TINY), "--no-gradebook", "--jobs", "1"]
    command += ["--submitted", str(desk.folder), "--out", str(top / "out")]
    with warm_engines.lent():
        run = CliRunner().invoke(main, command)
    assert run.exit_code == 1, run.output
    return Places(desk.folder, top / "out", None)


def test_a_report_is_written_from_what_was_graded(graded, tiny, tmp_path):
    """Page, table and JSON agree; nothing is run again, and names are inert everywhere."""
    run = CliRunner().invoke(
        main,
        [
            *("report", "tiny", "--course", str(TINY), "--into", str(tmp_path / "reports")),
            *("--submitted", str(graded.submitted), "--out", str(graded.out)),
        ],
    )

    assert run.exit_code == 0, run.output
    record = json.loads((tmp_path / "reports" / "tiny.json").read_text())
    assert record["students"] == 5
    assert record["left_out"] == ["broken"]
    rows = list(
        csv.DictReader(io.StringIO((tmp_path / "reports" / "tiny.csv").read_text("utf-8-sig")))
    )
    assert {r["student"]: r["double"] for r in rows}["'=1+1"] == "0.5"
    page = (tmp_path / "reports" / "tiny.html").read_text()
    assert page.count('src="data:image/png;base64,') == 2
    assert all(alt.strip() for alt in re.findall(r'alt="([^"]*)"', page))
    assert "<script" not in page
    assert "http" not in page.replace("http-equiv", "")


def test_mistakes_that_are_shared_are_counted(graded, tiny):
    """Two students fail in the same way: one line; one alone is nobody's business."""
    results, missing = graded_before(tiny, graded)

    assert missing == []
    (shared,) = shared_mistakes(results)
    assert (shared.exercise, shared.count) == ("double", 2)


def test_a_name_cannot_write_into_the_page(graded, tiny):
    """A student's name that is markup is shown as it is."""
    results, _ = graded_before(tiny, graded)
    refused = [r for r in results if r.status is not Outcome.GRADED]
    assert refused
    page = as_html(
        "Tiny & <small>", analyse("tiny", results), results, time_needed([], tiny.manifest)
    )

    assert "Tiny &amp; &lt;small&gt;" in page
    assert "<b>bold" not in page


def test_without_results_the_way_to_get_them_is_named(tiny, desk, tmp_path):
    """Nothing graded: status 2 and the command to run."""
    desk.hand_in("somebody")
    run = CliRunner().invoke(
        main,
        [
            *("report", "tiny", "--course", str(TINY), "--into", str(tmp_path)),
            *("--submitted", str(desk.folder), "--out", str(tmp_path / "out")),
        ],
    )

    assert run.exit_code == 2
    assert "autograde grade tiny" in run.output


@pytest.mark.parametrize("name", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1"])
def test_cells_are_no_formulas(name):
    """A spreadsheet shows what a student is called and computes nothing."""
    assert neutral(name) == f"'{name}"
    assert neutral("Noether, Emmy") == "Noether, Emmy"


def test_an_empty_class_has_an_empty_table():
    """No results: a header and nothing else."""
    assert as_csv([]).strip() == "student,status,score,max_score"
