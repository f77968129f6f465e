"""Numbers as Word prints them before paragraphs: 一、 （一） ① IV; what is not understood is ""."""

from __future__ import annotations

from collections.abc import Callable

ONES = "零一二三四五六七八九"
FORMAL = "零壹贰叁肆伍陆柒捌玖"
PLACES, FORMAL_PLACES = ("", "十", "百", "千"), ("", "拾", "佰", "仟")
ROMAN = zip(
    (1000, 900, 500, 400, 100, 90, 50, 40, 10, 9, 5, 4, 1),
    "M CM D CD C XC L XL X IX V IV I".split(),
    strict=True,
)
ROMANS = tuple(ROMAN)
WIDE = str.maketrans("0123456789", "０１２３４５６７８９")
STEMS, BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
PARENTHESES, STOPS = "⑴⑵⑶⑷⑸⑹⑺⑻⑼⑽⑾⑿⒀⒁⒂⒃⒄⒅⒆⒇", "⒈⒉⒊⒋⒌⒍⒎⒏⒐⒑⒒⒓⒔⒕⒖⒗⒘⒙⒚⒛"
ENCLOSED = "㊀㊁㊂㊃㊄㊅㊆㊇㊈㊉"


def chinese(value: int, ones: str = ONES, places: tuple[str, ...] = PLACES) -> str:
    """Up to 9999: 十二, 一百零三."""
    if not 0 < value < 10_000:
        return ones[0] if not value else ""
    text = ""
    digits = [int(digit) for digit in str(value)]
    for place, digit in zip(range(len(digits) - 1, -1, -1), digits, strict=True):
        text += ones[digit] + places[place] if digit else ones[0]
    text = text.rstrip(ones[0]).replace(ones[0] * 2, ones[0])
    return text[1:] if 10 <= value < 20 and ones == ONES else text


def japanese(value: int) -> str:
    """As Chinese, without 零, and without 一 before 十, 百 and 千."""
    text = chinese(value).replace(ONES[0], "")
    for place in PLACES[1:]:
        text = text.replace(ONES[1] + place, place)
    return text


def roman(value: int) -> str:
    """Up to 3999."""
    text, rest = "", value if 0 < value < 4000 else 0
    for size, letters in ROMANS:
        text += letters * (rest // size)
        rest %= size
    return text


def letter(value: int) -> str:
    """A to Z, AA to ZZ: the letter as often as the alphabet was gone through."""
    if not 0 < value <= 26 * 30:
        return ""
    return chr(ord("A") + (value - 1) % 26) * ((value - 1) // 26 + 1)


def _drawn(signs: str) -> Callable[[int], str]:
    """Signs one by one; beyond them the digits, as Word does."""
    return lambda value: signs[value - 1] if 0 < value <= len(signs) else str(value)


def _digits(value: int) -> str:
    return "".join("〇一二三四五六七八九"[int(digit)] for digit in str(value)) if value > 0 else ""


FORMATS: dict[str, Callable[[int], str]] = {
    "decimal": str,
    "decimalHalfWidth": str,
    "numberInDash": lambda value: f"- {value} -",
    "decimalZero": lambda value: f"{value:02}",
    "decimalFullWidth": lambda value: str(value).translate(WIDE),
    "decimalFullWidth2": lambda value: str(value).translate(WIDE),
    "decimalEnclosedCircle": _drawn(CIRCLED),
    "decimalEnclosedCircleChinese": _drawn(CIRCLED),
    "decimalEnclosedParen": _drawn(PARENTHESES),
    "decimalEnclosedFullstop": _drawn(STOPS),
    "upperLetter": letter,
    "lowerLetter": lambda value: letter(value).lower(),
    "upperRoman": roman,
    "lowerRoman": lambda value: roman(value).lower(),
    "chineseCounting": chinese,
    "chineseCountingThousand": chinese,
    "taiwaneseCounting": chinese,
    "taiwaneseCountingThousand": chinese,
    "chineseLegalSimplified": lambda value: chinese(value, FORMAL, FORMAL_PLACES),
    "japaneseCounting": japanese,
    "ideographDigital": _digits,
    "japaneseDigitalTenThousand": _digits,
    "taiwaneseDigital": _digits,
    "ideographTraditional": _drawn(STEMS),
    "ideographZodiac": _drawn(BRANCHES),
    "ideographEnclosedCircle": _drawn(ENCLOSED),
}


def written(value: int, style: str) -> str | None:
    """A number in one of Word's formats; None where the format is not known."""
    if style == "none":
        return ""
    write = FORMATS.get(style)
    return (write(value) or None) if write else None
