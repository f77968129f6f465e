"""`juesuan show`: the editions, one edition, or one of its forms."""

from __future__ import annotations

from argparse import Namespace

from juesuan.cli.editions import edition_named, edition_names
from juesuan.cli.streams import CLEAN, Trouble, say
from juesuan.notation.edition import Edition
from juesuan.notation.form import Form
from juesuan.publishing.cell_sources import sources_object, sources_text
from juesuan.publishing.declarations import (
    edition_object,
    edition_text,
    editions_text,
    form_object,
    form_text,
)
from juesuan.publishing.report.data import dumps


def run(words: Namespace) -> int:
    """Show what is named, as text or as data."""
    as_json = words.format == "json"
    if not words.edition:
        editions = [edition_named(name) for name in edition_names()]
        say(dumps([*map(edition_object, editions)]) if as_json else editions_text(editions))
        return CLEAN
    edition = edition_named(words.edition)
    if words.sources:
        if not words.form:
            raise Trouble(
                "--sources 说一张表各格从哪里取数：请写表号，例如 juesuan show 2024 01 --sources"
            )
        form = _form(edition, words.form)
        sources = sources_object(form, edition)
        say(dumps(sources) if as_json else sources_text(form, edition))
    elif words.form:
        form = _form(edition, words.form)
        say(dumps(form_object(form)) if as_json else form_text(form))
    else:
        say(dumps(edition_object(edition)) if as_json else edition_text(edition))
    return CLEAN


def _form(edition: Edition, name: str) -> Form:
    form = edition.form(name)
    if form is None:
        forms = "、".join(f"{form.id} {form.title}" for form in edition.forms)
        raise Trouble(f"版本 {edition.id} 没有“{name}”表；有：{forms}")
    return form
