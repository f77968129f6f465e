"""`juesuan history` and `juesuan peers`, from an archive to words and data."""

import json
from pathlib import Path

import pytest

pytest.importorskip("sqlalchemy", reason="the extra archive is not installed")

from tests.making.archived import NAME, TOTAL, keep, opened, record

from juesuan.cli import main


def spoken(capfd: pytest.CaptureFixture[str], *words: str | Path) -> tuple[int, str, str]:
    status = main([*map(str, words)])
    told = capfd.readouterr()
    return status, told.out, told.err


def test_a_history_in_words_and_as_data(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with opened(tmp_path) as archive:
        keep(archive, record(2022, "100.00"))
        keep(archive, record(2023, "120.00", claims={f"{TOTAL} - {TOTAL}@上年": "25.00"}))
    words = ("history", TOTAL, "--archive", tmp_path, "--unit")
    status, told, _ = spoken(capfd, *words, NAME)
    first, second = told.splitlines()
    assert status == 0
    assert first.startswith(f"2022  {NAME}  部门决算  100.00万元  第3页")
    assert first.endswith("次年的文件所说：94.9900—95.0100万元  与次年所说的不符")
    assert "120.00万元" in second
    years = json.loads(spoken(capfd, *words, NAME, "--format", "json")[1])
    assert [year["disagrees"] for year in years] == [True, False]
    assert years[1]["number"]["cents"] == 120000000
    assert spoken(capfd, *words, "没有的局")[0] == 2
    assert spoken(capfd, "history", "03", "--archive", tmp_path, "--unit", NAME)[0] == 2


def test_peers_in_words_and_as_data(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with opened(tmp_path) as archive:
        for number in range(4):
            keep(archive, record(2023, f"{number}.00", f"局{number}"))
        words = ("peers", TOTAL, "--archive", tmp_path, "--year", "2023", "--unit", "局0")
        assert "同类不足 5 份，不作统计" in spoken(capfd, *words)[1]
        keep(archive, record(2023, "9.00", "局9"))
    told = spoken(capfd, *words)[1]
    assert "中位数 2.00 万元，四分位 1.00—3.00 万元\n位次：第 5 位" in told
    group = json.loads(spoken(capfd, *words, "--format", "json")[1])
    assert (group["n"], group["place"], group["middle"]["median"]) == (5, [5, 5], "20000")
    assert spoken(capfd, *words[:-4], "--year", "x")[0] == 2
