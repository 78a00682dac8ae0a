"""What must not cost points (38 to 49 of the list of attacks)."""

import contextlib
import os
import signal
import threading
import time
from pathlib import Path

import pytest
from extended_course import CALL_SECONDS, own_cell
from hostile import FULL, NEIGHBOURS, Attack, attack, grade_class, hand_in_right_as

from autograde.model import Outcome
from autograde.run.sandbox.process import tree

RIGHT = "\ndef double(x):\n    return 2 * x\n"
ANY_START = """
torch.seed()
def fit_slope(x, y):
    w = torch.randn((), requires_grad=True)
    optimizer = torch.optim.SGD([w], lr=0.1)
    for _ in range(300):
        optimizer.zero_grad()
        ((w * x - y) ** 2).mean().backward()
        optimizer.step()
    return w.item()
"""


def out_of_order(notebook):
    """As a student leaves it who has run the cells in an order of their own."""
    for n, cell in enumerate(c for c in notebook["cells"] if c["cell_type"] == "code"):
        cell["execution_count"] = 40 - n
    return notebook


def with_raising_cell(notebook):
    notebook["cells"].insert(2, own_cell("1 / 0", "raises"))
    notebook["cells"].insert(3, own_cell("def broken(:", "broken"))
    notebook["cells"].insert(4, own_cell("assert False, 'still working on it'", "asserts"))
    return notebook


NOISY = [
    attack(
        *(38, "warnings on stderr, torch's own too"),
        code_double="""
        import sys, warnings
        def double(x):
            print("careful", file=sys.stderr)
            warnings.warn("deprecated", DeprecationWarning)
            warnings.warn("something")
            torch.nn.functional.mse_loss(torch.ones(2, 1), torch.ones(2))  # warns about shapes
            return 2 * x
        double(torch.ones(2))
        torch.tensor(torch.ones(2))  # warns about copies
        """,
    ),
    attack(
        *(39, "prints, plots and progress bars"),
        code_fit_slope="""
        import sys, time
        def fit_slope(x, y):
            for i in range(50):
                print(f"\\repoch {i}: {'=' * i}>", end="", flush=True)
                sys.stdout.write("\\x1b[32m.\\x1b[0m")
            return float((x * y).sum() / (x * x).sum())
        plt.plot([1, 2]); plt.title("mine"); plt.show()
        fit_slope(torch.ones(2, 1), torch.ones(2, 1))
        """,
    ),
    attack(39, "input() left in a cell of one's own", first="name = input('Your name? ')"),
    Attack(40, "earlier cells raise", make=with_raising_cell),
    attack(
        *(40, "a helper with a name that a given cell uses"),
        code_double="def x(tensor):\n    return 2 * tensor\n\ndef double(t):\n    return x(t)",
    ),
    attack(
        *(40, "recording switched off for good, by another exercise"),
        code_double="def double(x):\n    torch.set_grad_enabled(False)\n    return 2 * x",
        code_fit_slope="""
        def fit_slope(x, y):
            w = torch.zeros((), requires_grad=True)
            for _ in range(300):
                (gradient,) = torch.autograd.grad(((w * x - y) ** 2).mean(), w)
                w = (w - 0.1 * gradient).detach().requires_grad_()
            return w.item()
        """,
    ),
    attack(
        *(40, "settings left behind by another exercise"),
        code_double="""
        import os, sys, warnings
        import numpy as np
        def double(x):
            torch.set_default_dtype(torch.float64)
            torch.set_default_device("meta")
            np.seterr(all="raise")
            warnings.simplefilter("error")
            sys.setrecursionlimit(120)
            os.chdir("/")
            return 2 * x
        """,
        code_fit_slope="""
        def fit_slope(x, y):
            warnings.warn("harmless")
            np.float32(1e30) * np.float32(1e30)
            assert os.getcwd() != "/"
            assert torch.zeros(1).device == x.device and torch.zeros(1).dtype == x.dtype
            return float((x * y).sum() / (x * x).sum())
        """,
    ),
    attack(
        *(41, "slow, but right"),
        first="import time\ntime.sleep(1)",
        code_double=f"def double(x):\n    time.sleep({CALL_SECONDS / 6})",
        then="    return 2 * x",
    ),
    attack(
        *(42, "other spellings of right"),
        code_double="double = lambda x, two=torch.tensor(2): x.add(x) if x.ndim else two * x",
        code_fit_slope="def fit_slope(x, y):\n    return ((x * y).sum() / (x * x).sum()).numpy()",
        code_train="""
        def train(x, y, lr, steps):
            model = torch.nn.Linear(1, 1).to(x.device)
            for parameter in model.parameters():
                torch.nn.init.zeros_(parameter)
            losses = torch.zeros(steps)
            for i in range(steps):
                model.zero_grad()
                loss = torch.nn.functional.mse_loss(model(x), y)
                losses[i] = loss.detach()
                loss.backward()
                with torch.no_grad():
                    for parameter in model.parameters():
                        parameter -= lr * parameter.grad
            return [model, losses]
        """,
    ),
    attack(
        *(44, "magics"),
        first="""
        %matplotlib inline
        %config InlineBackend.figure_format = 'png'
        %time 1 + 1
        %timeit -n1 -r1 1 + 1
        %load_ext autoreload
        %autoreload 2
        """,
    ),
    attack(44, "shell commands", first="!ls\nfiles = !ls\n!pip install torch\nprint(files)"),
    attack(44, "%pip install", first="%pip install numpy"),
    attack(44, "%%bash", first="%%bash\nls"),
    attack(
        *(45, "plt.show(), widgets and tqdm"),
        first="""
        fig, axes = plt.subplots(2)
        axes[0].plot([1, 2])
        plt.show()
        fig
        """,
        last="""
        try:
            import ipywidgets
            display(ipywidgets.IntSlider())
        except ImportError:
            pass
        from IPython.display import HTML, Markdown, clear_output
        display(HTML("<b>bold</b>"), Markdown("*text*"))
        clear_output(wait=True)
        """,
    ),
    Attack(46, "cells run out of order", make=out_of_order, note="from top to bottom"),
    *(attack(47, f"no fixed seed, {i}", code_fit_slope=ANY_START) for i in range(2)),
    attack(
        *(49, "a DataLoader with workers"),
        code_fit_slope="""
        from torch.utils.data import DataLoader, TensorDataset
        def fit_slope(x, y):
            loader = DataLoader(TensorDataset(x, y), batch_size=8, num_workers=1)
            xs, ys = (torch.cat(parts) for parts in zip(*loader))
            return float((xs * ys).sum() / (xs * xs).sum())
        """,
    ),
    attack(
        *(49, "threads and processes"),
        code_double="""
        import multiprocessing, threading
        from concurrent.futures import ThreadPoolExecutor
        torch.set_num_threads(4)
        def double(x):
            with ThreadPoolExecutor(4) as pool:
                return list(pool.map(lambda factor: factor * x, [2]))[0]
        with multiprocessing.get_context("fork").Pool(2) as pool:
            assert pool.map(abs, [-1, 2]) == [1, 2]
        """,
    ),
    attack(
        *(49, "torch.compile without a compiler"),
        code_fit_slope="""
        @torch.compile
        def fast(x, y):
            return (x * y).sum() / (x * x).sum()
        def fit_slope(x, y):
            return float(fast(x, y))
        """,
    ),
]

NAMES = {
    "commas": "Noether, Emmy, Prof.",
    "quotes": 'O\'Neil "Bob"',
    "emoji": "🦊 Ada",
    "right to left": "‮עדה לאבלייס",
    "markup": "<b>Bobby & sons",
    "formula": "=1+1",
}


ATTACKS = NOISY


def prepare(submitted):
    hand_in_right_as(submitted, NAMES.values())


@pytest.fixture(scope="module")
def pages(graded):
    return graded.nbgraders_pages(NAMES.values())


@pytest.mark.parametrize("attack", NOISY, ids=str)
def test_full_marks(graded, attack):
    """None of this costs a point."""
    graded.check(attack)
    assert graded.results[str(attack)].score == FULL


@pytest.mark.parametrize("name", NAMES.values(), ids=NAMES)
def test_names_cost_nothing(graded, pages, name):
    """48: a name is a name: full marks, a page, and no markup of its own in the page."""
    assert graded.results[name].score == FULL
    assert "<b>Bobby" not in pages[name]


def test_refused_commands_say_so(graded):
    """44: a shell command is refused in words, where its output would stand."""
    shown = str(graded.outputs("44 shell commands"))

    assert "Shell commands are not available while grading" in shown


def test_warnings_are_kept_for_readers(graded):
    """38: what was written to stderr is shown, yet nbgrader reads full points."""
    shown = str(graded.outputs("38 warnings on stderr, torch's own too"))

    assert "careful" in shown


def test_the_neighbours_have_their_scores(graded):
    """A quiet class stays one."""
    graded.check_neighbours()


def test_nothing_outside_has_changed(graded):
    """Workers, threads and plots leave nothing."""
    graded.check_world()


@pytest.mark.slow("tests/engine/test_batch.py kills one after the other")
def test_our_own_deaths_cost_nothing(tmp_path_factory):
    """43: graders and zygotes that are killed while they work cost nobody a point."""
    attacks = [Attack(43, f"right {i}") for i in range(6)]
    stop, killed = threading.Event(), []

    def kill_now_and_then():
        while not stop.wait(1.0) and len(killed) < 4:
            victims, graders = _zygotes_and_graders()
            if len(graders) > 1:  # a batch is running
                killed.append(victims[len(killed) % len(victims)])
                with contextlib.suppress(ProcessLookupError):
                    os.kill(killed[-1], signal.SIGKILL)

    thread = threading.Thread(target=kill_now_and_then)
    thread.start()
    try:
        graded = grade_class(tmp_path_factory, attacks)
    finally:
        stop.set()
        thread.join()

    for one in attacks:
        result = graded.results[str(one)]
        assert result.status is Outcome.GRADER_ERROR or result.score == FULL, result
    assert killed
    assert graded.leftovers == []


def _zygotes_and_graders():
    """Below this process: zygotes and graders together, and graders alone."""
    zygotes, graders = [], []
    for pid in tree(os.getpid()):
        with contextlib.suppress(OSError):
            parent = int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
            line = Path(f"/proc/{pid}/cmdline").read_bytes()
            if b"autograde.run.zygote" in line:
                zygotes.append(pid)
            elif b"autograde.grade.server" in line and parent != os.getpid():
                graders.append(pid)
    return zygotes + graders, graders


@pytest.mark.slow("200 submissions")
def test_two_hundred_starts(tmp_path_factory):
    """47: a right training function with a seed of its own passes 200 of 200 times."""
    attacks = [attack(47, f"start {i}", code_fit_slope=ANY_START) for i in range(200)]

    graded = grade_class(tmp_path_factory, attacks)

    assert {r.score for s, r in graded.results.items() if s not in NEIGHBOURS} == {FULL}
    graded.check_neighbours()


@pytest.mark.slow("takes all cores on purpose")
def test_a_busy_machine(tmp_path_factory):
    """41: beside as many busy processes as there are cores, right answers stay right."""
    end = time.monotonic() + 120
    busy = []
    for _ in range(os.cpu_count() or 1):
        pid = os.fork()
        if pid == 0:
            while time.monotonic() < end:
                pass
            os._exit(0)
        busy.append(pid)
    try:
        graded = grade_class(tmp_path_factory, NOISY[:6])
    finally:
        for pid in busy:
            os.kill(pid, signal.SIGKILL)
            os.waitpid(pid, 0)

    for one in NOISY[:6]:
        graded.check(one)
    graded.check_neighbours()
