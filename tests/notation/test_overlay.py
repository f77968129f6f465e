"""The one law of overlays, and that no key of a declaration is left unread."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from juesuan.notation import overlay
from juesuan.notation.edition import load
from juesuan.notation.edition_folders import years
from juesuan.notation.overlay import DeclarationError, keys, overlaid, refuse_unknown

NOTATION = Path(overlay.__file__).parent
NAMES = st.sampled_from("甲乙丙丁")
PLAIN = st.integers(0, 9) | st.lists(st.integers(0, 9), max_size=3)
ITEMS = st.lists(
    st.fixed_dictionaries({"id": NAMES}, optional={"值": st.integers(0, 9)}),
    min_size=1,
    max_size=3,
    unique_by=lambda item: item["id"],
)
TABLES = st.recursive(
    st.dictionaries(NAMES, PLAIN | ITEMS, max_size=3),
    lambda below: st.dictionaries(NAMES, PLAIN | ITEMS | below, max_size=3),
    max_leaves=8,
)


@given(TABLES, TABLES)
def test_an_overlay_stands_and_the_rest_of_its_base_too(
    base: dict[str, Any], over: dict[str, Any]
) -> None:
    before = deepcopy((base, over))
    result = overlaid(base, over)
    assert (base, over) == before
    assert overlaid(result, over) == result
    assert overlaid(base, {}) == base
    assert overlaid({}, over) == over
    assert result.keys() == base.keys() | over.keys()
    for key, value in result.items():
        if key not in over:
            assert value == base[key]
        elif not isinstance(over[key], dict | list):
            assert value == over[key]


def test_a_list_of_tables_merges_by_id_and_new_ones_follow() -> None:
    base = {"款": [{"id": "一", "名": "旧", "数": 1}, {"id": "二", "名": "旧"}]}
    over = {"款": [{"id": "三", "名": "新"}, {"id": "一", "名": "新"}]}
    assert overlaid(base, over)["款"] == [
        {"id": "一", "名": "新", "数": 1},
        {"id": "二", "名": "旧"},
        {"id": "三", "名": "新"},
    ]


def test_a_plain_list_is_replaced_and_a_plus_adds() -> None:
    base = {"名": ["甲"], "表": {"别名": ["乙"]}}
    assert overlaid(base, {"名": ["丙"]})["名"] == ["丙"]
    assert overlaid(base, {"名+": ["丙"]})["名"] == ["甲", "丙"]
    assert overlaid(base, {"表": {"别名+": ["丙"]}})["表"] == {"别名": ["乙", "丙"]}
    assert overlaid(base, {"新+": ["丙"]})["新"] == ["丙"]


@pytest.mark.parametrize(
    "data, words",
    [
        ({"nam": "某省"}, ("某省/edition.toml", "“nam”", "“name”")),
        ({"form": {"01": {"alias": []}}}, ("[form.01]", "“alias”", "“aliases”")),
        ({"form": {"01": {"side": [{"colums+": []}]}}}, ("“colums+”", "“columns”")),
        ({"form": {"01": {"zzz": 1}}}, ("“zzz”", "这里可写", "title")),
    ],
)
def test_an_unknown_key_is_refused_with_its_file_and_the_nearest(
    data: Mapping[str, Any], words: tuple[str, ...]
) -> None:
    with pytest.raises(DeclarationError) as error:
        refuse_unknown(data, "某省/edition.toml")
    assert all(word in str(error.value) for word in words)


@pytest.mark.parametrize("folder", ["", "books", "wording"])
def test_every_key_is_read_somewhere(folder: str) -> None:
    readers = [*NOTATION.rglob("*.py"), NOTATION.parent / "model" / "books.py"]
    code = "".join(file.read_text("utf-8") for file in readers)
    names = {path.split(".")[-1] for path in keys(folder)} - {"*"}
    assert [name for name in sorted(names) if name not in code] == []


def paths(data: Mapping[str, Any], above: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The path of every value that is no table."""
    for name, value in data.items():
        items = value if isinstance(value, list) else [value]
        for item in items:
            if isinstance(item, dict):
                yield from paths(item, (*above, name))
            else:
                yield (*above, name)


def test_what_an_edition_declares_is_in_the_list_of_keys() -> None:
    declared = {tuple(path.split(".")) for path in keys()}
    for year in years():
        for path in paths(load(str(year)).declared):
            assert any(
                len(key) == len(path)
                and all(part in ("*", name) for part, name in zip(key, path, strict=True))
                for key in declared
            ), path


def test_only_a_list_is_added_to_a_list() -> None:
    with pytest.raises(overlay.DeclarationError, match="应写成"):
        overlay.overlaid({"aliases": ["甲"]}, {"aliases+": "字符"})
