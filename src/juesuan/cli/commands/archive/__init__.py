"""`juesuan archive`: documents kept with their facts and findings; add, list, verify, rebuild."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Callable, Mapping

from juesuan.archive.door import Archive, Broken
from juesuan.cli.bounds import limits_of
from juesuan.cli.commands.archive.adding import add
from juesuan.cli.commands.archive.rebuilding import rebuild
from juesuan.cli.inputs import refuse_within
from juesuan.cli.keeping import archive_of
from juesuan.cli.streams import CLEAN, TROUBLE, WRONG, Trouble, complain, say
from juesuan.publishing.screen import clean

SOUND = "档案完好：{} 份文件，{} 个事件\n"


def run(words: Namespace) -> int:
    """Do one thing to an archive."""
    if bool(words.words) != (words.action in ("add", "rename")):
        raise Trouble(f"archive {words.action} 后面{'不要' if words.words else '要'}写文件或名称")
    if words.action == "add":
        refuse_within(words.archive, words.words)
    with archive_of(words, new=words.action in ("add", "rebuild")) as archive:
        try:
            return ACTIONS[words.action](words, archive)
        except Broken as broken:
            raise Trouble(f"档案不能重建：{broken}") from broken


def _add(words: Namespace, archive: Archive) -> int:
    return add(words, archive, limits_of(words))


def _rebuild(words: Namespace, archive: Archive) -> int:
    return rebuild(archive, limits_of(words))


def _list(words: Namespace, archive: Archive) -> int:
    del words
    names = {row["sha256"]: row for row in archive.register.rows("document")}
    for row in sorted(archive.register.rows("reading"), key=_order):
        document = names[row["sha256"]]
        findings = archive.register.rows("finding", sha256=row["sha256"])
        wrong = sum(finding["severity"] == "错误" for finding in findings)
        texts = (row["year"] or "年度不详", row["department"] or "部门不详", row["kind"])
        facts = f"数 {row['facts']}  错误 {wrong}"
        named = f"{row['sha256'][:12]}  {clean(document['name'])}"
        say("  ".join((*(clean(str(text)) for text in texts), facts, named)) + "\n")
    return CLEAN


def _order(row: Mapping[str, object]) -> tuple[str, ...]:
    return str(row["department"]), str(row["year"]), str(row["sha256"])


def _verify(words: Namespace, archive: Archive) -> int:
    del words
    faults = list(archive.verify())
    for fault in faults:
        say(f"{fault}\n")
    if not faults:
        readings = archive.register.rows("reading")
        say(SOUND.format(len(readings), len(archive.register.events())))
    return WRONG if faults else CLEAN


def _compact(words: Namespace, archive: Archive) -> int:
    del words
    say(f"合并后写出 {archive.compact()} 个文件\n")
    return CLEAN


def _rename(words: Namespace, archive: Archive) -> int:
    if len(words.words) != 2 or not all(words.words):
        complain("archive rename 要写两个名称：原来的、现在的")
        return TROUBLE
    earlier, later = words.words
    archive.rename(earlier, later)
    return CLEAN


ACTIONS: Mapping[str, Callable[[Namespace, Archive], int]] = {
    "add": _add,
    "list": _list,
    "verify": _verify,
    "rebuild": _rebuild,
    "compact": _compact,
    "rename": _rename,
}
