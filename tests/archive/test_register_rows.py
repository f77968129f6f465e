"""Rows of the register come of values, and come out as they went in."""

from tests.making.archived import delivery, record

from juesuan.archive.events import event_after
from juesuan.archive.register_rows import (
    Delivery,
    alias_rows,
    delivery_of,
    document_row,
    document_rows,
    finding_rows,
    part_of,
    reading_body,
    reading_key,
    reading_row,
)


def test_a_delivery_is_told_by_its_event_and_by_its_row() -> None:
    given = delivery(record(), "2024-08-30")
    event = event_after(None, "2024", "甲", "收件", given.sha256, given.body)
    assert Delivery.of(event) == given
    assert delivery_of(document_row(given, event)) == given
    assert document_rows([event, event]) == [document_row(given, event)]


def test_another_edition_or_other_rules_are_another_reading() -> None:
    keys = {reading_key(each) for each in (record(), record(rules="bb"), record(2022))}
    assert len(keys) == 3
    assert reading_key(record()) in keys


def test_the_row_of_a_reading_says_where_its_numbers_are() -> None:
    audited = record()
    event = event_after(None, "2024", "甲", "已审", audited.sha256, reading_body(audited, [], []))
    row = reading_row(audited, event)
    assert part_of(row) == (reading_key(audited), 2023, "370102")
    assert (row["facts"], row["kind"], row["rules"]) == (0, "部门决算", "aa")


def test_findings_keep_their_order_and_their_places() -> None:
    (row,) = finding_rows(record())
    assert (row["position"], row["fid"], row["severity"]) == (0, "f-1", "错误")
    assert row["places"] == '[["第9页","某句"]]'


def test_a_name_before_is_told_by_the_last_event_of_it() -> None:
    event = event_after(None, "2024", "甲", "更名", "旧", {"later": "新"})
    assert alias_rows([event]) == [{"earlier": "旧", "later": "新", "event": 1}]
