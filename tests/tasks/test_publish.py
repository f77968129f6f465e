"""One disclosure from the folder that prepare wrote: what is missing, what an audit of it says."""

from __future__ import annotations

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from juesuan.auditing import audit
from juesuan.model.disclosure import CoverPage, Text
from juesuan.model.page import Limits, Unreadable
from juesuan.notation.edition import load
from juesuan.preparing.prepared_folder import Untraceable
from juesuan.publishing.disclosure.markdown_text import write_markdown
from juesuan.sources.open import open_document
from juesuan.tasks.publish import PublishChoices, composed, publish_one, units_of, written
from juesuan.tasks.read import read_document


@pytest.fixture(scope="module")
def home(example_prepared: Path) -> Path:
    """The example, prepared; never written to."""
    return example_prepared


def test_the_example_is_whole(home: Path) -> None:
    made = composed(home, "", PublishChoices())
    assert list(made.disclosure.gaps) == []
    assert len(list(made.disclosure.tables)) == 9 + 2 + 14
    assert [chart.id for chart in made.disclosure.charts] == [f"图{n}" for n in range(1, 7)]
    assert made.disclosure.date == date(2024, 8, 30)
    assert made.disclosure.mark == "草稿"
    assert made.disclosure.exact is not None


def test_units_are_those_of_the_folder_and_have_their_own_gaps(home: Path) -> None:
    assert units_of(home) == ("009001", "009002", "009003")
    made = composed(home, "009002", PublishChoices())
    cover = next(block for block in made.disclosure.blocks if isinstance(block, CoverPage))
    assert cover.lines[-1] == "单位决算"
    assert "03:合计:2@上年" in {gap.anchor for gap in made.disclosure.gaps}
    assert "本单位没有机关运行经费支出。" in {
        block.text for block in made.disclosure.blocks if isinstance(block, Text)
    }


def test_what_the_books_say_of_a_department_of_one_unit_is_said_of_its_unit(
    home: Path, tmp_path: Path
) -> None:
    alone = tmp_path / "一个单位"
    shutil.copytree(home, alone)
    manifest = json.loads((alone / "manifest.json").read_text("utf-8"))
    manifest["units"] = {"009001": manifest["units"]["009001"]}
    (alone / "manifest.json").write_text(json.dumps(manifest), "utf-8")
    whole, one = (composed(alone, unit, PublishChoices()).disclosure for unit in ("", "009001"))
    assert "主要职责" not in {gap.anchor for gap in one.gaps}
    assert not any("009001" in gap.need for gap in (*whole.gaps, *one.gaps))


def test_another_day_and_another_region_are_choices(home: Path) -> None:
    choices = PublishChoices(edition="2023-310000", day=date(2024, 9, 20), final=True)
    made = composed(home, "", choices)
    assert (made.disclosure.date, made.disclosure.mark) == (date(2024, 9, 20), "")
    assert made.edition.id == "2023-310000"


def test_an_edition_of_another_year_is_refused(home: Path) -> None:
    with pytest.raises(Untraceable, match="编的是 2023 年度"):
        composed(home, "", PublishChoices(edition="2024"))


def test_an_edition_with_columns_that_were_not_prepared_is_refused(
    home: Path, tmp_path: Path
) -> None:
    filled = tmp_path / "有国资"
    shutil.copytree(home, filled)
    data = json.loads((filled / "department.json").read_text("utf-8"))
    data["facts"].append(
        {**data["facts"][0], "address": "08:合计:1", "value": "88900.00", "printed": "8.89"}
    )
    (filled / "department.json").write_text(json.dumps(data), "utf-8")
    assert composed(filled, "", PublishChoices()).edition.id == "2023-370000"
    with pytest.raises(Untraceable, match="表的“年初、收入、年末”栏"):
        composed(filled, "", PublishChoices(edition="2023-310000"))


def test_an_audit_of_the_text_says_what_the_books_contradict(home: Path, tmp_path: Path) -> None:
    told = publish_one(str(home), str(tmp_path), "", PublishChoices(formats=("md",)), Limits())
    assert [finding.rule for finding in told.errors] == ["PF-08"]
    assert not [f for f in told.findings if f.severity == "未核"]
    assert [file.suffix for file in tmp_path.iterdir()] == [".md"]


def test_the_same_folder_gives_the_same_bytes(home: Path) -> None:
    choices = PublishChoices(formats=("md", "html", "data"))
    first, second = (composed(home, "", choices) for _ in range(2))
    files = written(first.disclosure, first.edition, choices)
    assert files == written(second.disclosure, second.edition, choices)
    assert {Path(name).suffix for name in files} == {".md", ".html", ".csv", ".json"}


@pytest.mark.parametrize("name", ["texts.json", "department.json", "manifest.json"])
def test_a_damaged_folder_is_told(home: Path, tmp_path: Path, name: str) -> None:
    broken = tmp_path / "坏"
    shutil.copytree(home, broken)
    data = json.loads((broken / name).read_text("utf-8"))
    data.popitem()
    data.pop("tables", data.pop("facts", data.pop("edition", None)))
    (broken / name).write_text(json.dumps(data), "utf-8")
    with pytest.raises(Untraceable, match="juesuan"):
        composed(broken, "", PublishChoices())
    with pytest.raises(Unreadable):
        publish_one(str(broken), str(tmp_path / "出"), "", PublishChoices(), Limits())


def test_a_draft_of_prepare_is_never_final(home: Path, tmp_path: Path) -> None:
    draft = tmp_path / "草"
    shutil.copytree(home, draft)
    head = json.loads((draft / "manifest.json").read_text("utf-8"))
    (draft / "manifest.json").write_text(json.dumps({**head, "draft": "草稿"}), "utf-8")
    with pytest.raises(Untraceable, match="不能定稿"):
        composed(draft, "", PublishChoices(final=True))
    assert composed(draft, "", PublishChoices()).disclosure.mark == "草稿"


SAMPLE = Path(__file__).parents[3] / "shared" / "samples" / "jinan-lixia-2023.md"
OF_ITS_OWN = {
    "05:2010599:1 / 05:2010599:1@年初预算",  # budgets of items that do not fit into their sum
    "05:2080199:1 / 05:2080199:1@年初预算",
}


@pytest.mark.skipif(not SAMPLE.is_file(), reason="没有 ../shared/samples，真实样本未测")
def test_each_consistent_sentence_of_the_published_one_has_its_counterpart(home: Path) -> None:
    """119 of its claims stand in no finding of ours; 117 are said with the same number."""
    edition = load("2023")
    theirs = read_document(open_document("样.md", SAMPLE.read_bytes()), edition)
    errors = [f for f in audit(theirs, edition) if f.severity == "错误"]
    wrong = [(place, text) for finding in errors for place, text in finding.places]
    sound = [
        claim
        for claim in theirs.claims
        if not any(p == claim.place and (claim.printed in t or t in claim.text) for p, t in wrong)
    ]
    made = composed(home, "", PublishChoices()).disclosure
    ours = read_document(open_document("我.md", write_markdown(made)), edition)
    counterparts = {(claim.says, claim.value) for claim in ours.claims}
    missing = [claim.says for claim in sound if (claim.says, claim.value) not in counterparts]
    assert len(sound) == 119
    assert set(missing) == OF_ITS_OWN


@pytest.mark.parametrize("unit", ["", "009002"])
def test_every_number_of_a_chart_in_the_workbook_is_compared(home: Path, unit: str) -> None:
    made = composed(home, unit, PublishChoices())
    ((name, data),) = written(made.disclosure, made.edition, PublishChoices(("xlsx",))).items()
    reading = read_document(open_document(name, data), made.edition)
    said = [claim.says for claim in reading.claims if claim.place.part == "图"]
    charted = [says for chart in made.disclosure.charts for s in chart.series for says in s.says]
    assert sorted(said) == sorted(charted)


def test_a_unit_without_any_amount_is_published_and_read_back(home: Path, tmp_path: Path) -> None:
    empty = tmp_path / "空"
    shutil.copytree(home, empty)
    data = json.loads((empty / "department.json").read_text("utf-8"))
    data["facts"] = [{**fact, "value": "0.00", "printed": ""} for fact in data["facts"]]
    (empty / "department.json").write_text(json.dumps(data), "utf-8")
    made = composed(empty, "", PublishChoices())
    for name, content in written(
        made.disclosure, made.edition, PublishChoices(("xlsx", "md"))
    ).items():
        reading = read_document(open_document(name, content), made.edition)
        assert list(reading.unread) == []
        assert not any(fact.value for fact in reading.facts.values() if fact.address.form != "文")
    assert list(made.disclosure.charts) == []
    said = [block.text for block in made.disclosure.blocks if isinstance(block, Text)]
    assert "2023年度收入合计0万元。" in said
    assert not [text for text in said if text.endswith(("：。", "；。", "，。"))]
