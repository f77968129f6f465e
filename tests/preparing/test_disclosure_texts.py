"""What the books tell in words comes through a folder unchanged, for each unit its own."""

from __future__ import annotations

import json
from datetime import date
from decimal import Decimal
from typing import Any

from juesuan.model.accounts import BooksRows
from juesuan.notation.edition import load
from juesuan.preparing.disclosure_texts import KEPT, evaluated, texts, typed

EDITION = load("2023")
ROWS: dict[str, list[dict[str, Any]]] = {
    "meta": [{"year": 2023, "department": "甲馆", "publish_date": date(2024, 8, 30)}],
    "unit": [
        {"unit_code": "02", "unit_name": "甲中心", "included": True},
        {"unit_code": "01", "unit_name": "甲馆本级", "included": None},
        {"unit_code": "03", "unit_name": "乙所", "included": False},
    ],
    "reason": [
        {"anchor": "03:合计:3@上年", "text": "新增一项。"},
        {"anchor": "01 03:合计:3@上年", "text": "本级新增"},
    ],
    "profile": [
        {"key": "主要职责", "text": "旧的", "year": 2022},
        {"key": "主要职责", "text": "保管", "year": 2023},
        {"key": "主要职责", "text": "利用", "year": None},
        {"key": "01 主要职责", "text": "本级的", "year": 2023},
    ],
    "sangong_counts": [
        {"unit_code": "01", "destinations": "某国", "purposes": "来访。"},
        {"unit_code": "02", "destinations": None, "purposes": "来访"},
    ],
    "codes": [{"kind": "功能", "code": "2012601", "name": "行政运行", "definition": "说明"}],
    "project": [
        {"project_code": "X1", "name": "扩容", "unit_code": "01", "class": "部门预算",
         "key_eval": True, "self_eval": True, "goal_text": "建成", "actual_text": "建成"},
    ],
    "project_fund": [
        {"project_code": "X1", "source": "当年财政", "initial": 100, "A": 1_000_000, "B": 900_000}
    ],
    "indicator": [
        {"project_code": "X1", "l1": "产出指标", "l2": "数量指标", "l3": "台数", "direction": "≥",
         "target": "2", "unit": "台", "actual": "2", "weight": Decimal(90), "score": None},
    ],
}  # fmt: skip


def kept() -> BooksRows:
    """The rows as they come back from a file of JSON."""
    rows = {
        name: [{k: v for k, v in row.items() if v is not None} for row in listed]
        for name, listed in ROWS.items()
    }
    back = json.loads(json.dumps(rows, default=str))
    return BooksRows(typed(back, EDITION.books), frozenset({"sangong_counts"}), {"X1": 900_000})


def test_every_kept_table_comes_back_with_all_its_columns() -> None:
    rows = kept().tables
    assert set(rows) == set(KEPT)
    assert rows["indicator"][0]["weight"] == Decimal(90)
    assert rows["meta"][0]["publish_date"] == date(2024, 8, 30)
    assert rows["indicator"][0]["score"] is None


def test_the_department_tells_what_is_of_no_unit() -> None:
    told = texts(kept(), "", 2023)
    assert told.reasons == {"03:合计:3@上年": "新增一项"}
    assert told.profile == {"主要职责": ("保管", "利用")}
    assert told.units == ("甲馆本级", "甲中心")
    assert (told.destinations, told.purposes) == ("某国", "来访")
    assert told.published == date(2024, 8, 30)
    assert told.definitions == {"2012601": "说明"}
    assert told.key_projects == ("扩容",)


def test_a_unit_tells_its_own() -> None:
    told = texts(kept(), "01", 2023)
    assert told.reasons == {"03:合计:3@上年": "本级新增"}
    assert told.profile == {"主要职责": ("本级的",)}
    assert told.units == ()
    assert texts(kept(), "02", 2023).destinations == ""
    assert texts(kept(), "02", 2023).key_projects == ()


def test_the_projects_of_a_unit_are_scored_and_another_has_none() -> None:
    made = evaluated(kept(), "01", 2023, EDITION.scoring)
    assert made is not None
    assert [card.name for card in made.cards] == ["扩容"]
    assert made.cards[0].total is not None
    assert evaluated(kept(), "02", 2023, EDITION.scoring) is None
