"""Time the PDFs of single editions: all workers of this machine beside one warm WeasyPrint process.

    python benchmarks/pdf.py [-n 200]      (inv bench --pdf 200)

The one process is given the same HTML, stylesheets, fonts and variant, all loaded, and does nothing but WeasyPrint's
own layout and writing; the workers are the engine's, from their start to the last file, with templates and staging.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import corpus

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from plugins import stages  # noqa: E402 - found only now
from plugins.build import engine, readings, scan, workers  # noqa: E402
from plugins.build.rendering import Common  # noqa: E402
from plugins.config import SiteConfig  # noqa: E402
from plugins.gather import gather  # noqa: E402
from plugins.model import Output, Workshop  # noqa: E402
from plugins.theme import read_strings, read_theme  # noqa: E402

THEME = ROOT / "theme"


def planned(folder: Path, count: int) -> tuple[list[Output], Workshop]:
    """The outputs of so many PDFs, and what they are made with."""
    config = SiteConfig()
    corpus.write(folder / "content", -(-count // 2))
    files, _ = scan.scan(folder / "content", limit=config.max_file_bytes)
    cache = readings.load(folder, "", keep=False)
    found = gather(files, config, datetime.now(UTC), lambda *_: None, cache)
    strings, (theme, blobs) = read_strings(THEME, config), read_theme(THEME)
    outputs = stages.plan(found.collection, config, strings, theme)
    pdfs = [o for o in outputs if isinstance(o, Output) and o.name.startswith("pdf/")][:count]
    return pdfs, Workshop(str(THEME), strings, found.blobs | blobs)


def together(pdfs: Sequence[Output], workshop: Workshop, folder: Path) -> float:
    """Seconds of the engine's workers."""
    (folder / "staging").mkdir()
    common = Common(stages.RENDERERS, workshop, str(folder / "staging"))
    began = time.perf_counter()
    with workers.crew(workers.cores()) as crew:
        done = list(crew.map("plugins.build.rendering:render", common, engine.Tasks(pdfs, {}), chunk=1))
    taken = time.perf_counter() - began
    if len(done) != len(pdfs):
        raise RuntimeError
    return taken


def alone(pdfs: Sequence[Output], workshop: Workshop) -> float:
    """Seconds of one warm process."""
    from weasyprint import HTML

    from plugins.render import pdf
    from plugins.render.fetcher import Fetcher
    from plugins.render.html import environment
    from plugins.render.press import press

    ready = []
    for output in pdfs:
        value = output.job.value
        template = environment(workshop.theme).get_template("pdf/document.html")
        shared = press(workshop, value.language)
        html = template.render(document=value, s=workshop.strings[value.language.tag])
        ready.append((html, shared))
    for output in (pdfs[0], pdfs[1]):  # one of each language: fonts and patches
        pdf.document(output.job, {}, workshop)
    began = time.perf_counter()
    for html, shared in ready:
        source = HTML(string=html, url_fetcher=Fetcher(workshop))
        laid_out = source.render(shared.fonts, shared.counters, stylesheets=list(shared.sheets), pdf_variant="pdf/ua-1")
        laid_out.write_pdf(pdf_variant="pdf/ua-1")
    return time.perf_counter() - began


def main() -> None:
    """Measure both, in one run."""
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("-n", type=int, default=200)
    count = words.parse_args().n
    with tempfile.TemporaryDirectory(prefix="gozaresh-bench-") as name:
        pdfs, workshop = planned(Path(name), count)
        many, one = together(pdfs, workshop, Path(name)), alone(pdfs, workshop)
    print(f"\n{len(pdfs)} PDFs of single editions")
    print(f"  one warm WeasyPrint process  {one:7.2f} s")
    print(f"  {workers.cores()} workers, from their start {many:7.2f} s   ratio {many / one:.2f}")


if __name__ == "__main__":
    main()
