"""Time a pack of many briefings: clean, after an edit, and as one document of WeasyPrint in one process.

    python benchmarks/pack.py [-n 200]      (inv bench --pack 200)

The one process is given the HTML of the whole pack, with stylesheets and fonts loaded, in the same variant. The engine
begins with nothing kept; then one briefing gets one sentence more. Memory is the largest process's of each run.
"""

from __future__ import annotations

import argparse
import multiprocessing
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import corpus

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from plugins import stages  # noqa: E402 - found only now
from plugins.build import engine, manifest, readings, scan  # noqa: E402
from plugins.build.rendering import Common  # noqa: E402
from plugins.build.staging import Staging  # noqa: E402
from plugins.config import SiteConfig  # noqa: E402
from plugins.gather import gather  # noqa: E402
from plugins.model import Output, Workshop  # noqa: E402
from plugins.request import Request  # noqa: E402
from plugins.theme import read_strings, read_theme  # noqa: E402

THEME = ROOT / "theme"


def content(folder: Path, count: int) -> Path:
    """A content folder with one pack of all that it holds."""
    corpus.write(folder / "content", count)
    slugs = sorted({path.name.split(".")[0] for path in (folder / "content").rglob("*.fa.md")})
    (folder / "content/packs").mkdir()
    pack = f"title: {{fa: همه, en: All}}\nlanguages: [fa]\nbriefings: [{', '.join(slugs)}]\n"
    (folder / "content/packs/all.yaml").write_text(pack, "utf-8")
    return folder / "content"


def planned(folder: Path) -> tuple[Output, Workshop]:
    """The pack, and what it is made with."""
    config = SiteConfig()
    files, _ = scan.scan(folder / "content", limit=config.max_file_bytes)
    found = gather(files, config, datetime.now(UTC), lambda *_: None, readings.load(folder, "", keep=False))
    strings, (theme, blobs) = read_strings(THEME, config), read_theme(THEME)
    outputs = stages.plan(found.collection, config, strings, theme)
    pack = next(o for o in outputs if isinstance(o, Output) and o.name == "packs/all.fa.pdf")
    return pack, Workshop(str(THEME), strings, found.blobs | blobs, "", str(folder / "pieces"))


def ours(folder: Path) -> float:
    """As the engine does it; when it began, with all read and planned."""
    pack, workshop = planned(folder)
    began = time.perf_counter()
    stage = Path(tempfile.mkdtemp(dir=folder))
    common = Common(stages.RENDERERS, workshop, str(stage))
    request = Request(folder / "content", folder / "output", THEME, ROOT, SiteConfig(), datetime.now(UTC), "")
    before = engine.Before(manifest.Manifest(""), folder / "output", {}, "x", folder)
    spread = stages._render_all(request)  # noqa: SLF001 - what is measured
    engine.render([pack], common, Staging(stage), before, lambda *_: None, spread)
    return began


def plain(folder: Path) -> float:
    """As one document; when it began, with the HTML there."""
    from weasyprint import HTML

    from plugins.render.fetcher import Fetcher
    from plugins.render.html import environment
    from plugins.render.press import press

    pack, workshop = planned(folder)
    value = pack.make().value
    shared = press(workshop, value.language)
    words = workshop.strings[value.language.tag]
    html = environment(workshop.theme).get_template("pdf/document.html").render(document=value, s=words)
    began = time.perf_counter()
    laid = HTML(string=html, url_fetcher=Fetcher(workshop)).render(
        shared.fonts, shared.counters, stylesheets=list(shared.sheets), pdf_variant="pdf/ua-1"
    )
    laid.write_pdf(pdf_variant="pdf/ua-1")
    return began


def measured(work: Callable[[Path], float], folder: Path) -> tuple[float, float]:
    """Seconds and MiB of a process of its own."""

    def run(pipe: multiprocessing.connection.Connection) -> None:
        began = work(folder)
        kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
        pipe.send((time.perf_counter() - began, max(resource.getrusage(kind).ru_maxrss for kind in kinds) / 1024))

    here, there = multiprocessing.Pipe()
    process = multiprocessing.get_context("fork").Process(target=run, args=(there,))
    process.start()
    seconds, memory = here.recv()
    process.join()
    return seconds, memory


def main() -> None:
    """Measure all, in one run."""
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("-n", type=int, default=200)
    words.add_argument("--alone", action="store_true", help="leave the one document out")
    given = words.parse_args()
    with tempfile.TemporaryDirectory(prefix="gozaresh-bench-") as name:
        folder = Path(name)
        edited = sorted(content(folder, given.n).rglob("*.fa.md"))[given.n // 2]
        rows = [("clean", *measured(ours, folder))]
        with edited.open("a", encoding="utf-8") as file:
            file.write("\nیک جملهٔ تازه.\n")
        rows.append(("after one edit", *measured(ours, folder)))
        if not given.alone:
            rows.append(("one document, one process", *measured(plain, folder)))
    print(f"\nA pack of {given.n} briefings, {stages.workers.cores()} cores")
    for what, seconds, memory in rows:
        ratios = f"to clean {seconds / rows[0][1]:.2f}" + (
            "" if given.alone else f"  to one process {seconds / rows[-1][1]:.2f}"
        )
        print(f"  {what:26} {seconds:7.1f} s  {memory:5.0f} MiB   {ratios}")


if __name__ == "__main__":
    main()
