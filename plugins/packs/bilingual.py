"""Two editions of a briefing -> a Pair, part beside part; a summary -> the Panel beside the other's full text.

The rows are those of the page that sets both side by side (sources.aligning), notes moved to the foot of the page.
"""

from __future__ import annotations

from dataclasses import replace

from plugins.model import Edition, Html, Strings
from plugins.packs.articles import citation, figure, people
from plugins.packs.binding import Binding
from plugins.packs.qr import code
from plugins.packs.values import Pair, Panel, Side
from plugins.sources.addresses import prefix_ids
from plugins.sources.aligning import Row, rows


def spread(bindings: tuple[Binding, Binding], editions: tuple[Edition, Edition]) -> Pair:
    """Both full texts."""
    first, second = editions
    points = [tuple(b.line(p.html, e) for p in e.key_points) for b, e in zip(bindings, editions, strict=True)]
    paired = len(points[0]) == len(points[1])
    bodies = [b.body(e) for b, e in zip(bindings, editions, strict=True)]
    # One document, two texts: their headings and notes may bear the same names.
    bodies[1] = prefix_ids(bodies[1], f"{second.language}:")
    return Pair(
        id=first.slug,
        sides=(
            _side(bindings[0], first, () if paired else points[0]),
            _side(bindings[1], second, () if paired else points[1]),
        ),
        key_points=tuple(Row(*pair) for pair in zip(*points, strict=True)) if paired else (),
        rows=rows(*bodies),
        figure=figure(bindings[0], first) or figure(bindings[1], second),
        qr=code(bindings[0].shelf.config.absolute(f"{first.language}-{second.language}/{first.slug}.html")),
    )


def _side(binding: Binding, edition: Edition, key_points: tuple[Html, ...]) -> Side:
    summary = edition.summary
    return Side(
        language=binding.language,
        title=edition.title,
        date=binding.day(edition.date),
        summary=replace(summary, html=binding.line(summary.html, edition)) if summary else None,
        facts=people(binding, edition),
        key_points_title=binding.words("key_points"),
        key_points=key_points,
        cite=citation(binding, edition),
    )


def panel(binding: Binding, summary: Edition, words: Strings) -> Panel:
    """The other language's summary. `words` of the document's language say what it is."""
    return Panel(
        label=words("mark_summary"),
        language=binding.language,
        title=summary.title,
        body=prefix_ids(binding.body(summary), f"{summary.language}:"),
    )
