"""One section of the narrative: its heading, its sentences, the charts that follow them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from juesuan.composing.drawn_charts import ChartSource, drawn_chart
from juesuan.composing.material import contexts
from juesuan.model.disclosure import Block, Chart, Gap, Heading, Run, Text
from juesuan.model.number import Facts
from juesuan.notation import spelling
from juesuan.notation.edition import Edition
from juesuan.notation.speech.measure import Refused, filled
from juesuan.notation.speech.phrasing import Material, Names, paragraphs
from juesuan.notation.speech.sentence import Sentence


@dataclass
class Sections:
    """Writes the sections of one disclosure; charts are numbered as they come."""

    material: Material
    facts: Facts
    edition: Edition
    lists: Mapping[str, Sequence[Names]]
    charts: list[Chart] = field(default_factory=list)

    def section(self, name: str, heading: Heading, *, shown: bool = True) -> Iterator[Block]:
        """A section below its heading; the sections inside it are numbered （一）（二）."""
        if shown:
            yield heading
        inner = self.edition.publication.within.get(name, ())
        for number, other in enumerate(inner, 1):
            title = f"（{spelling.chinese(number)}）{self.title(other)}"
            yield from self.section(other, Heading(heading.level + 1, title, other))
        if not inner:
            yield from self._sentences(name)

    def title(self, name: str) -> str:
        """The title of a section as published."""
        return self.named(self.edition.publication.titles[name])

    def named(self, text: str) -> str:
        """A title with its names filled in."""
        return filled(text, {name: str(value) for name, value in self.material.names.items()})

    def _sentences(self, name: str) -> Iterator[Block]:
        sentences = [one for one in self.edition.sentences if one.section == name]
        wrote, headings = False, 0
        for sentence in sentences:
            texts = list(self._texts(sentence))
            if texts and sentence.heading:
                headings += 1
                words = f"（{spelling.chinese(headings)}）{self.named(sentence.heading)}"
                yield Heading(3, words, f"{name}-{headings}")
            yield from map(Text, texts)
            wrote = wrote or bool(texts)
            yield from self._charts(name, sentence)
        if not wrote:
            yield Text((Gap(name, f"{self.title(name)}（账套没有可取的数）"),))

    def _texts(self, sentence: Sentence) -> Sequence[tuple[Run, ...]]:
        repeated = contexts(sentence, self.facts, self.edition, self.lists)
        try:
            return paragraphs(sentence, self.material, repeated)
        except Refused:
            return ((Gap(sentence.id, self.named(sentence.need)),),) if sentence.need else ()

    def _charts(self, name: str, sentence: Sentence) -> Iterator[Chart]:
        section = next(one for one in self.edition.narrative.sections if one.id == name)
        whole = section.whole
        source = ChartSource(self.material, self.facts, self.edition, section.rows, whole)
        for declared in self.edition.publication.charts.get(name, ()):
            if f"{name}.{declared.after}" != sentence.id:
                continue
            chart = drawn_chart(f"图{len(self.charts) + 1}", declared, source)
            if chart is not None:
                self.charts.append(chart)
                yield chart
