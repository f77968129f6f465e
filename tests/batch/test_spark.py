"""A batch on Spark writes the bytes that this machine writes, whatever the documents do."""

import os
import shutil
from collections import Counter
from pathlib import Path

import pytest
from tests.making.archived import content, files
from tests.test_house import ROOT

from juesuan.batch.local import Batch, Engine
from juesuan.batch.spark import EngineStopped, on_spark
from juesuan.model.page import Limits
from juesuan.sources.folders import Source

pytest.importorskip("pyspark", reason="the extra `spark` is not installed")
pytestmark = [
    pytest.mark.skipif(shutil.which("java") is None, reason="no Java for Spark"),
    pytest.mark.filterwarnings("ignore"),  # PySpark's own, many and changing
]

TASK = "tests.making.batch_tasks:audit_text"


def batch(out: Path, given: list[Source], engine: Engine | None) -> Counter[str]:
    work = Batch(out, Limits(), 2, TASK)
    counts: Counter[str] = Counter(came for _, came, _ in work.run(given, engine))
    work.close()
    return counts


def test_both_engines_write_the_same_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    paths = filter(None, [str(ROOT), os.environ.get("PYTHONPATH")])
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join(paths))
    departments = ("甲局", "崩溃", "乙局", "出错", "拒收", "丙局")
    given = [
        Source(f"{department}{year}.md", content(year, "1.00", department))
        for department in departments
        for year in (2022, 2023)
    ]
    counts = batch(tmp_path / "spark", given, on_spark)
    assert counts == {"已审": 6, "隔离": 4, "读不了": 2}
    assert batch(tmp_path / "local", given, None) == counts
    assert files(tmp_path / "spark") == files(tmp_path / "local")
    assert batch(tmp_path / "spark", given, on_spark) == {"已有": 10, "读不了": 2}


def test_what_spark_gives_up_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("juesuan.batch.spark._done", lambda *_: 1 / 0)
    with pytest.raises(EngineStopped):
        batch(tmp_path / "out", [Source("a.md", content(2022, "1.00", "甲局"))], on_spark)
