"""The house rules: who may import whom, how long things are, what is said and what is not."""

import ast
import re
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SOURCE = ROOT / "src"
SCRIPTS = ("src", "tests", "examples", "bench", "docs")

# The import law. A room imports only rooms of a lower rank; rooms of one rank never import one
# another; inside a room modules may, without a cycle. `editions` is data and imports nothing.
RANKS = {
    "model": 0,
    "extras": 0,
    "editions": 0,
    "notation": 1,
    "secrecy": 1,
    "packed": 1,
    "stages": 1,
    "sources": 2,
    "books": 2,
    "projects": 2,
    "reading": 3,
    "auditing": 3,
    "preparing": 3,
    "composing": 3,
    "publishing": 3,
    "archive": 4,
    "desk": 4,
    "tasks": 5,
    "guard": 6,
    "deliveries": 7,
    "kept_documents": 7,
    "kept_reports": 7,
    "audited_paths": 7,
    "bookwork": 8,
    "juesuan": 8,  # the front door, src/juesuan/__init__.py
    "batch": 8,
    "portal": 9,
    "cli": 10,
    "__main__": 11,
}

LONGEST_FILE = 400
LONGEST_FUNCTION = 40
EMPTY_NAMES = {"utils", "util", "helpers", "helper", "manager", "misc", "common"}

# Paths of a machine and addresses of a registry; · keeps this very file from naming them.
PRIVATE = re.compile(
    (
        r"(?<![\w./-])/(?:w·ork|opt/p·ypi|opt/w·heels|r·oot|h·ome/\w+)/"
        r"|p·ypi\.org|p·ythonhosted\.org|n·pmjs\.org|n·pmmirror\.com|/p·ypi/simple"
        r"|--(?:extra-)?i·ndex-url|--f·ind-links"
    ).replace("·", "")
)

Graph = dict[str, set[str]]


def module_name(file: Path, source: Path) -> str:
    """Return the dotted name a file is imported by."""
    return ".".join(file.relative_to(source).with_suffix("").parts).removesuffix(".__init__")


def room(module: str) -> str:
    """Return the top-level room a module of ours lives in."""
    return module.split(".")[1] if "." in module else module


def imported(tree: ast.AST, package: str) -> Iterator[str]:
    """Yield every dotted name a module imports, at its head or later, relative ones resolved."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            above = package.split(".")[: len(package.split(".")) - node.level + 1]
            base = ".".join([*(above if node.level else []), *filter(None, [node.module])])
            yield from (f"{base}.{alias.name}" for alias in node.names)


def nearest(name: str, modules: set[str]) -> str:
    """Return the module of ours that a dotted name belongs to, '' when it is not ours."""
    while name and name not in modules:
        name = name.rpartition(".")[0]
    return name


def import_graph(source: Path) -> Graph:
    """Return, for each module under a source folder, the modules of ours that it imports."""
    files = {module_name(f, source): f for f in sorted(source.rglob("*.py"))}
    graph: Graph = {}
    for name, file in files.items():
        package = name if file.name == "__init__.py" else name.rpartition(".")[0]
        names = imported(ast.parse(file.read_text("utf-8")), package)
        graph[name] = {nearest(n, set(files)) for n in names} - {"", name}
    return graph


def unlawful(graph: Graph) -> list[str]:
    """List the imports that break the law, in words."""
    return [
        f"{here} must not import {there}"
        for here, others in graph.items()
        for there in others
        if room(here) != room(there) and RANKS[room(here)] <= RANKS[room(there)]
    ]


def in_a_cycle(graph: Graph) -> list[str]:
    """List the modules that reach themselves."""

    def reached(start: str) -> set[str]:
        seen: set[str] = set()
        todo = [start]
        while todo:
            fresh = graph[todo.pop()] - seen
            seen |= fresh
            todo.extend(fresh)
        return seen

    return [name for name in graph if name in reached(name)]


def python_files(*folders: str) -> list[Path]:
    """Return our Python files in these folders of the project."""
    return sorted(f for folder in folders for f in (ROOT / folder).rglob("*.py"))


def here(file: Path) -> str:
    """Return a file's name as a finding shows it."""
    return file.relative_to(ROOT).as_posix()


Named = ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef


def public(tree: ast.Module | ast.ClassDef) -> Iterator[Named]:
    """Yield the public functions, classes and methods of a module or class."""
    for node in tree.body:
        if isinstance(node, Named) and not node.name.startswith("_"):
            if "overload" not in {ast.unparse(d).split(".")[-1] for d in node.decorator_list}:
                yield node
            if isinstance(node, ast.ClassDef):
                yield from public(node)


def committed() -> list[Path]:
    """Return the files git keeps; skips the test where there is no git."""
    try:
        command = ["git", "ls-files", "-z"]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("not a git checkout: cannot tell which files are committed")
    names = done.stdout.decode("utf-8").split("\0")
    return [ROOT / name for name in names if name and (ROOT / name).is_file()]


def test_every_room_has_a_rank() -> None:
    rooms = {room(name) for name in import_graph(SOURCE)}
    assert rooms <= RANKS.keys(), "a new room needs a row in RANKS, and a reason in the commit"


def test_imports_point_down_and_never_sideways() -> None:
    assert unlawful(import_graph(SOURCE)) == []


TEXTS = {"message", "reason", "why"}  # what is said of a thing; what it is, is its kind
ASKED = {*"startswith endswith partition rpartition removeprefix removesuffix find".split()}


def decided_by_text(tree: ast.AST) -> Iterator[int]:
    """Yield the lines where the words of a message, reason or cause decide something."""

    def words(node: ast.expr) -> bool:
        return isinstance(node, ast.Attribute) and node.attr in TEXTS

    for node in ast.walk(tree):
        match node:
            case ast.Compare(left=left, comparators=others):
                if any(map(words, [left, *others])):
                    yield node.lineno
            case ast.Attribute(value=value, attr=method):
                if method in ASKED and words(value):
                    yield node.lineno


def test_no_decision_rests_on_the_text_of_a_message() -> None:
    for text in ("a.reason == b", "a in c.message", "c.why.startswith(a)"):
        assert list(decided_by_text(ast.parse(text))) == [1]
    assert not list(decided_by_text(ast.parse("f(a.reason)\nb if a.why else c\na.kind == b")))
    wrong = [
        f"{here(file)}:{line}"
        for file in python_files("src")
        if "publishing" not in file.parts
        for line in decided_by_text(ast.parse(file.read_text("utf-8")))
    ]
    assert wrong == []


LOADERS = {"load", "cover_words"}  # an edition, and the words a cover is read by before it
ASKING = {"tasks", "bookwork", "cli", "portal"}  # the rooms that may ask for an edition


def askers(tree: ast.Module) -> Iterator[int]:
    """Yield the lines that bring in what loads an edition."""
    for node in ast.walk(tree):
        match node:
            case ast.ImportFrom(module="juesuan.notation.edition", names=names):
                yield from (node.lineno for alias in names if alias.name in LOADERS)
            case ast.Attribute(value=ast.Name(id="edition"), attr=name) if name in LOADERS:
                yield node.lineno


def test_nobody_asks_for_a_declaration() -> None:
    imported_name = "from juesuan.notation.edition import cover_words"
    for text in ("from juesuan.notation.edition import load", imported_name, "edition.load(name)"):
        assert list(askers(ast.parse(text))) == [1]
    wrong = [
        f"{here(file)}:{line}"
        for file in python_files("src")
        if room(module_name(file, SOURCE)) not in ASKING
        for line in askers(ast.parse(file.read_text("utf-8")))
    ]
    assert wrong == [], "an edition is handed in"


def classes() -> list[tuple[str, str]]:
    """The public classes of the program, and the file of each."""
    return [
        (node.name, here(file))
        for file in python_files("src")
        for node in ast.walk(ast.parse(file.read_text("utf-8")))
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    ]


def test_a_class_name_stands_once() -> None:
    homes: dict[str, list[str]] = {}
    for name, file in classes():
        homes.setdefault(name, []).append(file)
    assert {name: files for name, files in homes.items() if len(files) > 1} == {}


SEVERAL = {"Engine"}  # protocols with more than one implementation


def evasions(tree: ast.AST) -> Iterator[str]:
    """Yield what hides a type: casts, fields of any object, protocols that mirror one class."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(func=ast.Name(id="cast")):
                yield f"cast, line {node.lineno}"
            case ast.ClassDef(name=name, bases=bases, body=body):
                if name not in SEVERAL and any("Protocol" in ast.unparse(b) for b in bases):
                    yield f"protocol {name}"
                fields = (child for child in body if isinstance(child, ast.AnnAssign))
                if any(ast.unparse(field.annotation) == "object" for field in fields):
                    yield f"a field of any object in {name}"


def test_types_are_told_and_not_evaded() -> None:
    text = "x = cast(A, b)\nclass A:\n    y: object = 1\nclass B(Protocol): ..."
    assert len(list(evasions(ast.parse(text)))) == 3
    wrong = {
        here(file): list(evasions(ast.parse(file.read_text("utf-8"))))
        for file in python_files("src")
    }
    assert {file: lines for file, lines in wrong.items() if lines} == {}


def test_no_import_cycle() -> None:
    assert in_a_cycle(import_graph(SOURCE)) == []


def shadowed(source: Path) -> list[str]:
    """List the names a package binds that importing a module of it, later, would overwrite."""
    found = []
    for init in sorted(source.rglob("__init__.py")):
        package = module_name(init, source)
        beside = {f.stem for f in init.parent.glob("*.py")} | {
            f.name for f in init.parent.iterdir()
        }
        for node in ast.parse(init.read_text("utf-8")).body:
            if isinstance(node, ast.ImportFrom):
                names = {alias.asname or alias.name for alias in node.names}
                bound = {n for n in names if node.module not in (package, f"{package}.{n}")}
            elif isinstance(node, ast.FunctionDef | ast.ClassDef):
                bound = {node.name}
            else:
                continue
            found += [f"{package}.{name}" for name in bound & beside]
    return found


def test_no_package_binds_the_name_of_a_module_of_its_own(tmp_path: Path) -> None:
    assert shadowed(SOURCE) == []
    files = {
        "__init__.py": "from juesuan.cells import explain\nfrom juesuan.read import read\n",
        "explain.py": "",
        "read.py": "",
    }
    for name, text in files.items():
        file = tmp_path / "juesuan" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    assert shadowed(tmp_path) == ["juesuan.explain"]


def test_the_law_bites(tmp_path: Path) -> None:
    files = {
        "__init__.py": "from juesuan.tasks import whole",
        "model.py": "def late():\n    from juesuan import reading",
        "reading.py": "from . import auditing\nfrom .model import Fact",
        "auditing/__init__.py": "from .equations import check\nfrom ..model import Fact",
        "auditing/equations.py": "import juesuan.auditing.one_number",
        "auditing/one_number.py": "from juesuan.auditing import equations",
        "tasks.py": "import juesuan.reading\nimport json",
    }
    for name, text in files.items():
        file = tmp_path / "juesuan" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
    graph = import_graph(tmp_path)
    assert sorted(unlawful(graph)) == [
        "juesuan.model must not import juesuan.reading",
        "juesuan.reading must not import juesuan.auditing",
    ]
    assert set(in_a_cycle(graph)) == graph.keys() - {"juesuan", "juesuan.tasks"}


def test_every_module_has_a_docstring() -> None:
    files = python_files(*SCRIPTS)
    assert [here(f) for f in files if not ast.get_docstring(ast.parse(f.read_bytes()))] == []


def test_everything_public_has_a_docstring() -> None:
    bare = [
        f"{here(file)}:{node.lineno} {node.name}"
        for file in python_files("src")
        for node in public(ast.parse(file.read_bytes()))
        if not ast.get_docstring(node)
    ]
    assert bare == []


def test_files_are_short() -> None:
    lengths = {here(f): len(f.read_text("utf-8").splitlines()) for f in python_files(*SCRIPTS)}
    assert {name: n for name, n in lengths.items() if n > LONGEST_FILE} == {}


def test_functions_are_short() -> None:
    long = [
        f"{here(file)}:{node.lineno} {node.name}"
        for file in python_files(*SCRIPTS)
        for node in ast.walk(ast.parse(file.read_bytes()))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and (node.end_lineno or 0) - node.lineno >= LONGEST_FUNCTION
    ]
    assert long == []


def test_names_say_something() -> None:
    parts = {here(f): {*f.relative_to(ROOT).with_suffix("").parts} for f in python_files(*SCRIPTS)}
    assert [name for name, words in parts.items() if words & EMPTY_NAMES] == []


def test_nothing_committed_names_a_machine_or_a_registry() -> None:
    named = [
        f"{here(file)}: {found.group()}"
        for file in committed()
        for found in PRIVATE.finditer(file.read_text("utf-8", errors="ignore"))
    ]
    assert named == []
