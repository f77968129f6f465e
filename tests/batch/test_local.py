"""A batch does each document once, gives up the poisonous ones, and writes the same bytes."""

import os
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest

pytest.importorskip("duckdb", reason="the extra books is not installed")

from tests.making.archived import content, files
from tests.test_house import ROOT

from juesuan.batch.local import Batch
from juesuan.model.page import Limits
from juesuan.sources.folders import Source

TASK = "tests.making.batch_tasks:audit_text"


@pytest.fixture(autouse=True)
def children_find_the_tests(monkeypatch: pytest.MonkeyPatch) -> None:
    paths = filter(None, [str(ROOT), os.environ.get("PYTHONPATH")])
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(paths))


def sources(*departments: str) -> list[Source]:
    return [
        Source(f"{department}{year}.md", content(year, "1.00", department))
        for department in departments
        for year in (2022, 2023)
    ]


def batch(out: Path, given: list[Source], workers: int = 2) -> Counter[str]:
    work = Batch(out, Limits(), workers, TASK)
    counts: Counter[str] = Counter(came for _, came, _ in work.run(given))
    work.close()
    return counts


def test_the_same_bytes_however_often_in_whatever_order(tmp_path: Path) -> None:
    given = sources("甲局", "乙局", "丙局")
    assert batch(tmp_path / "a", given) == {"已审": 6}
    assert batch(tmp_path / "a", given) == {"已有": 6}
    assert batch(tmp_path / "b", given[:3], workers=1) == {"已审": 3}
    assert batch(tmp_path / "b", [*given[::-1], given[0]], workers=1) == {"已审": 3, "已有": 4}
    assert files(tmp_path / "a") == files(tmp_path / "b")
    assert len(list((tmp_path / "a" / "lake").rglob("*.parquet"))) == 4


def test_poison_is_quarantined_once_and_the_rest_is_as_without_it(tmp_path: Path) -> None:
    given = sources("甲局", "乙局")
    batch(tmp_path / "clean", given)
    poisoned = [*sources("崩溃")[:1], *given, *sources("出错")[:1], *sources("拒收")[:1]]
    counts = batch(tmp_path / "a", poisoned)
    assert counts == {"已审": 4, "隔离": 2, "读不了": 1}
    assert batch(tmp_path / "a", poisoned) == {"已有": 6, "读不了": 1}
    clean, after = files(tmp_path / "clean"), files(tmp_path / "a")
    assert {name: after[name] for name in clean if "quarantine" not in name} == {
        name: digest for name, digest in clean.items() if "quarantine" not in name
    }
    rows = (tmp_path / "a" / "quarantine.jsonl").read_text("utf-8")
    assert [word in rows for word in ("crashed", "fault", "拒收")] == [True, True, False]
    assert len(rows.splitlines()) == 2


def test_a_batch_that_was_broken_off_goes_on(tmp_path: Path) -> None:
    given = sources("甲局", "乙局")
    work = Batch(tmp_path / "a", Limits(), 1, TASK)
    with closing(work.run(given)) as outcomes:
        next(outcomes)
    counts = batch(tmp_path / "a", given)
    assert counts["已有"] >= 1
    assert counts["已有"] + counts["已审"] == 4
    batch(tmp_path / "b", given)
    assert files(tmp_path / "a") == files(tmp_path / "b")
