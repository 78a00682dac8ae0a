"""
The same answer with another learning rate and another number of steps.

A mistake in training stays the same mistake whatever the constants are, but its numbers change.
Running it with other constants shows which of its numbers depend on them.
"""

from __future__ import annotations

import ast

_OPTIMIZERS = {"SGD", "Adam", "AdamW", "RMSprop"}
_RATES, _STEPS = {"lr", "learning_rate", "rate"}, {"epochs", "steps", "n_epochs", "n_steps"}
_FEWEST = 20  # a loop over fewer is not training


def with_other_constants(code: str, rate: float, steps: float) -> str | None:
    """
    Rewrite an answer.

    Args:
        code: What a student typed.

        rate: Factor for each learning rate.

        steps: Factor for each number of steps.

    Returns:
        None if it has no such constants, or is not plain Python.
    """
    try:
        tree = ast.parse(code)
    except (SyntaxError, ValueError):
        return None
    before = ast.unparse(tree)
    after = ast.unparse(_Constants(rate, steps).visit(tree))
    return after if after != before else None


class _Constants(ast.NodeTransformer):
    def __init__(self, rate: float, steps: float) -> None:
        self.rate, self.steps = rate, steps

    def visit_keyword(self, node: ast.keyword) -> ast.AST:
        self.generic_visit(node)
        node.value = self.other(node.arg or "", node.value)
        return node

    def visit_Assign(self, node: ast.Assign) -> ast.AST:
        self.generic_visit(node)
        if isinstance(node.targets[0], ast.Name):
            node.value = self.other(node.targets[0].id, node.value)
        return node

    def visit_Call(self, node: ast.Call) -> ast.AST:
        self.generic_visit(node)
        name = getattr(node.func, "id", getattr(node.func, "attr", ""))
        kind = "steps" if name == "range" else "lr" if name in _OPTIMIZERS else ""
        node.args = [self.other(kind, arg) for arg in node.args]
        return node

    def other(self, name: str, node: ast.expr) -> ast.expr:
        """The constant that stands in place of one that goes by this name."""
        value = node.value if isinstance(node, ast.Constant) else None
        if name in _RATES and isinstance(value, float):
            return ast.Constant(self.rate * value)
        if name in _STEPS and type(value) is int and value >= _FEWEST:
            return ast.Constant(max(1, round(self.steps * value)))
        return node
