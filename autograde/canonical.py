"""
The text of an answer without what two people who wrote the same thing choose differently.

Comments, docstrings, layout and the names of variables go; what is left can be compared.
"""

from __future__ import annotations

import ast
import builtins
import re

MAX_CHARS = 20_000
_FAMILIAR = {*dir(builtins), "torch", "nn", "F", "np", "plt"}


def canonical(source: str) -> str:
    """
    An answer with variables numbered in order of appearance, without comments.

    Args:
        source: A cell, from whoever.

    Returns:
        Python again; where it cannot be parsed, the text without comments and spaces at the
        ends of lines.
    """
    source = source[:MAX_CHARS]
    tree = parsed(source)
    if tree is None:
        lines = (re.sub(r"#.*", "", line).rstrip() for line in source.split("\n"))
        return "\n".join(line for line in lines if line)
    try:
        _Renamer(tree).visit(tree)
        return ast.unparse(without_docstrings(tree))
    except RecursionError:
        return source


def parsed(source: str) -> ast.Module | None:
    """The syntax tree of a cell, None if it is not plain Python; lines with magics are skipped."""
    lines = [s for s in source.split("\n") if not s.lstrip().startswith(("%", "!"))]
    try:
        return ast.parse("\n".join(lines))
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return None


def without_docstrings(tree: ast.Module) -> ast.Module:
    """The tree without strings that stand as statements."""
    for node in ast.walk(tree):
        body = getattr(node, "body", None)
        if isinstance(body, list):
            kept = [s for s in body if not _is_text(s)]
            module = isinstance(node, ast.Module)
            node.body = kept if kept or module else [ast.Pass()]  # type: ignore[attr-defined]
    return tree


def _is_text(node: object) -> bool:
    return (
        isinstance(node, ast.Expr)
        and isinstance(node.value, ast.Constant)
        and isinstance(node.value.value, str)
    )


class _Renamer(ast.NodeTransformer):
    def __init__(self, tree: ast.Module) -> None:
        own = set()
        for node in ast.walk(tree):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                own.add(node.id)
            elif isinstance(node, ast.arg):
                own.add(node.arg)
        top = {n.name for n in tree.body if isinstance(n, ast.FunctionDef | ast.ClassDef)}
        self.own, self.numbers = own - top - _FAMILIAR, dict[str, str]()

    def name(self, name: str) -> str:
        """The number that stands for a variable."""
        if name not in self.own:
            return name
        return self.numbers.setdefault(name, f"v{len(self.numbers)}")

    def visit_Name(self, node: ast.Name) -> ast.AST:
        node.id = self.name(node.id)
        return node

    def visit_arg(self, node: ast.arg) -> ast.AST:
        self.generic_visit(node)
        node.arg = self.name(node.arg)
        return node
