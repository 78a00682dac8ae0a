"""
Which small change of a right answer do the checks not see?

    python benchmarks/mutants.py neuron [--exercise fit_neuron] [--of-all] [--jobs 2] [--list]

Mutation testing of the checks. In the instructor's solution of each exercise (with ``--of-all`` in
each right answer of the bank) one thing is changed: an operator, a constant, a comparison, a
reduction, a keyword left out, a call taken off what it is called on, a statement deleted, a
condition turned round. Each such mutant is graded once, as a submission is. Those that get full
marks are printed as what they changed; a person says of each whether it still does what the
exercise asks for. Those that do are noted with their reason in ``benchmarks/equivalent.toml`` and
printed no more: what is left is a mistake that the checks let pass.

What is known is kept in build/mutants/ (see `trials`).
"""

from __future__ import annotations

import ast
import copy
import hashlib
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path

from repetitions import right_answers
from trials import OWN, ROOT, Answers, Record, in_parts, options_of, try_all

from autograde.course import Course

KEPT = ROOT / "build" / "mutants"
EQUIVALENT = Path(__file__).with_name("equivalent.toml")

# Many mutants never end; no right answer of the course needs a fifth of its time.
PATIENCE = 0.3

_OPERATORS: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.Div,
    ast.Div: ast.Mult,
    ast.MatMult: ast.Mult,
    ast.FloorDiv: ast.Div,
    ast.Pow: ast.Mult,
    ast.Mod: ast.FloorDiv,
}
_COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Lt: (ast.LtE, ast.Gt),
    ast.LtE: (ast.Lt, ast.GtE),
    ast.Gt: (ast.GtE, ast.Lt),
    ast.GtE: (ast.Gt, ast.LtE),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
}
_OTHER_NAMES = {
    "mean": "sum",
    "sum": "mean",
    "min": "max",
    "max": "min",
    "argmin": "argmax",
    "argmax": "argmin",
    "zeros": "ones",
    "ones": "zeros",
    "zeros_like": "ones_like",
    "ones_like": "zeros_like",
    "randn": "rand",
    "rand": "randn",
    "relu": "tanh",
    "tanh": "sigmoid",
    "sigmoid": "tanh",
    "softmax": "log_softmax",
    "log_softmax": "softmax",
    "ReLU": "Tanh",
    "Tanh": "Sigmoid",
    "Sigmoid": "Tanh",
    "train": "eval",
    "eval": "train",
    "exp": "log",
    "log": "exp",
    "std": "var",
    "var": "std",
    "cat": "stack",
    "stack": "cat",
    "floor": "ceil",
    "ceil": "floor",
}


def mutants(code: str) -> Iterator[tuple[str, str]]:
    """
    What one change makes of an answer.

    Returns:
        For each: the line that was changed, before and after, and the whole code.
    """
    tree = ast.parse(code)
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and ast.get_docstring(node):
            node.body[:1] = [] if len(node.body) > 1 else [ast.Pass()]
    plain = ast.unparse(tree)
    seen = {plain}
    for place, node in enumerate(ast.walk(tree)):
        for changed in _changes(node):
            other = copy.deepcopy(tree)
            target = next(n for i, n in enumerate(ast.walk(other)) if i == place)
            _replace(other, target, changed)
            text = ast.unparse(ast.fix_missing_locations(other))
            if text in seen or not _compiles(text):
                continue
            seen.add(text)
            yield _difference(plain, text), text


def _changes(node: ast.AST) -> Iterator[ast.AST | None]:
    """Nodes that may stand in the place of one; None deletes it."""
    match node:
        case ast.BinOp(left, op, right):
            yield ast.BinOp(left, _OPERATORS.get(type(op), ast.Add)(), right)
            yield left
            yield right
        case ast.AugAssign(target, op, value):
            yield None
            yield ast.AugAssign(target, _OPERATORS.get(type(op), ast.Add)(), value)
            yield ast.Assign([target], value)
        case ast.UnaryOp(_, operand):
            yield operand
        case ast.Compare(left, [op], comparators):
            for kind in _COMPARISONS[type(op)]:
                yield ast.Compare(left, [kind()], comparators)
        case ast.BoolOp(op, values):
            yield ast.BoolOp(ast.Or() if isinstance(op, ast.And) else ast.And(), values)
            yield from values
        case ast.Constant(bool() as value):
            yield ast.Constant(not value)
        case ast.Constant(int() as value):
            yield ast.Constant(value + 1)
            yield ast.Constant(value - 1)
        case ast.Constant(float() as value):
            yield ast.Constant(value * 2 if value else 1.0)
            yield ast.Constant(value / 2 if value else -1.0)
        case ast.Constant(str() as value) if value:
            yield ast.Constant("")
        case ast.Call(function, args, keywords):
            for i in range(len(keywords)):
                yield ast.Call(function, args, keywords[:i] + keywords[i + 1 :])
            if isinstance(function, ast.Attribute):
                yield function.value  # x for x.detach()
            if len(args) > 1:
                yield ast.Call(function, args[:-1], keywords)
                if not any(isinstance(a, ast.Starred) for a in args):
                    yield ast.Call(function, [args[1], args[0], *args[2:]], keywords)
            elif args and not isinstance(args[0], ast.Starred | ast.GeneratorExp):
                yield args[0]  # x for torch.relu(x)
        case ast.Attribute(value, name, ctx) if name in _OTHER_NAMES:
            yield ast.Attribute(value, _OTHER_NAMES[name], ctx)
        case ast.Attribute(value, "T" | "mT" | "data" | "grad", ctx):
            yield value
        case ast.IfExp(_, body, otherwise):
            yield body
            yield otherwise
        case ast.If(test, body, otherwise):
            yield ast.If(ast.UnaryOp(ast.Not(), test), body, otherwise)
            yield None
        case ast.Expr(ast.Constant()):
            return
        case ast.Expr() | ast.Assign() | ast.AnnAssign() | ast.Break() | ast.Continue():
            yield None
        case ast.For(target, iterated, body, otherwise):
            yield ast.For(target, iterated, [*body, ast.Break()], otherwise)
        case ast.With(_, body) if not any(item.optional_vars for item in node.items):
            yield ast.With([ast.withitem(_nothing())], body)
        case ast.Tuple(elements, ctx) if len(elements) == 2 and isinstance(ctx, ast.Load):
            yield ast.Tuple([elements[1], elements[0]], ctx)
        case ast.Subscript(value, slice_, ctx) if isinstance(slice_, ast.Slice):
            yield value
        case _:
            return


def _nothing() -> ast.expr:
    return ast.parse("__import__('contextlib').nullcontext()", mode="eval").body


def _replace(tree: ast.AST, target: ast.AST, changed: ast.AST | None) -> None:
    for parent in ast.walk(tree):
        for name, value in ast.iter_fields(parent):
            if value is target and changed is not None:
                setattr(parent, name, copy.deepcopy(changed))
            elif isinstance(value, list):
                for i, item in enumerate(value):
                    if item is target:
                        value[i] = ast.Pass() if changed is None else copy.deepcopy(changed)


def _compiles(text: str) -> bool:
    try:
        compile(text, "<mutant>", "exec")
    except (SyntaxError, ValueError):
        return False
    return True


def _difference(before: str, after: str) -> str:
    old, new = before.splitlines(), after.splitlines()
    while old and new and old[0] == new[0]:
        del old[0], new[0]
    while old and new and old[-1] == new[-1]:
        del old[-1], new[-1]
    return " / ".join(o.strip() for o in old) + "   =>   " + " / ".join(n.strip() for n in new)


def mutated(answers: Answers) -> Answers:
    """All mutants of right answers; their names say of which answer they are and what changed."""
    made: Answers = {}
    for exercise, codes in answers.items():
        made[exercise] = {}
        for name, code in codes.items():
            for what, text in mutants(code):
                title = f"{name}: {what}"
                if title in made[exercise]:
                    title += f" ({hashlib.sha256(text.encode()).hexdigest()[:4]})"
                made[exercise][title] = text
    return made


def main() -> None:
    """Try what is left, in a process for each core, and list what got full marks."""
    parser = options_of(__doc__.split("\n")[1])
    parser.add_argument("--of-all", action="store_true", help="mutate all right answers")
    parser.add_argument("--list", action="store_true", help="say what is known, try nothing")
    options = parser.parse_args()
    assignment = Course.find(ROOT).assignment(options.assignment)
    answers = right_answers(assignment, options.exercise)
    if not options.of_all:
        answers = {exercise: {OWN: codes[OWN]} for exercise, codes in answers.items()}
    record = Record(assignment, mutated(answers), KEPT, options.part or 0)
    if options.part is not None:
        try_all(record, 1, options.part, options.jobs, patience=PATIENCE)
        return
    start = time.monotonic()
    if not options.list:
        in_parts(__file__, options.jobs)
    known = record.read()
    equivalent = tomllib.loads(EQUIVALENT.read_text(encoding="utf-8")).get(assignment.name, {})
    for exercise, made in record.answers.items():
        tried = {name: known[exercise, name][0] for name in made if known[exercise, name]}
        alive = [name for name, failed in tried.items() if not failed]
        same = [name for name in alive if name in equivalent.get(exercise, {})]
        print(
            f"{assignment.name:12} {exercise:26} {len(tried):4d} mutants: "
            f"{len(tried) - len(alive)} seen, {len(same)} as right as before"
        )
        for name in alive:
            if name not in same:
                print(f"    {name}")
    print(f"{time.monotonic() - start:.0f} s")


if __name__ == "__main__":
    main()
