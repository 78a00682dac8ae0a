"""Hidden checks: a neuron as a module (make_neuron)."""

import pytest
import torch

from autograde import expect


def uniform(fresh, low, high, *shape):
    """Random numbers in [low, high), float32."""
    return low + (high - low) * torch.rand(shape, generator=fresh)


def neuron(student, **given):
    """What make_neuron returned, which must be a module."""
    return expect.module(student.make_neuron(**given))


@pytest.mark.exercise("make_neuron")
@pytest.mark.points(0.5)
def test_make_neuron_given_numbers(student, fresh):
    """With a given weight and bias it says w * miles + b, also below zero"""
    x = uniform(fresh, 0.0, 6.0, 9, 1)
    lines = [
        (sign * float(uniform(fresh, 2.0, 4.0)), -sign * float(uniform(fresh, 5.0, 8.0)))
        for sign in (1.0, -1.0)
    ]
    # Both are made before the first is asked: a second neuron leaves the first as it was.
    made = [neuron(student, w=w, b=b) for w, b in lines]
    other_w, other_b = lines[-1]
    for (w, b), asked in zip(lines, made, strict=True):
        got = asked(x)

        want = w * x + b
        expect.tensor(got, shape=(9, 1))
        # float32: seven digits of about 20.
        expect.close(
            got,
            want,
            atol=1e-4,
            mistakes={
                "is something cut off? A neuron for minutes must be free to say any number.": (
                    want.clamp(min=0)
                ),
                "did weight and bias change places?": b * x + w,
                "where is the bias that was given?": w * x,
                "is it a new neuron each time? This one says what the next one should.": (
                    other_w * x + other_b
                ),
            },
            advice="are the given numbers really in the module's parameters?",
        )


@pytest.mark.exercise("make_neuron")
@pytest.mark.points(0.25)
def test_make_neuron_one_is_given(student, fresh):
    """Only a weight is given, or only a bias, and that one holds"""
    # Far below zero, and larger than any usual random start: neither is met by chance.
    w, b = -float(uniform(fresh, 2.0, 4.0)), -float(uniform(fresh, 5.0, 8.0))
    ends = torch.tensor([[0.0], [1.0]])

    said = expect.tensor(neuron(student, b=b)(ends), shape=(2, 1))
    rise = expect.tensor(neuron(student, w=w)(ends), shape=(2, 1)).diff(dim=0)

    # What the module says at 0 is its bias, and by how much more at 1, its weight.
    for got, want, name in ((said[0], b, "bias"), (rise[0], w, "weight")):
        expect.close(
            got,
            torch.tensor([want]),
            atol=1e-4,
            advice=f"only the {name} was given here. Each of the two may be left out by itself.",
        )


@pytest.mark.exercise("make_neuron")
@pytest.mark.points(0.25)
def test_make_neuron_zero_is_given(student, fresh):
    """Zero is a number like any other"""
    x = uniform(fresh, 1.0, 6.0, 7, 1)
    for w, b in ((0.0, 4.5), (2.5, 0.0)):
        got = neuron(student, w=w, b=b)(x)

        # One product and one sum in float32.
        expect.close(
            expect.tensor(got, shape=(7, 1)),
            w * x + b,
            atol=1e-4,
            advice="does a given 0.0 count as given? What exactly do you ask?",
        )


@pytest.mark.exercise("make_neuron")
@pytest.mark.points(0.5)
def test_make_neuron_two_trainable_numbers(student, fresh):
    """Two numbers that training can reach, however it was made"""
    for given in ({}, {"w": 1.5, "b": -0.5}):
        made = neuron(student, **given)
        made.backward(uniform(fresh, 0.5, 6.0, 5, 1))
        info = made.describe()

        count = sum(p.value.numel() for p in info.parameters)
        expect.that(
            count == 2,
            f"the module that make_neuron returned has {count} numbers in its parameters",
            expected="2: one weight and one bias",
            advice="a plain tensor in a module is invisible to `parameters()`; and a neuron has a "
            "bias as well as a weight.",
            code="AG-M002",
        )
        for p in info.parameters:
            expect.that(
                p.requires_grad and p.gradient is not None,
                f"no gradient arrives at the parameter {p.name}",
                expected="a gradient for each parameter",
                advice="is the parameter watched, and does `forward` use it?",
                code="AG-G002",
            )


@pytest.mark.exercise("make_neuron")
@pytest.mark.points(0.5)
def test_make_neuron_random_start(student):
    """What is not given is different each time"""
    # Four draws that agree by chance in all digits: not in the lifetime of this course.
    for given, random in (({}, 2), ({"b": 3.0}, 1), ({"w": 3.0}, 1)):
        drawn = [numbers_in(neuron(student, **given)) for _ in range(4)]
        varying = sum(len(set(values)) > 1 for values in zip(*drawn, strict=False))
        expect.that(
            varying >= random,
            f"of the numbers in four neurons made with {given or 'nothing given'}, {varying} vary",
            expected=f"{random} to be random",
            advice="a neuron that knows nothing starts with random numbers, new ones each time.",
        )


def numbers_in(made):
    """All numbers in the parameters of a module."""
    return [v for p in made.describe().parameters for v in p.value.flatten().tolist()]
