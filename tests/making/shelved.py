"""An archive for pages to show: departments over years, and one that is hostile in every word."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from tests.making.archived import NAME, TOTAL, bytes_of, delivery, fact, keep, opened, record

from juesuan.archive.door import Archive
from juesuan.model.finding import Finding
from juesuan.model.number import Facts
from juesuan.model.report import Audited

STEERS = "\x1b[31m\x07\u202e\u2066\u200b"
HOSTILE = (
    f"=<script>alert(1)</script>{STEERS}<img src=x onerror=alert(1)>\" onclick=\"x' onfocus='x"
    "/../..?a#b%2e%00{{7*7}}\n伪造.json"
)
CHANGE = f"{TOTAL} - {TOTAL}@上年"


def hostile() -> Audited:
    """A document whose every text is hostile."""
    audited = record(2023, "7.00", department=HOSTILE, claims={f"{TOTAL} / {HOSTILE}": "1.00"})
    number = fact(TOTAL, "7.00")._replace(name=HOSTILE, unit=f"万元{HOSTILE}")
    odd = fact(f"绩效:{HOSTILE}:1", "3.00")._replace(name=HOSTILE)
    facts = {number.address: number, odd.address: odd}
    reading = replace(audited.reading, facts=Facts(facts, {}))
    place = audited.findings[0].places[0][0]._replace(part=HOSTILE)
    finding = Finding(HOSTILE, "提示", HOSTILE, (odd.address,), ((place, HOSTILE),))
    findings, ids = (*audited.findings, finding), (*audited.ids, "f-2")
    return replace(audited, reading=reading, findings=findings, ids=ids)


def filled(root: Path) -> Archive:
    """The archive, open."""
    archive = opened(root)
    keep(archive, record(2020, "90.00", department="旧局"))
    keep(archive, record(2021, "100.00"))
    keep(archive, record(2022, "99.00"), "2023-01-01")
    keep(archive, record(2022, "110.00"), "2023-08-01")
    keep(archive, record(2023, "120.00", claims={CHANGE: "50.00"}))
    for number in range(3):
        keep(archive, record(2023, f"{100 + number * 37}.00", department=f"第{number}局"))
    audited = hostile()
    data = bytes_of(replace(audited, reading=record(2023, "7.00", HOSTILE).reading))
    archive.keep(delivery(audited, name=HOSTILE), [data], audited)
    archive.rename("旧局", NAME)
    return archive
