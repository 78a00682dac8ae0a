"""What a check may ask of a notebook's names, and what it is told."""

import random

import numpy as np
import pytest
import torch
from torch import nn

from autograde import expect, values
from autograde.calls import call_of, forget_calls
from autograde.errors import StudentMissing, StudentProtocol, StudentRaised
from autograde.namespace import Namespace
from autograde.proxy import Student, StudentObject
from autograde.values import Handle


def student_of(source, **names):
    scope = {"torch": torch, "nn": nn, "np": np, "__name__": "__main__", **names}
    exec(compile(source, "<notebook>", "exec"), scope)
    namespace = Namespace(scope)
    forget_calls()

    def ask(request):
        return values.copy(namespace.answer(values.copy(request, namespace.keep)), namespace.keep)

    return Student(ask)


def test_arguments_cross_by_value():
    """Student code gets clones: what it does to them does not reach the test's tensors."""
    student = student_of("def f(x):\n    x += 1\n    return x")
    x = torch.zeros(2)

    call = student.call("f", x)

    assert x.tolist() == [0, 0]
    assert call.value.tolist() == [1, 1]
    assert call.args_after[0].tolist() == [1, 1]


def test_gradients_of_arguments_come_back():
    """backward() tells the gradient of each argument, and None where there is none."""
    student = student_of("def f(x, y):\n    return (x * y).sum()")
    x = torch.tensor([1.0, 2.0], requires_grad=True)

    call = student.backward("f", x, torch.tensor([3.0, 4.0]))

    assert call.graph
    assert call.gradients[0].tolist() == [3, 4]
    assert call.gradients[1] is None


def test_a_cut_graph_is_seen():
    """A result without a graph is told from one with it."""
    student = student_of("def f(x):\n    return x.detach() * 2")

    call = student.backward("f", torch.ones(2, requires_grad=True))

    assert not call.graph
    assert call.gradients == (None,)


def test_a_missing_name_is_missing():
    """A name that the notebook does not define is told from code that raises NameError."""
    student = student_of("def f():\n    return undefined_inside")

    with pytest.raises(StudentMissing, match="g is not defined"):
        student.g()
    with pytest.raises(StudentRaised, match="NameError"):
        student.f()


def test_an_error_names_the_students_line():
    """A raised error comes with its class and bases, and the innermost line of the notebook."""
    student = student_of("")
    source = "def f(x):\n    inner(x)\ndef inner(x):\n    return torch.ones(2) @ x\n"
    import linecache

    linecache.cache["<lines>"] = (len(source), None, source.splitlines(True), "<lines>")
    scope = {"torch": torch}
    exec(compile(source, "<lines>", "exec"), scope)
    namespace = Namespace(scope)
    student = Student(lambda request: values.copy(namespace.answer(request), namespace.keep))

    with pytest.raises(StudentRaised) as caught:
        student.f(torch.ones(3))

    assert caught.value.kinds[:2] == ("RuntimeError", "Exception")
    assert caught.value.line == "return torch.ones(2) @ x"
    assert "autograde" not in caught.value.trace


@pytest.mark.parametrize("bad", ["SystemExit", "KeyboardInterrupt", "GeneratorExit"])
def test_whatever_is_raised_is_an_answer(bad):
    """Exceptions that end a program do not end the one that answers."""
    student = student_of(f"def f():\n    raise {bad}('x')")

    with pytest.raises(StudentRaised, match=bad):
        student.f()


def test_an_error_without_a_readable_message_is_an_answer():
    """An exception whose text raises is reported all the same."""
    student = student_of(
        "class E(Exception):\n    def __str__(self):\n        raise ValueError\n"
        "def f():\n    raise E"
    )

    with pytest.raises(StudentRaised, match="could not be read"):
        student.f()


def test_modules_stay_and_can_be_described():
    """A module crosses as an object that can be called and described."""
    student = student_of("def make():\n    return nn.Sequential(nn.Linear(2, 3), nn.ReLU())")
    model = student.make()

    info = model.describe()

    assert repr(model) == "a Sequential"
    assert info.is_module
    assert info.trainable == 9
    assert [c for _, c in info.modules] == ["Sequential", "Linear", "ReLU"]
    assert model(torch.zeros(4, 2)).shape == (4, 3)
    assert set(model.state_dict()) == {"0.weight", "0.bias"}


def test_functions_can_be_passed_and_returned():
    """A function built by a check goes into student code, one that comes out can be called."""
    student = student_of("def twice(f):\n    return lambda x: f(f(x))")

    squared_twice = student.twice(student.build("lambda x: x * x"))

    assert squared_twice(3.0) == 81.0


def test_functions_in_a_list_come_back_as_themselves():
    """A list of functions that student code left alone counts as unchanged."""
    student = student_of("def f(steps, x):\n    return steps[0](x)")
    steps = [student.build("lambda x: x + 1"), student.build("lambda x: x * 2")]

    call = student.call("f", steps, 3.0)

    assert call.value == 4.0
    expect.unchanged(call)


def test_a_watched_module_remembers():
    """Training a module that the check built: parameters, gradients, passes, identity."""
    student = student_of(
        "def train(model, x):\n"
        "    optimizer = torch.optim.SGD(model.parameters(), lr=0.1)\n"
        "    for _ in range(3):\n"
        "        optimizer.zero_grad(); model(x).sum().backward(); optimizer.step()\n"
        "def replace(model):\n"
        "    model.weight = nn.Parameter(torch.zeros(1, 2))"
    )
    state = {"weight": torch.ones(1, 2), "bias": torch.zeros(1)}
    model = student.build("nn.Linear(2, 1)", state=state, watch=True)

    student.train(model, torch.ones(4, 2))
    after = model.describe()
    student.replace(model)
    replaced = model.describe()

    assert [p.visits for p in after.parameters] == [3, 3]
    assert after.forwards == 3
    assert not torch.equal(after.parameters[0].value, state["weight"])
    assert all(p.same for p in after.parameters)
    assert [p.same for p in replaced.parameters] == [False, True]


def test_seeding_reaches_all_generators():
    """random, numpy and torch of the student's process are seeded."""
    student = student_of(
        "import random\ndef f():\n"
        "    return random.random(), float(np.random.rand()), torch.rand(()).item()"
    )
    state = random.getstate(), np.random.get_state(), torch.get_rng_state()
    student.seed(5)
    first = student.f()
    student.seed(5)
    second = student.f()
    random.setstate(state[0])
    np.random.set_state(state[1])
    torch.set_rng_state(state[2])

    assert first == second


def test_prints_are_kept_short():
    """What a call prints comes back, cut."""
    student = student_of("def f():\n    print('x' * 10_000)")

    assert len(student.call("f").printed) == 2000


def test_a_value_leads_back_to_its_call():
    """An assertion can tell which call gave the value that it does not like."""
    student = student_of("def f(x):\n    return x, [x, x * 2]")
    first = student.call("f", 1.5)
    student.call("f", 4.0)

    assert call_of(first.value[1][1]).text == "f(1.5)"
    assert call_of("unknown").text == "f(4.0)"


@pytest.mark.parametrize(
    ("body", "own"),
    [
        ("raise NotImplementedError('TODO')", True),
        ("with torch.no_grad():\n        raise NotImplementedError", True),
        ("return torch.nn.Module()(x)", False),
        (
            "try:\n        torch.nn.Module()(x)\n    except NotImplementedError:\n        raise",
            False,
        ),
        ("return torch.empty(2, device='meta').numpy()", False),
    ],
)
def test_who_raised_is_told(body, own):
    """A `raise` of the notebook itself, or a library that it called, in Python or in C."""
    student = student_of(f"import torch\ndef f(x):\n    {body}")

    with pytest.raises(StudentRaised) as caught:
        student.call("f", 1.0)

    assert caught.value.own is own


@pytest.mark.parametrize(
    "reply",
    [{}, {"raised": 3}, {"raised": {"kinds": 1}}, {"value": 3}, {"value": {"result": 1}}],
)
def test_a_malformed_reply_is_a_protocol_fault(reply):
    """What is no answer raises StudentProtocol, never something else."""
    student = Student(lambda request: reply)

    with pytest.raises(StudentProtocol):
        student.call("f", 1)


@pytest.mark.parametrize(
    "forged",
    [
        {"value": 3.0},
        {"gradient": [1.0]},
        {"visits": "many"},
        {"visits": None},
    ],
)
def test_a_forged_description_is_a_protocol_fault(forged):
    """Checks compute with the values of a description, so they are what they must be, or none."""
    parameter = {
        "name": "weight",
        "value": torch.ones(1),
        "gradient": None,
        "requires_grad": True,
        "same": False,
        "visits": 0,
    }
    body = {
        "module": True,
        "class": "Linear",
        "training": True,
        "modules": [],
        "buffers": [],
        "forwards": 0,
        "parameters": [parameter | forged],
    }
    student = Student(lambda request: {"value": body})
    model = StudentObject(student, Handle(1, "Linear"), "model")

    with pytest.raises(StudentProtocol):
        model.describe()
