"""What is published as a web page or as Markdown says the same numbers when it is read again."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys

from hypothesis import given, settings
from hypothesis import strategies as st
from tests.lanes import WHOLE, examples
from tests.making.disclosures import disclosure
from tests.making.homes import EVERY, home
from tests.making.published import STYLES, assert_says, restyled, styled

from juesuan.auditing import audit
from juesuan.model.disclosure import Disclosure
from juesuan.notation.edition import load
from juesuan.notation.look import load_look
from juesuan.publishing.disclosure.markdown_text import write_markdown
from juesuan.publishing.disclosure.open_data.data_package import write_package
from juesuan.publishing.disclosure.web.webpage import write_webpage
from juesuan.sources.open import open_document
from juesuan.tasks.read import read_document

HASHES = "from tests.laws.test_published_text import hashes; print(hashes())"


def written(shown: Disclosure, kind: str) -> bytes:
    """Write a disclosure in a format."""
    return write_webpage(shown, load_look()) if kind == "html" else write_markdown(shown)


@settings(max_examples=examples(WHOLE, 12))
@given(st.sampled_from(EVERY), STYLES, st.sampled_from(("html", "md")), st.integers(0, 2**32))
def test_what_is_published_reads_back_and_is_not_faulted(
    name: str, style: dict[str, str | bool], kind: str, seed: int
) -> None:
    edition = restyled(load(name), style)
    shown = styled(edition, seed, f"{home(edition)}清河区档案局")
    reading = read_document(open_document(f"试.{kind}", written(shown, kind)))
    assert_says(reading, shown, {form.id: form.style.unit for form in edition.forms})
    findings = audit(reading, load(edition.id))
    assert [finding for finding in findings if finding.severity == "错误"] == []


def hashes() -> str:
    """Hash every format of one disclosure."""
    shown = disclosure("2024-310000", 7)
    files = [written(shown, "html"), written(shown, "md"), *write_package(shown).values()]
    return " ".join(hashlib.sha256(data).hexdigest()[:16] for data in files)


def test_the_bytes_are_the_same_in_another_place_with_other_hashes() -> None:
    other = {"PYTHONHASHSEED": "77", "TZ": "Asia/Shanghai", "LC_ALL": "C", "LANG": "C"}
    environment = {**os.environ, **other, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    command = [sys.executable, "-c", HASHES]
    done = subprocess.run(command, env=environment, capture_output=True, check=True)
    assert done.stdout.decode().strip() == hashes()
