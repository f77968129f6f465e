"""Text to values, strictly: amounts to 分, codes, dates, yes or no, as spreadsheets write them."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta
from decimal import Decimal

from juesuan.model.books import Column

YES = frozenset("是 有 y yes true t 1 √ ✓".split())
NO = frozenset("否 无 n no false f 0 ×".split())
DASHES = frozenset(("-", "--", "—", "——", "－", "–"))  # an accountant's nothing
NUMBER = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d{1,2})?")
DATE = re.compile(r"(\d{4})[-/.年](\d{1,2})[-/.月](\d{1,2})日?(?: .*)?")
SERIAL = re.compile(r"\d{5}(\.\d+)?")
ACCOUNT = re.compile(
    r"[\[(【]?(\d{4,}(?:[.\-_/\\·。—–\s]{1,2}\d+)*)[\])】]?(?:[\s.\-_/\\·—–:]*[^\W\d][^\n]*)?"
)
CLASSIFIED = re.compile(
    r"[\[(【]?(\d{3,7})[\])】]?(?:[\-_—–:|/.]*[^\W\d_].*)?|[^\d]+[\[(](\d{3,7})[\])]"
)
NAMED = re.compile(r"[\[(【]?([A-Za-z]*\d[A-Za-z0-9]*)[\])】]?[\-_—–:|/]*[\u4e00-\u9fff].*")
EPOCH = date(1899, 12, 30)
NOISE = Decimal("0.001")  # 分: what a float may be off, nothing a person would write
LARGEST = 9 * 10**17  # 分
SIDELESS = "，方向“"  # between an amount and the word of its side that is none
SIDES = "借、贷（余额为零的可以是平）"


IDENTITIES = ("unit_code", "project_code")  # the tables that others refer to say them too


class NotAllowed(ValueError):
    """A text that is none of the column's values; the message says why.

    `allowed` says what to write where the column itself does not, `shown` what is at fault in the
    text; "" for the column's own words and for the whole text.
    """

    def __init__(self, why: str, allowed: str = "", shown: str = "") -> None:
        self.why, self.allowed, self.shown = why, allowed, shown
        super().__init__(why)


def sideless(text: str, side: str) -> str:
    """An amount whose side nobody knows, as a text that no column of amounts allows."""
    return f"{text}{SIDELESS}{side}”"


def plain(text: str) -> str:
    """Text in half width, without spaces of any kind at its ends."""
    return unicodedata.normalize("NFKC", text).strip()


def number(text: str) -> Decimal:
    """A number as people write it: 1,234.50, １２３４, (12.00), ¥5, -."""
    if SIDELESS in text:
        side = text.partition(SIDELESS)[2].removesuffix("”")
        why = "借贷方向不认识" if side else "有金额而没有写借贷方向"
        raise NotAllowed(why, SIDES, side or text.partition(SIDELESS)[0])
    digits = re.sub(r"[\s,，'¥￥]", "", plain(text)).replace("−", "-")
    if digits in DASHES:
        return Decimal(0)
    if len(digits) > 2 and digits[0] == "(" and digits[-1] == ")":
        digits = f"-{digits[1:-1]}"
    if not NUMBER.fullmatch(digits):
        raise NotAllowed("不是数字")
    return Decimal(digits)


def _bounded(value: Decimal) -> Decimal:
    if abs(value) > LARGEST:
        raise NotAllowed("数字过大")
    return value


def cents(text: str, factor: Decimal = Decimal(100)) -> int:
    """An amount in 分; NotAllowed where it says parts of a 分."""
    exact = _bounded(number(text) * factor)
    whole = exact.quantize(Decimal(1))
    if abs(exact - whole) > NOISE:
        raise NotAllowed("金额不足一分的零头")
    return int(whole)


def yuan(cents: int) -> str:
    """An amount in 分 as people read it."""
    return f"{Decimal(cents).scaleb(-2):,.2f} 元"


def code(text: str) -> str:
    """A code: no spaces, no leading apostrophe of a spreadsheet."""
    return re.sub(r"\s+", "", plain(text)).lstrip("'‘’`")


def classified(text: str) -> str:
    """A code of a classification, its name beside it or not: 2130301 行政运行, [30201]办公费."""
    match = CLASSIFIED.fullmatch(code(text))
    return (match[1] or match[2]) if match else code(text)


def named(text: str) -> str:
    """A code of a unit or project, with its name beside it or not: 301001-局本级."""
    match = NAMED.fullmatch(code(text))
    return match[1] if match else code(text)


def account(text: str) -> str:
    """An account in digits alone: 8101.04, 8101-04, 8101 04, with its name beside it or not.

    NotAllowed for a level of one digit under 8xxx: a spreadsheet makes 8101.1 of 8101.10.
    """
    digits = plain(text).lstrip("'‘’`")
    match = ACCOUNT.fullmatch(digits)
    if not match:
        return code(text)
    head, *levels = re.split(r"\D+", match.group(1))
    if head.startswith("8") and any(len(level) == 1 for level in levels):
        raise NotAllowed("明细科目的每一级须至少两位数字，例如 8101.04")
    two = (level[-2:] if not level[:-2].strip("0") else level for level in levels)
    return head + "".join(two)


def yes(text: str) -> bool:
    """Whether a text says yes; NotAllowed where it says neither."""
    answer = plain(text).casefold()
    if answer in YES or answer in NO:
        return answer in YES
    raise NotAllowed("只能填是或否")


def integer(text: str) -> int:
    """A whole number."""
    value = _bounded(number(text))
    if value != int(value):
        raise NotAllowed("不是整数")
    return int(value)


def decimal(text: str) -> Decimal:
    """A number of at most four decimals."""
    value = _bounded(number(text))
    rounded = value.quantize(Decimal("0.0001"))
    if abs(value - rounded) > Decimal("1e-9"):
        raise NotAllowed("最多四位小数")
    return rounded


def day(text: str) -> date:
    """A date, also as the serial number of a spreadsheet."""
    written = plain(text)
    match = DATE.fullmatch(written)
    if match:
        try:
            return date(*map(int, match.groups()))
        except ValueError as error:
            raise NotAllowed("没有这一天") from error
    if SERIAL.fullmatch(written):
        return EPOCH + timedelta(days=int(float(written)))
    raise NotAllowed("不是日期")


def word(text: str, column: Column) -> str:
    """A word of a closed vocabulary, synonyms resolved."""
    choice = re.sub(r"\s+", "", text)
    choice = column.synonyms.get(choice, choice)
    if choice not in column.values:
        half = re.sub(r"\s+", "", unicodedata.normalize("NFKC", text))
        choice = column.synonyms.get(half, half)
    if choice in column.unclear:
        raise NotAllowed("这个词分不清", column.unclear[choice])
    if choice not in column.values:
        raise NotAllowed("不在可选的词中")
    return choice


def coded(text: str, column: Column) -> str:
    """The code a text says in a column of codes, without the name that may stand beside it."""
    if column.codes:
        return account(text) if column.codes == "acct" else classified(text)
    return named(text) if column.refers or column.name in IDENTITIES else code(text)


def value(text: str, column: Column, factor: Decimal = Decimal(100)) -> object:
    """The value a text has in a column; a blank is the column's default, or None."""
    entry = text.strip() or column.default
    if not entry:
        return None
    match column.kind:
        case "amount":
            return cents(entry, factor)
        case "code":
            return coded(entry, column)
        case "bool":
            return yes(entry)
        case "integer":
            return integer(entry)
        case "number":
            return decimal(entry)
        case "date":
            return day(entry)
        case "enum":
            return word(entry, column)
    return entry
