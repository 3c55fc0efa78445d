"""Every kind of page, in both languages, light and dark, on a phone and on a desk, as PNG contact sheets.

    python benchmarks/record.py [--to DIR]      (inv record)

For people to look at, after a change of the theme; nothing compares them. A sheet is a kind of page: above Persian,
below English; on each line 360 px light and dark, then 1280 px light and dark. Of a very long page its top is shown.
"""

from __future__ import annotations

import argparse
import io
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from PIL import Image, ImageDraw, ImageFont

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks import serving

WIDTHS = (360, 1280)
TALLEST = 5000
GAP, LABEL, SCALE = 24, 34, 0.75
DESK = "#8a8a8a"


def pictures(browser: Any, url: str) -> Iterator[tuple[str, Image.Image]]:
    """What it is -> the page: each width, light and dark."""
    for width in WIDTHS:
        for scheme in ("light", "dark"):
            context = browser.new_context(
                viewport={"width": width, "height": 900}, color_scheme=scheme, service_workers="block"
            )
            page = context.new_page()
            page.goto(url)
            page.evaluate("document.fonts.ready.then(() => 0)")
            page.reload()  # a font that came too late for the first time serves now
            shot = Image.open(io.BytesIO(page.screenshot(full_page=True)))
            context.close()
            yield f"{width} px, {scheme}", shot.crop((0, 0, width, min(shot.height, TALLEST)))


def sheet(rows: list[tuple[str, list[tuple[str, Image.Image]]]]) -> Image.Image:
    """A contact sheet of lines of labelled pictures."""
    font = ImageFont.load_default(18)
    heights = [max(picture.height for _, picture in row) for _, row in rows]
    wide = max(sum(picture.width + GAP for _, picture in row) for _, row in rows) + GAP
    made = Image.new("RGB", (wide, sum(heights) + (LABEL + GAP) * len(rows)), DESK)
    draw, top = ImageDraw.Draw(made), 0
    for (name, row), height in zip(rows, heights, strict=True):
        left = GAP
        for label, picture in row:
            draw.text((left, top + 8), f"{name}, {label}", fill="white", font=font)
            made.paste(picture, (left, top + LABEL))
            left += picture.width + GAP
        top += height + LABEL + GAP
    return made.resize((round(made.width * SCALE), round(made.height * SCALE)), Image.Resampling.LANCZOS)


def main() -> None:
    """Draw all sheets."""
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--to", type=Path, default=serving.ROOT.parent / "gozaresh-record")
    words.add_argument("--only", nargs="*", help="kinds of pages, instead of all")
    asked = words.parse_args()
    asked.to.mkdir(parents=True, exist_ok=True)
    kinds: dict[str, list[tuple[str, str]]] = {}
    for name, path in serving.pages().items():
        kind, _, tag = name.rpartition(", ")
        kinds.setdefault(kind or name, []).append((tag if kind else name, path))
    with (
        tempfile.TemporaryDirectory(prefix="gozaresh-record-") as name,
        serving.demonstration(Path(name)) as site,
        serving.launched() as browser,
    ):
        for kind, paths in kinds.items():
            if asked.only and kind not in asked.only:
                continue
            rows = [(tag, list(pictures(browser, site.address + path))) for tag, path in paths]
            file = asked.to / f"{kind.removesuffix('.html').replace(' ', '-').lower()}.png"
            sheet(rows).save(file)
            print(file, flush=True)


if __name__ == "__main__":
    main()
