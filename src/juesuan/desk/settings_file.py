"""juesuan.toml: what an office settles, read strictly; whatever nobody reads is refused."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Collection, Mapping, Sequence
from datetime import date, datetime
from difflib import get_close_matches
from typing import Any, NamedTuple

from juesuan.model.settings import Settings, SkippedRule, Waiver

OFF, WAIVER, LIMITS, EDITION = "off", "waiver", "limits", "edition"
KEYS = {
    "": (EDITION, OFF, WAIVER, LIMITS),
    OFF: ("rule", "reason"),
    WAIVER: ("id", "department", "year", "reason", "by", "until"),
}
NEEDED = {OFF: ("rule", "reason"), WAIVER: ("id", "reason", "by", "until")}
MEANS = {
    "rule": "规则或组的名称，见 juesuan rules",
    "reason": "原因",
    "id": "审核结果的编号",
    "by": "谁决定的",
    "until": "到哪一天，例如 2026-12-31",
}
ID = re.compile(r"([0-9a-f]{12}(?:-[0-9]{1,4})?)(?:@([0-9a-f]{8}))?")
DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
TABLE = re.compile(r"\s*\[{1,2}\s*([a-z]+)\s*\]{1,2}")
Table = Mapping[str, Any]


class WrongSettings(ValueError):
    """Settings that cannot be followed; the message names file and line and says what to do."""


class SettingWords(NamedTuple):
    """What settings may name: editions, rules, limits; `rules` and `limit` raise ValueError.

    `rules` gives the rules that a name stands for; `limit` takes the name of a limit and its text.
    """

    editions: Collection[str]
    rules: Callable[[str], Sequence[str]]
    limits: Collection[str]
    limit: Callable[[str, str], object]


class _Place(NamedTuple):
    """A table of the file: its name, and which one of that name; "" is what stands before all."""

    table: str = ""
    number: int = 0


TOP = _Place()


def settings_of(text: str, source: str, vocabulary: SettingWords) -> Settings:
    """The settings in a text; raises WrongSettings."""
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise WrongSettings(f"{source}：{_syntax(str(error))}") from error
    return _Reader(text, source, vocabulary).settings(data)


def day_of(text: str) -> str:
    """A day as it is written, 2026-12-31; raises ValueError for any other text."""
    if not DAY.fullmatch(text):
        raise ValueError(text)
    return date.fromisoformat(text).isoformat()


def _syntax(message: str) -> str:
    """What the parser says, its place in Chinese."""
    match = re.search(r"line (\d+), column (\d+)", message)
    where = f"第 {match[1]} 行第 {match[2]} 列" if match else "最后一行"
    how = "文字要用引号，一行一个“键 = 值”，每条规则、豁免前各写一个 [[off]]、[[waiver]]"
    return f"{where}不合 TOML 的写法：{how}"


def _key_of(line: str) -> str:
    """The first key of a line that sets one; "" of any other."""
    key, equals, _ = line.partition("=")
    return key.split(".")[0].strip().strip("\"'") if equals else ""


class _Reader:
    """One file, and how its faults are told."""

    def __init__(self, text: str, source: str, vocabulary: SettingWords) -> None:
        self.lines, self.source, self.vocabulary = text.splitlines(), source, vocabulary

    def settings(self, data: Table) -> Settings:
        self._known(data, TOP, KEYS[""])
        waivers = [self._waiver(*pair) for pair in self._tables(data, WAIVER)]
        self._once([waiver._replace(reason="", by="", until="") for waiver in waivers])
        return Settings(
            self.source,
            self._edition(data),
            tuple(one for pair in self._tables(data, OFF) for one in self._off(*pair)),
            tuple(waivers),
            self._limits(data),
        )

    def fault(self, message: str, place: _Place = TOP, key: str = "") -> WrongSettings:
        """A fault with the line it stands in, as far as that can be told."""
        line = self._line(place, key)
        which = f"第 {place.number + 1} 个 {place.table} " if place.table else ""
        where = f"第 {line} 行" if line else which
        return WrongSettings(f"{self.source}：{where}{message}")

    def _line(self, place: _Place, key: str) -> int:
        """The line of a key in a table, else of the head of the table; 0 where neither is found."""
        head, at, counts = 0, TOP, dict[str, int]()
        for number, line in enumerate(self.lines, start=1):
            if match := TABLE.match(line):
                counts[match[1]] = counts.get(match[1], -1) + 1
                at = _Place(match[1], counts[match[1]])
                head = number if at == place else head
            elif at == place and key and _key_of(line) == key:
                return number
        return head

    def _known(self, table: Table, place: _Place, allowed: Sequence[str]) -> None:
        for key in table:
            if key not in allowed:
                near = get_close_matches(key, allowed, 1, 0.5)
                meant = f"是否应为“{near[0]}”？" if near else f"这里可写：{'、'.join(allowed)}"
                raise self.fault(f"“{key}”没有人读。{meant}", place, key)

    def _tables(self, data: Table, name: str) -> list[tuple[Table, _Place]]:
        """The tables of a name, each with all it must have."""
        value = data.get(name, [])
        if not isinstance(value, list) or not all(isinstance(one, dict) for one in value):
            raise self.fault(f"“{name}”要写作 [[{name}]]，一条一个", _Place(name), name)
        pairs = [(one, _Place(name, at)) for at, one in enumerate(value)]
        for table, place in pairs:
            self._known(table, place, KEYS[name])
            for key in NEEDED[name]:
                self._text(table, place, key)
        return pairs

    def _text(self, table: Table, place: _Place, key: str) -> str:
        """A text that must be there; a day may be written without quotes."""
        value = table.get(key, "")
        if isinstance(value, date) and not isinstance(value, datetime) and key == "until":
            return value.isoformat()
        if not isinstance(value, str):
            how = "日期，例如 2026-12-31" if key == "until" else "文字，用引号括起"
            raise self.fault(f"“{key}”要写作{how}", place, key)
        if not value.strip():
            raise self.fault(f"[[{place.table}]] 缺少“{key}”：请写明{MEANS[key]}", place, key)
        return value.strip()

    def _off(self, table: Table, place: _Place) -> list[SkippedRule]:
        try:
            rules = self.vocabulary.rules(self._text(table, place, "rule"))
        except ValueError as error:
            raise self.fault(str(error), place, "rule") from error
        reason = self._text(table, place, "reason")
        return [SkippedRule(rule, reason) for rule in rules]

    def _waiver(self, table: Table, place: _Place) -> Waiver:
        match = ID.fullmatch(self._text(table, place, "id"))
        if not match:
            raise self.fault(
                "“id”不是审核结果的编号：照抄报告里的，例如 0123456789ab，或 汇总.xlsx “编号”一栏的"
                " 0123456789ab@a1a1a1a1",
                place,
                "id",
            )
        department, year = table.get("department", ""), table.get("year")
        if not isinstance(department, str) or not (department.strip() or match[2]):
            raise self.fault(
                '要写明豁免的是谁的文件：加一行 department = "部门全称"（照报告里的），'
                "或把编号写全（汇总.xlsx “编号”一栏的 0123456789ab@a1a1a1a1）",
                place,
                "department",
            )
        if year is not None and (not isinstance(year, int) or isinstance(year, bool)):
            raise self.fault("“year”要写作年度，例如 year = 2024", place, "year")
        try:
            until = day_of(self._text(table, place, "until"))
        except ValueError as error:
            raise self.fault(
                '“until”要写作日期，例如 until = "2026-12-31"', place, "until"
            ) from error
        reason, by = self._text(table, place, "reason"), self._text(table, place, "by")
        return Waiver(match[1], reason, by, until, department.strip(), year, match[2] or "")

    def _once(self, waivers: Sequence[Waiver]) -> None:
        """No two waivers of one finding: nobody could tell which of them is meant."""
        for at, waiver in enumerate(waivers):
            if waiver in waivers[:at]:
                raise self.fault(
                    f"编号 {waiver.mark} 豁免了两次：请只留一条", _Place(WAIVER, at), "id"
                )

    def _edition(self, data: Table) -> str:
        value = data.get(EDITION, "")
        if not isinstance(value, str) or (value and value not in self.vocabulary.editions):
            names = "、".join(self.vocabulary.editions)
            raise self.fault(f"没有版本“{value}”；有：{names}", key=EDITION)
        return value

    def _limits(self, data: Table) -> Mapping[str, str]:
        table, place = data.get(LIMITS, {}), _Place(LIMITS)
        if not isinstance(table, dict):
            raise self.fault("“limits”要写作 [limits]，下面一行一个", key=LIMITS)
        self._known(table, place, tuple(self.vocabulary.limits))
        for name, value in table.items():
            if not isinstance(value, str | int) or isinstance(value, bool):
                raise self.fault(f'“{name}”要写作数，或带单位的文字，例如 "500M"', place, name)
            try:
                self.vocabulary.limit(name, str(value))
            except ValueError as error:
                raise self.fault(str(error), place, name) from error
        return {name: str(value) for name, value in table.items()}
