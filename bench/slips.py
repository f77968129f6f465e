"""How many single slips in the text of a consistent document the audit finds, by kind.

Each slip changes one number, word or item of the narrative, the cards or the annexes; found means
that a finding appears which the unchanged document does not have.
"""

import random
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "src")]

from juesuan.auditing import examine, finding_id  # noqa: E402
from juesuan.notation.edition import load  # noqa: E402
from juesuan.sources.open import open_document  # noqa: E402
from juesuan.tasks.read import read_document as read  # noqa: E402

DOCUMENT = ROOT / "examples" / "disclosure" / "clean.md"
SAMPLE = 40
AMOUNT = re.compile(r"(?<=[^\d,.〔])[\d,]+(?:\.\d+)?(?=万元)")
RATE = re.compile(r"\d+(?:\.\d+)?(?=%)")
COUNT = re.compile(r"\d+(?=辆|批次|人次|个项目|台)")
TIED = re.compile(  # counts that another number of the document holds: the rest stand alone
    r"\d+(?=辆)|(?<=境）外接待费0万元，共计接待)\d+(?=批次)|\d+(?=个项目(?!的))|(?<=外事接待)\d+(?=批次)"
)
MISPRINT = re.compile(
    r"一般公共预算财政拨款|政府性基金预算|国有资本经营预算|机关运行经费|公务用车运行维护费"
    r"|政府采购支出总额|社会保障和就业支出|收入支出决算总表|年初结转和结余"
)
CELL = re.compile(r"(?<=>)[\d,]+\.\d+(?=<)|(?<=\| )[\d,]+\.\d+(?= \|)")
PAIRS = (("增加", "减少"), ("增长", "下降"), ("大于", "小于"))
WORDS = {one: other for pair in PAIRS for one, other in (pair, pair[::-1])}
WORD = re.compile(r"(?:增加|减少)(?=[\d,.]+万元)|(?:增长|下降)(?=[\d.]+%)|(?<=决算数)(?:大于|小于)")
ITEM = re.compile(r"^\d+、[^\n]+（项）[^\n]*\n", re.MULTILINE)
CLASS = re.compile(r"；[^；。]+（类）[^；。]+占[\d.]+%")
STRANGERS = "予岀末己已人大土干千天夫失经轻较校制置绩积职识责费贵资咨"
Slip = Callable[[re.Match[str], random.Random, list[str]], str]


def digit(found: re.Match[str], dice: random.Random, _: list[str]) -> str:
    """One digit typed wrong."""
    text = found[0]
    places = [i for i, char in enumerate(text) if char.isdigit()]
    at = dice.choice(places)
    return text[:at] + dice.choice([d for d in "123456789" if d != text[at]]) + text[at + 1 :]


def other(found: re.Match[str], dice: random.Random, all_of: list[str]) -> str:
    """Another number of the same kind copied here."""
    return dice.choice([text for text in all_of if text != found[0]] or [found[0]])


def opposite(found: re.Match[str], _: random.Random, __: list[str]) -> str:
    """The opposite word."""
    return WORDS[found[0]]


def misprinted(found: re.Match[str], dice: random.Random, _: list[str]) -> str:
    """One character of a word of the field wrong, missing or doubled."""
    text = found[0]
    at = dice.randrange(len(text))
    return text[:at] + dice.choice(["", text[at] * 2, dice.choice(STRANGERS)]) + text[at + 1 :]


def nothing(_: re.Match[str], __: random.Random, ___: list[str]) -> str:
    """Left out."""
    return ""


KINDS: dict[str, tuple[re.Pattern[str], Slip, str]] = {
    "amount, one digit": (AMOUNT, digit, "narrative"),
    "amount, another's": (AMOUNT, other, "narrative"),
    "rate, one digit": (RATE, digit, "narrative"),
    "rate, another's": (RATE, other, "narrative"),
    "count, one digit": (COUNT, digit, "narrative"),
    "count that is tied": (TIED, digit, "narrative"),
    "word, one character": (MISPRINT, misprinted, "narrative"),
    "direction word": (WORD, opposite, "narrative"),
    "class left out": (CLASS, nothing, "narrative"),
    "item left out": (ITEM, nothing, "narrative"),
    "card or annex digit": (CELL, digit, "annex"),
}


def findings(text: str) -> dict[str, str]:
    """Finding id to severity, tails and unchecked left out."""
    reading = read(open_document(DOCUMENT.name, text.encode()))
    found = examine(reading, load(reading.meta.edition)).findings
    return {finding_id(f): f.severity for f in found if f.severity in ("错误", "提示")}


def slips(text: str, kind: str, dice: random.Random) -> Iterator[tuple[str, str]]:
    """Documents with one slip each, and the words changed."""
    pattern, slip, part = KINDS[kind]
    start = text.index("情况说明", text.index("公开09表"))
    end = text.index("名词解释", len(text) // 2)
    bounds = (start, end) if part == "narrative" else (text.index("附件", end), len(text))
    matches = list(pattern.finditer(text, *bounds))
    everything = [match[0] for match in matches]
    for match in dice.sample(matches, min(SAMPLE, len(matches))):
        changed = slip(match, dice, everything)
        if changed != match[0]:
            yield text[: match.start()] + changed + text[match.end() :], match[0]


def main() -> None:
    """Print the share found by kind, and what the unchanged document raises."""
    text = DOCUMENT.read_text("utf-8")
    base = findings(text)
    dice = random.Random(2023)
    print(f"unchanged: {len(base)} findings")
    print(f"{'slip':<22}{'made':>6}{'as 错误':>9}{'found':>9}")
    for kind in KINDS:
        errors = found = made = 0
        for changed, _ in slips(text, kind, dice):
            new = {i: s for i, s in findings(changed).items() if i not in base}
            made += 1
            found += bool(new)
            errors += "错误" in new.values()
        if made:
            print(f"{kind:<22}{made:>6}{errors / made:>10.1%}{found / made:>9.1%}")


if __name__ == "__main__":
    main()
