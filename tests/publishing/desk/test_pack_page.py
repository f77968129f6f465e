"""审核包: pictures, findings and reply fields in one page that asks nobody for anything."""

import re
from dataclasses import replace
from pathlib import Path

from selectolax.lexbor import LexborHTMLParser as HTMLParser
from tests.making.desk import FINDING, WRONG
from tests.making.outputs import check_file

from juesuan.model.page import Box, Place
from juesuan.publishing.desk.pack_page import PagePicture, pack_html

PICTURES = [PagePicture(number, b"RIFF", 400, 300) for number in (1, 2)]


def test_the_page_needs_nothing_and_leads_from_each_finding_to_its_box(tmp_path: Path) -> None:
    place = Place(2, box=Box(10, 20, 30, 40))
    document = replace(WRONG, findings=(replace(FINDING, places=((place, "9.00"),)),))
    text = pack_html(document, PICTURES, "")
    path = tmp_path / "审核包.html"
    path.write_text(text, "utf-8")
    check_file(path)
    assert not re.search(r"(?:src|href)=\"(?:https?:|//|file:)|url\(|@import", text)
    page = HTMLParser(text)
    (link,) = page.css(".spots a")
    (box,) = page.css("rect")
    assert link.attributes["href"] == f"#{box.attributes['id']}"
    assert (box.attributes["x"], box.attributes["height"]) == ("10.0", "20.0")
    assert len(page.css("img")) == 2
    (finding,) = page.css(".finding")
    assert finding.attributes["data-mark"] == "0123456789ab@a1a1a1a1"
    assert "connect-src" not in text
    assert "default-src 'none'" in text
