"""What is read from a PDF does not depend on the fonts of the machine."""

from __future__ import annotations

import shutil
import struct
import subprocess
import sys
from pathlib import Path

import pytest
from tests.making.pdf import TABLE, TURNS, file_of, lines, pdf, read, say, stream

from juesuan.sources.pdf import stand_in

TEXT, ALONE = "决算数1,2 A", "9"
CID = (
    "<</Type /Font /Subtype /Type0 /BaseFont /{0} /Encoding /{1} /DescendantFonts [6 0 R]"
    " /ToUnicode 7 0 R>>"
)
DESCENDANT = (
    "<</Type /Font /Subtype /CIDFontType2 /BaseFont /{0} /DW 1000 /W [1 95 500] /CIDSystemInfo"
    " <</Registry (Adobe) /Ordering ({1}) /Supplement 2>> /FontDescriptor <</Type /FontDescriptor"
    " /FontName /{0} /Flags 4 /FontBBox [0 -141 1000 859] /Ascent 859 /Descent -141 /StemV 80>>>>"
)
FONTS = [
    ("SimSun", "UniGB-UCS2-H", "GB1", "utf-16-be"),
    ("SimSun", "GBK-EUC-H", "GB1", "gbk"),
    ("SimSun", "UniGB-UCS2-V", "GB1", "utf-16-be"),
    ("SimSun", "Identity-H", "Identity", "utf-16-be"),
    ("Arial", "Identity-H", "Identity", "utf-16-be"),
    ("FangSong_GB2312", "Identity-V", "Identity", "utf-16-be"),
]
PAGE = (
    "<</Type /Page /Parent 2 0 R /MediaBox [0 0 400 300] /Contents 4 0 R"
    " /Resources <</Font <</F 5 0 R>>>>>>"
)
MAP = stream(
    "",
    "begincmap 1 begincodespacerange <0000> <ffff> endcodespacerange"
    " 1 beginbfrange <0000> <ffff> <0000> endbfrange endcmap",
)


def made(name: str, encoding: str, ordering: str, codec: str) -> bytes:
    """A page of one font that is not in the file: phrases and lone characters, turned every way."""

    def put(x: float, y: float, text: str, way: str) -> str:
        return f"BT /F 10 Tf {way} {x} {y} Tm <{text.encode(codec).hex()}> Tj ET "

    content = "".join(
        put(40 + 90 * i, y, text, way)
        for i, way in enumerate(("1 0 0 1", "0 1 -1 0", "-1 0 0 -1", "0.7 0.7 -0.7 0.7"))
        for y, text in ((200, TEXT), (100, ALONE))
    )
    font = [CID.format(name, encoding), DESCENDANT.format(name, ordering)]
    if ordering == "Identity":
        font.append(MAP)
    return file_of(
        [
            "<</Type /Catalog /Pages 2 0 R>>",
            "<</Type /Pages /Kids [3 0 R] /Count 1>>",
            PAGE,
            stream("", content),
            *font,
        ]
    )


def documents() -> list[bytes]:
    turned = [pdf(f"{turn} {TABLE} {say(300, 20, '九')}", rotate=r) for r, turn in TURNS.items()]
    samples = sorted((Path(__file__).parents[4] / "shared" / "samples").rglob("*.pdf"))
    return [made(*font) for font in FONTS] + turned + [each.read_bytes() for each in samples]


def readings(drawn: Path) -> str:
    """All that is read from the documents, and how the first pages look."""
    from hashlib import sha256

    from juesuan.sources.draw import draw

    said = []
    for i, data in enumerate(documents()):
        document = read(data)
        said.append(sha256(repr(document.pages).encode()).hexdigest())
        if i < len(FONTS):
            (path,) = draw(data, document, drawn / str(i), {})
            said.append(sha256(path.read_bytes()).hexdigest())
    return "\n".join(said)


def posing(name: str) -> bytes:
    """A font with boxes three times too wide that claims a name and Chinese characters."""
    wide = stand_in._rectangle(-900, -900, 3000, 3000) + stand_in._END
    data = stand_in._font(wide, wide, wide)
    names = b"".join(
        struct.pack(">HHHHHH", 3, 1, 0x409, number, 2 * len(name), 0) for number in (1, 4, 6)
    )
    table = struct.pack(">HHH", 0, 3, 6 + len(names)) + names + name.encode("utf-16-be")
    claims = struct.pack(">H", 1) + bytes(76) + struct.pack(">II", 1 << 18, 0)
    return with_tables(data, {b"OS/2": claims, b"name": table})


def with_tables(data: bytes, more: dict[bytes, bytes]) -> bytes:
    """The font with tables added, sorted by name as readers expect."""
    (count,) = struct.unpack_from(">H", data, 4)
    tables = dict(more)
    for i in range(count):
        tag, _, at, size = struct.unpack_from(">4sIII", data, 12 + 16 * i)
        tables[tag] = data[at : at + size]
    at = 12 + 16 * len(tables)
    head, body = b"OTTO" + struct.pack(">HHHH", len(tables), 64, 2, 0), b""
    for tag, table in sorted(tables.items()):
        head += tag + struct.pack(">III", 0, at + len(body), len(table))
        body += table + bytes(-len(table) % 4)
    return head + body


def elsewhere(fonts: Path, out: Path) -> str:
    """The readings where `fonts` is all that the machine has."""
    here = ["unshare", "-m", "bash", "-c", 'mount --bind "$0" /usr/share/fonts && exec "$@"']
    code = "import sys, pathlib; from tests.sources.pdf.test_fonts import readings; "
    code += "print(readings(pathlib.Path(sys.argv[1])))"
    run = subprocess.run(
        [*here, str(fonts), sys.executable, "-c", code, str(out)],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[3],
    )
    return run.stdout.strip()


def namespaces() -> bool:
    """Whether this machine lets us hide its fonts from a child."""
    if not shutil.which("unshare") or not Path("/usr/share/fonts").is_dir():
        return False
    words = ["unshare", "-m", "mount", "--bind", "/usr/share/fonts", "/usr/share/fonts"]
    return not subprocess.run(words, capture_output=True, check=False).returncode


@pytest.mark.skipif(not namespaces(), reason="no private mount namespace: fonts cannot be hidden")
def test_readings_and_pictures_are_the_same_whatever_fonts_the_machine_has(tmp_path: Path) -> None:
    none, wrong = tmp_path / "none", tmp_path / "wrong"
    none.mkdir()
    wrong.mkdir()
    for name in ("SimSun", "Arial", "FangSong_GB2312", "STSong-Light", "Helvetica"):
        (wrong / f"{name}.otf").write_bytes(posing(name))
    here = readings(tmp_path / "a")
    assert elsewhere(none, tmp_path / "b") == here
    assert elsewhere(wrong, tmp_path / "c") == here


@pytest.mark.parametrize("font", FONTS, ids=lambda font: "-".join(font[:2]))
def test_a_character_alone_is_read_whatever_its_font_and_turn(
    font: tuple[str, str, str, str],
) -> None:
    text = "".join(lines(read(made(*font))))
    assert sorted(text.replace(" ", "")) == sorted(4 * (TEXT + ALONE).replace(" ", ""))
