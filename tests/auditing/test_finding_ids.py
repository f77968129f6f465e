"""Ids of findings: alike from draft to draft, never alike in one document."""

from dataclasses import replace

from juesuan.auditing.finding_ids import finding_id, finding_ids
from juesuan.model.finding import Finding
from juesuan.model.number import Address
from juesuan.model.page import Place

CELL = Address("03", "合计", "1")


def claim(text: str, page: int, message: str = "不符") -> Finding:
    return Finding("claim", "错误", message, (CELL,), ((Place(page), text),), actual="9.00")


def test_a_claim_keeps_its_id_with_another_wrong_number_page_and_message() -> None:
    first, second = claim("支出合计9.00万元", 3), claim("支出合计 8.50 万元", 9, "仍不符")
    assert finding_id(first) == finding_id(second)


def test_a_claim_that_is_known_by_its_words_keeps_its_id_with_another_wrong_number() -> None:
    def known(rule: str, key: str) -> str:
        return finding_id(replace(claim(key, 3), rule=rule, key=key))

    assert known("claim", "占9.00%") == known("claim", "占 8.50 %")
    assert known("system", "增加9.00万元|增长5%") == known("system", "增加8.00万元|增长50%")
    assert known("claim", "占9.00%") != known("claim", "增长9.00%")
    assert known("绩效.得分", "9.00") != known("绩效.得分", "8.00")


def test_other_sentences_on_the_same_number_have_ids_of_their_own() -> None:
    assert finding_id(claim("支出合计9.00万元", 3)) != finding_id(claim("总支出9.00万元", 3))


def test_equal_sentences_are_told_apart_in_the_order_of_the_document() -> None:
    early, late = claim("支出合计9.00万元", 3), claim("支出合计9.00万元", 7)
    base = finding_id(early)
    assert finding_ids([early, late]) == (base, f"{base}-2")
    assert finding_ids([late, early]) == (f"{base}-2", base)
    assert finding_ids([late]) == (base,)


def test_what_points_nowhere_is_told_by_its_words_without_pages() -> None:
    bare = Finding("规则", "提示", "第3页缺少标题")
    assert finding_id(bare) == finding_id(replace(bare, message="第9页缺少标题"))
    assert finding_ids([bare, bare])[1].endswith("-2")
