"""Rows of a batch are kept by what was to be done."""

from pathlib import Path

from tests.making.archived import record

from juesuan.archive.lake_rows import fact_rows
from juesuan.batch.work_rows import WorkRows, result_row, work_key


def test_other_bytes_another_program_other_rules_are_other_work() -> None:
    keys = {work_key(*words) for words in (("a", "1", "x"), ("b", "1", "x"), ("a", "2", "x"))}
    assert len(keys | {work_key("a", "1", "y")}) == 4


def test_rows_are_gathered_in_the_order_of_their_keys(tmp_path: Path) -> None:
    rows = WorkRows(tmp_path)
    for key in ("bb", "aa"):
        assert not rows.has(key)
        rows.put("results", result_row(key, record(), [*fact_rows(record(), "k")]))
        assert rows.has(key)
    rows.put("quarantine", {"key": "cc", "class": "crashed"})
    assert [row["key"] for row in rows.all("results")] == ["aa", "bb"]
    assert (rows.gather("results"), rows.gather("quarantine")) == (2, 1)
    assert len((tmp_path / "results.jsonl").read_text("utf-8").splitlines()) == 2
    assert rows.parts()[0].region == "370102"
    assert rows.has("cc")
