"""A page as a record, shown in three ways."""

import csv
import io
import json

from tests.making.outputs import Elements, check_text

from juesuan.portal.portal_page import PortalCell, PortalPage, PortalTable, texts, to

HOSTILE = '=<b>x</b>"\u202e\x1b[31m\n行'


def page() -> PortalPage:
    rows = (
        (PortalCell("甲", "/a"), *texts(None, 5)),
        (PortalCell(HOSTILE, links=((HOSTILE, to(HOSTILE)),)), *texts(HOSTILE, "-")),
    )
    columns = (("name", "名称"), ("text", HOSTILE), ("n", "数"))
    table = PortalTable("t", "表", columns, rows, numbers=frozenset({"n"}))
    empty = PortalTable("e", "空", columns, ())
    return PortalPage(HOSTILE, "种类", (("关于", PortalCell(HOSTILE)),), (table, empty))


def test_the_same_in_three_ways() -> None:
    value = json.loads(page().to_json())
    assert value["tables"]["t"][0] == {"name": "甲", "text": "", "n": "5"}
    assert value["tables"]["e"] == []
    text = page().to_csv()
    rows = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"))))
    assert text.startswith("\ufeff名称,")
    assert rows[1] == ["甲", "", "5"]
    assert "没有。" in page().to_html("/x", ())


def test_a_long_table_is_seen_in_part_and_told_so() -> None:
    rows = tuple(texts(number) for number in range(9))
    long = PortalPage("甲", tables=(PortalTable("t", "表", (("n", "数"),), rows),), shown=3)
    assert long.to_html("/x", ()).count("<td") == 3
    assert "只列前 3 行" in long.to_html("/x", ())
    assert len(json.loads(long.to_json())["tables"]["t"]) == 9
    assert long.to_csv().count("\r\n") == 10


def test_nothing_hostile_acts() -> None:
    check_text(page().to_csv(), ".csv")
    check_text(page().to_json(), ".json")
    html = page().to_html("/x?q=1", ())
    assert "<b>x" not in html
    assert "\u202e" not in html
    links = [value for name, value in Elements(html).attributes if name == "href"]
    assert "/x.json?q=1" in links
    assert "/x.csv?q=1" in links


def test_addresses_hold_whatever_a_name_holds() -> None:
    assert to("数", "a/b?c", 1) == "/%E6%95%B0/a%2Fb%3Fc/1"
    assert to("比较", a="x&y", b="", c=None) == "/%E6%AF%94%E8%BE%83?a=x%26y"
    assert to("\ud800") == "/%5Cud800"
