"""What the codes mean that stand at the end of a check's answer."""

from __future__ import annotations

from dataclasses import dataclass

from autograde.words import N_


@dataclass(frozen=True)
class Explanation:
    """A title and a text with a small example that runs."""

    title: str
    text: str


EXPLANATIONS = {
    "AG-T001": Explanation(
        N_("the result has another type than asked for"),
        N_("""
A function promises a type: a tensor can carry a gradient, a float cannot; True is no 1.
    t = torch.tensor(3.0)
    type(t), type(t.item())      # Tensor, float
Read the line "Returns" of the exercise again and compare it with type(result).
"""),
    ),
    "AG-T002": Explanation(
        N_("the function returns None"),
        N_("""
A Python function without a `return` line, or with one that is not reached, gives None.
    def f(x):
        x * 2                    # computed, then thrown away
    f(3)                         # None
"""),
    ),
    "AG-T003": Explanation(
        N_("one plain number was asked for"),
        N_("""
.item() turns a tensor with one element into a Python number.
    torch.tensor([2.5]).item()   # 2.5
With more than one element it raises: average, sum or pick one first.
"""),
    ),
    "AG-T004": Explanation(
        N_("several values were asked for"),
        N_("""
Values separated by commas are returned together and taken apart by whoever calls.
    def f():
        return 1.0, 2.0
    w, b = f()
"""),
    ),
    "AG-S001": Explanation(
        N_("the shape is not the one asked for"),
        N_("""
(5, 1) is a table with five rows and one column, (5,) a row of five numbers. Together they
broadcast to a (5, 5) table, without an error.
    (torch.zeros(5, 1) - torch.zeros(5)).shape   # torch.Size([5, 5])
Print x.shape after every step; the first surprise is the place to look at.
"""),
    ),
    "AG-D001": Explanation(
        N_("the dtype is not the one asked for"),
        N_("""
Python floats become float32, whole numbers int64, and NumPy arrays keep float64.
    torch.tensor([1, 2]).dtype       # torch.int64
    torch.tensor([1.0, 2.0]).dtype   # torch.float32
"""),
    ),
    "AG-D002": Explanation(
        N_("the tensor lives on another device"),
        N_("""
A tensor made without a word about the device is born on the CPU. Take the device from a tensor
that you were given.
    torch.zeros(3, device=x.device)
    torch.zeros_like(x)
"""),
    ),
    "AG-D003": Explanation(
        N_("nothing was computed on the device"),
        N_("""
On a GPU the work is to be done where the data are. .cpu(), .numpy(), .item() and .tolist() bring
them back; use them for printing and plotting only.
"""),
    ),
    "AG-D004": Explanation(
        N_("the result depends on the device"),
        N_("""
The same numbers should come out on every device. Look for branches on the device, and for parts
of the result that are made anew instead of computed from the inputs.
"""),
    ),
    "AG-D005": Explanation(
        "the computer that graded this has no device to check with",
        """
Nothing is wrong with your code. The check runs your function on a GPU or on a simulated one, and
neither was to be had. It costs no points; staff will grade it again on another machine.
""",
    ),
    "AG-V001": Explanation(
        N_("the numbers are not the right ones"),
        N_("""
Type and shape are right, the values are not. Take the smallest input that you can work out on
paper, print each intermediate result, and find the first that differs.
"""),
    ),
    "AG-V002": Explanation(
        N_("the value is not the right one"),
        N_("""
Try the boundary cases by hand: exactly at the limit, zero, one element, none.
"""),
    ),
    "AG-G001": Explanation(
        N_("the way back to the inputs is cut"),
        N_("""
Gradients flow only through tensor operations. float(), .item(), .detach(), .data and
torch.tensor(...) of a tensor start anew without a past.
    x = torch.tensor(2.0, requires_grad=True)
    (x * 3).requires_grad, torch.tensor(x.item() * 3).requires_grad   # True, False
"""),
    ),
    "AG-G002": Explanation(
        N_("no gradient arrived"),
        N_("""
backward() fills .grad of leaves only: tensors made with requires_grad=True, not computed ones.
    w = torch.tensor(1.0, requires_grad=True)    # a leaf
    v = w * 1.0                                  # no leaf: v.grad stays None
"""),
    ),
    "AG-G003": Explanation(
        N_("the gradient is not the right one"),
        N_("""
Compare with a nudge: (f(x + h) - f(x - h)) / (2 * h) for a small h in float64.
"""),
    ),
    "AG-M001": Explanation(
        N_("an argument was changed"),
        N_("""
Operations whose name ends in _ and `+=` on a tensor change it in place, for everyone who holds
it.
    def f(x):
        x += 1                   # the caller's tensor changes
        return x
    def g(x):
        return x + 1             # a new tensor
"""),
    ),
    "AG-M002": Explanation(
        N_("a module has other parameters than asked for"),
        N_("""
A module knows the layers and parameters that are assigned to `self` in its __init__; a plain
tensor, or layers in a plain list, it does not see.
    layer = torch.nn.Linear(3, 2)
    [tuple(p.shape) for p in layer.parameters()]   # [(2, 3), (2,)]
"""),
    ),
    "AG-R001": Explanation(
        N_("another error was raised than the one asked for"),
        N_("""
    raise ValueError("shapes differ")
stops the function with just this error.
"""),
    ),
    "AG-R002": Explanation(
        N_("an error should have been raised"),
        N_("""
Test for the bad case at the top of the function, before anything is computed.
    if a.shape != b.shape:
        raise ValueError("shapes differ")
"""),
    ),
    "AG-R003": Explanation(
        N_("your code raised an error"),
        N_("""
The last line names the kind of error, the line above it is yours. Call your function with the
same arguments in a cell of its own to see all of it.
"""),
    ),
    "AG-L001": Explanation(
        N_("training has not arrived at the best line"),
        N_("""
Either it is on its way (more epochs, a larger step, standardised inputs) or it goes somewhere
else (a wrong loss, a parameter that is not updated). Plot the loss over the epochs: a curve that
still falls is on its way.
"""),
    ),
    "AG-T005": Explanation(
        N_("a list of numbers was asked for"),
        N_("""
Make an empty list before the loop, add one number in each round, return it after the loop.
    history = []
    for epoch in range(3):
        history.append(float(epoch))
"""),
    ),
    "AG-T006": Explanation(
        N_("the list has another length than asked for"),
        N_("""
One entry for each round of the loop. A `return` that is indented into the loop ends it in the
first round; a list that is made outside the function grows from call to call.
"""),
    ),
    "AG-T007": Explanation(
        N_("the list holds tensors where plain numbers were asked for"),
        N_("""
A loss that is kept as a tensor keeps the whole calculation of its step in memory.
    loss = torch.tensor(2.0, requires_grad=True) * 3
    loss.item()                  # 6.0, a plain number
"""),
    ),
    "AG-L003": Explanation(
        N_("a parameter never changed"),
        N_("""
An optimizer changes the parameters that it was given, and no others.
    torch.optim.SGD(model.parameters(), lr=0.1)
"""),
    ),
    "AG-L010": Explanation(
        N_("something learned, but not the model that was passed in"),
        N_("""
A copy, or a new model made inside the function, learns and is then thrown away. Train the very
object that you were given.
"""),
    ),
    "AG-L011": Explanation(
        N_("no gradient ever reached the model"),
        N_("""
The way from the loss back to the parameters is cut, or nobody walks it. .detach(), .item() and
torch.no_grad() cut it; loss.backward() walks it.
"""),
    ),
    "AG-L012": Explanation(
        N_("gradients arrived but were cleared before the step"),
        N_("""
The order in each round: clear, predict, compare, backward, step. Clearing between backward and
step leaves nothing to step with.
"""),
    ),
    "AG-L013": Explanation(
        N_("the last gradient was never used"),
        N_("""
A step that comes before backward uses the gradient of the round before, which was just cleared.
    optimizer.zero_grad(); loss.backward(); optimizer.step()
"""),
    ),
    "AG-L014": Explanation(
        N_("gradients pile up and nobody uses them"),
        N_("""
The optimizer that steps holds the parameters of another model. Make it from the parameters of
the model that you train.
"""),
    ),
    "AG-G004": Explanation(
        N_("a watched tensor was changed in place"),
        N_("""
PyTorch notes everything that happens to a tensor with requires_grad=True, so it may not be
overwritten under its eyes. A training step is no part of the calculation: tell PyTorch to look
away.
    w = torch.tensor(1.0, requires_grad=True)
    with torch.no_grad():
        w -= 0.1                 # w stays the same, watched tensor
"""),
    ),
    "AG-G005": Explanation(
        N_("the way back was walked twice"),
        N_("""
backward() uses up the notes of the calculation. Make new ones in every round: predict, compare,
backward.
    w = torch.tensor(1.0, requires_grad=True)
    for _ in range(2):
        loss = (w * 3 - 1) ** 2  # inside the loop, so it is made anew
        loss.backward()
"""),
    ),
    "AG-G006": Explanation(
        N_("backward() needs one number to start from"),
        N_("""
A gradient says how one number changes. A tensor of many errors is no such number; their mean is.
    errors = torch.tensor([1.0, 2.0], requires_grad=True) * 2
    errors.mean().backward()     # errors.backward() raises
"""),
    ),
    "AG-L020": Explanation(
        N_("what CrossEntropyLoss is given"),
        N_("""
It takes raw scores of shape (N, classes), without softmax, and class numbers of shape (N,) and
dtype int64, from 0 to classes - 1. It does the softmax itself.
    scores = torch.zeros(4, 3)
    labels = torch.tensor([0, 2, 1, 1])
    torch.nn.CrossEntropyLoss()(scores, labels)
"""),
    ),
    "AG-R004": Explanation(
        N_("a module that has not been set up"),
        N_("""
nn.Module keeps its layers in lists that its own __init__ makes. Call it before the first layer.
    class Net(torch.nn.Module):
        def __init__(self):
            super().__init__()
            self.layer = torch.nn.Linear(1, 1)
"""),
    ),
    "AG-R005": Explanation(
        N_("a name that Python does not know"),
        N_("""
A name exists once the line that makes it has run, and inside a function only there. After a
restart of the kernel all cells are to be run again, from the top.
    total = 0
    Total                        # NameError: capitals count
"""),
    ),
    "AG-R006": Explanation(
        N_("a file that holds more than numbers"),
        N_("""
A saved module is code, and torch.load does not run code from files. Save the parameters and make
the module anew.
    layer = torch.nn.Linear(2, 1)
    torch.save(layer.state_dict(), "layer.pt")
    layer.load_state_dict(torch.load("layer.pt"))
"""),
    ),
    "AG-R007": Explanation(
        N_("a module that does not say what it computes"),
        N_("""
Calling a module calls its `forward`. Without one, or with one that is misspelled or not indented
into the class, PyTorch raises NotImplementedError.
    class Twice(torch.nn.Module):
        def forward(self, x):
            return 2 * x
    Twice()(torch.tensor([1.0, 2.0]))
"""),
    ),
}
