"""A narrative without its tables is audited for what it says itself."""

from __future__ import annotations

from pathlib import Path

from juesuan.auditing import examine
from juesuan.notation.edition import load
from juesuan.sources.open import open_document
from juesuan.tasks.read import read_document as read

DISCLOSURE = Path(__file__).parents[2] / "examples" / "disclosure"


def errors(name: str) -> list[str]:
    """The errors found in the narrative of an example, its tables left out."""
    text = (DISCLOSURE / name).read_text("utf-8")
    cover, tables = text.index("\n# 第二部分"), text.index("\n# 第三部分")
    found = read(open_document(name, (text[:cover] + text[tables:]).encode()))
    assert {state.state for state in found.facts.forms.values()} == {"missing"}
    return [
        f.message for f in examine(found, load(found.meta.edition)).findings if f.severity == "错误"
    ]


def test_what_a_text_says_of_itself_is_checked_without_tables() -> None:
    """A wrong share and a wrong completion rate are found from the text's own amounts."""
    found = errors("disclosure.md")
    assert any("应为 8.69%" in message for message in found)
    assert any("应为 95.56%" in message for message in found)


def test_a_consistent_text_raises_nothing_without_tables() -> None:
    """No table is no contradiction."""
    assert errors("clean.md") == []
