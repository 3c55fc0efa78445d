"""A font and the characters that a site needs -> a WOFF2 file with these, their shapes and their marks.

What joins letters, places marks and kerns stays, with every shape that a kept letter can take: a cut may not be seen.
Source: HarfBuzz's subsetter (the closure over GSUB keeps initial, medial and final forms). It takes a hundredth of
the time of fontTools', which packs the result; a clean build of a small site was half fonts.
"""

from __future__ import annotations

import io
import re
from typing import TYPE_CHECKING

from plugins.model import Facts, Job, Rendered, Workshop
from plugins.site.fonts import FontCut

if TYPE_CHECKING:
    from fontTools.ttLib import TTFont

_FIGURES = ("case", "lnum", "onum", "pnum", "tnum")
"""Features that the style sheet asks for, beside those that every text has."""
_NAMES = range(26)
"""All that the OpenType specification names: the licence is among them."""


def font(job: Job, facts: Facts, workshop: Workshop) -> Rendered:  # noqa: ARG001 (a renderer's signature)
    """Render a FontCut from its one blob. Facts: bytes."""
    import uharfbuzz  # not above: most builds cut no font
    from fontTools.ttLib import TTFont

    value: FontCut = job.value
    (digest,) = job.blobs
    wanted = uharfbuzz.SubsetInput()
    wanted.flags = uharfbuzz.SubsetFlags.NO_HINTING
    wanted.unicode_set.update(code_points(value.characters))
    wanted.layout_feature_tag_set.update([int.from_bytes(tag.encode()) for tag in _FIGURES])
    wanted.name_id_set.update(_NAMES)
    whole = TTFont(io.BytesIO(workshop.blob(digest)), recalcTimestamp=False)
    face = uharfbuzz.Face(_saved(whole, None))
    if "fvar" in whole:
        wanted.set_axis_range(face, "wght", *value.weights)
    cut = uharfbuzz.subset(face, wanted).blob.data
    data = _saved(TTFont(io.BytesIO(cut), recalcTimestamp=False), "woff2")
    return Rendered({value.path: data}, {"bytes": len(data)})


def code_points(ranges: str) -> set[int]:
    """The characters of "0020-007E 00A0"."""
    found: set[int] = set()
    for first, last in re.findall(r"([0-9A-F]+)(?:-([0-9A-F]+))?", ranges):
        found.update(range(int(first, 16), int(last or first, 16) + 1))
    return found


def _saved(font: TTFont, flavour: str | None) -> bytes:
    font.flavor = flavour
    stream = io.BytesIO()
    font.save(stream, reorderTables=None)
    return stream.getvalue()
