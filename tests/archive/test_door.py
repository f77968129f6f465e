"""An archive keeps every document once, tells every damage, and is made again as it was."""

import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("sqlalchemy", reason="the extra archive is not installed")

from tests.making.archived import (
    bytes_of,
    delivery,
    everything,
    files,
    keep,
    opened,
    record,
)
from tests.test_house import ROOT

from juesuan.archive.door import Broken

RECORDS = [record(year, f"{year}.00") for year in (2021, 2022, 2023)]


def test_the_same_document_is_kept_once_and_read_again_under_other_rules(tmp_path: Path) -> None:
    with opened(tmp_path) as archive:
        assert keep(archive, record()) == "新收"
        before = files(tmp_path / "lake")
        assert keep(archive, record()) == "已有"
        assert len(archive.register.events()) == 2
        assert keep(archive, record(rules="bb")) == "重审"
        assert len(archive.register.rows("reading")) == 1
        assert files(tmp_path / "lake").items() > before.items()
        assert list(archive.verify()) == []


def test_the_same_bytes_under_two_names_are_one_document_with_two_names(tmp_path: Path) -> None:
    audited = record()
    with opened(tmp_path) as archive:
        for name in ("甲.pdf", "乙.pdf") * 2:
            archive.keep(delivery(audited, name=name), [bytes_of(audited)], audited)
        assert [row["name"] for row in archive.register.rows("document")] == ["乙.pdf", "甲.pdf"]
        assert len(archive.register.rows("reading")) == 1
        assert [event.kind for event in archive.register.events()] == ["收件", "已审", "收件"]
        assert [given.name for given in archive.deliveries()] == ["甲.pdf"]


def test_a_refusal_tells_nothing_of_the_document(tmp_path: Path) -> None:
    with opened(tmp_path) as archive:
        archive.refuse("refused")
        (event,) = archive.register.events()
        assert (event.kind, event.subject, event.says) == ("拒收", "", {"kind": "refused"})
    assert not (tmp_path / "originals").exists()


def test_rebuilt_from_originals_and_events_everything_is_the_same(tmp_path: Path) -> None:
    with opened(tmp_path) as archive:
        for audited in RECORDS:
            keep(archive, audited)
        archive.rename("旧局", "新局")
        archive.compact()
        before, lake = everything(archive), files(tmp_path / "lake")
        with archive.register.writing() as writing:
            for table in ("reading", "finding", "document", "alias"):
                writing.delete(table)
        shutil.rmtree(tmp_path / "lake")
        assert list(archive.verify())
        pairs = zip(archive.deliveries(), RECORDS, strict=True)
        assert archive.rebuild(iter(pairs)) == (3, (), ())
        archive.compact()
        assert everything(archive) == before
        assert files(tmp_path / "lake") == lake
        assert list(archive.verify()) == []


def test_a_rebuilding_that_mends_has_an_event_and_another_has_none(tmp_path: Path) -> None:
    with opened(tmp_path) as archive, opened(tmp_path) as beside:
        for audited in RECORDS:
            keep(archive, audited)

        def rebuild() -> str:
            archive.rebuild(zip(archive.deliveries(), RECORDS, strict=True))
            return archive.register.events()[-1].kind

        assert rebuild() == "已审"
        with archive.register.writing() as writing:
            row = writing.rows("reading")[0]
            writing.delete("reading", sha256=row["sha256"])
            writing.insert("reading", [{**row, "department": "别的局"}])
        assert "别的局" in {row["department"] for row in beside.register.every("reading")}
        assert rebuild() == "重建"
        assert "别的局" not in {row["department"] for row in beside.register.every("reading")}
        assert rebuild() == "重建"
        assert len(archive.register.events()) == 7
        assert list(archive.verify()) == []


def test_a_lost_register_comes_back_from_the_journal(tmp_path: Path) -> None:
    with opened(tmp_path) as archive:
        for audited in RECORDS:
            keep(archive, audited)
        before = everything(archive)
    for path in tmp_path.glob("register.*"):
        path.unlink()
    with opened(tmp_path) as archive:
        assert archive.restore() == 6
        archive.rebuild(zip(archive.deliveries(), RECORDS, strict=True))
        assert everything(archive) == before
        assert archive.restore() == 0


def test_an_archive_without_trustworthy_events_is_not_made_again(tmp_path: Path) -> None:
    with opened(tmp_path / "a") as archive, pytest.raises(Broken):
        archive.restore()
    with opened(tmp_path) as archive:
        keep(archive, record())
        lines = archive.journal.path.read_text("utf-8").replace("甲", "乙", 1)
    for path in tmp_path.glob("register.*"):
        path.unlink()
    with opened(tmp_path) as archive:
        archive.journal.path.write_text(lines, "utf-8")
        with pytest.raises(Broken, match="被改过"):
            archive.restore()
        archive.journal.path.write_text("x\n", "utf-8")
        with pytest.raises(Broken, match="读不懂"):
            archive.restore()


def test_what_comes_out_otherwise_or_not_at_all_is_told(tmp_path: Path) -> None:
    with opened(tmp_path) as archive:
        keep(archive, RECORDS[0])
        keep(archive, RECORDS[1])
        first, second = archive.deliveries()
        again = record(2021, "2021.00", rules="bb")
        result = archive.rebuild(iter([(first, again), (second, None)]))
        assert result == (1, (first.name,), (second.name,))
        assert [event.kind for event in archive.register.events()][-1] == "已审"
        assert archive.register.rows("reading")[0]["rules"] == "bb"
        assert [fault for fault in archive.verify() if "登记簿" in fault]


def test_every_damage_is_told(tmp_path: Path) -> None:
    def damaged(name: str, sql: str = "") -> list[str]:
        root = tmp_path / name
        shutil.copytree(tmp_path / "whole", root)
        if sql:
            base = sqlite3.connect(root / "register.sqlite")
            base.execute(sql)
            base.commit()
            base.close()
        else:
            path = next(path for path in root.rglob("*") if path.match(name))
            path.write_bytes(path.read_bytes()[:-9] + b"damaged..")
        with opened(root) as archive:
            return list(archive.verify())

    with opened(tmp_path / "whole") as archive:
        for audited in RECORDS:
            keep(archive, audited)
        assert list(archive.verify()) == []
    assert "原件" in damaged("originals/*/*")[0]
    assert "被改过" in damaged("facts/*/*/*.parquet")[0]
    statements = {
        "UPDATE event SET body = replace(body, '2021', '2020') WHERE id = 1": "被改过",
        "DELETE FROM event WHERE id = 3": "缺失",
        "DELETE FROM event WHERE id = 6": "被删过",
        "UPDATE reading SET digest = 'x'": "不符",
        "DELETE FROM reading": "不符",
    }
    for number, (sql, words) in enumerate(statements.items()):
        assert any(words in fault for fault in damaged(f"d{number}", sql)), sql


def test_a_register_of_another_archive_is_left_alone(tmp_path: Path) -> None:
    with opened(tmp_path / "a") as archive:
        keep(archive, RECORDS[0])
    with opened(tmp_path / "b") as archive:
        keep(archive, RECORDS[1])
    url = f"sqlite:///{tmp_path / 'a' / 'register.sqlite'}"
    for name in ("b", "none"):
        with pytest.raises(Broken, match="另一个档案"):
            opened(tmp_path / name, url)
    (tmp_path / "a" / "events.jsonl").unlink()
    with opened(tmp_path / "a") as archive:
        assert list(archive.verify()) == []


KILLED = """
import os, sys
from pathlib import Path
from tests.making.archived import everything, files, keep, opened, record
import duckdb, pandas, pyarrow.compute, pyarrow.parquet, sqlalchemy.dialects.sqlite
root = Path(sys.argv[1])
records = [record(year, f"{year}.00") for year in (2021, 2022)]

def work(folder, last):
    def hook(name, _):
        steps.extend([name] * (name in WATCHED))
        if name in WATCHED and len(steps) == last:
            os.kill(os.getpid(), 9)
    steps = []
    if last:
        sys.addaudithook(hook)
    with opened(folder) as archive:
        for each in records:
            keep(archive, each)
        archive.compact()
        assert not list(archive.verify())
        rows = everything(archive)
        assert [row["event"] for row in rows["reading"]] in ([2, 4], [4, 2]), rows["reading"]
        kinds = [row["kind"] for row in rows["event"]]
        assert kinds == ["收件", "已审"] * 2, kinds
        if not last:
            kept = files(folder).items()
            lake = (item for item in kept if item[0].endswith(".parquet"))
            print(sorted(item for item in lake if ".juesuan" not in item[0]))

WATCHED = {"open", "os.rename", "os.remove", "os.mkdir", "os.truncate", "sqlite3.connect"}

def forked(folder, last):
    sys.stdout.flush()
    child = os.fork()
    if child:
        return os.waitpid(child, 0)[1]
    try:
        work(folder, last)
        sys.stdout.flush()
        os._exit(0)
    except BaseException as error:
        print(repr(error), file=sys.stderr)
        os._exit(1)

for step in range(2, 999, 41):
    folder = root / str(step)
    status = forked(folder, step)
    assert status in (0, 9), status
    assert forked(folder, 0) == 0, step
    if status == 0:
        print("kills", step // 41)
        break
"""


@pytest.mark.skipif(sys.platform == "win32", reason="kills are tried where a process can fork")
def test_killed_anywhere_and_begun_again_it_loses_and_doubles_nothing(tmp_path: Path) -> None:
    command = [sys.executable, "-c", KILLED, str(tmp_path)]
    done = subprocess.run(command, capture_output=True, check=False, cwd=ROOT, encoding="utf-8")
    assert done.returncode == 0, done.stderr
    *outcomes, count = done.stdout.splitlines()
    assert len(set(outcomes)) == 1
    assert int(count.split()[1]) >= 3
