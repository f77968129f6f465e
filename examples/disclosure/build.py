"""Build the example disclosure: clean.md, disclosure.md, disclosure.pdf and planted.json.

Run: python examples/disclosure/build.py [--fonts FOLDER]
Needs the `typst` wheel and the fonts Noto Serif CJK SC and Noto Sans CJK SC (OFL), installed or
in FOLDER. The same fonts give the same bytes.
"""

import argparse
import json
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import typst
from blocks import Block
from facts import verify
from planted import plant
from sections import DATE, FICTION, TITLE, document
from to_markdown import render

HERE = Path(__file__).resolve().parent
MADE = datetime(2024, 9, 20, tzinfo=UTC)


def _pdf(blocks: list[Block], fonts: list[Path]) -> bytes:
    """The document typeset; the typesetter gets data, never markup."""
    pieces = [{"kind": type(b).__name__, **asdict(b)} for b in blocks]
    data = {"title": TITLE, "fiction": FICTION, "date": DATE, "blocks": pieces}
    compiler = typst.Compiler(
        input=str(HERE / "disclosure.typ"),
        root=str(HERE),
        font_paths=[str(f) for f in fonts],
        ignore_system_fonts=bool(fonts),
        sys_inputs={"data": json.dumps(data, ensure_ascii=False)},
    )
    made = compiler.compile(format="pdf", timestamp=MADE, pdf_tags=False)
    assert isinstance(made, bytes)
    return made


def _write(name: str, content: bytes) -> None:
    (HERE / name).write_bytes(content)
    print(f"{name}: {len(content):,} bytes")


def main() -> None:
    """Write the four files beside this script."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--fonts", type=Path, action="append", default=[])
    fonts = parser.parse_args().fonts
    verify()
    blocks = document()
    _write("clean.md", render(TITLE, FICTION, DATE, blocks).encode())
    listed = plant(blocks)
    _write("disclosure.md", render(TITLE, FICTION, DATE, blocks).encode())
    _write("disclosure.pdf", _pdf(blocks, fonts))
    _write("planted.json", (json.dumps(listed, ensure_ascii=False, indent=2) + "\n").encode())


if __name__ == "__main__":
    main()
