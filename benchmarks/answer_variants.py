"""
The same answer coded in another way, by rewriting its syntax tree.

Each rewriting leaves what the code computes as it is, up to rounding. One kind alone, `constants`,
changes learning rates and numbers of steps: the mistake stays, the numbers do not.
"""

from __future__ import annotations

import ast
import copy
from collections.abc import Callable

from autograde.grade.constants import with_other_constants

RATE, STEPS = 0.85, 1.15
_REDUCTIONS = {"mean", "sum", "exp", "abs", "sqrt", "argmax", "tanh", "sigmoid"}
_RANDOM = {"rand", "randn", "randperm", "randint", "manual_seed", "uniform_", "normal_"}


def variants(code: str) -> dict[str, str]:
    """
    Other codings of an answer.

    Returns:
        By kind of rewriting; only those that differ from the answer itself.
    """
    made = {}
    plain = ast.unparse(ast.parse(code))
    for kind, steps in _KINDS.items():
        tree = ast.parse(code)
        for step in steps:
            tree = ast.fix_missing_locations(step(tree))
        text = ast.unparse(tree)
        if text != plain:
            compile(text, kind, "exec")
            made[kind] = text
    return made


def _functions(tree: ast.Module) -> list[ast.FunctionDef]:
    return [n for n in tree.body if isinstance(n, ast.FunctionDef)]


def _rename_locals(tree: ast.Module) -> ast.Module:
    for function in _functions(tree):
        nodes = list(ast.walk(function))
        stored = {n.id for n in nodes if isinstance(n, ast.Name) and isinstance(n.ctx, ast.Store)}
        for n in nodes:
            if isinstance(n, ast.arg):
                stored.discard(n.arg)
            elif isinstance(n, ast.Global | ast.Nonlocal):
                stored -= set(n.names)
            elif isinstance(n, ast.ExceptHandler) and n.name:
                stored.discard(n.name)
        for n in nodes:
            if isinstance(n, ast.Name) and n.id in stored:
                n.id = f"my_{n.id}"
    return tree


class _Arithmetic(ast.NodeTransformer):
    """x * x for x ** 2 and the other way round; factors and sums turned round."""

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        self.generic_visit(node)
        left, right = node.left, node.right
        two = isinstance(right, ast.Constant) and right.value == 2
        if isinstance(node.op, ast.Pow) and two and isinstance(left, ast.Name):
            return ast.BinOp(left, ast.Mult(), copy.deepcopy(left))
        if isinstance(node.op, ast.Mult):
            if ast.dump(left) == ast.dump(right):
                return ast.BinOp(left, ast.Pow(), ast.Constant(2))
            if not any(isinstance(s, ast.List | ast.Tuple | ast.JoinedStr) for s in (left, right)):
                return ast.BinOp(right, ast.Mult(), left)
        product = any(
            isinstance(s, ast.BinOp) and isinstance(s.op, ast.Mult | ast.MatMult)
            for s in (left, right)
        )
        if isinstance(node.op, ast.Add) and product:
            return ast.BinOp(right, ast.Add(), left)
        return node


class _Spelling(ast.NodeTransformer):
    """torch.mean(x) for x.mean(), torch.matmul(a, b) for a @ b."""

    def visit_Call(self, node: ast.Call) -> ast.AST:
        self.generic_visit(node)
        f = node.func
        if isinstance(f, ast.Attribute) and f.attr in _REDUCTIONS:
            module = isinstance(f.value, ast.Name) and f.value.id in ("torch", "np", "F", "math")
            if not module:
                f = ast.Attribute(ast.Name("torch", ast.Load()), f.attr, ast.Load())
                return ast.Call(f, [node.func.value, *node.args], node.keywords)
        return node

    def visit_BinOp(self, node: ast.BinOp) -> ast.AST:
        self.generic_visit(node)
        if isinstance(node.op, ast.MatMult):
            matmul = ast.Attribute(ast.Name("torch", ast.Load()), "matmul", ast.Load())
            return ast.Call(matmul, [node.left, node.right], [])
        return node


class _Statements(ast.NodeTransformer):
    """Loops for comprehensions, while for counting loops, a name for what is returned."""

    def __init__(self) -> None:
        self.count = 0

    def visit_Return(self, node: ast.Return) -> ast.AST | list[ast.stmt]:
        if node.value is None or isinstance(node.value, ast.Name | ast.Constant):
            return node
        self.count += 1
        name = f"answer_{self.count}"
        assign = ast.Assign([ast.Name(name, ast.Store())], node.value, lineno=0)
        return [*_unrolled(assign), ast.Return(ast.Name(name, ast.Load()))]

    def visit_Assign(self, node: ast.Assign) -> ast.AST | list[ast.stmt]:
        return _unrolled(node)

    def visit_For(self, node: ast.For) -> ast.AST | list[ast.stmt]:
        self.generic_visit(node)
        call = node.iter
        counting = (
            isinstance(call, ast.Call)
            and isinstance(call.func, ast.Name)
            and call.func.id == "range"
            and len(call.args) == 1
            and isinstance(node.target, ast.Name)
            and not node.orelse
        )
        if not counting or any(isinstance(n, ast.Continue) for n in ast.walk(node)):
            return node
        self.count += 1
        end, at = f"end_{self.count}", f"at_{self.count}"
        start = ast.parse(f"{end} = 0\n{at} = 0").body
        start[0].value = call.args[0]  # type: ignore[attr-defined]
        loop = ast.parse(f"while {at} < {end}:\n    {node.target.id} = {at}\n    {at} += 1").body[0]
        assert isinstance(loop, ast.While)
        loop.body += node.body
        return [*start, loop]


def _unrolled(node: ast.Assign) -> list[ast.stmt]:
    value, targets = node.value, node.targets
    if not (
        isinstance(value, ast.ListComp)
        and len(value.generators) == 1
        and isinstance(targets[0], ast.Name)
    ):
        return [node]
    part, name = value.generators[0], targets[0].id
    inner = ast.parse(f"collected_{name}.append(0)").body
    inner[0].value.args = [value.elt]  # type: ignore[attr-defined]
    for condition in reversed(part.ifs):
        inner = [ast.If(condition, inner, [])]
    head = ast.parse(f"collected_{name} = []").body
    tail = ast.parse(f"{name} = collected_{name}").body
    return [*head, ast.For(part.target, part.iter, inner, [], lineno=0), *tail]


_CALLS_HELPER = "def {public}(*args, **kwargs):\n    return {helper}(*args, **kwargs)"


def _helper(tree: ast.Module, template: str = _CALLS_HELPER) -> ast.Module:
    """The work is done by a helper, which the function that was asked for calls."""
    body: list[ast.stmt] = []
    for node in tree.body:
        body.append(node)
        if isinstance(node, ast.FunctionDef) and not node.decorator_list:
            public, helper = node.name, f"work_of_{node.name}"
            for inner in ast.walk(node):
                if isinstance(inner, ast.Name) and inner.id == public:
                    inner.id = helper
            node.name = helper
            body += ast.parse(template.format(public=public, helper=helper)).body
    tree.body = body
    return tree


def _reorder(tree: ast.Module) -> ast.Module:
    """Two neighbouring assignments that do not need each other change places."""
    for function in _functions(tree):
        body, at = function.body, 0
        while at + 1 < len(body):
            if _independent(body[at], body[at + 1]):
                body[at], body[at + 1] = body[at + 1], body[at]
                at += 1
            at += 1
    return tree


def _independent(a: ast.stmt, b: ast.stmt) -> bool:
    def pure(s: ast.stmt) -> bool:
        calls = [n.func for n in ast.walk(s) if isinstance(n, ast.Call)]
        names = [f.attr if isinstance(f, ast.Attribute) else getattr(f, "id", "?") for f in calls]
        simple = isinstance(s, ast.Assign) and isinstance(s.targets[0], ast.Name)
        acts = any(n.endswith("_") or n[0].isupper() or n in _RANDOM for n in names)
        return simple and not acts and not {"backward", "step", "train_model"} & set(names)

    def names(s: ast.stmt) -> set[str]:
        return {n.id for n in ast.walk(s) if isinstance(n, ast.Name)}

    if not (pure(a) and pure(b)):
        return False
    target_a, target_b = a.targets[0].id, b.targets[0].id  # type: ignore[attr-defined]
    return target_a not in names(b) and target_b not in names(a)


_IN_DOUBLE = """
def {public}(*args, **kwargs):
    single = [a for a in args if isinstance(a, torch.Tensor) and a.dtype is torch.float32]
    args = [a.double() if any(a is s for s in single) else a for a in args]
    answer = {helper}(*args, **kwargs)
    if single and isinstance(answer, torch.Tensor) and answer.dtype is torch.float64:
        return answer.float()
    return answer
"""


def _double(tree: ast.Module) -> ast.Module:
    """Calculate in float64, and answer in float32."""
    return _helper(tree, _IN_DOUBLE)


def _constants(tree: ast.Module) -> ast.Module:
    """Other learning rates, more steps; other ones than those that fingerprints are made with."""
    code = ast.unparse(tree)
    return ast.parse(with_other_constants(code, RATE, STEPS) or code)


def _each(transformer: type[ast.NodeTransformer]) -> Callable[[ast.Module], ast.Module]:
    return lambda tree: transformer().visit(tree)


_KINDS: dict[str, tuple[Callable[[ast.Module], ast.Module], ...]] = {
    "names and order": (_rename_locals, _reorder, _each(_Arithmetic)),
    "loops and helpers": (_each(_Statements), _each(_Spelling), _helper),
    "float64": (_double,),
    "constants": (_constants,),
}
