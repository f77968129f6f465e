"""Everything that is said about one number: `juesuan audit FILE --explain ADDRESS`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from juesuan.cli import main

EXAMPLES = Path(__file__).parents[2] / "examples" / "disclosure"
CLEAN, PLANTED = str(EXAMPLES / "clean.md"), str(EXAMPLES / "disclosure.pdf")

Captured = pytest.CaptureFixture[str]


def explained(capsys: Captured, file: str, address: str, status: int = 0) -> str:
    assert main(["audit", file, "--explain", address]) == status
    return capsys.readouterr().out


def test_a_cell_is_told_with_its_equations_and_claims(capsys: Captured) -> None:
    text = explained(capsys, CLEAN, "05:合计:1")
    assert text.startswith("05:合计:1  一般公共预算财政拨款支出决算表 合计")
    for part in ("印作 ", "行；一致", "参加的勾稽关系", "  05.", "文中的说法", "占", "= "):
        assert part in text


def test_a_wrong_cell_is_told_with_its_finding(capsys: Captured) -> None:
    text = explained(capsys, PLANTED, "03:2070108:3", 1)
    assert "有矛盾" in text
    assert "160.07" in text
    assert "第7页" in text


def test_what_the_document_never_prints_is_told_too(capsys: Captured) -> None:
    text = explained(capsys, CLEAN, "01:收入总计:1@上年")
    assert "文件中没有印出，由各处说法推知" in text
    assert "按此推算为" in text
    assert "年初预算" in explained(capsys, CLEAN, "05:合计:1@年初预算")
    assert "政府采购" in explained(capsys, CLEAN, "文:政府采购支出总额:1")


def test_a_row_left_out_counts_as_nothing(capsys: Captured) -> None:
    text = explained(capsys, CLEAN, "05:2070904:2")
    assert "表中没有这一行，按 0 计；一致" in text
    assert "  03." in text


def test_a_wrong_address_gets_the_near_ones(capsys: Captured) -> None:
    for address in ("03:2070199:3", "03：2070108", "什么"):
        assert main(["audit", CLEAN, "--explain", address]) == 2
        said = capsys.readouterr()
        assert said.out == ""
        assert f"“{address}”处没有数。相近的有：" in said.err
        assert "Traceback" not in said.err


def test_it_is_data_too(capsys: Captured, tmp_path: Path) -> None:
    assert main(["audit", CLEAN, "--explain", "05:合计:1", "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["address"] == "05:合计:1"
    assert {"verdict", "name", "words", "text", "implied", "place"} == set(found["claims"][0])
    out = tmp_path / "一个数.txt"
    assert main(["audit", CLEAN, "--explain", "05:合计:1", "--out", str(out)]) == 0
    assert out.read_text("utf-8").startswith("05:合计:1")


def test_it_is_of_one_file_as_text_or_data(capsys: Captured) -> None:
    assert main(["audit", CLEAN, PLANTED, "--explain", "05:合计:1"]) == 2
    assert main(["audit", CLEAN, "--explain", "05:合计:1", "--format", "html"]) == 2
    assert "一份文件中的一个数" in capsys.readouterr().err
