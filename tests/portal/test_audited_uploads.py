"""What becomes of uploaded files."""

import io
import zipfile
from pathlib import Path

import pytest

from juesuan.model.page import Limits
from juesuan.portal.audited_uploads import audited_upload, disclosure
from juesuan.portal.portal_refusals import PortalRefusal
from juesuan.sources.folders import Source

CLEAN = Path(__file__).parents[2] / "examples" / "disclosure" / "clean.md"
TEXT = CLEAN.read_text("utf-8")


def parts() -> tuple[str, str]:
    """A text and its tables, as two files of one disclosure."""
    first = TEXT.index("# 第二部分", TEXT.index("# 第一部分"))
    second = TEXT.index("# 第三部分", first)
    return f"{TEXT[:first]}# 第二部分 见附件\n\n{TEXT[second:]}", TEXT[first:second]


def packed(**files: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        for name, text in files.items():
            archive.writestr(f"{name}.md", text)
    return file.getvalue()


def test_files_of_one_disclosure_are_one_whether_chosen_or_zipped() -> None:
    text, tables = parts()
    several = [Source("正文.md", text.encode()), Source("附表.md", tables.encode())]
    zipped = [Source("公开.zip", packed(正文=text, 附表=tables))]
    for files in (several, zipped):
        source = disclosure(files, Limits())
        assert isinstance(source.origin, tuple)
    with pytest.raises(PortalRefusal, match="只选一个文件"):
        audited_upload(several, (), "mark", Limits(), ())


def test_what_is_not_one_disclosure_is_refused() -> None:
    for files, words in (
        ([], "没有选文件"),
        ([Source("a.md", TEXT.encode()), Source("b.md", TEXT.encode())], "不止一份"),
        ([Source("a.zip", packed(a=TEXT, b=TEXT))], "不止一份"),
    ):
        with pytest.raises(PortalRefusal, match=words):
            disclosure(files, Limits())


def test_last_year_is_of_last_year() -> None:
    this, before = [Source("a.md", TEXT.encode())], [Source("b.md", TEXT.encode())]
    with pytest.raises(PortalRefusal, match="上年"):
        audited_upload(this, before, "page", Limits(), ())
