"""The JSON record keeps to the schema that is published for it."""

import copy
import json
from pathlib import Path

import jsonschema
import pytest

from autograde.model import CheckResult, ExerciseResult, Outcome, Result, Status
from autograde.record import record

SCHEMA = json.loads(
    (Path(__file__).parents[2] / "docs/reference/record.schema.json").read_text(encoding="utf-8")
)
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)


def result(outcome=Outcome.GRADED, **more):
    """With an exercise for each status, and a prose question that waits."""
    exercises = [
        ExerciseResult(
            f"e_{status}", 0.5, 1.0, status,
            (CheckResult("test_a", f"e_{status}", "A title", status, 0.5, 1.0, True, "Try."),),
            diagnosis="squares" if status is Status.FAILED else None,
        )
        for status in Status
    ]  # fmt: skip
    exercises.append(ExerciseResult("why", None, 2.0, Status.NOT_ATTEMPTED))
    return Result("Noether, Emmy", "tiny", outcome, 3.5, 7.0, 2.0, tuple(exercises), **more)


@pytest.mark.parametrize("outcome", Outcome)
def test_every_record_fits_the_schema(outcome):
    """Whatever the outcome and the statuses, with and without notes for staff."""
    for more in ({}, {"staff_notes": ("look",), "notes": ("a",), "timing": {"seconds": 0.5}}):
        line = json.loads(json.dumps(record(result(outcome, **more))))
        assert list(VALIDATOR.iter_errors(line)) == []


def test_the_schema_is_a_schema_and_refuses_what_is_none():
    """A missing, a misspelt and a wrong entry are found, at every depth."""
    VALIDATOR.check_schema(SCHEMA)
    good = json.loads(json.dumps(record(result())))

    def broken(change):
        bad = copy.deepcopy(good)
        change(bad)
        return not VALIDATOR.is_valid(bad)

    assert VALIDATOR.is_valid(good)
    assert broken(lambda r: r.pop("device"))
    assert broken(lambda r: r.update(schema=2))
    assert broken(lambda r: r.update(extra=1))
    assert broken(lambda r: r["exercises"]["e_failed"].update(status="wrong"))
    assert broken(lambda r: r["exercises"]["e_failed"]["checks"][0].pop("hidden"))
    assert broken(lambda r: r["exercises"]["e_failed"]["checks"][0].update(points="0.5"))


def test_the_schema_knows_every_status_and_outcome():
    """A new status is added to the schema as well."""
    assert set(SCHEMA["$defs"]["status"]["enum"]) == {str(s) for s in Status}
    assert set(SCHEMA["properties"]["status"]["enum"]) == {str(o) for o in Outcome}
