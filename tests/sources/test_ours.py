"""A file that we wrote is known again by its mark; a document is not taken for one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from juesuan.sources.ours import HEAD, HTML_MARK, TAIL, TEXT_MARK, is_ours, signed

EXAMPLES = Path(__file__).parents[2] / "examples" / "disclosure"
CSV = "address,name,value,printed,unit,page,line\r\n"


def ours(folder: Path, content: str | bytes) -> bool:
    """Whether a file of this content is one of ours."""
    path = folder / "某.txt"
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return is_ours(path)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text("收支决算 5.00\n", max_size=2 * TAIL))
def test_a_signed_text_is_ours_however_long(tmp_path: Path, text: str) -> None:
    assert ours(tmp_path, signed(text))
    assert ours(tmp_path, signed(text) + "\n\n")
    assert not ours(tmp_path, text)


def test_the_mark_counts_at_the_end_only() -> None:
    assert signed("甲").splitlines() == ["甲", TEXT_MARK]


def test_a_document_that_quotes_the_mark_is_a_document(tmp_path: Path) -> None:
    assert not ours(tmp_path, f"{TEXT_MARK}\n2023年度部门决算\n")
    assert not ours(tmp_path, signed("甲") + "又写了一行")
    assert not ours(tmp_path, TEXT_MARK[:-1])


@pytest.mark.parametrize(
    "content",
    [
        json.dumps({"schema": 1, "file": "某局.pdf"}, indent=2),
        json.dumps({"schema": 12, "year": 2023}),
        json.dumps([{"project": "甲", "item": "执行率"}], ensure_ascii=False, indent=1),
        json.dumps({"juesuan_replies": []}, indent=2),
        json.dumps({"juesuan_replies": [{"mark": "x"}]}),
        CSV,
        f"\ufeff{CSV}03:合计:1,合计,5,5.00,万元,1,2\r\n",
        f"<!doctype html>\n<html><head>{HTML_MARK}</head></html>",
    ],
)
def test_what_we_write_for_machines_is_known_by_its_head(tmp_path: Path, content: str) -> None:
    assert ours(tmp_path, content)
    assert not ours(tmp_path, "一" + content) or HTML_MARK in content


@pytest.mark.parametrize(
    "content",
    [
        "",
        b"",
        b"\xff\xfe\x00\x81" * 99,
        '{"schema": "https://x", "file": "某局.pdf"}',
        '{"file": "某局.pdf", "schema": 1}',
        '[{"project": "甲"}]',
        "address,name\n",
        " " * HEAD + CSV,
        "2023年度部门决算\n版本 2023\n金额 5 个\n",
        "评分标准\n评分项及分值\n",
    ],
)
def test_what_only_looks_like_it_is_not_ours(tmp_path: Path, content: str | bytes) -> None:
    assert not ours(tmp_path, content)


def test_what_went_to_the_screen_is_known_by_what_it_says(tmp_path: Path) -> None:
    head = "某局 2023 年度部门决算\n某局.pdf · 版本 2023 · 9 张表\n\n金额 120 个，已核 118 个\n"
    assert ours(tmp_path, head)
    assert ours(tmp_path, head.replace("版本 ", "版\n本 "))
    assert not ours(tmp_path, head.replace("版本", "第一版"))
    assert not ours(tmp_path, head.replace("金额", "金" + "甲" * 300 + "额"))
    assert ours(tmp_path, "03:合计:1 本年支出合计\n印作 5.00 万元\n参加的勾稽关系 3 个\n")
    assert ours(tmp_path, "评分项  填报  复算\n甲  90  90\n")


@pytest.mark.parametrize("path", sorted(EXAMPLES.iterdir()), ids=lambda path: path.name)
def test_the_example_disclosures_are_documents(path: Path) -> None:
    assert not is_ours(path)


def test_a_file_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        is_ours(tmp_path / "无")
