"""OFD as it is stored: pages of words and rules in millimetres, in a ZIP of XML."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence

SPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
SIZE = 4.0


def say(x: float, y: float, text: str, delta: str = "", matrix: str = "") -> str:
    """A text whose first letter stands at a point, its baseline 3 mm below."""
    steps = f' DeltaX="{delta}"' if delta else ""
    turn = f' CTM="{matrix}"' if matrix else ""
    return (
        f'<ofd:TextObject ID="1" Boundary="{x} {y} 80 5" Font="1" Size="{SIZE}"{turn}>'
        f'<ofd:TextCode X="0" Y="3"{steps}>{text}</ofd:TextCode></ofd:TextObject>'
    )


def draw(data: str, x: float = 0, y: float = 0) -> str:
    """A path."""
    return (
        f'<ofd:PathObject ID="2" Boundary="{x} {y} 210 297" LineWidth="0.25">'
        f"<ofd:AbbreviatedData>{data}</ofd:AbbreviatedData></ofd:PathObject>"
    )


def ruled(xs: Sequence[float], ys: Sequence[float]) -> str:
    """The rules of a table."""
    across = "".join(draw(f"M {xs[0]} {y} L {xs[-1]} {y}") for y in ys)
    return across + "".join(draw(f"M {x} {ys[0]} L {x} {ys[-1]}") for x in xs)


def ofd(*pages: str, template: str = "", parts: dict[str, str] | None = None) -> bytes:
    """A file of pages, each its objects."""
    behind = '<ofd:TemplatePage ID="9" BaseLoc="Tpls/T/Content.xml"/>' if template else ""
    listed = "".join(
        f'<ofd:Page ID="{at}" BaseLoc="Pages/P{at}/Content.xml"/>' for at in range(len(pages))
    )
    files = {
        "OFD.xml": f"<ofd:OFD {SPACE}><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>"
        "</ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"<ofd:Document {SPACE}><ofd:CommonData><ofd:PageArea>"
        "<ofd:PhysicalBox>0 0 210 297</ofd:PhysicalBox></ofd:PageArea>"
        f"{behind}</ofd:CommonData><ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
        "Doc_0/Tpls/T/Content.xml": _content(template),
    }
    use = '<ofd:Template TemplateID="9"/>' if template else ""
    for at, page in enumerate(pages):
        files[f"Doc_0/Pages/P{at}/Content.xml"] = _content(page, use)
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in (files | (parts or {})).items():
            archive.writestr(name, text)
    return data.getvalue()


def _content(objects: str, before: str = "") -> str:
    inner = f"<ofd:Content><ofd:Layer>{objects}</ofd:Layer></ofd:Content>"
    return f"<ofd:Page {SPACE}>{before}{inner}</ofd:Page>"
