"""The frame of every page: its head, the bar above, the style of the audit's own report."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.resources import files
from string import Template

from juesuan.publishing.markup import Html, element, escaped, joined
from juesuan.publishing.report.html.whole_page import report_part

HOME = files("juesuan.portal")
STYLES = ("/static/report.css", "/static/portal.css")
REPORT_SCRIPT = "/static/report.js"
OWN_FILES = {"portal.css": "text/css", "icon.svg": "image/svg+xml"}
Links = Iterable[tuple[str, str]]


def framed(title: str, body: Html, links: Links = (), scripts: Iterable[str] = ()) -> str:
    """A whole page around its body; `links` stand in the bar, `scripts` only add comfort."""
    fields = {
        "title": title,
        "body": body,
        "bar": joined("", (element("a", words, href=to) for to, words in links)),
        "scripts": joined("", (element("script", src=to, defer=True) for to in scripts)),
    }
    frame = Template(HOME.joinpath("frame.html").read_text("utf-8"))
    return frame.substitute({name: escaped(text) for name, text in fields.items()})


def plain_body(heading: str, *inside: str, kind: str = "", about: str = "") -> Html:
    """The body of a page that is no report: a heading, what it is about, its parts."""
    head = (
        element("p", kind, class_="kind") if kind else Html(),
        element("h1", heading),
        element("p", about, class_="about") if about else Html(),
    )
    return joined("\n", (element("header", *head), element("main", *inside)))


def told(title: str, message: str, links: Links = (), back: str = "") -> str:
    """A page that says one thing, and leads back to where it was asked for, if anywhere."""
    way = element("p", element("a", "回到刚才的网页", href=back)) if back else Html()
    body = plain_body(title, element("p", message, class_="verdict error"), way)
    return framed(title, body, links)


def static_text(name: str) -> tuple[str, str] | None:
    """A file of the look by its name, and its kind; None where there is none."""
    if name in OWN_FILES:
        return HOME.joinpath(name).read_text("utf-8"), OWN_FILES[name]
    part, _, ending = name.partition(".")
    kind = {"css": "text/css", "js": "text/javascript"}.get(ending)
    return (report_part(ending), kind) if part == "report" and kind else None
