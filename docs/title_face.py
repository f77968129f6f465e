"""Make the face of titles: the Chinese of GB 2312 out of Noto Serif SC Bold, under its own name.

Run: python docs/title_face.py NotoSerifSC_700Bold.ttf
The font is that of the package @expo-google-fonts/noto-serif-sc 0.4.3 (OFL-1.1), in 700Bold/.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from fontTools import subset
from fontTools.ttLib import TTFont

HERE = Path(__file__).resolve().parent.parent / "src/juesuan/publishing/disclosure/pdf/title_face"
NAME = "Noto Serif SC Title"
NAMES = {1: NAME, 2: "Regular", 3: NAME, 4: NAME, 6: "NotoSerifSC-Title"}
OTHER_NAMES = (16, 17, 25)
RANGES = ((0x20, 0x7F), (0xA0, 0x100), (0x2010, 0x2028), (0x2460, 0x2474))
SIGNS = "‰※〔〕〇"


def characters() -> Iterator[int]:
    """Every character of GB 2312, and the signs that titles use besides."""
    for high in range(0xA1, 0xF8):
        for low in range(0xA1, 0xFF):
            yield from map(ord, bytes((high, low)).decode("gb2312", "ignore"))
    for first, last in RANGES:
        yield from range(first, last)
    yield from map(ord, SIGNS)


def main() -> None:
    """Write the face beside its licence."""
    font = TTFont(sys.argv[1], recalcTimestamp=False)
    options = subset.Options(hinting=False, layout_features=["*"], name_IDs=["*"])
    options.notdef_outline = True
    chosen = subset.Subsetter(options)
    chosen.populate(unicodes=set(characters()))
    chosen.subset(font)
    for number in (*NAMES, *OTHER_NAMES):
        font["name"].removeNames(nameID=number)
    for number, text in NAMES.items():
        font["name"].setName(text, number, 3, 1, 0x409)
    font.save(HERE / "NotoSerifSC-Title.ttf")


if __name__ == "__main__":
    main()
