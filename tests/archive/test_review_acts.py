"""Acts come out of the archive as they went in; what is not allowed leaves no event."""

from pathlib import Path

import pytest

pytest.importorskip("sqlalchemy", reason="the extra archive is not installed")

from tests.making.archived import keep, opened, record

from juesuan.archive.events import event_after
from juesuan.archive.review_acts import REVIEWED, act_body, act_of, acts_on
from juesuan.archive.review_states import Act, ActRefused, ReviewFinding

CASE = "云川市某局|2023|部门决算"
DRAFT = Act("新稿", "甲", "2024-09-01", sha256="s", findings=(ReviewFinding("a", "提示", "丙"),))


def test_an_act_is_told_by_its_event() -> None:
    event = event_after(None, "2024", "甲", REVIEWED, CASE, act_body(DRAFT))
    assert act_of(event) == DRAFT
    assert acts_on([event], CASE) == [DRAFT]
    assert acts_on([event], "别的") == []


def test_a_review_is_kept_in_the_chain_and_outlives_the_register(tmp_path: Path) -> None:
    audited = record()
    with opened(tmp_path) as archive:
        keep(archive, audited)
        for act in (DRAFT, Act("通过", "乙", "2024-09-02"), Act("公开", "乙", "2024-09-03")):
            archive.act(CASE, act)
        with pytest.raises(ActRefused):
            archive.act(CASE, DRAFT)
        assert len(archive.register.events()) == 5
        case = archive.case(CASE)
        assert (case.state, case.frozen) == ("已公开", (("s", DRAFT.findings),))
        assert list(archive.verify()) == []
    for path in tmp_path.glob("register.*"):
        path.unlink()
    with opened(tmp_path) as archive:
        archive.restore()
        archive.rebuild(iter([(archive.deliveries()[0], audited)]))
        assert archive.case(CASE) == case
        assert list(archive.verify()) == []
