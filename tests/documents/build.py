"""A disclosure written piece by piece: tables in a region's layout, sentences with true numbers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal

from juesuan.model.number import UNITS, Address, Facts
from juesuan.notation.edition import Edition

SLOT = re.compile(r"\{([^{}]+)\}")
Rows = Sequence[Sequence[str]]


@dataclass
class Region:
    """How a region writes amounts and rates; `cells` are the amounts its tables printed.

    The amount at `wrong` gets a 3 before its digits.
    """

    edition: Edition
    facts: Facts
    unit: str = "万元"
    decimals: int = 2
    rate: int = 2
    zero: str = ""
    thousands: bool = True
    wrong: str = ""
    year: int = 0
    parts: list[str] = field(default_factory=list)
    cells: dict[str, str] = field(default_factory=dict)

    def value(self, address: str) -> Decimal:
        """An exact amount in 元."""
        fact = self.facts.get(Address.parse(address))
        return fact.value if fact else Decimal(0)

    def shown(self, value: Decimal) -> str:
        """An amount as this region prints it."""
        step = Decimal(1).scaleb(-self.decimals)
        rounded = (value / UNITS[self.unit]).quantize(step, ROUND_HALF_UP)
        return f"{rounded:,f}" if self.thousands else f"{rounded:f}"

    def cell(self, address: str) -> str:
        """An amount in a table, remembered under its address."""
        value = self.value(address)
        text = self.shown(value) if value else self.zero
        if address == self.wrong:
            text = f"3{text}"
        if text:
            self.cells[address] = text
        return text

    def line(self, *texts: str) -> None:
        """Lines of text, each a paragraph."""
        self.parts += [*texts, ""]

    def say(self, text: str) -> None:
        """Paragraphs whose slots are numbers: {地址} {占 甲/乙} {比 地址} {幅 地址}."""
        for one in text.strip().split("\n"):
            if one.strip():
                self.line(SLOT.sub(self._slot, one.strip()))

    def items(self, text: str, *, form: str = "05", join: str = "\n", level: int = 7) -> None:
        """One sentence for each code: 〔类〕〔款〕〔项〕〔序〕 are its names, 〔行〕 its code."""
        found = []
        for number, code in enumerate((c for c in self.rows(form) if len(c) == level), 1):
            names = {"类": code[:3], "款": code[:5], "项": code[:7]}
            one = text.replace("〔行〕", code).replace("〔序〕", str(number))
            for part, own in names.items():
                one = one.replace(f"〔{part}〕", self.name(form, own))
            found.append(one)
        self.say(join.join(found))

    def _slot(self, found: re.Match[str]) -> str:
        kind, _, rest = found[1].rpartition(" ")
        if kind == "占":
            return self._percent(self._reckoned(rest))
        if kind in ("比", "幅", "净", "比预算"):
            return self._change(kind, rest)
        return f"{self.shown(self._reckoned(rest))}{self.unit}"

    def _reckoned(self, text: str) -> Decimal:
        """A quotient, a sum of amounts, or a difference."""
        above, _, below = text.partition("/")
        added, *taken = above.split("-")
        value = sum((self.value(one) for one in added.split("+")), Decimal(0))
        value -= sum((self.value(one) for one in taken), Decimal(0))
        return value / self.value(below) if below else value

    def _percent(self, value: Decimal) -> str:
        rounded = (value * 100).quantize(Decimal(1).scaleb(-self.rate), ROUND_HALF_UP)
        return f"{abs(rounded):f}%"

    def _change(self, kind: str, address: str) -> str:
        """增加…万元，增长…% against last year; {幅} says the rate alone, {净} the amount."""
        now = self.value(address)
        base = self.value(f"{address}@{'年初预算' if kind == '比预算' else '上年'}")
        more = now >= base
        rate = (
            f"{'增长' if more else '下降'}{self._percent(now / base - 1)}" if base else "增长100%"
        )
        if kind == "幅":
            return rate
        change = f"{'增加' if more else '减少'}{self.shown(abs(now - base))}{self.unit}"
        return change if kind == "净" else f"{change}，{rate}"

    def rows(self, form: str) -> list[str]:
        """The codes of a form, 合计 left out."""
        return sorted(row for row in self.facts.rows(form) if row.isdigit())

    def name(self, form: str, code: str) -> str:
        """A code's name."""
        book = self.edition.economic if form == "06" else self.edition.functional
        return book.name(code, self.year or self.edition.year) or ""

    def table(self, rows: Iterable[Sequence[str]]) -> None:
        """A table as text between tabs."""
        found = [list(row) for row in rows]
        width = max(map(len, found))
        self.parts += ["\t".join([*row, *[""] * (width - len(row))]) for row in found]
        self.parts.append("")

    def coded(self, form: str, head: Rows, columns: str, how: str = "") -> None:
        """Rows of codes; `how` may say split (类 款 项), blank (upper levels), indent and last."""
        split, indent, last = "split" in how, "indent" in how, "last" in how
        body = []
        for code in self.rows(form):
            lead = [code[:3], code[3:5], code[5:7]] if split else [code]
            if "blank" in how:
                lead = ["" if i < len(code) // 2 - 1 else part for i, part in enumerate(lead)]
            name = "  " * (len(code) // 2 - 1) * indent + self.name(form, code)
            body.append([*lead, name, *self._amounts(form, code, columns)])
        lead = ["", "", "", "合计"] if split else ["", "合计"]
        body.insert(len(body) if last else 0, [*lead, *self._amounts(form, "合计", columns)])
        self.table([*head, *body])

    def _amounts(self, form: str, row: str, columns: str) -> list[str]:
        return [self.cell(f"{form}:{row}:{c}") if c else "" for c in columns.split(",")]

    def document(self) -> str:
        """The whole text."""
        return "\n".join(self.parts) + "\n"
