"""PDF documents that say something on no page: notes, fields, attachments, titles, bookmarks."""

from __future__ import annotations

from tests.making.pdf import CHINESE, file_of, say, stream

PAGE = say(60, 700, "某局文件") + say(60, 600, "正文一段")


def hexed(text: str) -> str:
    """A text as a string of a PDF in hexadecimal digits."""
    return f"<FEFF{text.encode('utf-16-be').hex()}>"


def with_objects(
    *more: str, page: str = "", catalog: str = "", trailer: str = "", content: str = PAGE
) -> bytes:
    """A page of text, its page and catalog entries, and objects from number 7 on."""
    return file_of(
        [
            f"<</Type /Catalog /Pages 2 0 R {catalog}>>",
            "<</Type /Pages /Kids [3 0 R] /Count 1>>",
            (
                f"<</Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R {page} "
                "/Resources <</Font <</F 5 0 R "
                "/L <</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>>>>>>>"
            ),
            stream("", content),
            *CHINESE,
            *more,
        ],
        trailer,
    )


def note(kind: str, mark: str) -> bytes:
    """A note of some kind and its words."""
    box = "/Rect [50 50 200 90]"
    return with_objects(
        f"<</Type /Annot /Subtype /{kind} {box} /Contents {hexed(mark)}>>", page="/Annots [7 0 R]"
    )


def drawn(mark: str) -> bytes:
    """A stamp whose words are only drawn."""
    look = stream(
        "/Type /XObject /Subtype /Form /BBox [0 0 200 40] /Resources <</Font <</F 5 0 R>>>>",
        say(5, 10, mark),
    )
    stamp = "<</Type /Annot /Subtype /Stamp /F 4 /Rect [50 50 250 90] /AP <</N 8 0 R>>>>"
    return with_objects(stamp, look, page="/Annots [7 0 R]")


def field(mark: str) -> bytes:
    """A field whose value stands with its parent."""
    widget = "<</Type /Annot /Subtype /Widget /Rect [50 50 200 90] /Parent 8 0 R>>"
    parent = f"<</FT /Tx /T (a) /V {hexed(mark)} /Kids [7 0 R]>>"
    return with_objects(
        widget, parent, page="/Annots [7 0 R]", catalog="/AcroForm <</Fields [8 0 R]>>"
    )


def attached(name: str) -> bytes:
    """An attachment by its name."""
    tree = "/Names <</EmbeddedFiles <</Names [(a) 7 0 R]>>>>"
    file = f"<</Type /Filespec /F (a.txt) /UF {hexed(name)} /EF <</F 8 0 R>>>>"
    return with_objects(file, stream("/Type /EmbeddedFile", "x"), catalog=tree)


def titled(mark: str) -> bytes:
    """The title of the document."""
    return with_objects(f"<</Title {hexed(mark)}>>", trailer="/Info 7 0 R")


def of_ones_own(mark: str) -> bytes:
    """A property that no standard knows."""
    return with_objects(f"<</SecretLevel {hexed(mark)}>>", trailer="/Info 7 0 R")


def bookmarked(mark: str) -> bytes:
    """A bookmark by its title."""
    outline = "<</Type /Outlines /First 8 0 R /Last 8 0 R /Count 1>>"
    item = f"<</Title {hexed(mark)} /Parent 7 0 R /Dest [3 0 R /Fit]>>"
    return with_objects(outline, item, catalog="/Outlines 7 0 R")
