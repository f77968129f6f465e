"""Every regular expression of the program, found without a list, and texts made to exhaust it."""

import ast
import contextlib
import functools
import importlib
import inspect
import json
import pkgutil
import re
import subprocess
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple, cast

SOURCE = Path(__file__).parents[2] / "src"
ANCHORED = frozenset({"match", "fullmatch"})
METHODS = ("finditer", "match")
FUNCTIONS = frozenset({"compile", "match", "fullmatch", "search", "sub", "subn", "split"}) | {
    "findall",
    "finditer",
}
PALETTES = ("1", "中", " ", "a,.-、（", ",1", ".1")
SUFFIXES = ("", "\n", "\0")
Tree = Iterable[tuple[Any, Any]]


class Found(NamedTuple):
    """A pattern, where it was compiled, and by which methods a text can be given to it."""

    source: str
    flags: int
    where: str
    methods: tuple[str, ...]


def trees() -> dict[str, ast.Module]:
    """Every module of the program, parsed."""
    files = sorted((SOURCE / "juesuan").rglob("*.py"))
    return {str(file.relative_to(SOURCE)): ast.parse(file.read_text("utf-8")) for file in files}


@functools.cache
def collect() -> tuple[Found, ...]:
    """Every pattern: compiled on import, from data, or written in a call of `re`.

    A process of its own imports everything afresh: libraries like PDFium start only once in one.
    """
    command = [sys.executable, "-m", "tests.making.patterns"]
    done = subprocess.run(command, cwd=SOURCE.parent, capture_output=True, check=True)
    return tuple(Found(s, f, w, tuple(m)) for s, f, w, m in json.loads(done.stdout))


def _collected() -> list[Found]:
    found = [*_compiled(), *inline()]
    return sorted(set(found), key=lambda one: (one.where, one.source))


def _compiled() -> Iterator[Found]:
    """Import everything afresh and read all data, writing down what is compiled."""
    seen: list[tuple[str, int, str]] = []
    compiled = re.compile

    def record(pattern: str, flags: int = 0) -> re.Pattern[str]:
        caller = sys._getframe(1).f_globals.get("__name__", "")
        made = compiled(pattern, flags)
        if caller.startswith("juesuan") and isinstance(made.pattern, str):
            seen.append((made.pattern, made.flags, caller))
        return made

    re.compile = record  # type: ignore[assignment]
    try:
        _load_everything()
        names = dict(_names())
    finally:
        re.compile = compiled
    uses = _uses()
    for source, flags, where in seen:
        name = names.get((source, flags), "")
        yield Found(source, flags, f"{where} {name}".strip(), _methods(where, name, uses))


def _load_everything() -> None:
    package = importlib.import_module("juesuan")
    for module in pkgutil.walk_packages(package.__path__, "juesuan."):
        if not module.name.endswith("__main__"):
            importlib.import_module(module.name)
    for name in [name for name in sys.modules if name.startswith("juesuan")]:
        for one in [*vars(sys.modules[name]).values()]:
            if isinstance(one, functools._lru_cache_wrapper) and not _needs(one):
                with contextlib.suppress(ModuleNotFoundError):  # an extra that is not installed
                    one()
    edition, folders = (
        sys.modules[f"juesuan.notation.{name}"] for name in ("edition", "edition_folders")
    )
    for year in folders.years():
        for region in ("", *folders.regions()):
            loaded = edition.load(f"{year}-{region}" if region else str(year))
            for name, value in vars(edition.Edition).items():
                if isinstance(value, functools.cached_property):
                    getattr(loaded, name)


def _needs(function: Callable[..., object]) -> bool:
    """Whether a function cannot be called without an argument."""
    parameters = inspect.signature(function).parameters.values()
    return any(p.default is p.empty and p.kind < p.VAR_POSITIONAL for p in parameters)


def _names() -> Iterator[tuple[tuple[str, int], str]]:
    """The global names of patterns."""
    for module in [one for name, one in sys.modules.items() if name.startswith("juesuan")]:
        for name, value in vars(module).items():
            if isinstance(value, re.Pattern):
                yield (value.pattern, value.flags), name


def _uses() -> dict[tuple[str, str], set[str]]:
    """How each global of each module is used: the methods called on it, "" for anything else."""
    found: dict[tuple[str, str], set[str]] = {}
    for where, tree in trees().items():
        own = where.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
        owners = {
            alias.asname or alias.name: (node.module or "", alias.name)
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom)
            for alias in node.names
        }
        held: set[int] = set()
        for node in ast.walk(tree):
            if not isinstance(node, ast.Attribute) or node.attr == "pattern":
                held.add(id(node.value)) if isinstance(node, ast.Attribute) else None
            elif isinstance(node.value, ast.Name):
                held.add(id(node.value))
                key = owners.get(node.value.id, (own, node.value.id))
                found.setdefault(key, set()).add(node.attr)
            elif isinstance(node.value, ast.Attribute):
                found.setdefault(("", node.value.attr), set()).add(node.attr)
        for node in ast.walk(tree):
            bare = isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load)
            if isinstance(node, ast.Name) and bare and id(node) not in held:
                found.setdefault(owners.get(node.id, (own, node.id)), set()).add("")
    return found


def _methods(module: str, name: str, uses: dict[tuple[str, str], set[str]]) -> tuple[str, ...]:
    """The methods to try a pattern with: any, unless it is only ever matched at the head."""
    found = uses.get((module, name), set()) | uses.get(("", name), set())
    return tuple(sorted(found)) if name and found and found <= ANCHORED else METHODS


def inline() -> Iterator[Found]:
    """The patterns written in a call: re.sub(r"…", …)."""
    for where, tree in trees().items():
        for call in calls(tree):
            pattern = call.args[0]
            method = cast("ast.Attribute", call.func).attr
            if method != "compile" and isinstance(pattern, ast.Constant):
                methods = (method,) if method in ANCHORED else ("finditer",)
                place = f"{where}:{call.lineno}"
                yield Found(str(pattern.value), int(re.UNICODE), place, methods)


def calls(tree: ast.AST) -> Iterator[ast.Call]:
    """Every call of a function of `re` that takes a pattern."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            owner = node.func.value
            if isinstance(owner, ast.Name) and owner.id == "re" and node.func.attr in FUNCTIONS:
                yield node


def attacks(source: str, flags: int, length: int) -> list[str]:
    """Texts of some length that pump each repeated part of a pattern, then fail it."""
    parser = importlib.import_module("re._parser")
    tree = list(parser.parse(source, flags))
    made: dict[str, None] = {}
    for palette in PALETTES:
        sampler = _Sampler(palette)
        for before, body in sampler.pumps(tree, ""):
            for unit in (body, before + body, before):
                if unit:
                    for lead in ("", before):
                        pumped = lead + unit * ((length - len(lead)) // len(unit))
                        made.update(dict.fromkeys(pumped + suffix for suffix in SUFFIXES))
        whole = sampler.text(tree)
        parts = {whole, whole[:-1], whole[: len(whole) // 2]}
        made.update(dict.fromkeys(part * (length // len(part)) for part in parts if part))
    for unit in ("1", " ", "中", "1,", "1.", "1 ", "-", "（", "、", "\n"):
        made[unit * (length // len(unit))] = None
    return list(made)


class _Sampler:
    """Writes texts that match parts of a pattern, with the characters of a palette if it can."""

    def __init__(self, palette: str) -> None:
        self.palette = palette + "1中a ,，.。、-（）()X年元表"
        self.groups: dict[int, str] = {}

    def pumps(self, tree: Tree, before: str) -> Iterator[tuple[str, str]]:
        """Each repeated part with what stands before it."""
        for op, value in tree:
            name = str(op)
            if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
                body = self.text(value[2])
                if value[1] > 1:
                    yield before, body
                yield from self.pumps(value[2], before)
            elif name == "BRANCH":
                for branch in value[1]:
                    yield from self.pumps(branch, before)
            elif name == "SUBPATTERN":
                yield from self.pumps(value[3], before)
            elif name == "ATOMIC_GROUP":
                yield from self.pumps(value, before)
            elif name in ("ASSERT", "ASSERT_NOT"):
                yield from self.pumps(value[1], before)
            before += self.one(name, value)

    def text(self, tree: Tree) -> str:
        """A short text that matches."""
        return "".join(self.one(str(op), value) for op, value in tree)

    def one(self, name: str, value: Any) -> str:  # noqa: ANN401
        """A short text that matches one part."""
        if name == "LITERAL":
            return chr(value)
        if name in ("MAX_REPEAT", "MIN_REPEAT", "POSSESSIVE_REPEAT"):
            return self.text(value[2]) * max(int(value[0]), 1)
        if name == "SUBPATTERN":
            found = self.text(value[3])
            self.groups[value[0]] = found
            return found
        if name == "ATOMIC_GROUP":
            return self.text(value)
        if name == "BRANCH":
            return self.text(value[1][0])
        if name == "GROUPREF":
            return self.groups.get(value, "")
        if name in ("IN", "ANY", "NOT_LITERAL"):
            return self._character(name, value)
        return ""

    def _character(self, name: str, value: Any) -> str:  # noqa: ANN401
        if name == "ANY":
            return self.palette[0]
        if name == "NOT_LITERAL":
            return next(c for c in self.palette if c != chr(value))
        for character in self.palette:
            if _in(character, value):
                return character
        op, first = next((str(o), v) for o, v in value if str(o) != "NEGATE")
        return chr(first[0] if op == "RANGE" else first) if op != "CATEGORY" else "\t"


CATEGORIES: dict[str, Callable[[str], bool]] = {
    "CATEGORY_DIGIT": str.isdigit,
    "CATEGORY_SPACE": str.isspace,
    "CATEGORY_WORD": lambda c: c.isalnum() or c == "_",
}


def _in(character: str, items: Tree) -> bool:
    """Whether a character is of a class."""
    negated = hit = False
    for op, value in items:
        name = str(op)
        if name == "NEGATE":
            negated = True
        elif name == "LITERAL":
            hit |= ord(character) == value
        elif name == "RANGE":
            hit |= value[0] <= ord(character) <= value[1]
        elif name == "CATEGORY":
            positive = CATEGORIES[str(value).replace("NOT_", "")](character)
            hit |= positive != ("NOT_" in str(value))
    return hit != negated


if __name__ == "__main__":
    sys.stdout.write(json.dumps(_collected()))
