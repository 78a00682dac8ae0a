"""Students who share a mistake are put together, a person has the last word, and it is kept."""

import json
from dataclasses import replace

import pytest
from click.testing import CliRunner
from desk import Desk
from test_record import VALIDATOR

from autograde.canonical import canonical
from autograde.cli import main
from autograde.errors import UsageError
from autograde.groups import BEHAVIOUR, DIAGNOSIS, PERSON, Case, Groups, case_of, group
from autograde.learn import anonymous
from autograde.model import CheckResult, ExerciseResult, Status

ADDS = "def f(a, b):\n    # add\n    total = a + b\n    return total"
ADDS_TOO = 'def f(left, right):\n    """Add."""\n    s = left + right\n    return s'
OTHER = "import math\ndef f(a, b):\n    return math.exp(sum(x for x in [a, b]) ** 2) / 7"
TRIPLES = (
    "def double(x):\n    # by Emmy\n    emmy_factor = 3\n    print('emmy')\n"
    "    return emmy_factor * x"
)


def case(student, source=ADDS, diagnosis=None, failed=("t",), message="f(1) returned 2"):
    return Case(student, "e", diagnosis, "says", failed, message, source)


def shape(groups):
    return sorted((g.by, g.students) for g in groups)


def test_names_layout_and_comments_do_not_matter():
    """Two who wrote the same thing have one canonical text; what they call up is kept."""
    assert canonical(ADDS) == canonical(ADDS_TOO)
    assert canonical(ADDS) != canonical(OTHER)
    assert "math.exp" in canonical(OTHER)
    assert canonical("def f(:\n  x  # y") == "def f(:\n  x"


def test_the_best_that_is_known_puts_together():
    """A diagnosis first; else checks and message, and within them the code."""
    cases = [
        *(case("a", diagnosis="d"), case("b", OTHER, diagnosis="d", failed=("t", "u"))),
        *(case("c"), case("d", ADDS_TOO), case("e", OTHER), case("f", failed=("u",))),
    ]

    groups = group(reversed(cases))

    assert shape(groups) == [
        (BEHAVIOUR, ("c", "d")),
        (BEHAVIOUR, ("e",)),
        (BEHAVIOUR, ("f",)),
        (DIAGNOSIS, ("a", "b")),
    ]
    assert groups == group(cases)


def test_a_group_is_called_by_what_its_checks_are_about():
    """Not by names of test functions: the first title, and how many more checks failed."""
    checks = tuple(
        CheckResult(id, "e", title, Status.FAILED, 0.0, 1.0, False, "f returned 2")
        for id, title in (("test_z", "Two numbers."), ("test_a", "A table"))
    )
    found = ExerciseResult("e", 0.0, 2.0, Status.FAILED, checks)

    (only,) = group([case_of("s", found, ADDS)])

    assert only.title == "Two numbers (and 1 more): f returned #"


def test_mistakes_that_cannot_be_told_apart_make_one_group():
    """Those who have the same candidates act alike, so they belong together."""
    check = CheckResult("t", "e", "title", Status.FAILED, 0.0, 1.0, False, "f returned 2")
    found = ExerciseResult("e", 0.0, 1.0, Status.FAILED, (check,), candidates=("a", "b"))
    cases = [case_of("s", found, ADDS), case_of("r", found, OTHER)]

    (only,) = group(cases)

    assert (only.title, only.by, only.students) == ("a or b", DIAGNOSIS, ("r", "s"))
    passed = replace(found, checks=(replace(check, status=Status.PASSED),))
    assert case_of("s", passed, ADDS) is None


def test_a_person_splits_and_merges_for_good(tmp_path):
    """Decisions hold after new results, also for who hands in later."""
    path = tmp_path / "groups.json"
    cases = [case("a"), case("b"), case("c", OTHER)]
    groups = Groups(cases, path)
    adds, other = groups.all()

    groups.merge(adds.id, other.id)
    assert shape(groups.all()) == [(PERSON, ("a", "b", "c"))]

    new = groups.split(adds.id, ["a"], "a's own")
    again = Groups([*cases, case("z", OTHER)], path).all()
    assert shape(again) == [(PERSON, ("a",)), (PERSON, ("b", "c", "z"))]
    assert {g.id: g.title for g in again}[new] == "a's own"


def test_a_wrong_split_or_merge_is_refused(tmp_path):
    """Strangers, everybody, or another exercise: nothing is changed."""
    groups = Groups([case("a"), case("b")], tmp_path / "groups.json")
    (only,) = groups.all()

    for wrong in (["x"], ["a", "b"], []):
        with pytest.raises(UsageError):
            groups.split(only.id, wrong)
    with pytest.raises(UsageError):
        groups.merge(only.id, only.id)
    with pytest.raises(UsageError):
        groups.merge(only.id, "nothing")
    assert not (tmp_path / "groups.json").exists()


def test_a_broken_file_of_decisions_is_told_and_kept(tmp_path):
    """Nothing that a person decided is overwritten unread."""
    path = tmp_path / "groups.json"
    path.write_text("{")

    with pytest.raises(UsageError, match="cannot be read"):
        Groups([], path)
    assert path.read_text() == "{"


def test_a_bank_file_holds_neither_name_nor_comment():
    """The name goes from texts and own names; a library's names stay, whoever is called so."""
    text = anonymous(TRIPLES, "Noether, Emmy")
    assert "emmy" not in text.lower()
    assert "someone_factor * x" in text

    kept = anonymous("def f(x):\n    meanest = torch.mean(x)\n    return meanest", "Mean, Torch")
    assert "torch.mean(x)" in kept


@pytest.mark.usefixtures("warm_engine")
def test_from_a_students_mistake_to_everyones_name_for_it(tiny_copy, tmp_path):
    """grade, groups, learn-mistake (shown, then written), grade: now it has a name."""
    desk = Desk(tiny_copy, tmp_path / "submitted")
    desk.hand_in("Noether, Emmy", double=TRIPLES)
    desk.hand_in("other", double="def double(x):\n    return x + x + x")
    where = ["--course", str(tiny_copy.course.root), "--submitted", str(desk.folder)]
    where += ["--out", str(tmp_path / "out")]

    def run(*arguments):
        result = CliRunner().invoke(main, [*map(str, arguments), *where])
        assert result.exit_code == 0, result.output
        return result.output

    def diagnoses():
        lines = (tmp_path / "r.jsonl").read_text().splitlines()
        return {
            (r := json.loads(x))["student"]: r["exercises"]["double"]["diagnosis"] for x in lines
        }

    graded = ("grade", "tiny", "--no-gradebook", "--jobs", 1, "--json", tmp_path / "r.jsonl")
    run(*graded)
    assert set(diagnoses().values()) == {None}
    lines = (tmp_path / "r.jsonl").read_text().splitlines()
    assert [list(VALIDATOR.iter_errors(json.loads(line))) for line in lines] == [[], []]
    assert "Noether, Emmy" in run("groups", "tiny", "--students")
    assert run("groups", "tiny", "--exercise", "fit_slope") == "Nobody has failed fit_slope.\n"

    learn = ("learn-mistake", "tiny", "Noether, Emmy", "double", "--slug", "triples")
    says = ("--says", "Twice is two times.")
    shown = run(*learn, *says)
    path = tiny_copy.bank / "double" / "wrong_triples.py"
    assert "# fails: test_double_fresh, test_double_small" in shown
    assert not path.exists()

    for arguments, message in (
        (("nobody", "double", "--slug", "triples"), "nothing current is graded of nobody"),
        (("other", "double", "--slug", "squares"), "in the bank already"),
        (("other", "double", "--slug", "../x"), "cannot be the name"),
        (("other", "fit_slope", "--slug", "steep"), "other has not failed fit_slope"),
        (("other", "duoble", "--slug", "triples"), 'Did you mean "double"?'),
    ):
        refused = CliRunner().invoke(main, ["learn-mistake", "tiny", *arguments, *says, *where])
        assert refused.exit_code == 2
        assert message in refused.output

    run(*learn, *says, "--yes")
    assert path.read_text() in shown
    run(*graded)
    assert diagnoses() == {"Noether, Emmy": "triples", "other": "triples"}
    assert "Twice is two times." in run("groups", "tiny")
    again = ("learn-mistake", "tiny", "other", "double", "--slug", "thrice", *says, *where)
    refused = CliRunner().invoke(main, again)
    assert (refused.exit_code, "known already: triples" in refused.output) == (2, True)
