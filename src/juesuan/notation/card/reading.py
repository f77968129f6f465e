"""Grid -> Card: cells are known by their words and their order, not by a fixed column.

Spans drawn or not, a row written a field or two to the left: each row is laid over the columns
of its header where it fits best.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, NamedTuple

from juesuan.model.page import Grid, Place
from juesuan.model.project import WHOLE, Card, Figure, Funds, Indicator, Quote
from juesuan.notation import spelling
from juesuan.notation.card.figure import clean, figure, malformed
from juesuan.notation.card.layout import FUND, GOALS, INDICATOR, Vocabulary, key

SHIFTS = (0, -1, 1, -2, 2)
NUMBERS = ("分值", "得分", "执行率", "年初预算数", "全年预算数", "全年执行数")
WEIGHT = re.compile(r"[(（](\d+(?:\.\d+)?)分")
UNIT = re.compile(r"[(（](万元|元)[)）]")
LOW = re.compile(r"^总分在.*?[:：]", re.DOTALL)


class CardField(NamedTuple):
    """One filled cell of a row; `fresh` where the cell begins in this row."""

    column: int
    text: str
    place: Place
    fresh: bool = True

    @property
    def passage(self) -> Quote:
        """The field's text and place."""
        return Quote(self.text, self.place)

    @property
    def figure(self) -> Figure | None:
        """The field's number."""
        return figure(self.text, self.place)


Columns = Mapping[int, str]
State = Literal["head", "funds", "goals", "indicators", "end"]


def is_card(grid: Grid, known: Vocabulary) -> bool:
    """Whether a grid holds a card or the lower half of one: it has 三级指标 with its columns."""
    keys = [{key(one.text) for one in fields_of(grid, row)} for row in range(grid.height)]
    return any(_is_indicator_header(row, known) for row in keys)


def read_cards(
    grid: Grid, known: Vocabulary, unit: str = "万元", notes: Iterable[Quote] = ()
) -> list[Card]:
    """Every card of a grid; a new one begins with each row 项目名称."""
    cards: list[Card] = []
    rows = [fields_of(grid, row) for row in range(grid.height)]
    starts = [at for at, row in enumerate(rows) if _starts_card(row, known)] or [0]
    for begin, end in zip(starts, [*starts[1:], len(rows)], strict=True):
        reader = _Reader(known, unit)
        for row in rows[begin:end]:
            reader.take(row)
        cards.append(reader.card(grid.place, tuple(notes)))
    return cards


def fields_of(grid: Grid, row: int) -> list[CardField]:
    """The filled cells of a row from left to right, each once."""
    found: list[CardField] = []
    last = None
    for column, cell in enumerate(grid.fields[row]):
        if cell is not None and cell is not last and (text := clean(cell.text)):
            found.append(CardField(column, text, cell.place, cell.row == row))
        last = cell
    return found


def _starts_card(row: list[CardField], known: Vocabulary) -> bool:
    return bool(row) and known.labels.get(key(row[0].text)) == "项目名称" and len(row) < 5


def _is_indicator_header(keys: Iterable[str], known: Vocabulary) -> bool:
    roles = {known.indicator.get(one) for one in keys}
    return "三级指标" in roles and len(roles & {*INDICATOR}) > 3


@dataclass(slots=True)
class _Reader:
    """A card being read, row by row."""

    known: Vocabulary
    unit: str
    state: State = "head"
    texts: dict[str, Quote] = field(default_factory=dict)
    figures: dict[str, Figure] = field(default_factory=dict)
    funds: list[Funds] = field(default_factory=list)
    indicators: list[Indicator] = field(default_factory=list)
    unread: list[Quote] = field(default_factory=list)
    malformed: list[Quote] = field(default_factory=list)
    columns: Columns = field(default_factory=dict)
    levels: tuple[str, str] = ("", "")

    def take(self, row: list[CardField]) -> None:
        """Read one row by what its words say it is."""
        known = self.known
        keys = {key(one.text): one for one in row}
        if not row or (self.state == "end" and not self._low(row)):
            return
        if _is_indicator_header(keys, known):
            self._header("indicators", row, known.indicator)
        elif self.state != "indicators" and self._heads_funds(keys, known):
            self._header("funds", row, known.fund)
            self._weigh(row)
        elif self.state != "indicators" and len({*map(known.goals.get, keys)} & {*GOALS}) == 2:
            self._header("goals", row, known.goals)
        else:
            self._content(row, keys, known)

    def _heads_funds(self, keys: Iterable[str], known: Vocabulary) -> bool:
        found = {known.fund.get(one) for one in keys}
        return {"全年预算数", "全年执行数"} <= found

    def _header(self, state: State, row: list[CardField], roles: Mapping[str, str]) -> None:
        self.state = state
        found = {one.column: roles.get(key(one.text), "") for one in row}
        self.columns = {column: role for column, role in found.items() if role}

    def _weigh(self, row: list[CardField]) -> None:
        """The weight and the unit that stand in the heading: 项目预算执行情况（10分）."""
        for one in row:
            if (found := UNIT.search(one.text)) and self.state == "funds":
                self.unit = found[1]
            if found := WEIGHT.search(one.text):
                weight = figure(found[1], one.place)
                if weight:
                    self.figures.setdefault("表头分值", weight)

    def _content(
        self, row: list[CardField], keys: Mapping[str, CardField], known: Vocabulary
    ) -> None:
        source = next((known.rows[one] for one in keys if one in known.rows), "")
        if self._low(row):
            return
        if self.state == "funds" and source and source != "总分":
            self._fund(source, row)
        elif self.state == "indicators" and known.rows.get(key(row[0].text)) == "总分":
            self._total(row)
        elif self.state == "indicators":
            self._indicator(row, known)
        elif self.state == "goals" and self._goals(row, known):
            return
        else:
            self._labels(row, known)

    def _suspect(self, values: Mapping[str, CardField]) -> None:
        """Remember the cells of numbers that are not one: none of them is a blank."""
        cells = (one for role, one in values.items() if role in NUMBERS)
        found = (malformed(one.text, one.place) for one in cells)
        self.malformed += [one for one in found if one]

    def _low(self, row: list[CardField]) -> bool:
        """The row that explains a low score, its words in the label's own cell or the next."""
        found = LOW.match(row[0].text)
        label = "低分原因"
        if not found and self.known.labels.get(key(row[0].text)) != label:
            return False
        rest = row[0].text[found.end() :].strip() if found else ""
        text = rest or " ".join(one.text for one in row[1:])
        self.texts[label] = Quote(text, row[0].place)
        return True

    def _labels(self, row: list[CardField], known: Vocabulary) -> None:
        """Pairs of a label and the text after it."""
        for one, after in zip(row, [*row[1:], None], strict=True):
            role = known.labels.get(key(one.text), "")
            if role and after and key(after.text) not in known.labels:
                self.texts.setdefault(role, after.passage)

    def _fund(self, source: str, row: list[CardField]) -> None:
        known = self.known
        label = max(at for at, one in enumerate(row) if known.rows.get(key(one.text)) == source)
        values = _laid(row[label + 1 :], self.columns, known)
        self._suspect(values)
        money = [_money(values.get(role)) for role in FUND[:3]]
        self.funds.append(Funds(source, *money))
        if source == WHOLE:
            found = {role: one.figure for role, one in values.items() if role in FUND[3:]}
            self.figures |= {role: one for role, one in found.items() if one}

    def _goals(self, row: list[CardField], known: Vocabulary) -> bool:
        """The row below 预期目标 and 完成情况; False for a row that is something else."""
        ends = {role: column for column, role in self.columns.items()}
        rest = [one for one in row if one.fresh and key(one.text) not in known.blocks]
        if not rest or any(key(one.text) in known.labels for one in rest):
            return False
        for one in rest:
            role = "完成情况" if one.column >= ends["完成情况"] else "预期目标"
            if len(rest) == 2:
                role = GOALS[rest.index(one)]
            before = self.texts.get(role)
            text = f"{before.text}\n{one.text}" if before else one.text
            self.texts[role] = Quote(text, before.place if before else one.place)
        return True

    def _indicator(self, row: list[CardField], known: Vocabulary) -> None:
        laid = _laid(row, self.columns, known)
        first, second = self._levels(laid)
        third = laid.get("三级指标")
        if not (second or third) or not ("年度指标值" in laid or "分值" in laid):
            if any(spelling.is_number(one.text) for one in row if one.fresh):
                self.unread.append(Quote(" ".join(one.text for one in row), row[0].place))
            return

        def passage(role: str) -> Quote:
            return laid[role].passage if role in laid else Quote()

        def number(role: str) -> Figure | None:
            return laid[role].figure if role in laid else None

        self._suspect({role: one for role, one in laid.items() if one.fresh})
        self.indicators.append(
            Indicator(
                first,
                second,
                third.text if third else "",
                passage("年度指标值"),
                passage("实际完成值"),
                number("分值"),
                number("得分"),
                passage("偏差原因").text,
                (third or row[0]).place,
            )
        )

    def _levels(self, laid: Mapping[str, CardField]) -> tuple[str, str]:
        """一级 and 二级 of a row; a blank one is the one above it."""
        first, second = laid.get("一级指标"), laid.get("二级指标")
        if first and first.text != self.levels[0]:
            self.levels = (first.text, "")
        if second:
            self.levels = (self.levels[0], second.text)
        return self.levels

    def _total(self, row: list[CardField]) -> None:
        found = (malformed(one.text, one.place) for one in row[1:])
        self.malformed += [one for one in found if one]
        numbers = [one for one in row[1:] if one.figure]
        roles = [self.columns.get(one.column, "") for one in numbers]
        order = [role for _, role in sorted(self.columns.items()) if role in ("分值", "得分")]
        names = {"分值": "总分:分值", "得分": "总分:得分"}
        if len(numbers) == 2 and len(order) == 2:
            roles = order
        elif len(numbers) == 1:
            whole = roles == ["分值"] and "得分" in order and numbers[0].text == "100"
            roles = ["分值" if whole else "得分"]
        for role, one in zip(roles, numbers, strict=False):
            value = one.figure
            if role in names and value:
                self.figures[names[role]] = value
        self.state = "end"

    def card(self, place: Place, notes: tuple[Quote, ...]) -> Card:
        """What was read."""
        texts, figures = self.texts, self.figures
        low = texts.get("低分原因", Quote())
        return Card(
            project=texts.get("项目名称", Quote("", place)),
            department=texts.get("主管部门", Quote()).text,
            implementer=texts.get("实施单位", Quote()).text,
            unit=self.unit,
            funds=tuple(self.funds),
            weight=figures.get("分值") or figures.get("表头分值"),
            rate=figures.get("执行率"),
            points=figures.get("得分"),
            goal=texts.get("预期目标", Quote()),
            done=texts.get("完成情况", Quote()),
            indicators=tuple(self.indicators),
            whole=figures.get("总分:分值"),
            total=figures.get("总分:得分"),
            low_reason=low.text,
            notes=notes,
            heading=figures.get("表头分值"),
            unread=tuple(self.unread),
            malformed=tuple(self.malformed),
            place=texts.get("项目名称", Quote("", place)).place,
        )


def _money(one: CardField | None) -> Figure | None:
    return figure(one.text, one.place) if one else None


def _laid(row: list[CardField], columns: Columns, known: Vocabulary) -> dict[str, CardField]:
    """The row's fields by role, laid over the header where they fit best."""
    rest = [one for one in row if key(one.text) not in known.blocks or one.column in columns]
    laid = [
        (_fit(rest, columns, shift, known), -order, shift) for order, shift in enumerate(SHIFTS)
    ]
    shift = max(laid)[2]
    return dict(_roles(rest, columns, shift))


def _roles(
    row: Iterable[CardField], columns: Columns, shift: int
) -> Iterator[tuple[str, CardField]]:
    for one in row:
        if role := columns.get(one.column - shift):
            yield role, one


def _fits_level(name: str, role: str, known: Vocabulary) -> int:
    """2 for a usual name of that level, -1 for one of the other level only."""
    if name in known.levels[role]:
        return 2
    return -1 if any(name in names for names in known.levels.values()) else 1


def _fit(row: list[CardField], columns: Columns, shift: int, known: Vocabulary) -> int:
    """How well a row fits its header: numbers under numbers, levels under theirs, none left."""
    laid = dict(_roles(row, columns, shift))
    score = -3 * (len(row) - len(laid)) - (2 if shift else 0)
    for role, one in laid.items():
        number = spelling.is_number(one.text) and one.figure is not None
        if role in NUMBERS:
            score += 2 if number else -2
        elif role == "偏差原因" and number:
            score -= 2
        elif role in known.levels:
            score += _fits_level(key(one.text).removesuffix("指标"), role, known)
        else:
            score += 1
    return score
