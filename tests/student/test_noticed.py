"""Classical mistakes are named already in the notebook; pictures explain where they can."""

import base64

import matplotlib as mpl
import pytest
import torch
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from running import answer

from autograde import calls, expect
from autograde.checks import Subject, collect
from autograde.expect import Unmet
from autograde.student import api
from autograde.student.pictures import picture_of
from autograde.student.watch import Watch

TRAIN = """
model = nn.Linear(1, 1)
optimizer = torch.optim.SGD(model.parameters(), lr=0.01)
x = torch.ones(4, 1)
for _ in range(3):
    {clear}
    loss = F.mse_loss(model(x), {target})
    loss.backward()
    optimizer.step()
"""


def noticed(code):
    """The likely causes that are seen while some code runs."""
    with Watch() as watch:
        exec(code, {"torch": torch, "nn": torch.nn, "F": torch.nn.functional})
        causes = watch.causes()
    assert "__sub__" not in vars(torch.Tensor)
    return causes


@pytest.mark.parametrize(
    ("code", "said"),
    [
        (
            TRAIN.format(clear="optimizer.zero_grad()", target="torch.ones(4)"),
            "predictions of shape (4, 1) and targets of shape (4,)",
        ),
        (TRAIN.format(clear="pass", target="x"), "took 3 steps, and zero_grad() was never called"),
        (
            "w = torch.ones(3, 1, requires_grad=True)\n((w * 2 - torch.ones(3)) ** 2).mean()",
            "a difference of shapes (3, 1) and (3,) has the shape (3, 3)",
        ),
        (
            "w = torch.ones(1, requires_grad=True) * 2\nw.sum().backward()\nw.grad",
            "read of a tensor that was calculated",
        ),
        (
            "nn.CrossEntropyLoss()(torch.rand(4, 3).softmax(dim=1), torch.zeros(4).long())",
            "as if softmax had been applied",
        ),
        ("F.softmax(torch.zeros(2, 2))", "not told along which dimension"),
    ],
)
def test_classical_mistakes_are_noticed(code, said):
    """What PyTorch or a look at the losses gives away becomes a likely cause."""
    causes = noticed(code)

    assert len(causes) == 1
    assert said in causes[0]


def test_every_pair_is_a_loss_only_where_a_number_came_out(notebook):
    """A loss without gradients is named, too; a table of differences may be just what is asked."""
    loss = "((torch.ones(3, 1) - torch.ones(3)) ** 2).mean()"
    with Watch() as watch:
        exec(loss, {"torch": torch})
        assert watch.causes() == []
        exec(loss, {"torch": torch})
        assert "(3, 1) and (3,) has the shape (3, 3)" in watch.causes(of_number=True)[0]

    notebook.run_cell("def double(x):\n    return (x.reshape(-1, 1) - x).mean()")
    text = " ".join(answer(notebook, 'check("double")').text().split())
    assert "every prediction is then compared with every target" in text

    notebook.run_cell("def double(x):\n    return x.reshape(-1, 1) - x")
    text = " ".join(answer(notebook, 'check("double")').text().split())
    assert "expected shape (2,)" in text
    assert "every prediction is then compared with every target" in text


@pytest.mark.parametrize(
    "code",
    [
        TRAIN.format(clear="optimizer.zero_grad()", target="x"),
        TRAIN.format(clear="model.zero_grad()", target="x"),
        "nn.CrossEntropyLoss()(torch.tensor([[2.0, -1.0]]), torch.tensor([0]))",
        "a, b = torch.zeros(3, 1), torch.zeros(3)\n(a - b).abs().mean()",  # distances, no loss
        "torch.ones(3, requires_grad=True) - 1 - torch.ones(3)",
    ],
)
def test_right_code_is_not_suspected(code):
    """Ordinary code gives no cause at all."""
    assert noticed(code) == []


def test_a_cause_stands_in_the_message(notebook):
    """A failed check shows what was noticed, hedged."""
    notebook.run_cell(
        "def double(x):\n"
        "    w = torch.ones(2, 1, requires_grad=True)\n"
        "    return ((w - x) ** 2).mean().detach()"
    )

    text = answer(notebook, 'check("double")').text()

    assert "Perhaps: a difference of shapes (2, 1) and (2,) has the shape (2, 2):" in text


@pytest.mark.parametrize(
    ("code", "said", "explained"),
    [
        ("w = torch.ones(1, requires_grad=True)\n    w -= 1", "torch.no_grad() is for", "AG-G004"),
        (
            "w = torch.ones(1, requires_grad=True) * 1\n    w = w - w.grad",
            "`.grad` is None",
            "AG-G002",
        ),
        (
            "loss = (torch.ones(1, requires_grad=True) ** 2).sum()\n"
            "    loss.backward(); loss.backward()",
            "walked back once",
            "AG-G005",
        ),
        ("torch.ones(1).sum().backward()", "leads back to a watched tensor", "AG-G001"),
        ("torch.ones(2, requires_grad=True).mul(2).backward()", "from one number", "AG-G006"),
        ("torch.tensor([1, 2]).mean()", "whole numbers have no averages", "AG-D001"),
        ("torch.tensor([1], requires_grad=True)", "whole numbers have no averages", "AG-D001"),
        ("torch.ones(1, 2) @ torch.ones(2, 1).double()", "two dtypes meet", "AG-D001"),
        ("torch.ones(2, 3) @ torch.ones(2, 3)", "two shapes do not fit", "AG-S001"),
        ("torch.ones(3) + torch.ones(2)", "two shapes do not fit", "AG-S001"),
        ("float(torch.ones(2))", "one number is wanted", "AG-T003"),
        ("bool(torch.ones(2) > 0)", "one number is wanted", "AG-T003"),
        ("torch.ones(1, requires_grad=True).numpy()", "NumPy cannot carry", "AG-G001"),
        (
            "torch.nn.functional.cross_entropy(torch.ones(2, 3), torch.ones(2, 1).long())",
            "CrossEntropyLoss wants the class numbers",
            "AG-L020",
        ),
        (
            "torch.nn.functional.cross_entropy(torch.ones(1, 3), torch.tensor([3]))",
            "How many classes are there",
            "AG-L020",
        ),
        ("torch.ones(2, 3).t().view(6)", "in one piece", "AG-S001"),
        ("torch.optim.SGD([], lr=1.0)", "with `self.` in front", "AG-L003"),
        (
            "type('Net', (torch.nn.Module,), {'__init__': lambda s: setattr(s, 'a', "
            "torch.nn.Linear(1, 1))})()",
            "super().__init__()",
            "AG-R004",
        ),
        ("undefined + 1", "is the name spelled", "AG-R005"),
        ("None + 1", "something is None", "AG-T002"),
    ],
)
def test_known_errors_come_with_advice(notebook, code, said, explained):
    """PyTorch's own errors are followed by one thing to look at and a code that fits."""
    notebook.run_cell(f"def double(x):\n    {code}\n    return x")

    text = answer(notebook, 'check("double")').text()

    assert said in " ".join(text.split())
    assert explained in text


# ------------------------------------------------------------------------------------ pictures
CORNERS = torch.tensor([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])


def picture_after(function):
    """The picture that a failing assertion brings to a student's notebook."""
    calls.forget_calls()
    with pytest.raises(Unmet) as caught:
        function()
    return picture_of(caught.value)


def near_line(w, b):
    x = torch.tensor([[1.0], [2.0], [4.0]])
    expect.near_best_line(w, b, x, 3 * x, within=0.1, unit="minutes", what="the line")


def test_a_line_comes_with_a_picture():
    """A line that is off is drawn over the data beside the best one, and told in words."""
    data, what = picture_after(lambda: near_line(2.0, 1.0))

    assert base64.b64decode(data).startswith(b"\x89PNG")
    assert "3 minutes at the smallest x and 9 minutes at the largest" in what


@pytest.mark.parametrize(("w", "b"), [(float("nan"), 0.0), (1e30, -1e30), (float("inf"), 1.0)])
def test_a_wild_line_is_no_obstacle(w, b):
    """A training that grew without bound still gets its message and a picture of the data."""
    assert picture_after(lambda: near_line(w, b)) is not None


@pytest.mark.parametrize(
    ("b", "label"),
    [
        (1.0, "your line"),
        (1e3, "your line: above the picture"),
        (-1e3, "your line: below the picture"),
    ],
)
def test_a_line_outside_the_picture_is_said_to_be_there(b, label):
    """A line that is so far off that nothing of it is drawn is not looked for."""
    x = torch.tensor([[1.0], [2.0], [4.0]])
    axes = Figure().add_axes((0.1, 0.1, 0.8, 0.8))
    expect.line_picture(2.0, b, x, 3 * x, best=(3.0, 0.0), unit="minutes").draw(axes)
    assert label in [text.get_text() for text in axes.get_legend().get_texts()]

    at = torch.linspace(1, 4, 5)
    axes = Figure().add_axes((0.1, 0.1, 0.8, 0.8))
    expect.fit_picture(x, 3 * x, at, 2 * at + b, best=3 * at, unit="minutes").draw(axes)
    names = [text.get_text() for text in axes.get_legend().get_texts()]
    assert label.replace("line", "curve") in names


def test_a_picture_can_be_put_around_any_assertion():
    """`pictured` gives a failing assertion its picture, drawn only when it is shown."""
    asked = []

    def score(points):
        asked.append(len(points))
        return points.sum(dim=1)

    def failing():
        with expect.pictured(expect.region_picture(score, CORNERS, torch.tensor([0, 1, 1, 0]))):
            asked.append("drawn later")
            expect.that(False, "it is wrong for (1, 1)")

    data, what = picture_after(failing)

    assert asked[0] == "drawn later"
    assert len(asked) == 2
    assert base64.b64decode(data).startswith(b"\x89PNG")
    assert "shaded where your network says yes" in what


@pytest.mark.parametrize(
    ("score", "title"),
    [
        (lambda p: p[:, 0] - p[:, 1] + 0.5, "shaded: your network says yes"),
        (lambda p: p[:, 0] * 0, "your network says no everywhere"),
        (lambda p: p[:, 0] * float("nan"), "your network says no everywhere"),
        (lambda p: p[:, 0] * 0 + float("inf"), "your network says yes everywhere"),
    ],
)
def test_a_picture_of_regions_hides_no_point(score, title):
    """The legend stands beside the plane and inside the picture; the title says what is shaded."""
    figure = Figure(figsize=(5.2, 3.1))
    picture = expect.region_picture(score, CORNERS, torch.tensor([0, 1, 1, 0]))

    with mpl.rc_context({"axes.titlesize": 12, "axes.titleweight": "bold"}):  # the course's own
        axes = figure.add_axes((0.13, 0.16, 0.84, 0.76))
        picture.draw(axes)

    FigureCanvasAgg(figure).draw()
    plane, legend = axes.get_window_extent(), axes.get_legend().get_window_extent()
    assert legend.x0 >= plane.x1
    assert legend.x1 <= figure.bbox.x1
    assert axes.get_title(loc="left") == title
    assert axes._left_title.get_window_extent().y1 <= figure.bbox.y1
    assert axes.title.get_text() == ""


def test_a_picture_that_fails_costs_no_message():
    """Student code that raises while a picture is drawn leaves the message as it is."""

    def failing():
        with expect.pictured(expect.region_picture(lambda p: 1 / 0, CORNERS, CORNERS[:, 0])):
            expect.that(False, "no")

    assert picture_after(failing) is None


def test_losses_are_drawn():
    """A history of five rounds or more that a check has read explains a later failure."""

    def failing():
        expect.series([5.0, 4.0, 6.0, 9.0, 20.0], 5, "the list of losses")
        expect.that(False, "the losses climb")

    data, what = picture_after(failing)

    assert base64.b64decode(data).startswith(b"\x89PNG")
    assert "the list of losses over 5 rounds: it starts at 5 and ends at 20" in what


def test_the_picture_is_in_the_notebook(notebook, tmp_path):
    """check() shows the picture with its words as alternative text, and leaves pyplot alone."""
    import matplotlib.pyplot as plt

    test = tmp_path / "test_public.py"
    test.write_text(test.read_text().replace(
        "    expect.number(student.fit_slope(x, 3 * x))",
        "    w = expect.number(student.fit_slope(x, 3 * x))\n"
        "    expect.near_best_line(w, 0.0, x, 3 * x, within=0.1, unit='m', what='the line')",
    ))  # fmt: skip
    notebook.run_cell("def fit_slope(x, y):\n    return 1.0")

    shown = answer(notebook, 'check("fit_slope")')

    assert '<img src="data:image/png;base64,' in shown.html()
    assert 'alt="The data with two lines: the best one, and yours' in shown.html()
    assert "Picture: The data with two lines" in shown.text()
    assert plt.get_fignums() == []


def test_grading_draws_nothing(tmp_path):
    """Outside a notebook a picture is never drawn."""
    test = tmp_path / "test_public.py"
    test.write_text(
        "import pytest, torch\nfrom autograde import expect\n"
        "def draw(axes):\n    raise SystemExit('drawn')\n"
        "@pytest.mark.exercise('a')\n@pytest.mark.points(1)\n"
        "def test_it(student):\n    'It holds.'\n"
        "    with expect.pictured(expect.Picture('a plane', draw)):\n"
        "        expect.that(False, 'no')\n"
    )
    results = []
    subject = Subject(api.live_student({}))

    collect([test], lambda checks: results.extend(checks.run(subject)))

    assert results[0].status == "failed"
    assert "a plane" not in results[0].message + results[0].detail
