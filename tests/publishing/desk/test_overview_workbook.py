"""汇总.xlsx: every document, every finding, room for replies; nothing in it acts."""

from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
from tests.making.desk import FINDING, REPLY, ROUND, SETTLED, WRONG
from tests.making.outputs import check_file

from juesuan.model.review import Review
from juesuan.notation.look import load_look
from juesuan.publishing.desk.overview_workbook import KEPT, write_overview
from juesuan.sources.ours import is_ours


def sheets(review: Review) -> dict[str, list[list[Any]]]:
    book = openpyxl.load_workbook(BytesIO(write_overview(review, load_look())))
    return {sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book}


def test_every_file_stands_in_it() -> None:
    book = sheets(ROUND)
    names = [row[2] for row in book["文件"]]
    assert "扫描.pdf" in names
    assert any("没有文字层" in str(row[-1]) for row in book["文件"])
    assert book["没有审核"][-1][0] == "结果.txt"
    assert book["文件"][3][4:8] == [1, 1, 0, 0]


def test_every_finding_has_a_row_with_room_for_a_reply() -> None:
    book = sheets(ROUND)
    heads, first, second = book["审核结果"][2:5]
    assert heads[-3:] == ["部门答复", "处理结果", "编号"]
    assert first[-3:] == [None, None, "0123456789ab@a1a1a1a1"]
    assert second[-1] == "ba9876543210@a1a1a1a1"


def test_what_is_waived_and_what_was_not_checked_is_said() -> None:
    book = sheets(Review((SETTLED, ROUND.documents[1]), notes=("设置取自 x",)))
    above = [str(row[0]) for row in book["文件"][:5]]
    assert any(text.startswith("未按规则“标点.段末”审核：不查") for text in above)
    assert "设置取自 x" in above
    heads = next(row for row in book["文件"] if "豁免" in row)
    document, unread = (dict(zip(heads, row, strict=True)) for row in book["文件"][-2:])
    assert (document["错误"], document["豁免"], document["金额"]) == (0, 1, 10)
    assert (unread["豁免"], unread["金额"]) == ("－", "－")
    heads, first, second = book["审核结果"][2:5]
    at = heads.index("豁免的人、原因和期限")
    assert first[3] == "豁免"
    assert first[at].startswith("原为错误，豁免至 2026-12-31（王某）：核过")
    assert second[at].startswith("豁免已于 2026-12-31 到期")
    assert heads[-3:] == ["部门答复", "处理结果", "编号"]


def test_replies_and_changes_stand_beside_their_finding() -> None:
    document = replace(WRONG, findings=(replace(FINDING, change="仍在", replies=(REPLY,)),))
    book = sheets(Review((document,), compared=True))
    heads, first = book["审核结果"][2:4]
    assert first[heads.index("变化")] == "仍在"
    assert first[-3:-1] == ["张三：已改正", "属实，将改"]


def test_nothing_in_it_acts_and_it_is_the_same_each_time(tmp_path: Path) -> None:
    long = replace(FINDING, message="长" * (KEPT + 9))
    data = write_overview(Review((replace(WRONG, findings=(FINDING, long)),)), load_look())
    path = tmp_path / "汇总.xlsx"
    path.write_bytes(data)
    check_file(path)
    assert data == write_overview(Review((replace(WRONG, findings=(FINDING, long)),)), load_look())


def test_it_is_known_again_however_it_was_saved(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(write_overview(ROUND, load_look()))
    assert is_ours(path)
    openpyxl.load_workbook(path).save(path)
    assert is_ours(path)
    openpyxl.Workbook().save(path)
    assert not is_ours(path)
    path.write_bytes(b"PK\x03\x04")
    assert not is_ours(path)
