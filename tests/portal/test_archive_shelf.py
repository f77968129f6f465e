"""What the pages ask of an archive."""

import pytest

pytest.importorskip("sqlalchemy", reason="the extra archive is not installed")

from tests.making.archived import NAME, TOTAL, record

from juesuan.archive.door import Archive
from juesuan.portal.archive_shelf import (
    PortalQuestion,
    claims_of,
    fact_at,
    facts_of,
    findings_of,
    published,
    shelf_document,
)
from juesuan.portal.portal_refusals import PortalRefusal

SHA = record(2023, "120.00").sha256


def test_a_document_with_what_it_holds(shelved: Archive) -> None:
    document = shelf_document(shelved, SHA)
    assert document.name == f"{NAME}2023年度部门决算"
    assert document.coverage.checked == 1
    assert [*facts_of(shelved, document)] == [TOTAL]
    assert fact_at(shelved, document, TOTAL) == facts_of(shelved, document)[TOTAL]
    assert fact_at(shelved, document, "03:合计:9") is None
    assert len(claims_of(shelved, document)) == 1
    assert findings_of(shelved, SHA)[0]["addresses"] == [TOTAL]
    kept = published(shelved, SHA)
    assert kept is not None
    assert kept.unit == NAME


def test_what_is_unknown_is_said_to_be(shelved: Archive) -> None:
    with pytest.raises(PortalRefusal, match="没有这一页"):
        shelf_document(shelved, "none")
    assert published(shelved, "none") is None
    document = shelf_document(shelved, SHA)
    nameless = document._replace(reading={**document.reading, "department": "", "year": 0})
    assert nameless.name == "部门名称不详年度不详部门决算"
    assert PortalQuestion({}, {"q": " a "}).word("q") == "a"
    assert PortalQuestion({}, {}).word("q") == ""
