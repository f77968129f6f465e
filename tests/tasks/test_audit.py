"""The front door: one call for one file, many files in order, failures as values or errors."""

import re
import subprocess
import sys
from decimal import Decimal
from pathlib import Path
from urllib.parse import unquote

import pytest

import juesuan
from juesuan.auditing.outcome import cell_states
from juesuan.guard import Failure
from juesuan.model.finding import Finding
from juesuan.model.number import Address, Fact, Facts
from juesuan.model.reading import Meta, Reading
from juesuan.sources.folders import Source

ROOT = Path(__file__).parents[2]
EXAMPLES = ROOT / "examples" / "disclosure"
SAMPLES = ROOT.parent / "shared" / "samples"
JINAN = SAMPLES / "jinan-lixia-2023.md"


def test_an_audit_gives_a_report() -> None:
    report = juesuan.audit(EXAMPLES / "disclosure.md")
    assert report.file == "disclosure.md"
    assert report.meta.year == 2023
    assert report.wrong
    assert report.coverage.numbers > 200
    assert len(report.ids) == len(report.findings) == len(set(report.ids))
    assert {form.id for form in report.forms} == {f"0{n}" for n in range(1, 10)}


def test_the_report_shows_itself_in_a_notebook() -> None:
    report = juesuan.audit(EXAMPLES / "disclosure.md")
    assert report._repr_html_().startswith("<table>")
    assert "错误" in str(report)


@pytest.mark.parametrize("name", ["disclosure.pdf", "disclosure.md"])
def test_every_link_of_the_page_leads_somewhere(name: str) -> None:
    page = juesuan.audit(EXAMPLES / name).to_html()
    ids = set(re.findall(r' id="([^"]+)"', page))
    links = {unquote(target) for target in re.findall(r'href="#([^"]+)"', page)}
    assert links <= ids
    assert len(ids) > 500


@pytest.mark.parametrize("name", ["disclosure.pdf", "clean.md"])
def test_every_numeral_of_the_text_is_an_anchor_once(name: str) -> None:
    report = juesuan.audit(EXAMPLES / name)
    assert len(report.compared) == len(report.reading.numerals)
    page = report.to_html()
    ids = re.findall(r' id="(n-[0-9]+)"', page)
    assert sorted(ids) == sorted(f"n-{index}" for index in range(len(report.compared)))


def test_a_contradicted_number_and_its_finding_lead_to_each_other() -> None:
    report = juesuan.audit(EXAMPLES / "disclosure.pdf")
    wrong = [n for n, held in enumerate(report.compared) if held.state == "contradicted"]
    assert wrong
    page = report.to_html()
    for index in wrong:
        held = report.compared[index]
        assert held.finding in report.ids
        assert held.words
        assert re.search(rf'<a id="n-{index}" class="contradicted" href="#f-{held.finding}"', page)
        article = page[page.index(f'id="f-{held.finding}"') :]
        assert f'href="#n-{index}"' in article[: article.index("</article>")]


@pytest.mark.parametrize("name", ["disclosure.pdf", "clean.md"])
def test_the_parts_add_up_to_the_whole(name: str) -> None:
    report = juesuan.audit(EXAMPLES / name)
    columns = zip(*(part.coverage for part in report.parts), strict=True)
    assert tuple(map(sum, columns)) == tuple(report.coverage)
    assert [part.id for part in report.parts][:2] == ["01", "02"]
    assert {"总体", "三公"} <= {part.id for part in report.parts}


def test_reading_gives_facts() -> None:
    extract = juesuan.read(EXAMPLES / "disclosure.pdf")
    fact = extract.fact(Address("03", "2070108", "3"))
    assert fact is not None
    assert fact.printed == "106.07"
    assert fact.place.page == 7
    assert "106.07" in extract._repr_html_()


def test_the_clean_example_has_no_error() -> None:
    assert not juesuan.audit(EXAMPLES / "clean.md").wrong


@pytest.mark.skipif(
    not JINAN.is_file(), reason="the published samples are not beside the repository"
)
def test_a_published_document_is_read_whole() -> None:
    report = juesuan.audit(JINAN)
    assert report.meta.department == "济南市历下区人民政府办公室"
    assert all(form.state in ("read", "empty") for form in report.forms)


def test_the_verbs_stay_verbs_when_the_rooms_are_imported() -> None:
    code = (
        "import juesuan, juesuan.auditing.tables.check, juesuan.tasks.audit\n"
        f"print(juesuan.read({str(EXAMPLES / 'clean.md')!r}).meta.year)"
    )
    assert _python(code).strip() == "2023"


def test_importing_the_package_imports_nothing_else_of_it() -> None:
    code = (
        "import sys, juesuan\n"
        "print([m for m in sys.modules if m.startswith('juesuan.') or m in ('numpy', 'rich')])"
    )
    assert _python(code).strip() == "[]"


def test_a_file_that_cannot_be_read_raises_with_the_reason(tmp_path: Path) -> None:
    with pytest.raises(juesuan.Unreadable, match="没有这个文件"):
        juesuan.audit(tmp_path / "无.pdf")


def test_an_unknown_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="nothing"):
        _ = juesuan.nothing


def test_many_files_keep_their_order_and_failures_stand_among_them(tmp_path: Path) -> None:
    bad = tmp_path / "a.md"
    bad.write_text("不是决算", "utf-8")
    paths = [EXAMPLES / "disclosure.pdf", bad, EXAMPLES / "clean.md"]
    found = list(juesuan.audit_paths(paths, jobs=2))
    assert [name for name, _ in found] == [str(path) for path in paths]
    assert [isinstance(outcome, Failure) for _, outcome in found] == [False, True, False]


def test_a_folder_is_read_with_what_lies_below(tmp_path: Path) -> None:
    inner = tmp_path / "2023 年" / "下级"
    inner.mkdir(parents=True)
    (inner / "决算.md").write_bytes((EXAMPLES / "clean.md").read_bytes())
    (inner / "~$决算.md").write_text("x", "utf-8")
    (tmp_path / "notes.docx").write_bytes(b"PK")
    found = dict(juesuan.audit_paths([tmp_path]))
    assert [Path(name) for name in found] == [inner / "决算.md", tmp_path / "notes.docx"]
    assert isinstance(found[str(inner / "决算.md")], juesuan.Report)
    assert isinstance(found[str(tmp_path / "notes.docx")], Failure)


def test_bytes_are_a_source_too() -> None:
    source = Source("标准输入", (EXAMPLES / "clean.md").read_bytes())
    ((_, outcome),) = juesuan.audit_all([source])
    assert isinstance(outcome, juesuan.Report)
    assert outcome.file == "标准输入"


def test_a_file_larger_than_the_limit_is_refused() -> None:
    limits = juesuan.Limits(bytes=1000)
    with pytest.raises(juesuan.Unreadable, match="文件过大"):
        juesuan.read(EXAMPLES / "clean.md", limits=limits)


def test_every_number_has_one_state() -> None:
    names = [Address("03", str(201 + n), "1") for n in range(5)]
    facts = {
        name: Fact(name, Decimal(n), printed="" if n == 4 else "1") for n, name in enumerate(names)
    }
    reading = Reading(Meta(), Facts(facts, {}))
    findings = [Finding("equation", "错误", "", (names[0],)), Finding("x", "提示", "", (names[1],))]
    findings.append(Finding("claim", "错误", "", (names[1],)))  # the text is wrong, not the cell
    looked_at = [((names[1], names[0]), False), ((names[2], names[1]), True)]
    states = cell_states(reading, findings, looked_at)
    assert list(states.values()) == ["contradicted", "checked", "tail", "unchecked", "blank"]


def _python(code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, check=True, cwd=ROOT / "src"
    )
    return done.stdout.decode("utf-8")
