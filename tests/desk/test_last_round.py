"""The round before, from a folder or a file."""

from pathlib import Path

import pytest
from tests.making.desk import UNREAD

from juesuan.desk.filing import line_of
from juesuan.desk.last_round import last_round
from juesuan.model.page import Unreadable


def test_a_folder_gives_its_data_and_a_file_itself(tmp_path: Path) -> None:
    file = tmp_path / "审核结果.json"
    file.write_text(line_of(UNREAD, {}), "utf-8")
    (tmp_path / "别的.json").write_text("{}", "utf-8")
    assert last_round(tmp_path) == last_round(file) == [UNREAD]


def test_what_holds_no_round_is_refused_by_name(tmp_path: Path) -> None:
    for text in ("{}", "\udcff", None):
        file = tmp_path / "x.json"
        file.write_bytes(text.encode("utf-8", "surrogateescape") if text else b"")
        with pytest.raises(Unreadable, match=r"x\.json"):
            last_round(tmp_path)
    with pytest.raises(Unreadable, match="没有上次的审核结果"):
        last_round(_empty(tmp_path))


def _empty(home: Path) -> Path:
    folder = home / "空"
    folder.mkdir()
    return folder
