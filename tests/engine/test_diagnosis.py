"""What a failed check saw is kept, compared with the bank, and never blamed on the innocent."""

import math
from dataclasses import replace

import msgspec
import pytest
import torch

from autograde import evidence
from autograde.errors import StudentRaised
from autograde.expect import Unmet
from autograde.grade.basis import basis_of
from autograde.grade.constants import with_other_constants
from autograde.grade.diagnosis import diagnose
from autograde.grade.fingerprints import Fingerprint, Fingerprints, Shelf
from autograde.model import Evidence, Seen, Status
from autograde.record import record
from autograde.values import Handle
from autograde.workflow import Places, grade, kept

pytestmark = pytest.mark.usefixtures("warm_engine")

SQUARES = "def double(x):\n    power = 2\n    return torch.pow(x, power)"
ODD = "def double(x):\n    return 5 * x"
HALF_TRAINED = (
    "def fit_slope(x, y):\n    w = torch.zeros(1, requires_grad=True)\n"
    "    loss = torch.mean((y - w * x) * (y - w * x))\n    loss.backward()\n"
    "    return float(w - 0.1 * w.grad)"
)


def told(*pairs):
    exchanges = evidence.Exchanges()
    for request, reply in pairs:
        exchanges.add(request, reply)
    return exchanges


def seen_of(value, request=None):
    request = request or {"op": "call", "path": "f", "args": [], "kwargs": {}}
    body = {"result": value, "args": request["args"], "kwargs": {}}
    found = evidence.condense(told((request, {"value": body})), Unmet("no", advice="look"), "t.py")
    return found.seen[0]


def known(**answers):
    made = (Fingerprint(s, s, s, tuple(runs[0]), tuple(runs)) for s, runs in answers.items())
    return Fingerprints("e", tuple(made))


def one(*numbers, kind="k", where="1", form="f"):
    return {"t": Evidence(where, kind, 1, (Seen("call f", form, "", (tuple(numbers),)),))}


def exercise(grading, student, id="double"):
    result = next(r for r in grading.results if r.student == student)
    return next(e for e in result.exercises if e.id == id)


# ---------------------------------------------------------------------------------- evidence
def test_two_ways_to_write_a_number_look_alike():
    """A float, a tensor of one and an array of one have one form and one value."""
    forms = {
        (s.form, s.numbers)
        for s in map(seen_of, (2.5, torch.tensor(2.5), torch.tensor([2.5]).numpy()))
    }
    assert len(forms) == 1


@pytest.mark.parametrize(
    "value",
    [
        torch.tensor([math.nan, math.inf, -math.inf]),
        torch.ones(3, dtype=torch.bfloat16),
        torch.ones(2, dtype=torch.complex64),
        torch.empty(0, 3),
        torch.empty(3, device="meta"),
        {"a": [1, None, "text", Handle(1, "Linear")], 3: (True, torch.float32)},
        10**400,
        [[]] * 1000,
        torch.ones(300, 300, requires_grad=True),
    ],
)
def test_any_value_can_be_condensed_and_kept(value):
    """What a stranger sends becomes small evidence that survives JSON."""
    found = Evidence("1", "k", 1, (seen_of(value),))
    data = msgspec.json.encode(found)

    assert found.seen[0].form != "unreadable"
    assert len(data) < 2000
    assert msgspec.json.decode(data, type=Evidence) == found


def test_evidence_of_many_large_answers_stays_small():
    """A check with hundreds of calls is condensed to a few kilobytes."""
    request = {"op": "call", "path": "f", "args": [], "kwargs": {}}
    reply = {"value": {"result": [torch.rand(50, 50)] * 9, "args": [], "kwargs": {}}}

    found = evidence.condense(told(*[(request, reply)] * 500), Unmet("no"), "t.py")

    assert found.count == 500
    assert len(msgspec.json.encode(found)) < 10_000


def test_texts_are_compared_as_numbers_are():
    """Another text is another answer; where an object lies in memory is not."""
    forms = [seen_of(v).form for v in ("mean", "sum ", "<f at 0x7f01>", "<f at 0x7f02>")]

    assert forms[0] != forms[1]
    assert forms[2] == forms[3]


def test_which_numbers_are_lost_is_seen():
    """Of many numbers, other lost ones and other kept ones are other answers."""
    lost_first, lost_last, other = (torch.arange(40.0) for _ in range(3))
    lost_first[0] = lost_last[-1] = other[-1] = math.nan
    other[5] = 50.0

    assert len({seen_of(t).numbers for t in (lost_first, lost_last, other)}) == 3
    assert seen_of(lost_last).numbers == seen_of(lost_last.tolist()).numbers


def test_a_changed_argument_is_seen():
    """An input that comes back changed makes another form."""
    request = {"op": "call", "path": "f", "args": [torch.ones(2)], "kwargs": {}}
    body = {"result": 1, "args": [torch.zeros(2)], "kwargs": {}}
    found = evidence.condense(told((request, {"value": body})), Unmet("no"), "t.py")

    assert "changed[0]" in found.seen[0].form


def test_an_exception_is_known_by_its_class_and_words_not_by_variables():
    """Whoever raises the same error makes the same mistake, whatever the variables are called."""

    def kind(text):
        error = StudentRaised(("UnboundLocalError", "NameError"), text)
        return evidence.condense(told(), error, "t.py").kind

    one, other = (f"cannot access local variable '{n}' where it is" for n in ("w", "weight"))
    assert kind(one) == kind(other)
    assert kind(one) != kind("something else")
    turned = "unsupported operand type(s) for *: '{}' and '{}'"
    assert kind(turned.format("float", "NoneType")) == kind(turned.format("NoneType", "float"))
    assert kind(turned.format("float", "NoneType")) != kind(turned.format("float", "str"))


def test_a_number_in_too_many_brackets_is_another_mistake_than_one_in_none():
    """Where a check is about a shape, the shape of a single number counts; elsewhere not."""

    def kind(value, code):
        reply = {"value": {"result": value}}
        return evidence.condense(told(({"op": "call"}, reply)), Unmet("x", code=code), "t.py").kind

    flat, table = torch.tensor(5.0), torch.tensor([[5.0]])
    assert kind(flat, "AG-S001") != kind(table, "AG-S001")
    assert kind(flat, "AG-V001") == kind(table, "AG-V001")


# ---------------------------------------------------------------------------------- matching
def test_the_nearest_mistake_within_rounding_is_the_diagnosis():
    """Rounding is forgiven, other numbers are not."""
    bank = known(doubled=[one(2.0, 4.0)] * 2, tripled=[one(3.0, 6.0)] * 2)

    assert diagnose(one(2.0, 4.00001), bank).slug == "doubled"
    assert diagnose(one(2.0, 4.1), bank).slug is None
    assert diagnose(one(2.0, 4.0, where="2"), bank).slug is None
    assert diagnose(one(2.0, 4.0, kind="other"), bank).slug is None
    assert diagnose({**one(2.0, 4.0), "u": Evidence("1", "k", 0)}, bank).slug is None
    assert diagnose({}, bank).slug is None


def test_mistakes_that_act_alike_are_named_as_candidates_only():
    """Two sentences for one behaviour: neither is told; with one sentence it is one mistake."""
    bank = known(a=[one(2.0)], b=[one(2.0)])

    found = diagnose(one(2.0), bank)
    assert (found.slug, found.candidates, found.possibly) == (None, ("a", "b"), ("a", "b"))

    same = replace(bank, answers=tuple(replace(a, says="the same") for a in bank.answers))
    assert diagnose(one(2.0), same).says == "the same"


def test_a_family_has_one_name_whoever_of_it_is_nearest():
    """Two students with one sentence are one group, though chance moves them to either twin."""
    bank = known(b=[one(2.0)], a=[one(2.00001)])
    bank = replace(bank, answers=tuple(replace(a, says="the same") for a in bank.answers))

    assert {diagnose(one(v), bank).slug for v in (2.0, 2.00001)} == {"a"}


def test_many_sentences_tell_a_student_nothing():
    """Of four mistakes that act alike staff read the names, the student nothing."""
    found = diagnose(one(2.0), known(**{name: [one(2.0)] for name in "abcd"}))

    assert found.candidates == ("a", "b", "c", "d")
    assert found.possibly == ()


def test_a_yes_in_one_check_names_nothing():
    """All who fail the check gave the same answer: it may be this mistake, no more is said."""
    weak = one(1.0, form="bool ")
    found = diagnose(weak, known(a=[weak]))
    assert (found.slug, found.candidates, found.possibly) == (None, ("a",), ("a",))

    two = {**weak, "u": Evidence("2", "k", 1)}
    assert diagnose(two, known(a=[two])).slug == "a"
    raised = one(kind="raised IndexError: list index out of range", form="raised")
    assert diagnose(raised, known(a=[raised])).slug == "a"
    assert diagnose(one(1.0), known(a=[one(1.0)])).slug == "a"


def test_chance_widens_what_agrees():
    """Where repeats of a known mistake scatter, an answer may lie between and around them."""
    scattered = known(noisy=[one(1.0), one(1.4), one(1.2)])
    steady = known(steady=[one(1.2), one(1.2)])

    assert diagnose(one(1.3), scattered).slug == "noisy"
    assert diagnose(one(1.3), steady).slug is None


def test_two_repeats_that_meet_by_chance_do_not_shut_others_out():
    """How far chance moves most numbers of a value holds for one that hardly moved in a few
    repeats; where chance moves nothing else, it stays exact."""
    moved = known(noisy=[one(0.500, 1.0, 3.0), one(0.501, 1.3, 2.6), one(0.502, 1.1, 3.2)])
    steady = known(steady=[one(0.500, 1.0, 3.0), one(0.501, 1.0, 3.0), one(0.502, 1.0, 3.0)])

    assert diagnose(one(0.7, 1.2, 2.8), moved).slug == "noisy"
    assert diagnose(one(9.0, 1.2, 2.8), moved).slug is None
    assert diagnose(one(0.7, 1.0, 3.0), steady).slug is None


def test_other_constants_widen_what_agrees_less_than_chance():
    """Between what other learning rates give an answer agrees; far beyond it does not."""
    (steady,) = known(trained=[one(2.0), one(2.0)]).answers
    bank = Fingerprints("e", (replace(steady, tuned=(one(1.8), one(2.2))),))

    assert diagnose(one(2.1), bank).slug == "trained"
    assert diagnose(one(3.0), bank).slug is None


def test_exploded_numbers_agree_with_exploded_numbers():
    """How far numbers have exploded is a matter of rounding; that they have is not."""
    bank = known(diverges=[one(3e20), one(4e20)])

    assert diagnose(one(7e25), bank).slug == "diverges"
    assert diagnose(one(3.0), bank).slug is None


def test_nan_is_no_infinity_where_nothing_trains():
    """A root of a negative number is another mistake than a division by zero."""
    infinite = known(infinite=[one(1e300)] * 2)
    (answer,) = infinite.answers
    trained = Fingerprints("e", (replace(answer, tuned=(one(1e300),)),))

    assert diagnose(one(None), infinite).slug is None
    assert diagnose(one(None), trained).slug == "infinite"


def test_constants_of_training_are_varied_and_nothing_else():
    """Learning rates and numbers of steps change; other numbers, and short loops, do not."""
    code = "lr = 0.1\nopt = SGD(p, lr=0.5)\nfor _ in range(200):\n    x = 200 * 3\nrange(3)"

    changed = with_other_constants(code, 2.0, 0.5)

    assert "lr = 0.2" in changed
    assert "lr=1.0" in changed
    assert "range(100)" in changed
    assert "200 * 3" in changed
    assert "range(3)" in changed
    assert with_other_constants("x = 1", 2.0, 0.5) is None
    assert with_other_constants("x = (", 2.0, 0.5) is None


# ---------------------------------------------------------------------------------- grading
@pytest.fixture
def places(desk, tmp_path):
    return Places(desk.folder, tmp_path / "out", None)


def test_a_known_mistake_coded_in_another_way_is_named(tiny, desk, places):
    """The record, the feedback and nothing else tell it; others are unknown or right."""
    desk.hand_in("squares", double=SQUARES)
    desk.hand_in("half", fit_slope=HALF_TRAINED)
    desk.hand_in("odd", double=ODD)
    desk.hand_in("right", double="def double(x):\n    return torch.add(x, x)")
    desk.hand_in("untouched", desk.release)

    grading = grade(tiny, places, slots=1)

    assert exercise(grading, "squares").diagnosis == "squares"
    assert exercise(grading, "half", "fit_slope").diagnosis == "one_step"
    for student in ("odd", "right", "untouched"):
        assert exercise(grading, student).diagnosis is None
    assert grading.remarks[0].startswith("2 of 3 failed exercises show a known mistake")
    text = (places.out / "autograded" / "squares" / "tiny" / "tiny.ipynb").read_text()
    assert "Twice x is x + x" in text
    assert "What may help: A tensor can be multiplied." in text
    plain = record(next(r for r in grading.results if r.student == "squares"))
    assert plain["exercises"]["double"]["diagnosis"] == "squares"
    assert plain["exercises"]["double"]["hint"] == "A tensor can be multiplied."
    assert "evidence" not in str(plain)


def test_a_class_without_failures_runs_no_bank(tiny, desk, places):
    """Where nothing failed, or no diagnosis is wanted, the bank's answers are not run."""
    desk.hand_in("right")
    calls = []
    grade(tiny, places, slots=1, learning=lambda done, total: calls.append(total))
    assert not any(calls)

    desk.hand_in("squares", double=SQUARES)
    grading = grade(tiny, places, slots=1, diagnosis=False)
    assert exercise(grading, "squares").diagnosis is None
    assert not (places.out / ".autograde" / "fingerprints").exists()


def test_a_mistake_that_the_bank_learns_is_named_without_running_again(tiny_copy, tmp_path):
    """A new bank file names old results, from their evidence; a broken bank names nothing."""
    from desk import Desk

    desk = Desk(tiny_copy, tmp_path / "submitted")
    places = Places(desk.folder, tmp_path / "out", None)
    desk.hand_in("odd", double=ODD)
    assert exercise(grade(tiny_copy, places, slots=1), "odd").diagnosis is None

    path = tiny_copy.bank / "double" / "wrong_five.py"
    path.write_text(f"# title: five\n# says: Count again.\n# fails: test_double_small\n{ODD}\n")
    counts = []
    again = grade(tiny_copy, places, slots=1, progress=lambda d, t, r: counts.append((d, t)))
    assert exercise(again, "odd").diagnosis == "five"
    assert exercise(again, "odd").says == "Count again."

    path.write_text("no header")
    broken = grade(tiny_copy, places, slots=1)
    assert exercise(broken, "odd").status is Status.FAILED
    assert "Mistakes are not named" in broken.remarks[-1]


@pytest.mark.parametrize(
    ("header", "hint"),
    [
        ("", 2),  # one check passes
        ("# hint: 3\n", 3),
        ("# hint: Add it.\n", "Add it."),
    ],
)
def test_the_hint_is_the_mistakes_own_or_of_the_level_that_fits(tiny_copy, tmp_path, header, hint):
    """A bank file may bring a hint or choose one of the exercise's; else it is the second one
    where something passes."""
    from desk import Desk

    desk = Desk(tiny_copy, tmp_path / "submitted")
    path = tiny_copy.bank / "double" / "wrong_in_place.py"
    path.write_text(header + path.read_text())
    code = path.read_text().split("def ", 1)[1]
    desk.hand_in("same", double=f"def {code}")

    found = exercise(grade(tiny_copy, Places(desk.folder, tmp_path, None), slots=1), "same")

    hints = tiny_copy.manifest.find("double").hints
    assert found.diagnosis == "in_place"
    assert found.hint == (hint if isinstance(hint, str) else hints[hint - 1])


def test_fingerprints_go_out_of_date_with_the_code_of_the_bank(tiny_copy, tmp_path):
    """Other code of a wrong answer changes its exercise's key; code of another exercise, a right
    answer, and words of a header do not."""
    basis = basis_of(tiny_copy, 0, "none")
    shelf = Shelf(tiny_copy, [tmp_path], basis)
    before = {id: shelf.key(id) for id in ("double", "fit_slope")}

    path = tiny_copy.bank / "double" / "wrong_squares.py"
    path.write_text(path.read_text().replace("# says:", "# hint: 3\n# says: Really:"))
    (tiny_copy.bank / "double" / "right_new.py").write_text("# title: new\nx")
    assert shelf.key("double") == before["double"]

    path.write_text(f"{path.read_text()}\n1\n")
    assert shelf.key("double") != before["double"]
    assert shelf.key("fit_slope") == before["fit_slope"]
    other = replace(basis, engine="other")
    assert Shelf(tiny_copy, [tmp_path], other).key("double") != shelf.key("double")
    assert shelf.get("double") is None
    shelf.put(Fingerprints("double"))
    assert shelf.get("double") == Fingerprints("double")


def test_a_polished_sentence_is_read_without_running_the_bank_again(tiny_copy, tmp_path):
    """Sentences come from the bank as it is today; with a broken header, as they were."""
    shelf = Shelf(tiny_copy, [tmp_path], basis_of(tiny_copy, 0, "none"))
    path = tiny_copy.bank / "double" / "wrong_squares.py"
    shelf.put(Fingerprints("double", (Fingerprint("squares", "title", "Old.", ("a",), ()),)))
    code = path.read_text().split("def ", 1)[1]

    path.write_text(f"# title: new\n# says: New.\n# hint: 3\n# fails: a\ndef {code}")
    (now,) = shelf.get("double").answers
    assert (now.title, now.says, now.hint) == ("new", "New.", "3")

    path.write_text(f"# title: half\ndef {code}")
    (now,) = shelf.get("double").answers
    assert now.says == "Old."


def test_hidden_data_do_not_reach_the_student_with_a_diagnosis(tiny, desk, places):
    """The graded notebook holds the tutor's sentence, and no number of a hidden check."""
    desk.hand_in("squares", double=SQUARES)
    grade(tiny, places, slots=1)

    text = (places.out / "autograded" / "squares" / "tiny" / "tiny.ipynb").read_text()
    ((_, result),) = kept(tiny, places)
    checks = (c for e in result.exercises for c in e.checks)
    hidden = next(c for c in checks if c.id == "test_double_fresh")
    numbers = [n for s in hidden.evidence.seen for part in s.numbers for n in part]
    assert numbers
    assert not any(str(n) in text for n in numbers if len(str(n)) > 5)
