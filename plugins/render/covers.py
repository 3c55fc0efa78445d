"""The bytes of a pack's PDF -> a picture of its first page, for the page that offers it.

Drawn by pdfium, whose rasteriser asks nothing of the machine (no fonts, no GPU), and kept as PNG with few colours: a
cover is ink, paper and one accent, so 32 are enough for the edges of its letters, and nothing is lossy.
Source: pypdfium2's documentation, "Rendering"; Pillow's handbook, `quantize`.
"""

from __future__ import annotations

import io
from contextlib import closing
from hashlib import blake2b
from typing import Any

import pypdfium2
from PIL import Image

WIDTH = 360
"""Pixels: a page shows it half as wide, for screens with two to a point."""
_COLOURS = 32


def beside(stem: str, pdf: bytes) -> tuple[dict[str, bytes], dict[str, Any]]:
    """The picture as a file of its PDF's output, and the fact `cover`: its path, width and height in pixels.

    `stem`: the path without the digest, so that a new picture has a new name ("assets/covers/rules.fa"); where it is
    empty there is nothing of either.
    """
    if not stem:
        return {}, {}
    image = cover(pdf)
    out = io.BytesIO()
    image.save(out, "PNG", optimize=True)
    path = f"{stem}.{blake2b(out.getvalue(), digest_size=5).hexdigest()}.png"
    return {path: out.getvalue()}, {"cover": (path, *image.size)}


def cover(pdf: bytes) -> Image.Image:
    """Draw the first page."""
    with closing(pypdfium2.PdfDocument(pdf)) as book, closing(book[0]) as page:
        drawn = page.render(scale=WIDTH / page.get_width(), draw_annots=False, prefer_bgrx=True)
        with closing(drawn):
            image: Image.Image = drawn.to_pil().convert("RGB")
    return image.quantize(_COLOURS, method=Image.Quantize.MEDIANCUT, dither=Image.Dither.NONE)
