"""Blocks as Markdown: flat tables as pipe tables, merged headers as HTML tables."""

from html import escape

from blocks import Block, Cell, Heading, Para, Row, Table


def _flat(row: Row) -> str:
    """One pipe line; a cell over several columns leaves the rest blank."""
    words = []
    for c in row:
        text = f"**{c.text}**" if c.bold and c.text else c.text
        words += [text] + [""] * (c.cols - 1)
    return "| " + " | ".join(words) + " |"


def _pipe(table: Table) -> list[str]:
    rule = "|" + "|".join("---:" if c.align == "right" else "---" for c in table.body[0]) + "|"
    first, *rest = table.header + table.body
    return ["\n".join([_flat(first), rule, *map(_flat, rest)])]


def _html_cell(c: Cell, tag: str) -> str:
    spans = (f' colspan="{c.cols}"' if c.cols > 1 else "") + (
        f' rowspan="{c.rows}"' if c.rows > 1 else ""
    )
    text = escape(c.text, quote=False)
    return f"<{tag}{spans}>{f'<b>{text}</b>' if c.bold and text else text}</{tag}>"


def _html_rows(rows: list[Row], tag: str) -> str:
    return "\n".join("<tr>" + "".join(_html_cell(c, tag) for c in r) + "</tr>" for r in rows)


def _html(table: Table) -> list[str]:
    head = f"<thead>\n{_html_rows(table.header, 'th')}\n</thead>\n" if table.header else ""
    return [f"<table>\n{head}<tbody>\n{_html_rows(table.body, 'td')}\n</tbody>\n</table>"]


def _table(table: Table) -> list[str]:
    lines = [t for t in (table.code, table.owner, table.unit) if t]
    body = _pipe(table) if table.pipe else _html(table)
    return [*lines, *body, *table.notes]


def _block(block: Block) -> list[str]:
    if isinstance(block, Heading):
        return ["#" * block.level + " " + block.text]
    if isinstance(block, Para):
        return [f"**{block.lead}**{block.text}" if block.lead else block.text]
    return _table(block)


def _contents(blocks: list[Block]) -> list[str]:
    """The 目录: parts as headings, their sections as lists."""
    entries = (b for b in blocks if isinstance(b, Heading) and b.entry)
    lines = [f"**{b.entry}**" if b.level == 1 else f"- {b.entry}" for b in entries]
    text = "\n".join(lines).replace("**\n", "**\n\n").replace("\n**", "\n\n**")
    return ["# 目录", text.replace("\n\n\n", "\n\n")]


def render(title: tuple[str, ...], fiction: str, date: str, blocks: list[Block]) -> str:
    """The whole document as Markdown."""
    cover = ["  \n".join(f"**{line}**" for line in title), fiction, date]
    body = [piece for block in blocks for piece in _block(block)]
    return "\n\n".join([*cover, *_contents(blocks), *body]) + "\n"
