"""What a page costs its reader, in a real browser on the built demonstration; exit 1 where it is over its budget.

    python benchmarks/reading.py      (inv bench --reading)

A row is a page at a width. HTML, CSS and JS as GitHub Pages sends them, by gzip (JS with the worker that keeps pages
for a reader without a line); the web fonts that were loaded; requests to other hosts; how far the layout shifted while
the fonts came late, and the moment of the first content. Nothing is in the browser's cache.
"""

from __future__ import annotations

import gzip
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urljoin, urlsplit

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks import serving

KINDS = ("home", "briefing", "chart", "parallel", "topic", "archive", "names", "packs", "person", "series")
WIDTHS = (360, 1280)
LATE = 1.5
"""Seconds after which a font comes."""
TEXT, SCRIPT, FONT = 60_000, 12_000, 90_000
"""Bytes of HTML, CSS and JS together; of JS; of the fonts of a language."""
FIRST = 1000.0
"""Milliseconds to the first content: before any font."""
WATCH = """
window.shifts = [];
new PerformanceObserver(list => window.shifts.push(...list.getEntries().map(e => e.value)))
    .observe({type: 'layout-shift', buffered: true});
"""
SEEN = """async () => {
    await document.fonts.ready;
    await new Promise(done => setTimeout(done, 250));
    const [first] = performance.getEntriesByName('first-contentful-paint');
    return {shift: window.shifts.reduce((sum, value) => sum + value, 0), first: first ? first.startTime : null};
}"""


@dataclass(frozen=True)
class Cost:
    """Of one page at one width."""

    html: int
    css: int
    js: int
    fonts: dict[str, int]
    """A family, by the name of its files -> bytes."""
    foreign: tuple[str, ...]
    shift: float
    first: float | None

    def faults(self) -> Iterator[str]:
        """Where it is over its budget."""
        text = self.html + self.css + self.js
        if text > TEXT:
            yield f"HTML, CSS and JS are {text} bytes, more than {TEXT}"
        if self.js > SCRIPT:
            yield f"JS is {self.js} bytes, more than {SCRIPT}"
        for family, size in self.fonts.items():
            if size > FONT:
                yield f"the fonts of {family} are {size} bytes, more than {FONT}"
        for url in self.foreign:
            yield f"it asks another host: {url}"
        if self.shift:
            yield f"its layout shifts by {self.shift:.4f}"
        if self.first is None or self.first > FIRST:
            yield f"its first content comes after {self.first} ms: it waits for a font"


def cost(browser: Any, url: str, width: int) -> Cost:
    """Open a page as somebody who was never here."""
    context = browser.new_context(viewport={"width": width, "height": 800}, service_workers="block")
    try:
        page = context.new_page()
        page.add_init_script(WATCH)
        answers: list[Any] = []
        page.on("requestfinished", lambda request: answers.append(request))  # noqa: PLW0108 - a built-in is refused
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        if page.goto(url, wait_until="load").status != 200:
            raise LookupError(url)
        seen = page.evaluate(SEEN)
        sizes = {"document": 0, "stylesheet": 0, "script": 0}
        fonts: dict[str, int] = {}
        for request in answers:
            body = request.response().body()
            if request.resource_type == "font":
                family = Path(urlsplit(request.url).path).name.partition("-")[0]
                fonts[family] = fonts.get(family, 0) + len(body)
            elif request.resource_type in sizes:
                sizes[request.resource_type] += len(gzip.compress(body, 6))
        worker = page.locator("script[data-worker]")
        if worker.count():
            address = urljoin(url, worker.get_attribute("data-worker"))
            sizes["script"] += len(gzip.compress(page.request.get(address).body(), 6))
        host = urlsplit(url).netloc
        foreign = tuple(one for one in asked if urlsplit(one).netloc not in ("", host))
        return Cost(*sizes.values(), fonts, foreign, seen["shift"], seen["first"])
    finally:
        context.close()


_LINE = "{:<16}{:>5}{:>7}{:>7}{:>6}{:>7}{:>8}{:>7}{:>8}{:>9}"


def row(kind: str, width: int, one: Cost) -> str:
    """A line of the table."""
    text, fonts = one.html + one.css + one.js, sum(one.fonts.values())
    first = "none" if one.first is None else f"{one.first:.0f}"
    shift = f"{one.shift:.4f}"
    return _LINE.format(kind, width, one.html, one.css, one.js, text, fonts, len(one.foreign), shift, first)


def main() -> None:
    """Measure, print, judge."""
    print(_LINE.format("page", "px", "HTML", "CSS", "JS", "sum", "fonts", "others", "shift", "first ms"))
    over = []
    with tempfile.TemporaryDirectory(prefix="gozaresh-bench-") as name, serving.demonstration(Path(name)) as site:
        paths = {kind: path for kind, path in serving.pages().items() if kind.rpartition(", ")[0] in KINDS}
        with serving.served(site.folder, font_delay=LATE) as address, serving.launched() as browser:
            for kind, path in paths.items():
                for width in WIDTHS:
                    one = cost(browser, address + path, width)
                    print(row(kind, width, one), flush=True)
                    over += [f"{kind} at {width} px: {fault}" for fault in one.faults()]
    print("\n".join(over) or "All within their budgets.")
    sys.exit(bool(over))


if __name__ == "__main__":
    main()
