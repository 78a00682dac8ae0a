"""Device handling is judged where there is no GPU, apart from whether the answer is right."""

import subprocess
import sys

import pytest

from autograde.grade.jobs import find_jobs
from autograde.model import Status
from autograde.run.devices import device_in_words

CODE = {
    "right": ("return 2 * x", "passed"),
    "right with like": ("return x * torch.full_like(x, 2.0)", "passed"),
    "right with device": ("return x * torch.tensor(2.0, device=x.device)", "passed"),
    "right by copy": ("y = x.clone()\n    y += x\n    return y", "passed"),
    "zero-dim": ("return x * torch.tensor(2.0)", "passed"),  # PyTorch allows it on a GPU as well
    "born on the CPU": ("return x * torch.tensor([2.0])", "raised"),
    "zeros": ("y = torch.zeros(x.shape)\n    y += 2 * x\n    return y", "raised"),
    "comes back on the CPU": ("return (2 * x).cpu()", "failed"),
    "computes on the CPU": ("return (2 * x.cpu()).to(x.device)", "failed"),
    "through numpy": ("return torch.from_numpy(2 * x.numpy())", "raised"),
    "through a list": ("return torch.tensor([[2 * v for v in r] for r in x.tolist()])", "failed"),
    "wrong but on the device": ("return 3 * x", "passed"),
    "a table of its own": ("y = torch.zeros(x.shape)\n    return y + 2", "failed"),
    "a network in between": (
        "y = torch.nn.Linear(2, 2)(torch.ones(3, 2))\n    return y.detach()", "failed",
    ),
    "number by number": (
        "y = torch.zeros(x.shape)\n    for i in range(len(x)):\n        y[i] = 2 * x[i]\n"
        "    return y", "failed",
    ),
    "a number of the CPU first": (
        "two = torch.tensor(2.0)\n    return (two * x).cpu()", "failed",
    ),
    "lies about its line": (
        "import linecache\n    linecache.getline = lambda *a: '\\x1b[2J' * 10**6\n"
        "    return x.cpu()", "failed",
    ),
    "branches": (
        "if x.device.type == 'cuda':\n        return 2 * x + 1\n    return 2 * x", "failed",
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def verdicts(tmp_path_factory, warm_engines):
    from desk import TINY, Desk

    from autograde.course import Course

    assignment = Course(TINY).assignment("tiny")
    desk = Desk(assignment, tmp_path_factory.mktemp("devices") / "submitted")
    for name, (body, _) in CODE.items():
        desk.hand_in(name, double=f"def double(x):\n    {body}")
    desk.hand_in("hard-coded", double="def double(x):\n    return (2 * x).to('cuda')")
    staging = tmp_path_factory.mktemp("staging")
    with warm_engines.open_batch(assignment, slots=1, staging=staging) as batch:
        if not batch.zygote.device:
            pytest.skip(batch.zygote.device_reason)
        jobs = find_jobs(desk.folder, "tiny")
        return {
            done.job.student: {c.id: c for e in done.result.exercises for c in e.checks}
            for done in batch.grade(jobs)
        }


@pytest.mark.parametrize("name", CODE)
def test_each_way_of_handling_devices(verdicts, name):
    """Right styles pass, each known slip fails, by what the code does on the device."""
    assert str(verdicts[name]["test_double_on_device"].status) == CODE[name][1]


def test_a_hard_coded_device_fails_without_one(verdicts):
    """'cuda' written into the code works on the device and fails on the CPU."""
    checks = verdicts["hard-coded"]

    assert checks["test_double_small"].status is Status.RAISED
    assert "CUDA" in checks["test_double_small"].message
    assert "a device that not every computer has" in checks["test_double_small"].message


def test_a_mixed_device_names_the_line_and_the_likely_cause(verdicts):
    """The student's own line and one question; PyTorch's own words stay with staff."""
    check = verdicts["born on the CPU"]["test_double_on_device"]

    assert "in your line: return x * torch.tensor([2.0])" in check.message
    assert "where is a tensor born" in check.message
    assert "Expected all tensors to be on the same device" in check.detail


LINES = {
    "comes back on the CPU": "return (2 * x).cpu()",
    "computes on the CPU": "return (2 * x.cpu()).to(x.device)",
    "through a list": "return torch.tensor([[2 * v for v in r] for r in x.tolist()])",
    "born on the CPU": "return x * torch.tensor([2.0])",
    "zeros": "y += 2 * x",
    "through numpy": "return torch.from_numpy(2 * x.numpy())",
    "a table of its own": "y = torch.zeros(x.shape)",
    "a network in between": "y = torch.nn.Linear(2, 2)(torch.ones(3, 2))",
    "number by number": "y = torch.zeros(x.shape)",
    "a number of the CPU first": "return (two * x).cpu()",
}


@pytest.mark.parametrize("name", LINES)
def test_a_slip_names_the_line_it_comes_from(verdicts, name):
    """Raised or not, the student reads the line of the cell that left the device, and a cause."""
    message = verdicts[name]["test_double_on_device"].message

    assert f"\nin your line: {LINES[name]}\n" in message
    assert "Try: " in message


def test_the_result_of_another_device_names_no_line(verdicts):
    """A result that differs comes from no line in particular, so none is blamed."""
    assert "in your line" not in verdicts["branches"]["test_double_on_device"].message


def test_a_line_is_a_claim_and_is_cut(verdicts):
    """What student code puts where its lines are read from is cut to one printable line."""
    message = verdicts["lies about its line"]["test_double_on_device"].message

    line = message.split("in your line: ")[1].split("\n")[0]
    assert len(line) <= 300
    assert line.isprintable()
    assert verdicts["lies about its line"]["test_double_on_device"].points == 0


def test_the_cpu_checks_do_not_suffer(verdicts):
    """A slip with devices costs the device check alone."""
    checks = verdicts["born on the CPU"]

    assert {c.status for id, c in checks.items() if id != "test_double_on_device"} == {
        Status.PASSED
    }


def test_a_machine_that_cannot_simulate_cuda_has_the_second_tier(tmp_path):
    """Where CUDA is refused, device checks run on PyTorch's key for third parties; it says why."""
    script = tmp_path / "find.py"
    script.write_text(
        "from autograde.run.accelerator import _native\n"
        "from autograde.run.zygote import find_device\n"
        "_native.unsupported_because = lambda: 'no executable memory'\n"
        "print(*find_device(), sep='|')\n"
    )

    said = subprocess.run(
        [sys.executable, script], capture_output=True, text=True, check=True
    ).stdout.strip()

    tier, reason = said.split("|")
    assert tier == "simulated-privateuse1"
    assert "no executable memory" in reason
    assert device_in_words(tier, reason) == "PrivateUse1 device"
