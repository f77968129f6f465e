"""A walk over all commands and formats, as the parser knows them, with hostile names everywhere.

A new command, option or format is walked without being listed here; what it needs as an input is
told by the kind of its word, and a kind of file that nobody can judge fails the walk.
"""

import argparse
import ast
import csv
import json
import re
import shutil
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path
from typing import NamedTuple

import pytest
from tests.making.few_pages import few_pages
from tests.making.outputs import FORGED, check_file, check_text

import juesuan
from juesuan.cli import main
from juesuan.cli.arguments import parser
from juesuan.cli.inputs import BooksInput, Documents, Given, OutputOption, TextOption
from juesuan.notation.edition import load
from juesuan.portal.portal_settings import PortalSettings
from juesuan.publishing.whole import stems

ROOT = Path(__file__).parents[2]
BOOKS = ROOT / "examples" / "lixia-2023" / "books"
DOCUMENT = ROOT / "examples" / "disclosure" / "disclosure.md"
PAGES = DOCUMENT.with_suffix(".pdf")

Captured = pytest.CaptureFixture[str]

LEADS = ("=1+1", "+1", "-2+3", "@SUM(1)", "\t=1", "＝1")
STEERS = "\x1b[31m\x9b31m\x1b]0;t\x07\x08\u202e\u2066\u200b\u061c"
LIVE = (
    "<script>alert(1)</script><img src=x onerror=alert(1)><marquee>\" onclick=\"x' onfocus='x"
    "[x](javascript:alert(1))![x](http://x/y)`x`**粗**www.x.example{{7*7}}"
)
LINES = f"\n{FORGED}：没有错误\n\n# {FORGED}的标题\n\n"
# In a name of a file: what file systems take.
NAME = f"=部门 决算{STEERS}[x](javascript:1)<img src=x onerror=x>\n{FORGED}"
WORDS = (
    "云川市青屏区文化体育和旅游局",
    "公共文化服务提升专项经费",
    "文化和旅游",
    "拟订并组织实施全区文化",
    "部门概况",
    "云川市青屏区图书馆",
    "图书馆",
    "社会保障和就业支出",
)
# Columns of text whose words are a vocabulary or numbers: another word there is refused.
SPOKEN = {"l1", "l2", "target", "actual", "sources", "anchor", "key", "url", "weight"}
CODES = {"009001": "nul", "009002": "=../a\x1b[31m<b>", "XM01": "@XM\x1b[31m<i>"}


class Room(NamedTuple):
    """The hostile inputs of one walk; each kind of word has one."""

    home: Path
    document: Path
    folder: Path
    books: Path
    prepared: Path
    codes: Path
    pages: Path
    published: Path
    archive: Path
    results: Path
    settings: Path


def document(path: Path) -> Path:
    text = DOCUMENT.read_text("utf-8")
    for number, word in enumerate(WORDS):
        # The name of the department is only read where it looks like one.
        hostile = f"{LEADS[number % len(LEADS)]}{LIVE}" if number else ""
        text = text.replace(word, f"{hostile}{word[:2]}{STEERS}{word[2:]}")
    path.write_text(text, "utf-8")
    return path


def books(to: Path) -> Path:
    """Books of the example, every free text and every code hostile."""
    free = {
        (table.name, title)
        for table in load("2023").books.tables
        for column in table.columns
        for title in (column.name, column.title)
        if column.kind == "text" and not column.values and column.name not in SPOKEN
    }
    shutil.copytree(BOOKS, to)
    lead = count()
    for path in to.glob("*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as file:
            heads, *rows = csv.reader(file)
        for row in rows:
            for at, head in enumerate(heads):
                row[at] = CODES.get(row[at], row[at])
                if (path.stem, head) in free and row[at]:
                    row[at] = f"{LEADS[next(lead) % len(LEADS)]}{STEERS}{LIVE}{LINES}{row[at]}"
        with path.open("w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([heads, *rows])
    return to


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Room:
    home = tmp_path_factory.mktemp("walk")
    folder = home / f"夹{NAME}"
    folder.mkdir()
    document(folder / f"{NAME}.md")
    (folder / f"别的{NAME}.docx").write_bytes(b"PK\x03\x04")
    (folder / f"链{NAME}").symlink_to(home / "nowhere")
    codes = home / f"codes{NAME}.csv"
    codes.write_text(f"code,name\n2010301,{STEERS}<b>\n", "utf-8")
    made = home / f"编{NAME}"
    hostile = books(home / f"账{NAME}")
    assert main(["prepare", str(hostile), "--out", str(made), "--draft"]) in (0, 1)
    single, pages = document(home / f"{NAME}.md"), home / f"页{NAME}.pdf"
    pages.write_bytes(few_pages(PAGES, [1, 7, 17]))
    whole, archive = home / f"公{NAME}", home / f"档{NAME}"
    assert main(["publish", str(made), "--format", "docx", "--out", str(whole)]) in (0, 1)
    (published,) = whole.glob("*.docx")
    kept = ["archive", "add", str(single), str(DOCUMENT), "--archive", str(archive)]
    assert main(kept) in (0, 1)
    results = home / f"果{NAME}"
    assert main(["audit", str(folder), "--out", str(results)]) in (0, 1, 2)
    settings = home / f"设{NAME}.toml"
    reason = json.dumps(f"{LEADS[0]}{STEERS}{LIVE}{LINES}")
    settings.write_text(f'[[off]]\nrule = "标点"\nreason = {reason}\n', "utf-8")
    return Room(
        *(home, single, folder, hostile, made, codes, pages, published, archive, results, settings)
    )


NEEDED = {("trace", "address"), ("account", "role")}  # but for what stands in their place
READS_PREPARED = {
    *(("trace", "folder"), ("publish", "folder"), ("prepare", "prior"), ("serve", "prepared")),
}


def commands() -> dict[str, argparse.ArgumentParser]:
    (choice,) = (a for a in parser("x")._actions if isinstance(a, argparse._SubParsersAction))
    return dict(choice.choices)


def valid(room: Room, command: str, action: argparse.Action) -> list[str]:
    """A word that an argument takes; for a new one that takes none of these, tell it here."""
    if action.choices:
        return [str(next(iter(action.choices)))]
    if (command, action.dest) in READS_PREPARED:
        return [str(room.prepared)]
    words = {"address": "03:2010301:2", "explain": "01:收入总计:1", "edition": "2023", "form": "03"}
    words |= {"posting": "ledger.csv:1002", "archive": str(room.archive), "year": "2023"}
    special = {"mark": room.published, "pack": room.pages, "letter": room.results}
    if command in special and action.dest in ("file", "results"):
        return [str(special[command])]
    words |= {"name": "张三", "host": "10.0.0.1", "port": "8001"}
    words |= {"unit": CODES["009001"], "rule": "claim", "jobs": "1", "codes": str(room.codes)}
    words |= {"unit": WORDS[0]} if command in ("history", "peers") else {}
    words |= {"date": "2024-08-30", "proxy": "10.0.0.5", "user_header": "X-Remote-User"}
    words |= {"select": "claim", "ignore": "标点", "settings": str(room.settings)}
    if action.dest in words:
        return [words[action.dest]]
    kinds: dict[object, Path] = {
        Documents: room.folder,
        BooksInput: room.books,
        Given: room.document,
    }
    return [str(kinds[action.type])] if action.type in kinds else []


class Walk:
    """The words of every run of one command."""

    def __init__(self, room: Room, command: str) -> None:
        self.room, self.command = room, command
        actions = commands()[command]._actions
        self.actions = [action for action in actions if action.dest != "help"]
        self.numbers = count()
        self.ending = ".json" if command == "read" else ".txt"

    def __iter__(self) -> Iterator[list[str]]:
        """Each format, each option alone with a good and with a hostile word."""
        yield [*self.base(), f"--{STEERS}{LINES}"]
        if all(action.dest != "format" for action in self.actions):
            yield self.base()
        for action in self.actions:
            yield from self.formats(action) if action.dest == "format" else self.words(action)

    def fresh(self, action: argparse.Action, ending: str = "") -> str:
        """A hostile path that is not there."""
        workbook = ".xlsx" in str(action.metavar)
        kept = ".xlsx" if workbook else "" if action.metavar == "文件夹" else ending
        kept = {"mark": ".docx", "pack": ".html"}.get(self.command, kept)
        return f"{self.room.home}/out-{self.command}-{next(self.numbers)}{NAME}{kept}"

    def base(self, without: argparse.Action | None = None) -> list[str]:
        """What the command cannot do without."""
        chosen = without is not None and without.dest == "format"
        words = ["--format", "md"] if self.command == "publish" and not chosen else []
        for action in self.actions:
            needed = action.required or (self.command, action.dest) in NEEDED
            instead = without is not None and (without.dest, action.dest) == ("posting", "address")
            if needed and not instead and action is not without:
                given = valid(self.room, self.command, action) or [self.fresh(action)]
                words += [*action.option_strings[:1], *given]
        return words

    def formats(self, action: argparse.Action) -> Iterator[list[str]]:
        """Every format, to stdout and to files; all at once where they are a list."""
        if not action.choices:
            yield self.base(action)
        outs = [one for one in self.actions if one.dest == "out" and not one.required]
        for chosen in action.choices or ():
            yield [*self.base(), "--format", chosen]
            for out in outs:
                place = Path(self.fresh(out))
                place.mkdir()
                file = place / f"x.{chosen}" if self.command == "read" else place
                yield [*self.base(), "--format", chosen, "--out", str(file)]

    def words(self, action: argparse.Action) -> Iterator[list[str]]:
        """A hostile word for one argument, and a good one where not every run has it."""
        base, flag = [*self.base(action)], action.option_strings[:1]
        if action.nargs == 0:
            yield [*base, *flag]
        elif action.type is OutputOption and not action.required:
            yield [*base, *flag, self.fresh(action, self.ending)]
        elif action.type in (TextOption, Given, BooksInput, Documents):
            if not action.required:
                yield [*base, *flag, *valid(self.room, self.command, action)]
            yield [*base, *flag, f"{STEERS}{LIVE}{LINES}"]
        if action.type is BooksInput and action.dest == "file":
            yield [*base, str(self.room.document)]
            yield [*base, str(self.room.document), "--out", f"{self.room.home}/out-{NAME}.txt"]


def kind(words: list[str]) -> str:
    named = "--format" in words and words[0] != "publish"  # which tells in words what it wrote
    chosen = words[words.index("--format") + 1] if named else "text"
    if words[0] == "read" and "--format" not in words:
        chosen = "json"
    return {"text": ".txt"}.get(chosen, f".{chosen}")


DEAR = {"pack", "publish", "read"}  # each format for each of its many words


@pytest.mark.parametrize(
    "command",
    [pytest.param(one, marks=pytest.mark.law if one in DEAR else ()) for one in commands()],
)
def test_nothing_hostile_comes_out(
    command: str, room: Room, capsys: Captured, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(room.home)  # a hostile word may name a folder to be made
    if command == "account":
        pytest.importorskip("argon2", reason="the extra portal is not installed")
    if command == "serve":
        pytest.importorskip("starlette", reason="the extra portal is not installed")
        monkeypatch.setattr("juesuan.portal.listening.listen", told_only)
    ran = 0
    for words in Walk(room, command):
        try:
            status = main([command, *words])
        except SystemExit as end:
            status = int(str(end.code))
        captured = capsys.readouterr()
        assert status in (0, 1, 2), captured.err
        ran += bool(captured.out) or "已写入" in captured.err
        if captured.out:
            check_text(captured.out, kind([command, *words]))
        check_text(captured.err, ".txt")
        assert captured.out or captured.err
    fewest = 1 if command in ("letter", "batch") else 2  # they have no option to try
    assert ran >= fewest, "the walk must not be of refusals only"
    for path in room.home.glob("out*"):
        for file in [path] if path.is_file() else path.rglob("*"):
            if file.is_file():
                check_file(file) if path.is_dir() else check_file_of(file)


def told_only(settings: PortalSettings, _: object, ready: Callable[..., object]) -> None:
    """Listen to nobody."""
    ready(settings)


def check_file_of(path: Path) -> None:
    """A file whose name was asked for: its contents alone."""
    to = path.with_name(f"x{path.suffix}")
    path.rename(to)
    check_file(to)
    to.unlink()


def test_what_was_prepared_is_as_harmless(room: Room) -> None:
    files = [path for path in room.prepared.rglob("*") if path.is_file()]
    assert {path.suffix for path in files} >= {".md", ".xlsx", ".json", ".txt", ".parquet"}
    assert len([path for path in files if path.suffix == ".md"]) > 1
    for path in files:
        check_file(path)


@pytest.mark.parametrize(
    "name",
    [
        "CON",
        "nul",
        "AUX.txt",
        "COM1",
        "com¹",
        "lpt9 .x",
        "-rf",
        "~",
        "\u061c甲",
        "a.",
        "..",
        "长" * 99,
    ],
)
def test_no_name_is_one_that_a_system_keeps(name: str) -> None:
    (stem,) = stems([f"{name}.x"])
    assert 0 < len(stem.encode()) <= 200
    assert stem == stem.strip(". ")
    check_text(stem, ".txt")
    assert stems([f"{stem}.md"]) == [stem]


def test_plain_names_stay() -> None:
    assert stems(["某局2024.pdf", "console.md", "甲 乙.md"]) == ["某局2024", "console", "甲 乙"]


def imported(tree: ast.Module) -> set[str | None]:
    nodes = list(ast.walk(tree))
    names = {a.name for node in nodes if isinstance(node, ast.Import) for a in node.names}
    return names | {node.module for node in nodes if isinstance(node, ast.ImportFrom)}


def tags(tree: ast.Module) -> list[str]:
    """Texts of a module that hold a tag of HTML."""
    texts = [node.value for node in ast.walk(tree) if isinstance(node, ast.Constant)]
    return [
        text for text in texts if isinstance(text, str) and re.search(r"</|<[a-z]\w*[ >]", text)
    ]


def test_there_is_one_escaper_and_one_door() -> None:
    """Whoever writes HTML or to a stream goes through them."""
    home = Path(juesuan.__file__).parent
    files = [
        f for room in ("publishing", "tasks", "cli", "portal") for f in (home / room).rglob("*.py")
    ]
    assert {"markup.py", "markdown.py", "streams.py"} <= {file.name for file in files}
    doors = {"print", "sys.stdout.write", "sys.stderr.write", "traceback.print_exception"}
    for file in files:
        tree = ast.parse(file.read_text("utf-8"))
        calls = {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}
        assert file.stem in ("markup", "markdown") or "html" not in imported(tree), file
        assert file.stem == "markup" or not tags(tree), file
        assert file.stem == "streams" or not doors & calls, file


def test_a_tag_by_hand_is_seen() -> None:
    assert tags(ast.parse("f'<td class=\"{a}\">'\nf'{b}</td>'\n'a < b'")) == [
        '<td class="',
        "</td>",
    ]
