"""What a command line and a juesuan.toml settle before an audit, and what comes of the waivers."""

from __future__ import annotations

import os
import re
from argparse import Namespace
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from juesuan.cli.bounds import BOUNDS, limits_of
from juesuan.cli.editions import edition_id, edition_names
from juesuan.cli.streams import Trouble, tell
from juesuan.model.page import Aside, Limits, Unreadable
from juesuan.model.settings import SetAside, Settings, SkippedRule, Waiver
from juesuan.sources.folders import SETTINGS
from juesuan.sources.regular import read_regular, shown

if TYPE_CHECKING:
    from juesuan.desk.settings_file import SettingWords
    from juesuan.model.review import DeskDocument
    from juesuan.tasks.results import Report

MOST = 2**20  # bytes of settings
BETWEEN = re.compile(r"[,，、]")
IGNORED, UNCHOSEN = "--ignore", "没有用 --select 选上"


class AuditSettings:
    """The settings of one command: edition, limits, skipped rules, waivers and their day, order."""

    def __init__(self, words: Namespace) -> None:
        self.settings = _settings(words)
        self.edition = edition_id(words.edition or self.settings.edition)
        self.limits = limits_of(words, _limits(self.settings))
        self.skipped = _skipped(words, self.settings)
        self.day = _day(words.date)
        self.by_page = getattr(words, "order", "") == "页码"
        self.used: set[Waiver] = set()
        self.notes: list[str] = []
        if self.settings.source:
            self._note(f"设置取自 {self.settings.source}")

    def applied(self, report: Report) -> Report:
        """A report with the waivers of its findings, in the order that was asked for."""
        report = replace(report, by_page=self.by_page)
        if not self.settings.waivers:
            return report
        from juesuan.auditing.set_aside import matching, with_waivers  # noqa: PLC0415 - brings numpy

        self.used.update(matching(report, self.settings.waivers))
        return with_waivers(report, self.settings.waivers, self.day)

    @property
    def aside(self) -> SetAside:
        """What a child that audits is to set aside."""
        return SetAside(self.skipped, self.settings.waivers, self.day)

    def tell_used(self, document: DeskDocument) -> None:
        """Tell of the waivers where one document was all there was."""
        waived = {finding.id for finding in document.findings if finding.waiver}
        whose = (document.department, document.year, document.sha256)
        waivers = (one for one in self.settings.waivers if one.id in waived and one.of(*whose))
        self.used.update(waivers)
        self.close()

    def close(self) -> None:
        """Tell which waivers are past their last day, and which found no finding."""
        for waiver in self.settings.waivers:
            whose = f"{waiver.mark}（{waiver.department}）" if waiver.department else waiver.mark
            if waiver.until < self.day:
                self._note(f"豁免 {whose} 已于 {waiver.until} 到期，不再算豁免")
            if waiver not in self.used:
                self._note(f"豁免 {whose} 没有用上：这次审核的文件里没有这条审核结果")

    def _note(self, text: str) -> None:
        self.notes.append(text)
        tell(text)


def _settings(words: Namespace) -> Settings:
    """The settings of the file that is named, else of the audited folder, else of where we are."""
    files = getattr(words, "files", ())
    path = Path(words.settings) if words.settings else _beside(files)
    if path is None:
        return Settings()
    from juesuan.desk.settings_file import WrongSettings, settings_of  # noqa: PLC0415 - most have none
    from juesuan.secrecy.document import refuse_marked  # noqa: PLC0415 - brings its patterns

    source = shown(path)
    try:
        data = read_regular(path, MOST)
        if len(data) > MOST:
            raise Trouble(f"设置“{source}”超过 {MOST // 2**20} MB，没有读")
        text = data.decode("utf-8-sig")
        refuse_marked(Aside(texts=tuple(text.splitlines())), path.name)
        return settings_of(text, source, _vocabulary())
    except UnicodeDecodeError as error:
        raise Trouble(f"设置“{source}”不是 UTF-8 文字：请另存为 UTF-8") from error
    except (Unreadable, WrongSettings) as error:
        named = "" if isinstance(error, WrongSettings) else f"设置“{source}”："
        raise Trouble(f"{named}{error}") from error


def _beside(files: Sequence[str]) -> Path | None:
    """The settings in a folder that is audited, else in the working directory."""
    homes = [name for name in files if os.path.isdir(name)]  # noqa: PTH112 - never raises
    paths = [path for name in homes if os.path.lexists(path := Path(name, SETTINGS))]
    if len(paths) > 1:
        names = "、".join(map(shown, paths))
        raise Trouble(f"有 {len(paths)} 份设置（{names}）：请用 --settings 指定一份")
    return next(iter(paths), Path(SETTINGS) if os.path.lexists(SETTINGS) else None)


def _vocabulary() -> SettingWords:
    from juesuan.auditing.rule_list import rules_named  # noqa: PLC0415 - brings numpy
    from juesuan.desk.settings_file import SettingWords  # noqa: PLC0415 - most have none

    bounds = {bound.field: bound for bound in BOUNDS}
    return SettingWords(
        edition_names(),
        lambda name: rules_named([name]),
        tuple(bounds),
        lambda name, text: bounds[name].value(text, name),
    )


def _limits(settings: Settings) -> Limits:
    """The usual limits as the settings change them."""
    bounds = {bound.field: bound for bound in BOUNDS}
    given = {name: bounds[name].value(text, name) for name, text in settings.limits.items()}
    return replace(Limits(), **given)


def _skipped(words: Namespace, settings: Settings) -> tuple[SkippedRule, ...]:
    """Every rule by which nothing is checked, once, in the order of the list."""
    select, ignore = getattr(words, "select", None), getattr(words, "ignore", None)
    if not (select or ignore or settings.skipped):
        return ()
    from juesuan.auditing.rule_list import NoSuchRule, every_rule, rules_named  # noqa: PLC0415 - brings numpy

    try:
        chosen = rules_named(_names(select))
        ignored = rules_named(_names(ignore))
    except NoSuchRule as error:
        raise Trouble(str(error)) from error
    rest = [rule for rule in every_rule() if rule not in chosen] if select else []
    reasons = dict.fromkeys(rest, UNCHOSEN) | dict.fromkeys(ignored, IGNORED)
    reasons |= {one.rule: one.reason for one in reversed(settings.skipped)}
    return tuple(SkippedRule(rule, reasons[rule]) for rule in every_rule() if rule in reasons)


def _names(options: Sequence[str] | None) -> Iterator[str]:
    """The names in some options; Trouble where one holds none: it would mean nothing, or all."""
    for option in options or ():
        names = [name.strip() for name in BETWEEN.split(option) if name.strip()]
        if not names:
            raise Trouble("--select、--ignore 后面要写规则或组的名称：全部名称见 juesuan rules")
        yield from names


def _day(text: str | None) -> str:
    """The day that waivers are judged on: the one that is named, else today."""
    if text is None:
        return date.today().isoformat()  # noqa: DTZ011 - the day of the user's own calendar
    from juesuan.desk.settings_file import day_of  # noqa: PLC0415 - most have none

    try:
        return day_of(text)
    except ValueError as error:
        raise Trouble(f"--date 不能是“{text}”：请写日期，例如 2026-12-31") from error
