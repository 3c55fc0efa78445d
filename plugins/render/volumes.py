"""A pack -> its document, laid out of the pieces of its articles.

Pieces are drawn once and kept. Around them the pack's own pages are laid out twice at most: what stands before the
articles first, for so many pages the articles come later; then all of it, with the numbers known. Where they come out
otherwise than reckoned, WeasyPrint counts them itself, which takes it two rounds over all pages.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import replace
from typing import Any, Protocol

from plugins.model import Job, Language, Workshop
from plugins.persian.numbers import digits
from plugins.render import archive, weasyprint_patches
from plugins.render.composing import fill
from plugins.render.html import environment
from plugins.render.pieces import Piece, kept, key, there
from plugins.render.press import Laid, Press, lay_out, press
from plugins.render.recording import record


class Pack(Protocol):
    """What this module needs of a document (`packs.values.PdfDocument`)."""

    @property
    def language(self) -> Language: ...
    @property
    def format(self) -> str: ...
    @property
    def articles(self) -> Sequence[Any]: ...


class _Build(Protocol):
    @property
    def workshop(self) -> Workshop: ...


class _Task(Protocol):
    @property
    def job(self) -> Job: ...


def draw(common: _Build, share: tuple[_Task, int, int]) -> None:
    """Draw a share of a pack's articles, to be there when it is bound. What fails now fails then, and says so."""
    task, first, step = share
    with suppress(Exception):
        weasyprint_patches.apply()
        value = task.job.value
        shared = press(common.workshop, value.language, value.format)
        for article in value.articles[first::step]:
            piece(article, value, common.workshop, shared, archive.variant(value.format), lacking=True)


def volume(value: Pack, workshop: Workshop, shared: Press, variant: str) -> Laid:
    """Lay a pack out. Raises NoPieceError where one of its articles cannot be recorded."""
    found = [piece(article, value, workshop, shared, variant) for article in value.articles]
    laid, said, denied = _around(value, found, workshop, shared, variant)
    return laid, [*said, *(s for p in found for s in p.said)], [*denied, *(d for p in found for d in p.denied)]


def _around(value: Any, found: Sequence[Piece], workshop: Workshop, shared: Press, variant: str) -> Laid:
    template = environment(workshop.theme, workshop.compiled).get_template("pdf/document.html")
    words = workshop.strings[value.language.tag]
    slots = [[[name for name, _ in leaf.anchors] for leaf in piece.leaves] for piece in found]
    guess = _numbers(slots, 2, value.language)
    begin = replace(value, articles=(), indexes=(), sources=(), colophon=None)
    front, _, _ = lay_out(template.render(document=begin, s=words, numbers=guess), workshop, shared, variant)
    numbers = _numbers(slots, len(front.pages), value.language)
    html = template.render(document=value, s=words, slots=slots, numbers=numbers)
    laid = lay_out(html, workshop, shared, variant)
    if fill(laid[0], found) != len(front.pages):
        laid = lay_out(template.render(document=value, s=words, slots=slots), workshop, shared, variant)
        fill(laid[0], found)
    return laid


def _numbers(slots: Sequence[Sequence[Sequence[str]]], before: int, language: Language) -> Mapping[str, str]:
    """Anchor -> the number of its page, in the language's digits, where so many pages stand before the first."""
    leaves = [anchors for piece in slots for anchors in piece]
    return {name: digits(number, language) for number, anchors in enumerate(leaves, before + 1) for name in anchors}


def piece(
    article: Any, value: Pack, workshop: Workshop, shared: Press, variant: str, *, lacking: bool = False
) -> Piece:
    """The piece of an article, kept or drawn now; `lacking`: an empty one where it is kept."""
    template = environment(workshop.theme, workshop.compiled).get_template("pdf/piece.html")
    html = template.render(document=value, article=article, s=workshop.strings[value.language.tag])
    name = key(html, value.format, variant)
    if lacking and there(workshop.pieces, name):
        return Piece((), (), ())
    return kept(workshop.pieces, name, lambda: record(lay_out(html, workshop, shared, variant), variant))
