"""A picture or chart that the other language lacks."""

from __future__ import annotations

from collections.abc import Iterator

from plugins.checks.pair import Pair, called, problem, short
from plugins.model import Problem


def figure_missing(pair: Pair) -> Iterator[Problem]:
    """Both full editions show the same pictures and charts.

    Bad: ![نمودار](../images/prices.fa.png) beside a text without a picture
    Good: ![نمودار](../images/prices.fa.png) beside ![Prices](../images/prices.en.png)
    """
    if not pair.full:
        return
    one, other = pair.original, pair.other
    side, more, fewer = (one, one.figures, other.figures) if len(one.figures) > len(other.figures) else (
        other, other.figures, one.figures
    )  # fmt: skip
    names = [figure.text.rpartition("/")[2] for figure in fewer]
    left = len(more) - len(fewer)
    for figure in more:
        name = figure.text.rpartition("/")[2]
        if name in names:
            names.remove(name)
        elif left:
            left -= 1
            there = pair.across(side)
            message = (
                f"“{short(figure.text)}” is shown here; {called(there)} shows {_number(len(fewer))}, not {len(more)}"
            )
            yield problem(side, figure.place, "figure-missing", message, "show it there too", length=len(figure.text))


def _number(figures: int) -> str:
    return f"{figures} figure{'s' if figures != 1 else ''}"
