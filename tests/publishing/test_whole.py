"""Files and folders appear whole or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from juesuan.publishing.whole import safe_stem, stems, whole_file, whole_folder, write


@pytest.mark.parametrize("end", [KeyboardInterrupt, OSError, MemoryError])
def test_what_is_interrupted_leaves_all_as_it_was(end: type[BaseException], tmp_path: Path) -> None:
    (tmp_path / "旧.txt").write_text("旧", "utf-8")

    def file() -> None:
        with whole_file(tmp_path / "旧.txt") as beside:
            beside.write_text("新", "utf-8")
            raise end

    def folder() -> None:
        with whole_folder(tmp_path / "出") as beside:
            (beside / "半.txt").write_text("半", "utf-8")
            raise end

    for step in (file, folder):
        with pytest.raises(end):
            step()
    assert [path.name for path in tmp_path.iterdir()] == ["旧.txt"]
    assert (tmp_path / "旧.txt").read_text("utf-8") == "旧"


def test_what_is_done_takes_its_place(tmp_path: Path) -> None:
    write(tmp_path / "果.txt", "果")
    with whole_folder(tmp_path / "出") as beside:
        (beside / "一.txt").write_text("一", "utf-8")
    assert (tmp_path / "果.txt").read_text("utf-8") == "果"
    assert [path.name for path in (tmp_path / "出").iterdir()] == ["一.txt"]
    assert len(list(tmp_path.iterdir())) == 2


def test_a_folder_that_holds_something_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "账.csv").write_text("账", "utf-8")
    with pytest.raises(FileExistsError, match="不是空的"), whole_folder(tmp_path) as beside:
        beside.touch()
    assert (tmp_path / "账.csv").read_text("utf-8") == "账"


def test_every_stem_is_a_name_that_every_system_takes_and_none_comes_twice() -> None:
    names = ["决算.md", "决算.pdf", "CON.md", "a:b?.md", " .md", "决算-2.md"]
    made = stems(names)
    assert len({name.casefold() for name in made}) == len(names)
    assert made[:2] == ["决算", "决算-2"]
    assert [safe_stem(name) for name in ("con", "a:b", "")] == ["_con", "a_b", "未命名"]
