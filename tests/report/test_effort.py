"""Time needed: what the times in notebooks tell, and what they do not."""

import copy
import csv
import io
import json
from datetime import UTC, datetime, timedelta

import pytest
from click.testing import CliRunner
from desk import TINY
from hypothesis import given
from hypothesis import strategies as st

from autograde.cli import main
from autograde.notebook import grade_id
from autograde.report.effort import PAUSE_MINUTES, Ran, last_run, spans, time_needed

START = datetime(2026, 3, 1, 10, tzinfo=UTC)


def lab(minute):
    """Metadata as JupyterLab records them."""
    moment = (START + timedelta(minutes=minute)).isoformat().replace("+00:00", "Z")
    return {"execution": {"iopub.execute_input": moment, "iopub.status.busy": moment}}


def colab(minute):
    """Metadata as Colab writes them: milliseconds, at the end of the run."""
    ended = (START + timedelta(minutes=minute)).timestamp() * 1000
    return {"executionInfo": {"status": "ok", "timestamp": ended, "elapsed": 500}}


def timed(notebook, record, **minutes):
    """A notebook whose cells were run at these minutes, by grade id with _ for -."""
    notebook = copy.deepcopy(notebook)
    for cell in notebook["cells"]:
        minute = minutes.get((grade_id(cell) or "").replace("-", "_"))
        if minute is not None:
            cell["metadata"] |= record(minute)
    return notebook


def quartiles(needed):
    return {e.exercise: (e.students, e.quartiles) for e in needed.efforts if e.quartiles}


@pytest.mark.parametrize("record", [lab, colab])
def test_what_lies_between_two_runs_counts_for_the_second(tiny, desk, record):
    """Solution and check of an exercise add up, wherever they were run in between."""
    notebook = timed(
        desk.notebook(), record, double=0, double_check=4, fit_slope=6, fit_slope_check=16
    )
    paths = [desk.hand_in(f"s{i}", notebook) for i in range(5)]

    needed = time_needed(paths, tiny.manifest)

    assert (needed.notebooks, needed.timed) == (5, 5)
    found = quartiles(needed)
    # Colab's cells ran for half a second each, which does not count: 0.02 minutes for two.
    assert found["double"] == (5, pytest.approx((4, 4, 4), abs=0.02))
    assert found["fit_slope"] == (5, pytest.approx((12, 12, 12), abs=0.02))


def runs(*moments):
    return [Ran(start, start + took, exercise) for start, took, exercise in moments]


def test_pauses_and_run_all_tell_nothing():
    """A night between two runs is no work, and what ran at once hides the work before it."""
    pause = PAUSE_MINUTES * 60
    a_day = runs((0, 0, "a"), (60, 0, "a"), (60.5, 0, "b"), (61, 0, "c"), (62 + pause, 0, "d"))

    assert spans(a_day) == {"a": 60.0}
    assert spans(runs((0, 0, "a"), (pause, 0, "b"))) == {"b": pause}
    assert spans([]) == spans(runs((1, 0, "a"))) == {}


def test_a_cell_that_runs_long_is_no_work_on_the_next():
    """Run All waits for training to end; who looks at the curve first, waits longer."""
    assert spans(runs((0, 300, "train"), (300.1, 0, "plot"), (340.1, 0, "next"))) == {"next": 40.0}
    assert spans(runs((0, 300, "train"), (10, 0, "impossible"))) == {}


def test_what_jupyterlab_writes_is_read():
    """Metadata of a cell as JupyterLab 4.6 wrote them: it ran for 15.7 seconds."""
    ran = last_run({"execution": {
        "iopub.execute_input": "2026-11-24T14:15:25.538277Z",
        "iopub.status.busy": "2026-11-24T14:15:25.537923Z",
        "iopub.status.idle": "2026-11-24T14:15:41.224562Z",
        "shell.execute_reply": "2026-11-24T14:15:41.223902Z",
        "shell.execute_reply.started": "2026-11-24T14:15:25.538257Z",
    }})  # fmt: skip

    assert ran is not None
    assert ran.end - ran.start == pytest.approx(15.686, abs=0.001)


def test_quartiles_over_a_class(tiny, desk):
    """n counts those who tell; who has no times, or is no notebook, is counted as looked at."""
    paths = [
        desk.hand_in(f"s{m}", timed(desk.notebook(), lab, double=0, double_check=m))
        for m in (2, 4, 6, 8, 10)
    ]
    paths += [desk.hand_in("none"), desk.hand_in("broken", b"{")]

    needed = time_needed(paths, tiny.manifest)

    assert (needed.notebooks, needed.timed) == (7, 5)
    assert quartiles(needed) == {"double": (5, pytest.approx((4, 6, 8)))}
    assert "5 of 7 notebooks" in needed.sentence
    few = time_needed(paths[1:], tiny.manifest)
    assert not few.known
    assert "4 of 6 notebooks" in few.sentence
    assert "of no exercise 5 of them tell" in few.sentence


@pytest.mark.parametrize(
    "value",
    [
        "1970-01-01T00:00:00Z", "9999-12-31T23:59:59Z", "2026-03-01T10:00:00", "2026-03-01",
        "0" * 10_000, "now", "", None, 5, True, [], {}, "2026-03-01T10:00:00+99:99", "\ud800",
    ],
)  # fmt: skip
def test_a_time_that_makes_no_sense_is_none(value):
    """Another century, no zone, another type: as if it were not there."""
    good = "2026-03-01T10:00:00Z"
    assert (
        last_run({"execution": {"iopub.execute_input": value, "iopub.status.idle": good}}) is None
    )
    ran = last_run({"execution": {"iopub.execute_input": good, "iopub.status.idle": value}})
    assert ran is not None
    assert ran.end == ran.start


@pytest.mark.parametrize(
    ("ended", "took"),
    [(float("nan"), 0), (float("inf"), 0), (1e300, 0), (10**400, 0), ("1", 0), (True, 0),
     (1.77e12, -1), (1.77e12, float("nan")), (1.77e12, 1e300), (0, 0), (None, None)],
)  # fmt: skip
def test_colabs_numbers_that_make_no_sense_are_none(ended, took):
    """JSON allows numbers that no clock shows."""
    assert last_run({"executionInfo": {"timestamp": ended, "elapsed": took}}) is None


@given(st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(),
    lambda inner: st.lists(inner)
    | st.dictionaries(st.sampled_from(["execution", "executionInfo", "timestamp", "elapsed",
                                       "iopub.execute_input"]), inner),
))  # fmt: skip
def test_any_metadata_can_be_there(metadata):
    """A student's file costs nobody the report."""
    ran = last_run(metadata)

    assert ran is None or 1.4e9 < ran.start <= ran.end < 4.2e9


@pytest.mark.usefixtures("warm_engine")
def test_the_report_shows_it(tiny, desk, tmp_path):
    """Page, JSON and table of exercises agree; a class without times has a sentence instead."""

    def report(folder):
        for command in (
            ["grade", "tiny", "--no-gradebook", "--jobs", "1", "--out", str(tmp_path / "out")],
            ["report", "tiny", "--into", str(folder), "--out", str(tmp_path / "out")],
        ):
            options = ["--course", str(TINY), "--submitted", str(desk.folder)]
            run = CliRunner().invoke(main, [*command, *options])
            assert run.exit_code == 0, run.output
        record = json.loads((folder / "tiny.json").read_text())["minutes"]
        table = (folder / "tiny-exercises.csv").read_text("utf-8-sig")
        rows = {row["exercise"]: row for row in csv.DictReader(io.StringIO(table))}
        return (folder / "tiny.html").read_text(), record, rows

    desk.hand_in("plain")
    page, record, rows = report(tmp_path / "one")
    assert "Not known: 0 of 1 notebooks" in page
    assert record["timed"] == 0
    assert rows["double"]["minutes_median"] == ""

    for i in range(5):
        desk.hand_in(f"timed {i}", timed(desk.notebook(), lab, double=0, double_check=7))
    page, record, rows = report(tmp_path / "two")
    assert "5 of 6 notebooks hold them" in page
    assert "Minutes that students needed" in page
    (double,) = (e for e in record["exercises"] if e["id"] == "double")
    assert (double["students"], double["median"]) == (5, 7.0)
    assert rows["double"]["minutes_median"] == "7.0"
    assert int(rows["double"]["minutes_stated"]) == double["stated"]
