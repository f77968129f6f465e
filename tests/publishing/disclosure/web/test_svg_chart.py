"""A chart tells itself to those who do not see it, and takes no id of another."""

from __future__ import annotations

from lxml import etree
from tests.making.disclosures import charts

from juesuan.notation.look import load_look
from juesuan.publishing.disclosure.web.svg_chart import svg_chart

LOOK = load_look().chart
ALL = {chart.kind: chart for chart in charts()}


def test_a_chart_is_a_picture_with_a_title_and_a_description() -> None:
    for chart in ALL.values():
        root = etree.fromstring(svg_chart(chart, LOOK, "c"))
        assert root.get("role") == "img"
        assert root.find("title").text == chart.title
        assert root.find("title").get("id") == root.get("aria-labelledby")
        assert root.find("desc").text == chart.alt
        assert root.find("desc").get("id") == root.get("aria-describedby")


def test_every_fill_is_declared_and_every_id_begins_with_the_name() -> None:
    for chart in ALL.values():
        root = etree.fromstring(svg_chart(chart, LOOK, "c9"))
        ids = [node.get("id") for node in root.iter() if node.get("id")]
        fills = {node.get("fill") for node in root.iter() if "url" in node.get("fill", "")}
        assert {fill[5:-1] for fill in fills} <= set(ids)
        assert fills
        assert all(name.startswith("c9-") for name in ids)


def test_all_words_are_text_within_the_drawing() -> None:
    for chart in ALL.values():
        root = etree.fromstring(svg_chart(chart, LOOK, "c"))
        _, _, wide, high = map(float, root.get("viewBox").split())
        places = [(float(node.get("x")), float(node.get("y"))) for node in root.iter("text")]
        assert len(places) >= len(chart.categories)
        assert all(0 <= x <= wide and 0 <= y <= high for x, y in places)
