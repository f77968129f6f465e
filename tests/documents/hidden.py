"""Markings in the parts of a page of HTML that are not its running text."""

from __future__ import annotations

from collections.abc import Iterator

PAGE = "<html><body><p>某局2024年度部门决算</p></body></html>"
HEADS = (
    "<title>{}</title>",
    "<!-- {} -->",
    '<meta name="keywords" content="决算 {}">',
    "<style>body::before {{ content: '{}' }}</style>",
)
BODIES = (
    '<img src="x.png" alt="{}">',
    "<!--{}-->",
    '<a title="{}">下载</a>',
    "<svg><text>{}</text></svg>",
    '<input type="text" value="{}">',
    "<noscript>{}</noscript>",
    "<select><option>{}</option></select>",
    "<header>{}</header>",
    "<div>正文</div><footer>{}</footer>",
    "<template><p>{}</p></template>",
)
PLACES = (
    "<!-- {} -->" + PAGE,
    PAGE + "<!-- {} -->",
    "某局文件\n\n<!-- {} -->\n\n正文\n",
    "某局\n\n![{}](x.png)\n",
)


def hidden() -> Iterator[tuple[str, str]]:
    """Name and text of a page for every such part."""
    heads = ['<meta name="密级" content="机密">']
    bodies = []
    for mark in ("机密★10年", "密级：秘密", "绝 密 ☆ 长期"):
        heads += [head.format(mark) for head in HEADS]
        heads.append(f"<style>p::before {{ content: '{_escaped(mark, '')}' }}</style>")
        bodies += [body.format(mark) for body in BODIES]
        bodies.append(f'<script>var 标题 = "{_escaped(mark, "u")}"</script>')
        bodies.append("".join(f"<span>{letter}</span>" for letter in mark))
        yield from (("页.html", place.format(mark)) for place in PLACES)
    yield from (("页.html", f"<html><head>{head}</head>{PAGE}") for head in heads)
    yield from (("页.html", f"<html><body>{body}</body>{PAGE}") for body in bodies)


def _escaped(text: str, sign: str) -> str:
    """A text as a style sheet or, with u, a script may spell it."""
    return "".join(f"\\{sign}{ord(letter):04x}" for letter in text)
