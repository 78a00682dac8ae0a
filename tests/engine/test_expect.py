"""Assertions that explain themselves say what is right about a wrong answer."""

import math

import numpy as np
import pytest
import torch

from autograde import calls, expect
from autograde.calls import Call
from autograde.errors import StudentRaised
from autograde.expect import Unmet
from autograde.values import tensors_in


@pytest.fixture(autouse=True)
def _no_call_before():
    """A value belongs to no call that another file's tests have made."""
    calls.forget_calls()


def refused(function, *args, **kwargs):
    with pytest.raises(Unmet) as caught:
        function(*args, **kwargs)
    return caught.value


@pytest.mark.parametrize(
    "value", [2, 2.0, np.float64(2), np.int64(2), torch.tensor(2.0), torch.tensor([[2.0]]),
              np.array([2.0]), torch.nn.Parameter(torch.tensor(2.0))]
)  # fmt: skip
def test_number_takes_every_sensible_form(value):
    """A number may come as float, int, NumPy scalar, or anything with one element."""
    assert expect.number(value) == 2.0


@pytest.mark.parametrize(
    "value",
    [
        None,
        "2",
        True,
        torch.ones(2),
        np.ones(2),
        [2.0],
        torch.tensor(1j),
        np.array([1j]),
        torch.empty(1, device="meta"),
    ],
)
def test_number_refuses_the_rest(value):
    """What is no number is refused in words."""
    refused(expect.number, value)


@pytest.mark.parametrize(
    "value", [(1.0, 2.0), [1, 2], torch.tensor([1.0, 2.0]), torch.tensor([[1.0], [2.0]])]
)
def test_numbers_takes_tuples_lists_and_tensors(value):
    """Two numbers may come in any sequence."""
    assert expect.numbers(value, 2) == (1.0, 2.0)


def test_numbers_refuses_a_wrong_count():
    """Too few, too many or none at all is refused."""
    for value in ((1.0,), (1.0, 2.0, 3.0), None, 5.0):
        refused(expect.numbers, value, 2, ("w", "b"))


def test_a_forgotten_return_is_named():
    """None is explained by a missing return."""
    assert "return" in refused(expect.is_a, None, float).cause


def test_types_are_exact():
    """A bool is no int, and a NumPy bool no bool."""
    refused(expect.is_a, True, int)
    refused(expect.is_a, np.bool_(True), bool)
    expect.is_a(True, bool)


def test_close_looks_at_shape_before_value():
    """A broadcast that would hide a wrong shape is refused."""
    problem = refused(expect.close, torch.ones(3, 1), torch.ones(3), atol=1.0)

    assert problem.code == "AG-S001"


@pytest.mark.parametrize("bad", [math.nan, math.inf, -math.inf])
def test_close_never_accepts_what_is_not_finite(bad):
    """nan and inf are no answer, whatever the tolerance."""
    refused(expect.close, torch.tensor([1.0, bad]), torch.tensor([1.0, 1.0]), atol=1e9)


def test_a_known_mistake_is_named_only_if_it_is_the_only_one():
    """A sentence is given only where exactly one mistake gives this wrong value."""
    mistakes = {"You forgot the 2.": 5.0, "Wrong sign.": -10.0, "Nothing at all.": 5.0}

    alone = refused(expect.close, -10.0, 10.0, atol=0.1, mistakes=mistakes)
    twice = refused(expect.close, 5.0, 10.0, atol=0.1, mistakes=mistakes)

    assert alone.mistake == "Wrong sign."
    assert "forgot" not in twice.advice


def test_a_mistake_that_gives_the_right_value_accuses_nobody():
    """Where mistake and right answer agree, another wrong answer is not blamed on it."""
    problem = refused(expect.close, 10.5, 10.0, atol=0.1, mistakes={"You doubled.": 10.0 + 1e-7})

    assert "doubled" not in problem.advice


def test_equal_is_strict_about_types_inside():
    """[1] is not [True] and (1, 2) not [1, 2]."""
    expect.equal([1, "a", (2.0,)], [1, "a", (2.0,)])
    refused(expect.equal, [1], [True])
    refused(expect.equal, (1, 2), [1, 2])
    refused(expect.equal, {"a": 1}, {"a": 1.0})


def test_unchanged_sees_changes_in_place():
    """A changed argument is named, in a list as well; nan does not count as a change."""
    x = torch.tensor([1.0, math.nan])
    same = Call("f", (x, [x]), {}, None, (x.clone(), [x.clone()]))
    changed = Call("f", (x, [x]), {}, None, (x.clone(), [x + 1]))

    expect.unchanged(same)
    assert "argument 2" in refused(expect.unchanged, changed).what


def test_raises_accepts_derived_classes():
    """An exception derived from the wanted one will do."""
    with expect.raises("LookupError", doing="looking"):
        raise StudentRaised(("KeyError", "LookupError", "Exception"), "k")


def test_raises_tells_nothing_raised_from_something_else():
    """No exception and a wrong one are two messages; NotImplementedError goes through."""
    with pytest.raises(Unmet, match="raised nothing"), expect.raises("ValueError", doing="it"):
        pass
    with pytest.raises(Unmet, match="raised TypeError"), expect.raises("ValueError", doing="it"):
        raise StudentRaised(("TypeError",), "t")
    with pytest.raises(StudentRaised), expect.raises("ValueError", doing="it"):
        raise StudentRaised(("NotImplementedError", "RuntimeError"), "")
    with pytest.raises(Unmet, match="raised Not"), expect.raises("ValueError", doing="it"):
        raise StudentRaised(("NotImplementedError", "RuntimeError"), "no forward", own=False)


def test_best_line_is_least_squares():
    """The best line agrees with torch's own least squares."""
    x = torch.rand(20, 1, generator=torch.Generator().manual_seed(0)) * 6
    y = 3 * x + 4 + torch.rand(20, 1, generator=torch.Generator().manual_seed(1))
    columns = torch.cat([x, torch.ones_like(x)], 1).double()
    w, b = torch.linalg.lstsq(columns, y.double()).solution.flatten().tolist()

    assert expect.best_line(x, y) == pytest.approx((w, b), rel=1e-6)


def test_line_gap_is_the_root_of_the_excess_error():
    """The gap's square is the error above the best line's."""
    x, y = torch.arange(5.0), torch.tensor([1.0, 3.0, 4.0, 8.0, 9.0])
    w, b = expect.best_line(x, y)

    def error(w, b):
        return float(((w * x + b - y).double() ** 2).mean())

    gap = expect.line_gap(w + 0.3, b - 0.2, x, y)

    assert gap**2 == pytest.approx(error(w + 0.3, b - 0.2) - error(w, b), rel=1e-5)
    assert expect.line_gap(math.nan, 0.0, x, y) == math.inf


def test_near_best_line_names_where_the_line_is_instead():
    """A line at a known wrong place is explained, one elsewhere is not."""
    x, y = torch.arange(6.0), 3 * torch.arange(6.0) + 4
    options = {"within": 0.05, "unit": "minutes", "what": "your line"}
    mistakes = {"There is no bias.": lambda: (4.1, 0.0)}

    expect.near_best_line(3.0, 4.01, x, y, **options)
    known = refused(expect.near_best_line, 4.1, 0.0, x, y, mistakes=mistakes, **options)
    unknown = refused(expect.near_best_line, 2.0, 9.0, x, y, mistakes=mistakes, **options)

    assert known.mistake == "There is no bias."
    assert unknown.mistake == ""


# ----------------------------------------------------------------------------- devices
def on_card(value, lives="cuda:0", lines=None, **used):
    """A call of a device run whose tensors live on the card, or elsewhere."""
    for tensor in tensors_in(value):
        tensor._crossed_from = (lives, "Tensor")
    counts = {"kernels": 1, "copies_to_host": 0, **used}
    return Call("f", (), {}, value, device="cuda:0", used=counts, lines=lines or {})


def test_a_device_run_is_compared_with_the_cpu_alone():
    """Tensors, plain numbers and arrays must agree; a wrong nan that is nan on both does."""
    expect.like_cpu(on_card(torch.tensor([1.0, math.nan])), torch.tensor([1.0, math.nan]))
    expect.equal_on_both(on_card((2.5, [1, 2])), (2.5, [1, 2]))
    expect.equal_on_both(on_card(np.ones(2)), np.ones(2))

    for there, here in (
        (torch.tensor([1.0]), torch.tensor([2.0])),
        (torch.ones(2), torch.ones(2, 1)),
        (2.5, 3.5),
        ((1.0, 2.0), (1.0,)),
        (np.ones(2), np.zeros(2)),
    ):
        assert refused(expect.equal_on_both, on_card(there), here).code == "AG-D004"


@pytest.mark.parametrize("nothing", [None, "cuda", [], {}, ["a", None], [[], ()], torch.ones(0)])
def test_a_result_without_numbers_is_not_the_same_on_both_devices(nothing):
    """What holds no number would agree everywhere, so it is refused, whatever is allowed else."""
    for more in ({}, {"again": nothing}, {"again": 1.0}):
        told = refused(expect.equal_on_both, on_card(nothing), nothing, **more)

        assert told.code == "AG-T001"
        assert "holds no number" in told.text()
    assert refused(expect.like_cpu, on_card(nothing), nothing).code == "AG-T001"


@pytest.mark.parametrize("number", [2.5, [1.0, 2.0], {"w": 3}, np.ones(2), np.float64(2)])
def test_a_result_without_a_tensor_lives_on_no_device(number):
    """Numbers may be equal on both, but only a tensor has done its work somewhere."""
    expect.equal_on_both(on_card(number), number)

    assert "holds no tensor" in refused(expect.on_device, on_card(number)).text()
    assert "f returned" in refused(expect.like_cpu, on_card(number), number).text()


@pytest.mark.parametrize(
    ("there", "here"),
    [
        ([1.0, 2.0], torch.tensor([1.0, 2.0])),
        (2.0, torch.tensor(2.0)),
        ({"a": 1.0, "b": 2.0}, {"a": 1.0, "c": 2.0}),
        ([1.0, [2.0]], [[1.0], 2.0]),
        (None, torch.ones(2)),
        (np.ones(2), torch.ones(2)),
        ([1.0, "cuda"], [1.0, 2.0]),
        (torch.tensor([1j]), torch.tensor([2j])),
    ],
)
def test_the_device_changes_no_kind_of_result(there, here):
    """The same numbers in another wrapping are another result, and a complex one has two parts."""
    assert refused(expect.equal_on_both, on_card(there), here).code == "AG-D004"


def test_kinds_that_a_device_may_well_change_agree():
    """A tuple is a list, NumPy's numbers are numbers, and a dictionary has no order."""
    expect.equal_on_both(on_card((1, np.float32(2.0))), [np.int64(1), 2.0])
    expect.equal_on_both(on_card({"b": 2.0, "a": "word"}), {"a": "other", "b": 2.0})
    expect.equal_on_both(on_card({"dtype": torch.float32, "n": 3}), {"dtype": torch.int8, "n": 3})
    expect.like_cpu(on_card((torch.ones(2), 3)), [torch.ones(2), 3])


def test_an_answer_that_differs_on_the_cpu_already_is_not_the_devices_fault():
    """What depends on earlier calls or on chance is not compared across devices."""
    expect.equal_on_both(on_card(3.0), 1.0, again=2.0)

    assert refused(expect.equal_on_both, on_card(3.0), 1.0, again=1.0).code == "AG-D004"


def test_cutting_a_tensor_anew_is_work_where_it_lives():
    """A view computes nothing and copies nothing; copies without any work are refused."""
    expect.computed_there(on_card(torch.ones(2), kernels=0))

    told = refused(expect.computed_there, on_card(torch.ones(2), kernels=0, copies_to_host=2))

    assert told.code == "AG-D003"
    assert "2 in all" in told.text()


@pytest.mark.parametrize(
    ("lines", "blamed", "asked"),
    [
        ({"made": "a = zeros(2)"}, "a = zeros(2)", "makes a tensor"),
        (
            {"copied": "b = x.cpu()", "made": "a = zeros(2)"},
            "b = x.cpu()\nor in your line: a = zeros(2)",
            "born there",
        ),
        ({"made": "tensor(x.tolist())", "copied": "tensor(x.tolist())"}, "tensor(x.tolist())", "?"),
        ({"made_number": "n = tensor(2.)", "copied": "b = x.cpu()"}, "b = x.cpu()", "brings"),
        ({"read_number": "n = x.item()"}, "n = x.item()", "brings the data"),
        ({"something else": "rm -rf"}, "", "tensor born"),
        ({}, "", "tensor born"),
    ],
)
def test_the_lines_that_left_the_device_are_named(lines, blamed, asked):
    """The earlier one first, each once; single numbers are blamed only if nothing else left."""
    told = refused(expect.on_device, on_card(torch.ones(2), lives="cpu", lines=lines))

    assert told.line == blamed
    assert asked in told.advice
    assert (f"in your line: {blamed}" in told.text()) == bool(blamed)


def test_tensors_too_large_to_be_shown_differ_at_a_place():
    """Both are shown by their shape, which is the same: the message names a number that is not."""
    want = torch.arange(12.0).reshape(3, 4)
    got = want.clone()
    got[1, 2] = 7.5

    with pytest.raises(expect.Unmet) as caught:
        expect.close(got, want, atol=1e-6)

    assert "(3, 4) with 7.5 at [1, 2]" in caught.value.what
    assert caught.value.expected == "tensor of shape (3, 4) with 6.0 at [1, 2], within 1e-6"
