"""A font and the characters that a site needs -> a WOFF2 file with these, their shapes and their marks.

What joins letters, places marks and kerns stays, with every shape that a kept letter can take: a cut may not be seen.
Source: fontTools' subsetter (the closure over GSUB keeps initial, medial and final forms).
"""

from __future__ import annotations

import io

from plugins.model import Facts, Job, Rendered, Workshop
from plugins.site.fonts import FontCut

_FIGURES = ("case", "lnum", "onum", "pnum", "tnum")
"""Features that the style sheet asks for, beside those that every text has."""


def font(job: Job, facts: Facts, workshop: Workshop) -> Rendered:  # noqa: ARG001 (a renderer's signature)
    """Render a FontCut from its one blob. Facts: bytes."""
    from fontTools import subset  # not above: most builds cut no font
    from fontTools.ttLib import TTFont

    value: FontCut = job.value
    (digest,) = job.blobs
    whole = TTFont(io.BytesIO(workshop.blob(digest)), recalcTimestamp=False)
    options = subset.Options(hinting=False, glyph_names=False, name_IDs=["*"])
    options.layout_features += _FIGURES
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=subset.parse_unicodes(value.characters.replace(" ", ",")))
    cutter.subset(whole)
    whole.flavor = "woff2"
    stream = io.BytesIO()
    whole.save(stream)
    data = stream.getvalue()
    return Rendered({value.path: data}, {"bytes": len(data)})
