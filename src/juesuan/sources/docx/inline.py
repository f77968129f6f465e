"""What stands in a paragraph of a Word document, as it is printed; the rest is set aside.

Results of fields, inserted words and chosen alternatives are text; instructions of fields, deleted
and hidden words are not. A field may go on over many paragraphs, so its state is kept.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from xml.etree.ElementTree import Element

from juesuan.model.page import Unreadable
from juesuan.sources.docx.styles import TextStyles, raised
from juesuan.sources.docx.symbols import symbol
from juesuan.sources.docx.tags import above, attribute, child, chosen, every, switch, tag

DEEPEST = 80
NESTED = "文档的内容层层套用，超过 {} 层：请在 WPS 或 Office 中打开并另存为 PDF 后再试"
BREAKS = {"": "\n", "textWrapping": "\n", "page": "\n", "column": "\n"}
LETTERS = {"w:tab": "\t", "w:ptab": "\t", "w:cr": "\n", "w:noBreakHyphen": "-"}
GONE = frozenset(("w:del", "w:moveFrom"))
WORDS = ("w:t", "w:delText", "w:instrText", "m:t", "a:t")
SILENT = frozenset(
    "w:pPr w:rPr w:sdtPr w:sdtEndPr w:softHyphen w:rubyPr w:fldData w:ffData".split()
)


@dataclass
class PrintedLine:
    """A line of a paragraph as it is put together, and the page its first letter is on."""

    page: int
    texts: list[str] = field(default_factory=list)
    begun: bool = False

    def add(self, text: str, page: int) -> None:
        """Take text that stands on a page."""
        if not self.begun:
            self.page, self.begun = page, bool(text.strip())
        self.texts.append(text)

    def text(self) -> str:
        """The line, without blanks at its ends."""
        return "".join(self.texts).strip()


@dataclass
class Passage:
    """What stands in a paragraph: its lines, and the text boxes anchored in it."""

    pieces: list[PrintedLine] = field(default_factory=list)
    boxes: list[Element] = field(default_factory=list)

    def add(self, text: str, page: int) -> None:
        """Take text that goes on with the last line, and begins others."""
        first, *others = text.split("\n")
        if not self.pieces:
            self.pieces.append(PrintedLine(page))
        self.pieces[-1].add(first, page)
        for other in others:
            self.pieces.append(PrintedLine(page))
            self.pieces[-1].add(other, page)

    def append(self, other: Passage) -> None:
        """Go on with another one, its first line on the last of this."""
        if self.pieces and other.pieces:
            first = other.pieces[0]
            self.pieces[-1].add("".join(first.texts), first.page)
        self.pieces += other.pieces[1:] if self.pieces else other.pieces
        self.boxes += other.boxes

    def label(self, words: str, page: int) -> None:
        """Set what is printed before it."""
        if not self.pieces:
            self.pieces.append(PrintedLine(page))
        first = self.pieces[0]
        first.texts = [words, "".join(first.texts).lstrip()]


class Inline:
    """Reads paragraphs one after another; knows the page, open fields and what is not shown."""

    def __init__(self, root: Element, styles: TextStyles) -> None:
        self.styles = styles
        self.page = 1
        self.fields: list[bool] = []
        """For each open field, whether its result has begun."""
        self.stray = stray_marks(root)
        self.unseen: list[str] = []
        self.apart: list[str] = []
        """The words of the paragraph being read that are not shown."""
        self._hidden = False

    def paragraph(self, node: Element) -> Passage:
        """The lines of a paragraph and the text boxes in it."""
        passage = Passage()
        properties = child(node, "w:pPr")
        self._hidden = self.styles.hides(self.styles.style(properties))
        for inner in node:
            self.take(inner, passage, 0)
        self.set_aside("".join(self.apart))
        self.apart.clear()
        return passage

    def set_aside(self, *texts: str) -> None:
        """Keep words that are in the file and not in its text."""
        self.unseen += [text for text in texts if text.strip()]

    def take(self, node: Element, passage: Passage, depth: int) -> None:
        """Take an element of a paragraph and what is in it."""
        name = tag(node)
        if depth > DEEPEST:
            raise Unreadable(NESTED.format(DEEPEST))
        if name == "w:r":
            self._run(node, passage, depth)
        elif name in GONE:
            self.apart += words(node)
        elif name in ("m:oMath", "m:oMathPara"):
            self._formula(node, passage)
        elif name == "mc:AlternateContent":
            option = chosen(node)
            for inner in () if option is None else option:
                self.take(inner, passage, depth + 1)
        elif name not in SILENT:
            for inner in node:
                self.take(inner, passage, depth + 1)

    def _run(self, node: Element, passage: Passage, depth: int) -> None:
        properties = child(node, "w:rPr")
        style = attribute(child(properties, "w:rStyle"))
        hidden = switch(child(properties, "w:vanish"))
        if hidden is None:
            hidden = self._hidden != self.styles.hides(style)
        height = child(properties, "w:vertAlign")
        apart = self.styles.raises(style) if height is None else raised(height)
        taker = _Run(self, passage, hidden, depth)
        if apart:
            taker.add(" ")
        taker.take(node)
        if apart:
            taker.add(" ")

    def _formula(self, node: Element, passage: Passage) -> None:
        """A formula of letters in a row is text; of one that is built, no letter is next to one."""
        parts = [node] if tag(node) == "m:oMath" else list(every(node, "m:oMath"))
        flat = all(tag(inner) in ("m:r", "m:ctrlPr") for part in parts for inner in part)
        if flat:
            passage.add("".join(words(node)), self.page)
        else:
            passage.add(" ", self.page)
            self.apart += words(node)


@dataclass
class _Run:
    """Takes what stands in one run."""

    inline: Inline
    passage: Passage
    hidden: bool
    depth: int

    def add(self, text: str) -> None:
        """Take text, if it is shown."""
        instructs = not all(self.inline.fields)
        if self.hidden or instructs:
            self.inline.apart.append(text)
        else:
            self.passage.add(text, self.inline.page)

    def take(self, run: Element) -> None:
        """Take each thing in the run."""
        for node in run:
            name = tag(node)
            if name == "w:t":
                self.add(node.text or "")
            elif name in LETTERS:
                self.add(LETTERS[name])
            else:
                self._other(name, node)

    def _other(self, name: str, node: Element) -> None:
        if name == "w:br":
            self.add(BREAKS.get(attribute(node, "w:type"), "\n"))
        elif name == "w:lastRenderedPageBreak":
            self.inline.page += 1
        elif name == "w:sym":
            self.add(symbol(attribute(node, "w:font"), attribute(node, "w:char")))
        elif name == "w:fldChar":
            self._field(node)
        elif name == "mc:AlternateContent":
            option = chosen(node)
            if option is not None:
                self.take(option)
        elif name == "w:ruby":
            self._ruby(node)
        elif name in ("w:drawing", "w:pict", "w:object"):
            self._picture(node)
        elif name in ("w:delText", "w:instrText", "w:delInstrText"):
            self.inline.apart.append(node.text or "")

    def _field(self, node: Element) -> None:
        fields, kind = self.inline.fields, attribute(node, "w:fldCharType")
        if node in self.inline.stray:
            return
        if kind == "begin":
            fields.append(False)
        elif kind == "separate" and fields:
            fields[-1] = True
        elif kind == "end" and fields:
            fields.pop()

    def _ruby(self, node: Element) -> None:
        for inner in node:
            if tag(inner) == "w:rubyBase":
                for part in inner:
                    self.inline.take(part, self.passage, self.depth + 1)
            else:
                self.inline.apart += words(inner)

    def _picture(self, node: Element) -> None:
        """The text boxes of a picture are read where it stands; what is said of it is set aside."""
        boxes = list(text_boxes(node, self.depth))
        self.inline.set_aside(*captions(node))
        if self.hidden:
            self.inline.set_aside(*("".join(words(box)) for box in boxes))
        else:
            self.passage.boxes += boxes


def words(node: Element) -> list[str]:
    """All words in an element, shown or not."""
    return [inner.text for inner in every(node, *WORDS) if inner.text]


def captions(node: Element) -> list[str]:
    """What is said of the pictures and shapes in an element, and what they spell."""
    sayings = [
        attribute(inner, name)
        for inner in node.iter()
        for name in ("descr", "title", "alt", "string", "o:title")
    ]
    return [*filter(None, sayings), *(inner.text or "" for inner in every(node, "a:t"))]


def text_boxes(node: Element, depth: int) -> list[Element]:
    """The outermost text boxes of a picture, of alternatives one."""
    if depth > DEEPEST:
        raise Unreadable(NESTED.format(DEEPEST))
    boxes: list[Element] = []
    for inner in node:
        name = tag(inner)
        if name == "w:txbxContent":
            boxes.append(inner)
        elif name == "mc:AlternateContent":
            option = chosen(inner)
            boxes += [] if option is None else text_boxes(option, depth + 1)
        else:
            boxes += text_boxes(inner, depth + 1)
    return boxes


def stray_marks(root: Element) -> set[Element]:
    """The marks of fields that have no partner: what stands behind them is text like any other."""
    open_: dict[Element | None, list[list[Element]]] = {}
    stray: set[Element] = set()
    for node in every(root, "w:fldChar"):
        around = above(node)
        if any(tag(each) in GONE for each in around):
            continue
        story = next((each for each in around if tag(each) == "w:txbxContent"), None)
        fields, kind = open_.setdefault(story, []), attribute(node, "w:fldCharType")
        if kind == "begin":
            fields.append([node])
        elif not fields:
            stray.add(node)
        elif kind == "separate":
            fields[-1].append(node)
        else:
            fields.pop()
    return stray.union(*(marks for fields in open_.values() for marks in fields))
