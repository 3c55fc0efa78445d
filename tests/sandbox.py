"""A small site of all shapes, to be edited and built again: what the tests of the engine's promises work on."""

import io
import itertools
import shutil
from datetime import UTC, datetime
from pathlib import Path

from PIL import Image

from plugins.build import state_folder
from tests.conftest import ROOT, build

BEFORE = datetime(2026, 1, 1, tzinfo=UTC)
AFTER = datetime(2026, 6, 1, tzinfo=UTC)
"""The embargo of `later` lies between the two."""


def picture(colour, width=40):
    stream = io.BytesIO()
    Image.new("RGB", (width, 30), colour).save(stream, "PNG")
    return stream.getvalue()


def text(title, day, body="متن.", **keys):
    """A briefing's file; values as YAML."""
    more = "".join(f"{key}: {value}\n" for key, value in keys.items())
    return f"---\ntitle: {title}\ndate: {day}\n{more}---\n\n{body}\n"


WATER = text(
    "آب", "2025-03-10", "سد پر است.\n\n## تراز\n\nمتن.", topics="[water]", authors="[sara]", series="notes", weight="7",
    number="2025/1", summary="خلاصهٔ آب.",
)  # fmt: skip
DIGEST = "967fcd8b6c30338b"
"""Of the text of WATER: its translation is up to date."""
ONE = text(
    "یک فایل", "2025-04-02", "متن کامل.\n\n## English Summary\n\nA *summary*.", title_en="One file", topics="[energy]"
)
CONTENT = {
    "briefings/water.fa.md": WATER,
    "briefings/water.en.md": text(
        "Water", "2025-03-10", "The dam of Urmia is full.", topics="[water]", translator="sara", translated_from=DIGEST
    ),
    "briefings/one.fa.md": ONE,
    "briefings/2025/links.fa.md": text(
        "پیوند", "2025-03-12", "[آب](../water.fa.md#تراز) و [ما](../../pages/about.fa.md).", topics="[water, energy]"
    ),
    "briefings/picture.fa.md": text(
        "تصویر", "2025-04-20", "![سد](../images/dam.png)", image="{file: /images/lead.png, alt: دریاچه}"
    ),
    "briefings/paper.en.md": text(
        "Paper",
        "2025-05-01",
        "[Table](../files/levels.csv)",
        topics="[energy]",
        authors="[omid]",
        attachments="[{file: /files/paper.txt, title: The paper}]",
    ),
    "briefings/gone.fa.md": text("رفته", "2025-02-01", status="withdrawn", reason="نادرست بود.", topics="[water]"),
    "briefings/alias.en.md": text("Alias", "2025-05-02", "Text.", aliases="[/2023/old.html]", series="notes"),
    "briefings/draft.fa.md": text("پنهان", "2025-05-03", "نهان.", status="draft"),
    "briefings/later.fa.md": text(
        "فردا", "2025-05-04", "روز.", status="embargoed", publish_at="2026-03-01 09:00", topics="[later]"
    ),
    "pages/about.fa.md": "---\ntitle: درباره\n---\n\nما [آب](../briefings/water.fa.md) را می‌سنجیم.\n",
    "pages/about.en.md": "---\ntitle: About\n---\n\nWe measure.\n",
    "pages/contact.fa.md": "---\ntitle: تماس\n---\n\nنامه.\n",
    "packs/choice.yaml": "title: {fa: گزیده, en: Choice}\nbriefings: [water, one]\n",
    "topics.yaml": "water: {fa: آب, en: Water}\nenergy: {fa: انرژی, en: Energy}\nlater: {fa: بعد, en: Later}\n",
    "people.yaml": "sara: {fa: سارا محبی, en: Sara Mohebbi}\nomid: {fa: امید, en: Omid}\n",
    "series.yaml": "notes: {fa: یادداشت‌ها, en: Notes}\n",
    "names.yaml": "urmia: {kind: place, fa: ارومیه, en: Urmia}\n",
    "images/dam.png": picture("blue"),
    "images/lead.png": picture("green", 600),
    "images/unused.png": picture("white"),
    "files/levels.csv": "1403,12\n",
    "files/paper.txt": "paper",
}
FEW = {path: CONTENT[path] for path in ("topics.yaml", "people.yaml", "series.yaml")} | {
    "briefings/water.fa.md": WATER,
    "briefings/picture.fa.md": CONTENT["briefings/picture.fa.md"],
    "briefings/one.fa.md": ONE,
    "images/dam.png": CONTENT["images/dam.png"],
    "images/lead.png": CONTENT["images/lead.png"],
    "packs/choice.yaml": "title: {fa: گزیده, en: Choice}\nbriefings: [water, one]\n",
}
"""For tests with PDFs."""
SETTINGS = {"pdf": False, "per_page": 1, "code": "one"}
"""Small lists, so that they have pages; and an engine that stays the same while somebody works on it."""


def snapshot(folder):
    """Path -> bytes of every file; a link or folder that is empty stands for itself."""
    return {
        p.relative_to(folder).as_posix(): p.read_bytes() if p.is_file() and not p.is_symlink() else b"not a file"
        for p in sorted(folder.rglob("*"))
        if not p.is_dir() or p.is_symlink() or not any(p.iterdir())
    }


def differing(one, two):
    """Paths that two snapshots do not share with the same bytes."""
    return sorted(path for path in one.keys() | two.keys() if one.get(path) != two.get(path))


class Sandbox:
    """A content folder, its output, and clean builds beside it."""

    def __init__(self, folder: Path, content=CONTENT, **settings):
        self.folder, self.settings = folder, {"now": BEFORE} | SETTINGS | settings
        self.content, self.output = folder / "site/content", folder / "site/output"
        self._clean = itertools.count()
        self._known = {}
        self.write(content)

    def write(self, changes):
        """Path -> text or bytes; None takes a file away."""
        for path, data in changes.items():
            target = self.content / path
            if data is None:
                target.unlink()
                while not any((target := target.parent).iterdir()):
                    target.rmdir()
                continue
            target.parent.mkdir(parents=True, exist_ok=True)
            raw = data if isinstance(data, bytes) else data.encode()
            if not target.is_file() or target.read_bytes() != raw:
                target.write_bytes(raw)

    def sources(self):
        return snapshot(self.content)

    def restore(self, content):
        """Back to a snapshot of the sources."""
        self.write(dict.fromkeys(self.sources().keys() - content.keys()) | content)

    def build(self, **changes):
        return build(self.content, self.output, root=self.folder / "site", **(self.settings | changes))

    def made(self):
        return snapshot(self.output)

    def clean(self, **changes):
        """What a build of the same sources in another place gives, where nothing is remembered: report and files.

        Made once for the same sources and settings, unless a theme is among them.
        """
        asked = repr((sorted(self.sources().items()), changes))
        if "theme" in changes or asked not in self._known:
            place = self.folder / f"clean-{next(self._clean)}"
            shutil.copytree(self.content, place / "content")
            report = build(place / "content", place / "output", **(self.settings | changes))
            made = snapshot(place / "output") if (place / "output").exists() else {}
            shutil.rmtree(place)
            self._known[asked] = report, made
        return self._known[asked]

    @property
    def state(self):
        """The folder of state."""
        return state_folder(self.folder / "site", self.content, self.output)


def copy_of_theme(folder):
    return Path(shutil.copytree(ROOT / "theme", folder))
