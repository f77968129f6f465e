"""What is shown: JSON and CSV as promised, text for terminals, HTML that no document can break."""

import csv
import io
import json
import re
from decimal import Decimal
from pathlib import Path

import pytest

from juesuan.model.finding import Coverage, Finding
from juesuan.model.number import Address, Fact, Facts, FormState
from juesuan.model.page import Box, Place
from juesuan.model.reading import Meta, Reading
from juesuan.model.report import CellState, Part
from juesuan.model.text import Claim
from juesuan.notation.edition import load
from juesuan.publishing import declarations as declared
from juesuan.publishing.report.html.anchors import cell_id
from juesuan.publishing.report.side_by_side import Head, heads
from juesuan.publishing.report.text import _parted, counts_text
from juesuan.publishing.screen import Screen, clean, width, wrap
from juesuan.publishing.whole import stems, write
from juesuan.tasks.results import Extract, Report

CELL = Address("03", "2010301", "1")
BLANK = Address("03", "2010301", "2")
NO_CELL = {"part": "", "cell": None}
HOSTILE = "<script>alert(1)</script>\x1b[31m"


def reading(name: str = "行政运行 / 本年支出合计", printed: str = "767.40") -> Reading:
    place = Place(8, None, Box(1.5, 2, 3, 4))
    fact = Fact(CELL, Decimal("7674000.00"), Decimal(50), printed, "万元", name, place)
    blank = Fact(BLANK, Decimal(0), unit="万元", name="行政运行 / 基本支出", place=Place(8))
    form = FormState("03", "支出决算表", "read", (8,), ("1", "2"), labels={"2010301": name})
    facts = Facts({CELL: fact, BLANK: blank}, {"03": form})
    claim = Claim(
        "05:合计:1 / 03:合计:1", Decimal("0.9978"), Decimal("0.00005"), "99.78%", Place(9)
    )
    return Reading(Meta("某局", 2024, "2024"), facts, (claim,))


def report(
    *findings: Finding, name: str = "行政运行 / 本年支出合计", printed: str = "767.40"
) -> Report:
    states: dict[Address, CellState] = {CELL: "contradicted", BLANK: "blank"}
    ids = tuple(f"id{n}" for n in range(len(findings)))
    coverage = Coverage(2, 1, 1, 0, 7)
    parts = (Part("总体", "总体情况", coverage),)
    read = reading(name, printed)
    return Report("某局.pdf", "00ff", read, findings, ids, coverage, states, parts)


ERROR = Finding(
    "equation",
    "错误",
    "各项之和不等于合计",
    (CELL,),
    ((Place(8, None, Box(1, 2, 3, 4)), "767.40"), (Place(9), "本年支出767.40万元。")),
    "776.40",
    "767.40",
    ("700.00 + 76.40 = 776.40",),
    "某办法",
)
HINT = Finding("某规则", "提示", "请看一眼")
TAIL = Finding("equation", "尾差", "4 处尾差", because=tuple(f"第{n}处" for n in range(4)))


def test_the_object_of_an_audit_is_the_contract() -> None:
    data = json.loads(report(HINT, ERROR).to_json())
    assert list(data) == [
        "schema",
        "file",
        "sha256",
        "edition",
        "department",
        "year",
        "coverage",
        "forms",
        "findings",
        "verdict",
        "program",
        "rules",
        "kind",
    ]
    assert data["schema"] == 1
    assert data["forms"] == [
        {"id": "03", "title": "支出决算表", "pages": [8], "cells": 2, "state": "read"}
    ]
    assert data["findings"][0] == {
        "id": "id1",
        "rule": "equation",
        "severity": "错误",
        "message": "各项之和不等于合计",
        "expected": "776.40",
        "actual": "767.40",
        "addresses": ["03:2010301:1"],
        "places": [
            {"page": 8, "line": None, "text": "767.40", "box": [1, 2, 3, 4], **NO_CELL},
            {"page": 9, "line": None, "text": "本年支出767.40万元。", "box": None, **NO_CELL},
        ],
        "because": ["700.00 + 76.40 = 776.40"],
        "basis": "某办法",
        "last_digit": False,
        "where": "第8页  支出决算表  行政运行 / 本年支出合计",
    }
    assert list(data["findings"][0])[:5] == ["id", "rule", "severity", "message", "expected"]


def test_the_coverage_is_of_the_whole_and_of_each_part() -> None:
    data = json.loads(report(ERROR).to_json())
    assert list(data["coverage"]) == [
        "numbers",
        "checked",
        "contradicted",
        "unchecked",
        "not_amounts",
        "sections",
    ]
    assert data["coverage"]["sections"] == [
        {
            "id": "总体",
            "title": "总体情况",
            "numbers": 2,
            "checked": 1,
            "contradicted": 1,
            "unchecked": 0,
            "not_amounts": 7,
        }
    ]


def test_the_object_of_a_reading_is_the_contract() -> None:
    data = json.loads(Extract("某局.pdf", "00ff", reading()).to_json())
    assert list(data) == [
        "schema",
        "file",
        "sha256",
        "edition",
        "department",
        "year",
        "facts",
        "claims",
    ]
    assert data["facts"][0] == {
        "address": "03:2010301:1",
        "value": "7674000.00",
        "printed": "767.40",
        "unit": "万元",
        "name": "行政运行 / 本年支出合计",
        "place": {"page": 8, "line": None, "box": [1.5, 2, 3, 4], **NO_CELL},
    }
    assert data["claims"] == [
        {
            "says": "05:合计:1 / 03:合计:1",
            "value": "0.9978",
            "printed": "99.78%",
            "place": {"page": 9, "line": None, "box": None, **NO_CELL},
        }
    ]


def test_json_on_one_line_is_one_line() -> None:
    assert report(ERROR).to_json(lines=True).count("\n") == 1


def test_csv_is_for_excel() -> None:
    text = Extract("a.md", "00", reading()).to_csv()
    assert text.startswith("\ufeffaddress,name,value,printed,unit,page,line\r\n")
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    amount = ["03:2010301:1", "行政运行 / 本年支出合计", "7674000.00", "767.40", "万元", "8", ""]
    assert rows[1] == amount


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "＝", "\t", " ="])
def test_no_text_becomes_a_formula(start: str) -> None:
    name = f'{start}HYPERLINK("http://x")'
    rows = list(csv.reader(io.StringIO(Extract("a.md", "00", reading(name)).to_csv())))
    assert rows[1][1] == f"'{name}"


@pytest.mark.parametrize("amount", ["-1.25", "-12,345.00", "−3.00"])
def test_a_negative_amount_stays_a_number(amount: str) -> None:
    rows = list(csv.reader(io.StringIO(Extract("a", "0", reading(printed=amount)).to_csv())))
    assert rows[1][3] == amount


def test_text_goes_from_grave_to_light_and_ends_in_counts() -> None:
    lines = report(TAIL, HINT, ERROR).to_text().splitlines()
    starts = [line[:2] for line in lines if line.startswith(("错误", "提示", "尾差"))]
    assert starts == ["错误", "提示", "尾差", "错误"]
    assert lines[-1] == "错误 1，提示 1，尾差 1，未核 0"
    assert "已核 100.0%" in lines[3]


def test_an_error_is_told_in_full() -> None:
    text = report(ERROR).to_text()
    for part in ("第8页", "支出决算表 行政运行 / 本年支出合计", "印作 767.40，应为 776.40"):
        assert part in text
    for part in ("700.00 + 76.40", "第9页：“本年支出767.40万元。”", "依据：某办法"):
        assert part in text


def test_many_differences_of_rounding_are_shown_by_a_few() -> None:
    text = report(TAIL).to_text()
    assert "没有发现错误" in text
    assert "第2处" in text
    assert "第3处" not in text
    assert "另 1 条" in text


def test_a_finding_is_grasped_at_a_glance() -> None:
    clauses = "；".join(
        f"第{n}句说明有一个数与另一处的数不相等，两者相差若干万元" for n in range(5)
    )
    spots = tuple((Place(n), f"某一句话说到的第{n}件事") for n in (3, 3, 4, 5, 6))
    long = Finding("claim", "错误", clauses, places=spots, because=("甲", "文中“第0句"))
    text = report(long).to_text()
    lead = text[text.index("错误  ") :].split("      · ")[0].rstrip().splitlines()
    assert len(lead) <= 2
    assert all(f"第{n}句" in text for n in range(5))
    assert "文中“第0句" not in text
    assert text.count("第3页") == 2  # where the finding stands, and its sentence
    assert "另见 第6页" in text
    assert "用 --format html" in text


def test_clauses_in_brackets_stay_together() -> None:
    lead, rest = _parted("甲（乙；丙）；丁；", 4)
    assert (lead, rest) == ("甲（乙；丙）", ["丁"])


def test_several_documents_end_in_a_table() -> None:
    lines = counts_text([("甲.pdf", report(ERROR)), ("乙.pdf", None)]).splitlines()
    assert lines[0].split() == ["错误", "提示", "尾差", "未核", "已核", "文件"]
    assert lines[1].split() == ["1", "0", "0", "0", "100.0%", "甲.pdf"]
    assert lines[2].split()[-2:] == ["读不了", "乙.pdf"]


def test_colour_only_where_asked_for() -> None:
    assert "\x1b" not in report(ERROR).to_text()
    assert "\x1b[1;31m错误\x1b[0m" in report(ERROR).to_text(Screen(80, colour=True))


@pytest.mark.parametrize("columns", [30, 60, 100])
def test_no_line_is_wider_than_the_screen(columns: int) -> None:
    text = report(TAIL, HINT, ERROR).to_text(Screen(columns))
    assert max(map(width, text.splitlines())) <= columns + 2  # a closing mark may hang over


def test_lines_break_between_characters_not_in_numbers() -> None:
    lines = wrap("本年支出合计12,345.67万元，增长3.57%。", 30)
    assert [width(line) <= 32 for line in lines] == [True] * len(lines)
    assert "12,345.67" in "\n".join(lines)
    assert not any(line.startswith(("，", "。", "%")) for line in lines)


def test_a_document_cannot_steer_the_terminal() -> None:
    assert clean("a\x1b[31m\u202eb\nc") == "a [31m b c"
    hostile = Finding("x", "提示", f"看{HOSTILE}", places=((Place(1), f"文{HOSTILE}"),))
    assert "\x1b" not in report(hostile, name=HOSTILE).to_text()


def test_html_shows_a_hostile_document_and_obeys_nothing() -> None:
    hostile = Finding(
        HOSTILE,
        "错误",
        HOSTILE,
        (CELL,),
        ((Place(1), f"文{HOSTILE}"),),
        HOSTILE,
        HOSTILE,
        (f"因{HOSTILE}",),
        HOSTILE,
    )
    page = report(hostile, name=f'"><img src=x onerror=a>{HOSTILE}', printed=HOSTILE).to_html()
    assert page.count("<script>") == page.count("</script>") == 1
    assert "<img" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


def test_html_needs_nothing_from_outside() -> None:
    page = report(ERROR).to_html()
    assert not re.search(r"""(?:src|href)\s*=\s*["'](?!#)""", page)
    assert "url(" not in page
    assert " style=" not in page
    assert not re.search(r"<[^>]+\son\w+=", page)
    assert "default-src 'none'" in page


def test_cells_and_findings_lead_to_each_other() -> None:
    page = report(ERROR).to_html()
    assert '<article class="finding error" id="f-id0" tabindex="-1">' in page
    assert 'id="03:2010301:1" class="contradicted"' in page
    assert '<a href="#f-id0">767.40</a>' in page
    assert '<a href="#03%3A2010301%3A1">支出决算表 行政运行 / 本年支出合计</a>' in page
    assert 'id="03:2010301:2" class="blank"' in page
    ids = re.findall(r'\sid="([^"]*)"', page)
    assert len(ids) == len(set(ids))


def test_an_anchor_has_no_white_space() -> None:
    assert cell_id(Address("绩效", "项 目\n一", "1")) == "绩效:项_目_一:1"


def test_the_same_report_gives_the_same_bytes() -> None:
    assert report(ERROR, HINT).to_html() == report(ERROR, HINT).to_html()


def test_nested_heads() -> None:
    paths = [("年初",), ("本年支出", "小计"), ("本年支出", "基本支出"), ("年末",)]
    assert heads(paths) == [
        (Head("年初", 1, 2), Head("本年支出", 2, 1), Head("年末", 1, 2)),
        (Head("小计", 1, 1), Head("基本支出", 1, 1)),
    ]


def test_a_file_appears_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "结果.txt"
    write(path, "一")
    with pytest.raises(UnicodeEncodeError):
        write(path, "\ud800")
    assert path.read_text("utf-8") == "一"
    assert list(tmp_path.iterdir()) == [path]


def test_outputs_are_named_by_stems_and_never_by_paths() -> None:
    names = ["a/决算.pdf", "b/决算.md", "../../etc/passwd", "C:\\x\\CON:1.pdf", "..", ""]
    assert stems(names)[:3] == ["决算", "决算-2", "passwd"]
    assert not any(set(stem) & set("/\\:") or stem in ("", "..") for stem in stems(names))


def test_a_declaration_is_shown_whole() -> None:
    edition = load("2024-310000")
    for form in edition.forms:
        text = declared.form_text(form)
        assert all(equation.text in text for equation in form.equations)
        assert all(column.title in text for column in form.columns)
        data = declared.form_object(form)
        assert json.loads(json.dumps(data)) == data
    assert all(form.title in declared.edition_text(edition) for form in edition.forms)
    assert len(declared.edition_object(edition)["forms"]) == 9
