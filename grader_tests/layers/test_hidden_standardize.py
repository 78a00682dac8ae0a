"""Hidden checks: a layer that remembers (Standardize)."""

import pytest
import torch

from autograde import expect


def statistics(fresh, dtype=torch.float32):
    """Means from -10 to 10 and deviations from 0.5 to 4 of five features."""
    mean = 20 * torch.rand(5, generator=fresh, dtype=dtype) - 10
    return mean, 0.5 + 3.5 * torch.rand(5, generator=fresh, dtype=dtype)


def build(student, mean, std):
    """A layer of the student's."""
    return expect.module(student.Standardize(mean.clone(), std.clone()))


@pytest.mark.exercise("Standardize")
@pytest.mark.points(0.5)
def test_standardize_is_not_trained(student, fresh):
    """No optimizer sees the statistics"""
    mean, std = statistics(fresh)
    made = build(student, mean, std)
    x = 5 * torch.randn(7, 5, generator=fresh)

    # float32 rounds numbers of size 40 by 4e-6; the rest forgives a tiny number added to std.
    expect.close(made(x), (x - mean) / std, atol=1e-4, rtol=5e-5)
    count = len(made.describe().parameters)
    expect.that(
        count == 0,
        f"its parameters() holds {count} tensor{'s' * (count != 1)}",
        expected="no parameter",
        advice="statistics are measured, not learned: a module can also keep tensors that no "
        "optimizer sees.",
    )


@pytest.mark.exercise("Standardize")
@pytest.mark.points(0.5)
def test_standardize_is_saved(student, fresh):
    """Saved and loaded, it standardises with the loaded statistics"""
    mean, std = statistics(fresh)
    made, other = build(student, mean, std), build(student, *statistics(fresh))
    x = 5 * torch.randn(7, 5, generator=fresh)

    state = made.state_dict()
    held = [v for v in state.values() if isinstance(v, torch.Tensor)] if state else []
    expect.that(
        isinstance(state, dict) and sum(v.numel() for v in held) >= 10,
        f"its state_dict() holds {sum(v.numel() for v in held)} numbers",
        expected="both statistics, one number for each feature",
        advice="a plain tensor as an attribute is not saved. How does a module learn that a "
        "tensor belongs to it?",
    )
    other.load_state_dict(state)

    # As above.
    expect.close(
        other(x),
        (x - mean) / std,
        atol=1e-4,
        rtol=5e-5,
        advice="after `load_state_dict` the layer should use what was loaded: does `forward` look "
        "at the registered tensors, or at copies that were made before?",
    )


@pytest.mark.exercise("Standardize")
@pytest.mark.points(0.25)
def test_standardize_float64(student, fresh):
    """Statistics and data in float64 keep all their digits"""
    mean, std = statistics(fresh, torch.float64)
    mean += 1e6
    x = mean + 5 * torch.randn(7, 5, generator=fresh, dtype=torch.float64)

    got = build(student, mean, std)(x)

    # Near a million float32 rounds by 0.03, float64 by 1e-10; the rest is for a tiny number that
    # is added to std.
    expect.tensor(got, shape=(7, 5), dtype=torch.float64)
    expect.close(
        got,
        (x - mean) / std,
        atol=1e-3,
        advice="keep the statistics in the dtype in which they come.",
    )


@pytest.mark.exercise("Standardize")
@pytest.mark.points(0.25)
def test_standardize_leaves_its_input_alone(student, fresh):
    """The batch that comes in stays as it was, and a second call gives the same"""
    mean, std = statistics(fresh)
    made = build(student, mean, std)
    x = 5 * torch.randn(70, 5, generator=fresh)

    call = made.call("", x)

    expect.tensor(call.value, shape=(70, 5))
    expect.unchanged(call)
    # The same layer, the same batch: as above.
    expect.close(
        made(x),
        (x - mean) / std,
        atol=1e-4,
        rtol=5e-5,
        advice="a call should change nothing in the layer.",
    )


_BEHIND = """
def behind_a_layer_that_learns(layer, x):
    return layer(x + torch.zeros(5, requires_grad=True))
"""


@pytest.mark.exercise("Standardize")
@pytest.mark.points(0.25)
def test_standardize_lets_gradients_through(student, fresh):
    """Layers that stand before it can learn"""
    mean, std = statistics(fresh)
    x = 5 * torch.randn(7, 5, generator=fresh)
    behind = student.build(_BEHIND, name="behind_a_layer_that_learns")

    call = behind.backward(build(student, mean, std), x)

    expect.graph_kept(
        call,
        advice="not to train the statistics is one thing; to cut the way back for the layers "
        "before is another.",
    )
