"""`juesuan history`: one number of a department over the years of an archive."""

from __future__ import annotations

from argparse import Namespace

from juesuan.archive.number_history import YearOfNumber, history
from juesuan.cli.keeping import address_of, archive_of
from juesuan.cli.streams import CLEAN, TROUBLE, complain, say
from juesuan.publishing.report.data import dumps
from juesuan.publishing.screen import clean

DISAGREES = "与次年所说的不符"


def run(words: Namespace) -> int:
    """Tell the years of a number."""
    address = address_of(words)
    with archive_of(words) as archive:
        years = history(archive, address, words.unit)
    if not years:
        complain(f"档案里没有“{words.unit}”的文件：名称见 juesuan archive list")
        return TROUBLE
    if words.format == "json":
        objects = [_object(year) for year in years]
        say(dumps(objects))
        return CLEAN
    for year in years:
        say(_line(year) + "\n")
    return CLEAN


def _line(year: YearOfNumber) -> str:
    number = year.number
    printed = f"{number.printed or '空白'}{number.unit}" if number else "没有这个数"
    page = f"第{number.page}页" if number and number.page else ""
    parts = [str(year.year), year.department, year.kind, printed, page, year.file]
    if year.older:
        parts.append(f"另有较早公布的 {year.older} 份")
    if year.implied:
        low, high = year.implied.low / 10000, year.implied.high / 10000
        parts.append(f"次年的文件所说：{low:.4f}—{high:.4f}万元")
    if year.disagrees:
        parts.append(DISAGREES)
    return "  ".join(clean(part) for part in parts if part)


def _object(year: YearOfNumber) -> dict[str, object]:
    implied = year.implied
    return {
        **{name: value for name, value in year._asdict().items() if name != "number"},
        "number": year.number._asdict() if year.number else None,
        "implied": [f"{implied.low:f}", f"{implied.high:f}"] if implied else None,
    }
