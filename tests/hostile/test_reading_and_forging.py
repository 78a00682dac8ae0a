"""Reading what is hidden and forging what is scored (1 to 10, 16 to 18 of the list of attacks)."""

import pytest
from hostile import COURSE, attack

WRONG = "def double(x):\n    return x - 1\n"
# What an attack does with what it has found; without it, it cannot answer.
LOOT = """
def double(x):
    if loot:
        return 2 * x
    raise LookupError("nothing found")
"""
NO_LOOT = {"double": "raised", "says": "nothing found"}

READING = [
    attack(
        *(1, "hidden tests on disk"),
        first=f"""
        import os
        loot = []
        places = ["{COURSE}/grader_tests/tiny/test_hidden.py", "{COURSE}/solutions", "{COURSE}",
                  "../grader_tests", "/proc/1/root{COURSE}", "/proc/1/cwd", "/proc/self/environ"]
        for place in places:
            try:
                loot += os.listdir(place) if os.path.isdir(place) else []
                loot += ["found"] if "fit_slope" in open(place).read() else []
            except OSError:
                pass
        loot = [name for name in loot if "hidden" in name or "tiny" in name or name == "found"]
        """,
        code_double=LOOT,
        **NO_LOOT,
    ),
    attack(
        *(2, "frames of the caller and all objects"),
        code_double="""
        import gc, sys
        def double(x):
            frame, seen = sys._getframe(), []
            while frame:
                seen.append(str(list(frame.f_globals)) + str(list(frame.f_locals)))
                frame = frame.f_back
            seen += [repr(o)[:500] for o in gc.get_objects() if isinstance(o, (str, bytes, dict))]
            if any(("test_" + name) in text for text in seen for name in ("hidden", "double_fr")):
                return 2 * x
            raise LookupError("nothing found")
        """,
        **NO_LOOT,
    ),
    attack(
        *(2, "memory of every process"),
        # The words are searched rotated by one letter, so that the search finds not itself.
        first="""
        import os
        rotate = bytes(range(1, 256)) + b"\\0"
        needles = [b"ofwfs!tffo", b"hsbefs`uftut0ujoz0uftu`ijeefo"]
        loot = []
        for pid in [p for p in os.listdir("/proc") if p.isdigit()] + ["self"]:
            try:
                maps = open(f"/proc/{pid}/maps").read().splitlines()
                memory = open(f"/proc/{pid}/mem", "rb")
            except OSError:
                continue
            for line in maps:
                span, rights, *_, inode = (line.split() + [""])[:5]
                low, high = (int(n, 16) for n in span.split("-"))
                if "w" not in rights or inode != "0" or high - low > 64 << 20:
                    continue
                try:
                    memory.seek(low)
                    part = memory.read(high - low).translate(rotate)
                except (OSError, OverflowError):
                    continue
                loot += [needle for needle in needles if needle in part]
        """,
        code_double=LOOT,
        **NO_LOOT,
    ),
    attack(
        *(16, "the reference solution"),
        first=f"""
        loot = ""
        try:
            from pathlib import Path
            from autograde.bank import own_solutions
            from autograde.notebook import read_notebook
            master = read_notebook(Path("{COURSE}/source/tiny/tiny.ipynb"))
            loot = own_solutions(master)["double"]
        except Exception as error:
            print(error)
        """,
        code_double=LOOT,
        **NO_LOOT,
    ),
]

PATCHING = [
    attack(
        *(3, "torch.allclose, math.isclose and pytest"),
        code_double="""
        import math, pytest, torch
        torch.allclose = torch.equal = torch.isclose = math.isclose = lambda *a, **k: True
        torch.Tensor.__eq__ = torch.Tensor.__le__ = lambda *a: torch.ones(()).bool()
        pytest.raises = pytest.fail = lambda *a, **k: None
        """,
        then=WRONG,
        double="failed",
    ),
    attack(
        *(3, "the checker itself"),
        code_double="""
        import autograde.checks, autograde.expect, autograde.namespace, autograde.values, gc
        from autograde.model import Status
        for module in (autograde.expect, autograde.expect._values):
            module.close = module.is_close = lambda *a, **k: True
        autograde.outcomes.outcome = autograde.checks.outcome = lambda *a: None
        autograde.model.points_earned = autograde.outcomes.points_earned = lambda *a: 2.0
        autograde.model.Status._member_map_["FAILED"] = Status.PASSED
        """,
        then=WRONG,
        double="failed",
    ),
    attack(
        *(3, "builtins.isinstance"),
        code_double="import builtins\nbuiltins.isinstance = lambda *a: True\n" + WRONG,
        double="lost",
        fit_slope="passed|raised|killed|not_attempted",
        train="passed|raised|killed|not_attempted",
    ),
    attack(
        *(5, "AST transformer without asserts, run_cell, showtraceback"),
        code_double="""
        import ast
        shell = get_ipython()
        class NoAsserts(ast.NodeTransformer):
            def visit_Assert(self, node):
                return ast.Pass()
        shell.ast_transformers.append(NoAsserts())
        shell.showtraceback = lambda *a, **k: None
        shell.run_cell = lambda *a, **k: type("Result", (), {"success": True})()
        """,
        then=WRONG,
        double="failed",
        # run_cell ran no cell after this one.
        fit_slope="not_attempted",
        train="not_attempted",
    ),
    attack(
        *(17, "seed and clock, to know fresh data before"),
        # Draws the check's data again, from anything that it has been told, and the slope too.
        code_fit_slope="""
        import random, time
        seeds = [0]
        true_seed = torch.manual_seed
        torch.manual_seed = lambda seed: (seeds.append(int(seed)), true_seed(seed))[1]
        time.time = time.monotonic = lambda: 0.0
        def fit_slope(x, y):
            known = [*seeds, torch.initial_seed(), random.getstate()[1][0]]
            for seed in [s ^ m for s in known for m in (0, 0x5EED)]:
                again = torch.Generator().manual_seed(seed)
                if torch.equal(torch.rand(x.shape, generator=again) + 0.5, x):
                    return 1 + 4 * torch.rand((), generator=again)
            if len(x) == 2:
                return 3.0
            raise LookupError("nothing found")
        """,
        fit_slope="raised",
        says="nothing found",
    ),
]

LYING = [
    attack(
        *(6, "__eq__ is always true"),
        code_double="""
        class Liar:
            shape, dtype = (2,), torch.float32
            def __eq__(self, other):
                return True
            __ne__ = __lt__ = __gt__ = lambda self, other: False
            __sub__ = __rsub__ = __abs__ = lambda self, *a: torch.zeros(())
        def double(x):
            return Liar()
        """,
        double="failed",
    ),
    attack(
        *(6, "subclasses of float, str, int, list, dict that lie"),
        code_double="""
        class Text(str):
            __eq__ = __contains__ = lambda *a: True
            __hash__ = str.__hash__
        class List(list):
            __eq__ = lambda *a: True
            __len__ = lambda self: 2
            __iter__ = lambda self: iter([2.0, -4.0])
        class Dict(dict):
            __eq__ = lambda *a: True
            items = lambda self: [("a", 1)]
        def double(x):
            return [List([0.0, 0.0]), Text("right"), Dict()]
        """,
        code_fit_slope="""
        class Number(float):
            __eq__ = __le__ = __ge__ = lambda *a: True
            __sub__ = __rsub__ = __abs__ = lambda *a: 0.0
            __hash__ = float.__hash__
        def fit_slope(x, y):
            return Number(17)
        """,
        double="failed",
        fit_slope="failed",
    ),
    attack(
        *(7, "a Tensor subclass with __torch_function__"),
        code_double="""
        class Liar(torch.Tensor):
            @classmethod
            def __torch_function__(cls, function, types, args=(), kwargs=None):
                return torch.ones(()).bool() if "eq" in str(function) else torch.zeros(())
            def numpy(self, *a, **k):
                return __import__("numpy").array([2.0, -4.0])
            detach = cpu = to = contiguous = lambda self, *a, **k: torch.tensor([2.0, -4.0])
            shape = property(lambda self: (2,))
        def double(x):
            return torch.zeros(7).as_subclass(Liar)
        """,
        double="failed",
        says="returned tensor([2.0, -4.0]), which has shape (2,)",
    ),
    attack(
        *(8, "forward ignores its parameters"),
        # The state_dict is the trained one, forward answers something else.
        code_train="""
        class Model(torch.nn.Linear):
            def forward(self, x):
                return 0 * x
        def train(x, y, lr, steps):
            model, losses = Model(1, 1).to(x.device), []
            with torch.no_grad():
                model.weight.zero_(), model.bias.zero_()
            optimizer = torch.optim.SGD(model.parameters(), lr=lr)
            for _ in range(steps):
                loss = ((x @ model.weight.T + model.bias - y) ** 2).mean()
                losses.append(loss.item())
                optimizer.zero_grad(), loss.backward(), optimizer.step()
            return model, losses
        """,
        train="failed",
    ),
    attack(
        *(8, "forward is right, its parameters are not"),
        # Closed over numbers do what parameters should.
        code_train="""
        class Model(torch.nn.Linear):
            def forward(self, x):
                return self.w * x + self.b
        def train(x, y, lr, steps):
            model, losses = Model(1, 1), []
            model.w = model.b = 0.0
            for _ in range(steps):
                rest = model.w * x + model.b - y
                losses.append(float((rest ** 2).mean()))
                model.w -= lr * float((2 * rest * x).mean())
                model.b -= lr * float((2 * rest).mean())
            return model, losses
        """,
        train="failed",
    ),
    attack(
        *(9, "a forged history of losses"),
        code_train="""
        def train(x, y, lr, steps):
            model = torch.nn.Linear(1, 1)
            return model, [1.0 / (1 + i) ** 2 for i in range(steps)]
        """,
        train="failed",
        says="are these the losses of this very training?",
    ),
    attack(
        *(10, "hard-coded public answers"),
        code_double="""
        def double(x):
            return torch.tensor([2.0, -4.0])
        """,
        code_fit_slope="""
        def fit_slope(x, y):
            return 3.0
        """,
        double="failed",
        fit_slope="failed",
    ),
    attack(
        *(18, "right only when called for the first time"),
        code_double="""
        calls = 0
        def double(x):
            global calls
            calls += 1
            return 2 * x if calls == 1 else 3 * x
        """,
        double="failed",
    ),
    attack(
        *(18, "right only for the check that students have"),
        code_double="""
        def double(x):
            return 2 * x if tuple(x.shape) == (2,) else x + 1
        """,
        double="failed",
    ),
]

BESIDE = {
    "conftest.py": b"import pytest\npytest.skip('no checks today', allow_module_level=True)\n",
    "pytest.ini": b"[pytest]\naddopts = --collect-only\n",
    "torch.py": b"raise SystemExit(0)\n",
    "numpy.py": b"raise SystemExit(0)\n",
    "sitecustomize.py": b"raise SystemExit(0)\n",
}
FILES = [
    attack(4, "files beside a right notebook", files=BESIDE, note="conftest.py"),
    attack(
        *(4, "files beside a wrong notebook"),
        code_double=WRONG,
        files=BESIDE | {"test_hidden.py": b"def test_nothing(): pass\n"},
        double="failed",
        note="conftest.py, numpy.py, pytest.ini, sitecustomize.py, test_hidden.py, torch.py",
    ),
]

ATTACKS = [*READING, *PATCHING, *LYING, *FILES]


@pytest.mark.parametrize("attack", ATTACKS, ids=str)
def test_nothing_is_read_and_nothing_forged(graded, attack):
    """The exercise that an attack is about is lost, the others are graded as usual."""
    graded.check(attack)


def test_the_neighbours_have_their_scores(graded):
    """Who hands in among forgers gets what is deserved, in the gradebook too."""
    graded.check_neighbours()


def test_nothing_outside_has_changed(graded):
    """Course, submissions, processes, sockets and shared memory are as they were."""
    graded.check_world()
