"""Name, year and kind of a disclosure from its first lines, as sites and covers print them."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from juesuan.notation.edition import cover_words
from juesuan.reading.cover import Cover, read_cover
from juesuan.sources.open import open_document

PAGES: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_name("title_pages.toml").read_text("utf-8")
)["page"]
BEHIND = "本年支出合计770.00万元，其中：基本支出480.00万元，占62.34%。\n"


def cover(text: str, name: str = "文.md") -> Cover:
    lines = "\n\n".join(text.strip().splitlines())
    return read_cover(open_document(name, f"{lines}\n\n{BEHIND}".encode()), cover_words())


@pytest.mark.parametrize("page", PAGES, ids=[page["place"] for page in PAGES])
def test_a_title_page_is_read(page: dict[str, Any]) -> None:
    """Exactly: no breadcrumb, no date of the site, no publisher."""
    read = cover(page["text"])
    told = read.department, read.year, read.document.id
    assert told == (page["department"], page["year"], page["kind"])


def html(title: str, body: str) -> Cover:
    """A page of a site: its own title in the head, menus, breadcrumbs and fields around."""
    page = (
        f"<!DOCTYPE html><html><head><title>{title}</title></head><body>"
        "<ul><li>首页</li><li>机构职能</li><li>政务公开</li><li>部门决算</li></ul>"
        "<div>当前位置：<a>首页</a> &gt; <a>财政信息</a> &gt; <a>部门决算</a></div>"
        "<table><tr><td>索引号</td><td>000014348/2023-1</td></tr>"
        "<tr><td>发布机构</td><td>青禾县财政局</td></tr></table>"
        f"{body}<p>{BEHIND}</p></body></html>"
    )
    return read_cover(open_document("页.html", page.encode()), cover_words())


def test_the_heading_of_a_page_names_the_department() -> None:
    read = html(
        "首页", "<h1>青禾县审计局2022年度部门决算</h1><p>发布日期：2023-09-14</p><p>目录</p>"
    )
    assert (read.department, read.year, read.supposed) == ("青禾县审计局", 2022, "")


def test_what_the_page_calls_itself_names_it_where_nothing_else_does() -> None:
    title = "青禾县审计局2022年度部门决算_青禾县人民政府门户网站"
    read = html(title, "<h1>2022年度部门决算公开</h1><p>目录</p>")
    assert (read.department, read.year, read.supposed) == ("青禾县审计局", 2022, "文件的标题")


def test_the_name_of_the_file_is_the_last_resort() -> None:
    read = cover("2022年度部门决算公开\n目录\n", "青禾县审计局2022年度部门决算.md")
    assert (read.department, read.supposed) == ("青禾县审计局", "文件名")
    assert cover("2022年度部门决算公开\n目录\n", "2022年决算.md").department == ""


def test_the_day_of_publication_is_no_year_of_accounts() -> None:
    read = cover("青禾县审计局部门决算\n发布日期：2023-09-14\n目录\n2022年度部门决算情况说明")
    assert read.year == 2022
    assert cover("青禾县审计局部门决算\n发布日期：2023年9月14日\n目录\n").year is None


def test_a_place_behind_the_name_is_not_the_region() -> None:
    """The place that stands first in the name decides, then the title page."""
    words = cover_words()._replace(places={"310000": ("上海市",), "110000": ("北京市",)})
    text = "上海市人民政府驻北京市办事处2022年度部门决算\n目录\n"
    assert read_cover(open_document("文.md", text.encode()), words).region == "310000"
