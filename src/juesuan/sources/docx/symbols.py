"""Letters of the symbol fonts of Word as the characters they look like."""

from __future__ import annotations

import re

HEX = re.compile(r"[0-9A-Fa-f]{1,6}")
PRIVATE = 0xF000  # where Word puts the letters of a symbol font
UNKNOWN = "\ufffd"
CIRCLES = "⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿"
PLAIN = {code: chr(code) for code in map(ord, "0123456789.,%()+<=>[]{}|/:; ")}
# fmt: off
LOOKS = {
    "wingdings": dict(enumerate(CIRCLES, 0x80)) | {
        0x6C: "●", 0x6D: "❍", 0x6E: "■", 0x6F: "□", 0x71: "❑", 0x75: "◆", 0x76: "❖", 0x9F: "•",
        0xA7: "▪", 0xA8: "◻", 0xAB: "★", 0xD8: "➢", 0xE0: "→", 0xE8: "➔", 0xFB: "✗", 0xFC: "✓",
        0xFD: "☒", 0xFE: "☑",
    },
    "wingdings 2": {
        0x4F: "✗", 0x50: "✓", 0x51: "☒", 0x52: "☑", 0x53: "☒", 0xA3: "□", 0xEA: "★",
    },
    "symbol": PLAIN | {
        0x2D: "−", 0xA3: "≤", 0xB0: "°", 0xB1: "±", 0xB3: "≥", 0xB4: "×", 0xB7: "•", 0xB8: "÷",
        0xB9: "≠", 0xBB: "≈", 0xD7: "⋅", 0xE5: "∑",
    },
}
# fmt: on


def symbol(font: str, code: str) -> str:
    """What a w:sym shows; a letter of a symbol font that is not listed here is a replacement."""
    at = int(code, 16) if HEX.fullmatch(code) else 0
    looks = LOOKS.get(font.casefold())
    if looks is not None:
        return looks.get(at - PRIVATE if at >= PRIVATE else at, UNKNOWN)
    if not at or at > 0x10FFFF or 0xD800 <= at < 0xE000 or PRIVATE <= at < PRIVATE + 0x100:
        return UNKNOWN
    return chr(at)
