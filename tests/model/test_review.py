"""What lies on the desk."""

from dataclasses import replace

from juesuan.model.review import DeskDocument, DeskFinding, Review, mark_of

FINDING = DeskFinding("0123456789ab", "claim", "错误", "不符")
DOCUMENT = DeskDocument("甲.md", "f" * 64, findings=(FINDING, replace(FINDING, severity="提示")))


def test_counts_are_by_severity_and_the_gravest_comes_first() -> None:
    assert list(DOCUMENT.counts().items()) == [("错误", 1), ("提示", 1), ("尾差", 0), ("未核", 0)]
    review = Review((DOCUMENT, DOCUMENT))
    assert review.total("错误") == 2
    assert len(list(review.rows())) == 4


def test_what_is_gone_comes_last_and_is_not_counted() -> None:
    gone = replace(FINDING, id="gone", change="已改")
    document = replace(DOCUMENT, fixed=(gone,))
    assert document.rounds[-1] == gone
    assert document.count("错误") == 1


def test_a_mark_tells_finding_and_document() -> None:
    assert mark_of(DOCUMENT, FINDING) == "0123456789ab@ffffffff"
