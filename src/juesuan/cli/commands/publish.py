"""`juesuan publish`: the folder that prepare wrote -> the whole disclosure, in every format."""

from __future__ import annotations

import os
from argparse import Namespace
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from juesuan.books import LIMITS
from juesuan.bookwork import output
from juesuan.cli.bounds import limits_of
from juesuan.cli.editions import edition_id
from juesuan.cli.outputs import new_folder, unwritable
from juesuan.cli.status import value
from juesuan.cli.streams import CLEAN, WRONG, Trouble, say, tell
from juesuan.guard import Failure, Workers
from juesuan.model.disclosure import Gap
from juesuan.model.page import Limits
from juesuan.preparing.prepared_folder import Untraceable
from juesuan.publishing.disclosure.every_format import FORMATS
from juesuan.publishing.screen import clean
from juesuan.publishing.whole import stems
from juesuan.tasks.publish import PublishChoices, Published, units_of

TASK = "juesuan.tasks.publish:publish_one"
RENEW = 8
UNITS = "单位"
MOST = 50
UNFINISHED = "还不能定稿，没有写出任何文件：请在账套里补上、改正以上各项后重新编制"
STOPPED = {
    "timeout": "超过 {seconds:g} 秒仍未写完，已停止：请用 --format 一次少写几种，"
    "或用 --max-seconds 调高时间上限",
    "memory": "所需内存超过上限 {memory:,} MB，已停止：请用 --format 一次少写几种，"
    "或用 --max-memory 调高内存上限",
    "crashed": "排版程序异常退出：请用 --format 一次写一种，看是哪一种",
}
NO_FOLDER = "不是文件夹：请给出 juesuan prepare 写出的文件夹"


def run(words: Namespace) -> int:
    """Publish what prepare wrote; a final one only where nothing is missing and nothing wrong."""
    choices, out = _choices(words), new_folder(words.out)
    home = Path(words.folder)
    if not home.is_dir():
        raise Trouble(f"“{words.folder}”{NO_FOLDER}")
    try:
        units = ("", *(units_of(home) if words.units else ()))
    except Untraceable as error:
        raise Trouble(f"“{words.folder}”：{error}") from error
    try:
        with output(out) as place:
            place.mkdir()
            published = list(_published(words, home, place, units, choices))
            unfinished = choices.final and any(one.gaps or one.errors for one in published)
            if unfinished:
                place.rename(place.with_name("unfinished"))
    except OSError as error:
        raise unwritable(out, error) from error
    for document in published:
        _tell(document)
    if unfinished:
        tell(UNFINISHED)
        return WRONG
    kind = "已写入" if choices.final else "已写成草稿"
    say("".join(f"{clean(one.title)}\n" for one in published) + f"{kind} {clean(words.out)}\n")
    return WRONG if any(one.errors for one in published) else CLEAN


def _choices(words: Namespace) -> PublishChoices:
    formats = tuple(dict.fromkeys(name.strip() for name in (words.format or "").split(",")))
    chosen = formats if words.format else FORMATS
    if wrong := [name for name in chosen if name not in FORMATS]:
        raise Trouble(f"--format：没有“{wrong[0]}”这种格式；可写：{','.join(FORMATS)}")
    fonts = words.fonts or ""
    if fonts and not Path(fonts).is_dir():
        raise Trouble(f"--fonts：“{fonts}”不是文件夹：请给出放字体文件的文件夹")
    day = _day(words.date) if words.date else None
    return PublishChoices(chosen, edition_id(words.edition), day, words.final, fonts)


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise Trouble(f"--date：“{text}”不是日期：请写成 2024-08-30 的样子") from error


def _published(
    words: Namespace, home: Path, place: Path, units: tuple[str, ...], choices: PublishChoices
) -> Iterator[Published]:
    """Every disclosure written into its folder: the department's on top, each unit's below."""
    limits = limits_of(words, LIMITS)
    folders = [place, *(place / UNITS / stem for stem in stems(f"{unit}.x" for unit in units[1:]))]
    jobs = (
        (str(home), str(folder), unit, choices, limits)
        for unit, folder in zip(units, folders, strict=True)
    )
    outcomes: dict[int, Published] = {}
    with Workers(min(os.cpu_count() or 1, len(units)), limits, renew=RENEW) as workers:
        for index, outcome in workers.map(TASK, jobs):
            outcomes[index] = value(_reason(outcome, limits), units[index] or words.folder)
    yield from (outcomes[index] for index in sorted(outcomes))


def _reason(outcome: Published | Failure, limits: Limits) -> Published | Failure:
    """A Failure in words on what is written: nothing foreign was read."""
    if isinstance(outcome, Failure) and outcome.kind in STOPPED:
        memory = limits.memory >> 20
        reason = STOPPED[outcome.kind].format(seconds=limits.seconds, memory=memory)
        return Failure(outcome.kind, reason)
    return outcome


def _tell(document: Published) -> None:
    """What is missing in it, and what cannot be true."""
    name = clean(document.title)
    for gap in document.gaps[:MOST]:
        tell(f"待填  {name}：{clean(gap.need)}{_where(gap, document.unit)}")
    if document.gaps[MOST:]:
        tell(f"待填  {name}：共 {len(document.gaps)} 处，只列出前 {MOST} 处")
    for finding in document.errors:
        tell(f"错误  {name}：{clean(finding.message)}")


def _where(gap: Gap, unit: str) -> str:
    """Where in the books it is filled in, as far as that is one line of the table of reasons."""
    if "@" not in gap.anchor:
        return ""
    anchor = f"{unit} {gap.anchor}" if unit else gap.anchor
    return f"（“变动原因”表，说明对象写“{clean(anchor)}”）"
