"""Hidden checks: slopes of the error, nudged, by formula and by autograd."""

import pytest
import torch

from autograde import expect

NAMES = ("dw", "db")


def courier(fresh, n=12):
    """
    Deliveries that no student has seen, in float64.

    Distances in steps of half a mile, as in the notebook, so that errors have its scale.
    """
    x = torch.arange(1, n + 1, dtype=torch.float64).reshape(-1, 1) / 2
    w, b = (low + 2 * torch.rand((), generator=fresh, dtype=torch.float64) for low in (2.5, 4.0))
    noise = 0.35 * torch.randn(n, 1, generator=fresh, dtype=torch.float64)
    return x, w * x + b + noise


def place(fresh):
    """A line to measure at, far from good, in eighths: exact in float32 as well."""
    w = float(torch.randint(-16, 49, (), generator=fresh)) / 8
    b = float(torch.randint(-32, 97, (), generator=fresh)) / 8
    return w, b


def places(fresh, x, y):
    """
    Three lines far from good, and one close to the best.

    The first lies above all deliveries, where both slopes are positive, the second below, where
    both are negative: only so does a lost sign differ from a turned one.
    """
    near = tuple(round(8 * v) / 8 for v in expect.best_line(x, y))
    off = [float(torch.randint(8, 25, (), generator=fresh)) / 8 for _ in near]
    above, below = (tuple(v + k * o for v, o in zip(near, off, strict=True)) for k in (1, -1))
    return above, below, place(fresh), near


def slopes(x, y, w, b):
    """The right slopes, by calculus on float64."""
    e = w * x + b - y
    return float((2 * e * x).mean()), float((2 * e).mean())


# --------------------------------------------------------------------------- nudge_slopes
def _one_sided(x, h):
    """What looking only upwards adds to the slopes of a parabola."""
    return h * float((x * x).mean()), h


def _nudge_slips(x, y, w, b, h):
    dw, db = slopes(x, y, w, b)
    more_w, more_b = _one_sided(x, h)
    twice = "from the lower nudge to the upper one, how far is it altogether?"
    one_sided = "only the upward nudge counts here; one-sided, the curve bends away."
    return {
        twice: (2 * dw, 2 * db),
        one_sided: (dw + more_w, db + more_b),
        one_sided.replace("downwards as well as up", "upwards as well as down"): (
            dw - more_w,
            db - more_b,
        ),
        "which way round is the difference: upper minus lower, or lower minus upper?": (-dw, -db),
        "where is the sign? It says which way is down.": (abs(dw), abs(db)),
        "by how much did the knob change? This is only the change of the error.": (
            2 * h * dw,
            2 * h * db,
        ),
        "both knobs were nudged at once; one should hold still.": (dw + db, dw + db),
        "these are the slopes at w = 0 and b = 0, not at the line that came in.": slopes(
            x, y, 0.0, 0.0
        ),
        "which of the two comes first?": (db, dw),
    }


@pytest.mark.exercise("nudge_slopes")
@pytest.mark.points(1)
def test_nudge_elsewhere(student, fresh):
    """Both slopes at other lines, bad ones and a good one"""
    x, y = courier(fresh)
    h = 2.0**-10
    for w, b in places(fresh, x, y):
        call = student.call("nudge_slopes", x, y, w, b, h=h)

        # Exact on a parabola but for float64's rounding, 1e-9. The places and the nudge are
        # binary fractions, so a w kept in float32 costs nothing. One-sided is off by h = 1e-3.
        expect.numbers_close(
            call.value,
            slopes(x, y, w, b),
            names=NAMES,
            rtol=2e-6,
            atol=1e-5,
            mistakes=_nudge_slips(x, y, w, b, h),
            advice="hold one knob still while you nudge the other, around the line that comes in, "
            "and stay in float64.",
        )
        expect.unchanged(call)


@pytest.mark.exercise("nudge_slopes")
@pytest.mark.points(1)
def test_nudge_is_exact_for_any_size(student, fresh):
    """A nudge of any size gives the same slopes, for any number of deliveries"""
    x, y = courier(fresh, n=31)
    for h in (0.5, 0.125, 1e-3):
        got = student.nudge_slopes(x, y, 0.0, 0.0, h)

        # Exact on a parabola for every h; 1e-6 of slopes up to 500 is far above float64's
        # rounding, also divided by 2e-3, and far below what a one-sided look costs at 0.125:
        # h * mean(x * x) > 10. float32 gives steps of 0.03 at 1e-3.
        expect.numbers_close(
            got,
            slopes(x, y, 0.0, 0.0),
            names=NAMES,
            rtol=1e-6,
            atol=1e-6,
            mistakes=_nudge_slips(x, y, 0.0, 0.0, h),
            advice="on a parabola the size of the nudge makes no difference, if you look the same "
            "distance up and down and divide by the way from one to the other. And there need "
            "not be twelve deliveries.",
        )


# ------------------------------------------------------------------------------ gradients
def _slips(x, y, w, b):
    """The slopes that well-known slips of the pen give."""
    e = w * x + b - y
    dw, db = slopes(x, y, w, b)
    return {
        "what factor does the derivative of a square bring with it?": (dw / 2, db / 2),
        "what is the weight multiplied by, inside the square, and the bias not?": (db, db),
        "is the error prediction minus truth, in both slopes?": (-dw, -db),
        "this is the sum over the deliveries, not their average.": (x.numel() * dw, x.numel() * db),
        "which of the two comes first?": (db, dw),
        "where is the bias in the error?": slopes(x, y, w, 0.0),
        "where is the weight in the error?": slopes(x, y, 0.0, b),
        "these are the slopes at w = 0 and b = 0, not at the w and b that came in.": slopes(
            x, y, 0.0, 0.0
        ),
        "the averages were multiplied; the average of the products is wanted.": (
            float(2 * e.mean() * x.mean()),
            db,
        ),
        "what is squared? This is the derivative of the size of the error.": (
            float((e.sign() * x).mean()),
            float(e.sign().mean()),
        ),
        "this is the derivative of the root of the error.": tuple(
            float(s / (2 * e.square().mean().sqrt())) for s in (dw, db)
        ),
        "by how much does the error of one delivery grow when the weight grows by 1?": (
            float((2 * e * x * x).mean()),
            db,
        ),
        "what is the bias multiplied by, inside the square?": (
            dw,
            float((2 * e * x).mean()),
        ),
        "one of the two signs is turned round.": (dw, -db),
    }


@pytest.mark.exercise("gradients")
@pytest.mark.points(1.5)
def test_gradients_elsewhere(student, fresh):
    """Both slopes at other lines, bad ones and a good one"""
    x, y = courier(fresh)
    for w, b in places(fresh, x, y):
        call = student.call("gradients", x, y, w, b)

        # A weight kept in float32 is off by 1e-7 of itself, the slopes then by about 1e-5.
        expect.numbers_close(
            call.value,
            slopes(x, y, w, b),
            names=NAMES,
            rtol=1e-5,
            atol=1e-4,
            mistakes=_slips(x, y, w, b),
            advice="compare with nudge_slopes at a line of your choice: which of the two slopes "
            "differs, and by what factor?",
        )
        expect.unchanged(call)


@pytest.mark.exercise("gradients")
@pytest.mark.points(1)
def test_gradients_many_deliveries(student, fresh):
    """An average over all deliveries, however many there are"""
    for n in (31, 1):
        x, y = courier(fresh, n)
        want = slopes(x, y, 0.0, 0.0)

        got = student.gradients(x, y, 0.0, 0.0)

        # Float64, or float32 with rounding of 1e-7 of sums up to 1e4.
        expect.numbers_close(
            got,
            want,
            names=NAMES,
            rtol=1e-5,
            atol=1e-4,
            mistakes=_slips(x, y, 0.0, 0.0)
            | {
                "the divisor is always twelve, however many came in.": tuple(
                    v * n / 12 for v in want
                )
            },
            advice="work it out for a single delivery, then for two.",
        )


# --------------------------------------------------------------------- autograd_gradients
def no_slope(got):
    """Say what it means that ``.grad`` was None."""
    expect.that(
        not (isinstance(got, list | tuple) and any(part is None for part in got)),
        expect.returned(got),
        expected="two slopes",
        advice="`.grad` is None where no gradient has arrived. Is `backward()` called, and do you "
        "read `.grad` of the very tensors that you asked PyTorch to watch?",
        code="AG-G002",
    )


# Any of PyTorch's ways has been used if a watched tensor was calculated with, or if a level of
# forward mode was open. Read in the student's process, for a tensor knows that it is watched only
# there.
WATCHING = """
def watching(function, x, y, w, b):
    from torch.autograd import forward_ad
    from torch.overrides import TorchFunctionMode
    from torch.utils._pytree import tree_leaves

    used = []

    class Watching(TorchFunctionMode):
        def __torch_function__(self, called, types, args=(), kwargs=None):
            got = called(*args, **(kwargs or {}))
            tensors = [t for t in tree_leaves((args, kwargs, got)) if isinstance(t, torch.Tensor)]
            if any(t.requires_grad for t in tensors) or forward_ad._current_level >= 0:
                used.append(called)
            return got

    with Watching():
        function(x, y, w, b)
    return bool(used)
"""


@pytest.mark.exercise("autograd_gradients")
@pytest.mark.points(0.5)
def test_autograd_gradients_by_autograd(student, fresh):
    """It is autograd that finds the slopes"""
    watching = student.build(WATCHING, name="watching")
    x, y = courier(fresh)

    used = watching(student["autograd_gradients"], x, y, *place(fresh))

    expect.that(
        used is True,
        "autograd_gradients calculated with no tensor that PyTorch watches",
        expected="slopes that autograd has found",
        advice="a formula of your own was exercise 4. Which numbers have to be watched, so that "
        "PyTorch finds their slopes?",
        code="AG-G002",
    )


@pytest.mark.exercise("autograd_gradients")
@pytest.mark.points(0.5)
def test_autograd_gradients_elsewhere(student, fresh):
    """Both slopes at other lines, by autograd"""
    x, y = courier(fresh, n=17)
    for w, b in places(fresh, x, y):
        got = student.autograd_gradients(x, y, w, b)

        no_slope(got)
        # Watched numbers in float32 are exact here (eighths), their gradients good to 1e-6.
        expect.numbers_close(
            got,
            slopes(x, y, w, b),
            names=NAMES,
            rtol=1e-5,
            atol=1e-4,
            mistakes=_slips(x, y, w, b),
            advice="PyTorch differentiates what you wrote. Is it the mean squared error of "
            "w * x + b, at the w and b that come in?",
        )


TRACES = """
def traces(function, x, y, w, b):
    function(x, y, w, b)
    return [t.requires_grad or t.grad is not None for t in (x, y)]
"""


@pytest.mark.exercise("autograd_gradients")
@pytest.mark.points(0.5)
def test_autograd_gradients_leaves_the_data_alone(student, fresh):
    """The data are not watched and not changed"""
    x, y = courier(fresh)
    w, b = place(fresh)

    call = student.call("autograd_gradients", x, y, w, b)

    expect.numbers(call.value, 2, NAMES)
    expect.unchanged(call)
    for name, after in zip(("x", "y"), call.args_after, strict=False):
        expect.that(
            isinstance(after, torch.Tensor) and not after.requires_grad,
            f"after {call.text} PyTorch watches {name}",
            expected="only the two numbers of the line to be watched",
            advice="whose slopes do you want? Only they need `requires_grad`.",
        )
    # A slope that was left in `.grad` can only be seen where the student's code runs.
    left = student.build(TRACES, name="traces")(student["autograd_gradients"], x, y, w, b)
    expect.that(
        left == [False, False],
        "after autograd_gradients the data hold slopes of their own",
        expected="data without any slope",
        advice="who has watched them for a while? Whose slopes do you want?",
    )
