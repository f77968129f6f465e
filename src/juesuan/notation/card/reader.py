"""Grid -> Card: cells are vocabulary by their words and their order, not by a fixed column.

Spans drawn or not, a row written a field or two to the left: each row is laid over the columns
of its header where it fits best.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
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


def is_card(grid: Grid, vocabulary: Vocabulary) -> bool:
    """Whether a grid holds a card or the lower half of one: it has 三级指标 with its columns."""
    keys = [{key(one.text) for one in fields_of(grid, row)} for row in range(grid.height)]
    return any(is_indicator_header(row, vocabulary) for row in keys)


def read_cards(
    grid: Grid, vocabulary: Vocabulary, unit: str = "万元", notes: Iterable[Quote] = ()
) -> list[Card]:
    """Every card of a grid; a new one begins with each row 项目名称."""
    cards: list[Card] = []
    rows = [fields_of(grid, row) for row in range(grid.height)]
    starts = [at for at, row in enumerate(rows) if _starts_card(row, vocabulary)] or [0]
    for begin, end in zip(starts, [*starts[1:], len(rows)], strict=True):
        reader = _Reader(vocabulary, unit)
        for row in rows[begin:end]:
            reader.take(row)
        cards.append(reader.card(grid.place, tuple(notes)))
    return cards


def fields_of(grid: Grid, row: int) -> list[CardField]:
    """The filled cells of a row from left to right, each once."""
    fields: list[CardField] = []
    last = None
    for column, cell in enumerate(grid.fields[row]):
        if cell is not None and cell is not last and (text := clean(cell.text)):
            fields.append(CardField(column, text, cell.place, cell.row == row))
        last = cell
    return fields


def _starts_card(row: list[CardField], vocabulary: Vocabulary) -> bool:
    return bool(row) and vocabulary.labels.get(key(row[0].text)) == "项目名称" and len(row) < 5


def is_indicator_header(keys: Iterable[str], vocabulary: Vocabulary) -> bool:
    """Whether texts of these keys head the rows of indicators."""
    roles = {vocabulary.indicator.get(one) for one in keys}
    return "三级指标" in roles and len(roles & {*INDICATOR}) > 3


@dataclass(slots=True)
class _Reader:
    """A card being read, row by row."""

    vocabulary: Vocabulary
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
        vocabulary = self.vocabulary
        keys = {key(one.text): one for one in row}
        if not row or (self.state == "end" and not self._low(row)):
            return
        if is_indicator_header(keys, vocabulary):
            self._header("indicators", row, vocabulary.indicator)
        elif self.state != "indicators" and self._heads_funds(keys, vocabulary):
            self._header("funds", row, vocabulary.fund)
            self._weigh(row)
        elif self.state != "indicators" and len({*map(vocabulary.goals.get, keys)} & {*GOALS}) == 2:
            self._header("goals", row, vocabulary.goals)
        else:
            self._content(row, keys, vocabulary)

    def _heads_funds(self, keys: Iterable[str], vocabulary: Vocabulary) -> bool:
        return {"全年预算数", "全年执行数"} <= {vocabulary.fund.get(one) for one in keys}

    def _header(self, state: State, row: list[CardField], roles: Mapping[str, str]) -> None:
        self.state = state
        columns = {one.column: roles.get(key(one.text), "") for one in row}
        self.columns = {column: role for column, role in columns.items() if role}

    def _weigh(self, row: list[CardField]) -> None:
        """The weight and the unit that stand in the heading: 项目预算执行情况（10分）."""
        for cell in row:
            if (unit := UNIT.search(cell.text)) and self.state == "funds":
                self.unit = unit[1]
            weight = WEIGHT.search(cell.text)
            if weight and (points := figure(weight[1], cell.place)):
                self.figures.setdefault("表头分值", points)

    def _content(
        self, row: list[CardField], keys: Mapping[str, CardField], vocabulary: Vocabulary
    ) -> None:
        source = next((vocabulary.rows[one] for one in keys if one in vocabulary.rows), "")
        if self._low(row):
            return
        if self.state == "funds" and source and source != "总分":
            self._fund(source, row)
        elif self.state == "indicators" and vocabulary.rows.get(key(row[0].text)) == "总分":
            self._total(row)
        elif self.state == "indicators":
            self._indicator(row, vocabulary)
        elif self.state == "goals" and self._goals(row, vocabulary):
            return
        else:
            self._labels(row, vocabulary)

    def _suspect(self, values: Mapping[str, CardField]) -> None:
        """Remember the cells of numbers that are not one: none of them is a blank."""
        cells = (one for role, one in values.items() if role in NUMBERS)
        wrong = (malformed(one.text, one.place) for one in cells)
        self.malformed += [cell for cell in wrong if cell]

    def _low(self, row: list[CardField]) -> bool:
        """The row that explains a low score, its words in the label's own cell or the next."""
        head = LOW.match(row[0].text)
        label = "低分原因"
        if not head and self.vocabulary.labels.get(key(row[0].text)) != label:
            return False
        rest = row[0].text[head.end() :].strip() if head else ""
        text = rest or " ".join(one.text for one in row[1:])
        self.texts[label] = Quote(text, row[0].place)
        return True

    def _labels(self, row: list[CardField], vocabulary: Vocabulary) -> None:
        """Pairs of a label and the text after it."""
        for cell, after in zip(row, [*row[1:], None], strict=True):
            role = vocabulary.labels.get(key(cell.text), "")
            if role and after and key(after.text) not in vocabulary.labels:
                self.texts.setdefault(role, after.passage)

    def _fund(self, source: str, row: list[CardField]) -> None:
        vocabulary = self.vocabulary
        label = max(
            at for at, one in enumerate(row) if vocabulary.rows.get(key(one.text)) == source
        )
        values = _laid(row[label + 1 :], self.columns, vocabulary)
        self._suspect(values)
        money = [_money(values.get(role)) for role in FUND[:3]]
        self.funds.append(Funds(source, *money))
        if source == WHOLE:
            figures = {role: one.figure for role, one in values.items() if role in FUND[3:]}
            self.figures |= {role: number for role, number in figures.items() if number}

    def _goals(self, row: list[CardField], vocabulary: Vocabulary) -> bool:
        """The row below 预期目标 and 完成情况; False for a row that is something else."""
        ends = {role: column for column, role in self.columns.items()}
        rest = [one for one in row if one.fresh and key(one.text) not in vocabulary.blocks]
        if not rest or any(key(one.text) in vocabulary.labels for one in rest):
            return False
        for cell in rest:
            role = "完成情况" if cell.column >= ends["完成情况"] else "预期目标"
            if len(rest) == 2:
                role = GOALS[rest.index(cell)]
            before = self.texts.get(role)
            text = f"{before.text}\n{cell.text}" if before else cell.text
            self.texts[role] = Quote(text, before.place if before else cell.place)
        return True

    def _indicator(self, row: list[CardField], vocabulary: Vocabulary) -> None:
        laid = _laid(row, self.columns, vocabulary)
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
        wrong = (malformed(one.text, one.place) for one in row[1:])
        self.malformed += [cell for cell in wrong if cell]
        numbers = [one for one in row[1:] if one.figure]
        roles = [self.columns.get(one.column, "") for one in numbers]
        order = [role for _, role in sorted(self.columns.items()) if role in ("分值", "得分")]
        names = {"分值": "总分:分值", "得分": "总分:得分"}
        if len(numbers) == 2 and len(order) == 2:
            roles = order
        elif len(numbers) == 1:
            whole = roles == ["分值"] and "得分" in order and numbers[0].text == "100"
            roles = ["分值" if whole else "得分"]
        for role, cell in zip(roles, numbers, strict=False):
            value = cell.figure
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


def _money(cell: CardField | None) -> Figure | None:
    return figure(cell.text, cell.place) if cell else None


def _laid(row: list[CardField], columns: Columns, vocabulary: Vocabulary) -> dict[str, CardField]:
    """The row's fields by role, laid over the header where they fit best."""
    rest = [one for one in row if key(one.text) not in vocabulary.blocks or one.column in columns]
    numeric = {one.column for one in rest if spelling.is_number(one.text) and one.figure}
    laid = [
        (_fit(rest, columns, shift, numeric, vocabulary), -order, shift)
        for order, shift in enumerate(SHIFTS)
    ]
    shift = max(laid)[2]
    return dict(_roles(rest, columns, shift))


def _roles(
    row: Iterable[CardField], columns: Columns, shift: int
) -> Iterator[tuple[str, CardField]]:
    for cell in row:
        if role := columns.get(cell.column - shift):
            yield role, cell


def _fits_level(name: str, role: str, vocabulary: Vocabulary) -> int:
    """2 for a usual name of that level, -1 for one of the other level only."""
    if name in vocabulary.levels[role]:
        return 2
    return -1 if any(name in names for names in vocabulary.levels.values()) else 1


def _fit(
    row: list[CardField],
    columns: Columns,
    shift: int,
    numeric: Collection[int],
    vocabulary: Vocabulary,
) -> int:
    """How well a row fits its header: numbers under numbers, levels under theirs, none left.

    `numeric` are the columns of its numbers.
    """
    laid = dict(_roles(row, columns, shift))
    score = -3 * (len(row) - len(laid)) - (2 if shift else 0)
    for role, cell in laid.items():
        number = cell.column in numeric
        if role in NUMBERS:
            score += 2 if number else -2
        elif role == "偏差原因" and number:
            score -= 2
        elif role in vocabulary.levels:
            score += _fits_level(key(cell.text).removesuffix("指标"), role, vocabulary)
        else:
            score += 1
    return score
