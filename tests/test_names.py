"""The law of names: a value is named by the noun it holds, and not by what was done to get it."""

import ast
from collections.abc import Iterator

from tests.test_house import here, python_files

BARE = {"found", "one", "said", "held", "told", "lost", "known", "things", "own", "left"}
SIDES = {"right", "top"}  # beside one of them `left` is a side, and the plain word for it

Scope = ast.Module | ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


def bound(node: ast.AST) -> Iterator[tuple[str, int]]:
    """Yield what a scope binds itself: its parameters, fields and variables, and their lines."""
    match node:
        case ast.Name(id=name, ctx=ast.Store()) | ast.arg(arg=name):
            yield name, node.lineno
        case ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)):
            yield name, node.lineno
        case ast.ExceptHandler(name=str(name)):
            yield name, node.lineno
    parts = ast.iter_child_nodes(node)
    for part in (node.iter, *node.ifs) if isinstance(node, ast.comprehension) else parts:
        if not isinstance(part, Scope | ast.Lambda):
            yield from bound(part)


def bare(text: str) -> list[tuple[str, int]]:
    """List the bare words that a module binds outside comprehensions and lambdas."""
    words: list[tuple[str, int]] = []
    for scope in ast.walk(ast.parse(text)):
        if isinstance(scope, Scope):
            names = list(bound(scope))
            is_side = not SIDES.isdisjoint(name for name, _ in names)
            words += [(n, at) for n, at in names if n in BARE and not (is_side and n == "left")]
    return words


def test_a_value_is_named_by_the_noun_it_holds() -> None:
    places = [
        f"{here(file)}:{line} {name}"
        for file in python_files("src")
        for name, line in bare(file.read_text("utf-8"))
    ]
    assert places == []


def test_the_law_of_names_bites() -> None:
    binding = (
        "found = 1",
        "def f(one): ...",
        "def f(*, told=1): ...",
        "class A:\n    held: int = 0",
        "for own in x: ...",
        "with x as known: ...",
        "if lost := f(): ...",
        "a, *left = x",
        "def f(x):\n    match x:\n        case [said, *things]: ...",
        "try: ...\nexcept E as found: ...",
        "y = [(found := f(x)) for x in z]",
        "right = 1\ndef f(left): ...",
    )
    assert [text for text in binding if not bare(text)] == []
    free = (
        "y = [one for one in x if one]",
        "y = max(x, key=lambda one: one.size)",
        "left, right = x",
        "class A:\n    left: float\n    top: float",
        "f(found=found.left)",
        "class A:\n    def known(self): ...",
    )
    assert [text for text in free if bare(text)] == []
