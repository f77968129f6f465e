"""审核意见: each error and hint of a department's documents with its number; nothing acts."""

import io
from dataclasses import replace
from pathlib import Path

import docx
from tests.making.desk import FINDING, OTHER, SETTLED, UNREAD, WRONG
from tests.making.outputs import check_file

from juesuan.model.review import DeskDocument
from juesuan.notation.look import load_look
from juesuan.publishing.desk.letter import is_due, write_letter
from juesuan.sources.ours import is_ours


def text_of(*documents: DeskDocument) -> str:
    letter = docx.Document(io.BytesIO(write_letter(documents, load_look())))
    return "\n".join(paragraph.text for paragraph in letter.paragraphs)


def test_errors_and_hints_are_listed_with_their_numbers() -> None:
    tail = replace(OTHER, severity="尾差")
    text = text_of(replace(WRONG, findings=(FINDING, OTHER, tail)))
    assert text.index("应当改正的（错误）1条") < text.index("请核实的（提示）1条")
    assert "〔编号 0123456789ab@a1a1a1a1〕" in text
    assert "另有尾差 1 条" in text
    assert "2024年度部门决算公开文件的审核意见" in text


def test_what_was_pointed_out_before_and_what_could_not_be_read_is_said() -> None:
    text = text_of(replace(WRONG, findings=(replace(FINDING, change="仍在"),)), UNREAD)
    assert "（上次已经指出）" in text
    lost = replace(UNREAD, fixed=(replace(FINDING, change="无从核对"),))
    assert "上次的 1 条意见因此无从核对" in text_of(lost)
    assert "这份文件没有能够审核：没有文字层" in text
    assert "公开2份文件" in text


def test_what_is_waived_is_counted_and_asked_of_nobody() -> None:
    text = text_of(SETTLED)
    assert "应当改正的" not in text
    assert "另有豁免 1 条" in text
    assert "豁免已于 2026-12-31 到期，不再算豁免" in text
    assert "未按规则“标点.段末”审核：不查" in text


def test_the_title_stands_over_the_letter() -> None:
    letter = docx.Document(io.BytesIO(write_letter([WRONG], load_look())))
    title, *rest = letter.paragraphs
    assert title.text.endswith("审核意见")
    assert title.style is not None
    assert title.style.style_id == "Heading1"
    assert all(one.style is None or one.style.style_id != "Heading1" for one in rest)


def test_nobody_is_written_to_about_nothing() -> None:
    assert is_due([WRONG])
    assert is_due([UNREAD])
    assert not is_due([replace(WRONG, findings=(replace(OTHER, severity="尾差"),))])


def test_nothing_in_it_acts_and_it_is_the_same_each_time(tmp_path: Path) -> None:
    data = write_letter([WRONG], load_look())
    assert data == write_letter([WRONG], load_look())
    path = tmp_path / "意见.docx"
    path.write_bytes(data)
    check_file(path)
    assert is_ours(path)
    docx.Document(str(path)).save(str(path))  # as another program saves it
    assert is_ours(path)
