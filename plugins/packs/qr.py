"""An address -> its QR code, as a picture in an address of its own (`data:`), for paper that leads back to the web.

Vector, one path, the same bytes wherever it is made. Level M: a fold or a stain of a seventh of it does no harm.
Source: ISO/IEC 18004 (a quiet zone of four modules is asked for; the page's white margin gives the rest of ours).
"""

from __future__ import annotations

import base64
from functools import lru_cache
from itertools import groupby

import segno

_QUIET = 1


@lru_cache(maxsize=64)
def code(url: str) -> str:
    """A `data:` address of an SVG; empty for an empty address."""
    if not url:
        return ""
    rows = segno.make_qr(url, error="m", boost_error=False).matrix
    path: list[str] = []
    for y, row in enumerate(rows):
        x = 0
        for dark, modules in groupby(row):
            length = len(list(modules))
            if dark:
                path.append(f"M{x + _QUIET} {y + _QUIET}h{length}v1h-{length}z")
            x += length
    size = len(rows) + 2 * _QUIET
    svg = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}"><path d="{"".join(path)}"/></svg>'
    return "data:image/svg+xml;base64," + base64.b64encode(svg.encode()).decode()
