"""The headings of a body -> the same headings without a gap between their levels.

An author may go from `##` to `####`; an outline, a screen reader and PDF/UA may not (ISO 14289-1, 7.4.2).
"""

from __future__ import annotations

import re

from plugins.model import Html

_TAG = re.compile(r"(?<=<)(/?)h([1-6])(?=[ >])")


def close_gaps(html: Html) -> Html:
    """Every heading as deep as the number of headings that it stands under; the first is an h2."""
    above: list[int] = []

    def turn(tag: re.Match[str]) -> str:
        if not tag[1]:
            level = int(tag[2])
            while above and above[-1] >= level:
                above.pop()
            above.append(level)
        return f"{tag[1]}h{len(above) + 1}"

    return Html(_TAG.sub(turn, html))
