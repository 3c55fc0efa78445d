"""Any row of edits, right and wrong, with builds between them: each build leaves what a clean one makes, or nothing."""

import os
import shutil
import tempfile
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule, run_state_machine_as_test

from tests.sandbox import BEFORE, Sandbox, differing, picture, text

SLUGS = st.sampled_from(["a", "b", "c", "d"])
TAGS = st.sampled_from(["fa", "en"])
WORDS = st.sampled_from(["یک", "دو", "Three", "«چهار» and 5"])
DAYS = st.sampled_from(["2025-03-10", "2025-03-11", "2025-04-01", "1404-08-01", "2024-12-31 23:30"])
TABLES = {
    "topics.yaml": "one: {{fa: {0}, en: {0}}}\ntwo: {{fa: دو, en: Two, about: {{fa: {0}}}}}\n",
    "people.yaml": "p: {{fa: {0}, en: P}}\n",
    "series.yaml": "s: {{fa: {0}, en: S}}\n",
    "names.yaml": "n: {{kind: place, fa: {0}, en: N}}\n",
}
KEYS = {
    "topics": ["[one]", "[two, one]", "[three]"],
    "authors": ["[p]", "[q]"],
    "series": ["s"],
    "number": ["'1'", "'2'"],
    "weight": ["1", "9"],
    "summary": ["خلاصه", "A summary"],
    "status": [
        "draft", "withdrawn\nreason: x", "embargoed\npublish_at: 2026-02-01", "embargoed\npublish_at: 2026-03-01 10:00",
    ],
    "aliases": ["[/old/x.html]", "[/old/y/]"],
    "image": ["/images/one.png", "{file: /images/two.png, alt: x}"],
    "attachments": ["[/files/one.csv]"],
    "modified": ["2025-11-01"],
    "corrections": ["[{date: 2025-11-01, text: x}]"],
    "key_points": ["[x, y]"],
    "translated_from": ["0123456789abcdef"],
}  # fmt: skip
BODIES = [
    "متن.", "Text.", "## One\n\nText [^1].\n\n[^1]: Note.", "![x](../images/one.png)", "[x](../files/one.csv)",
    "[a](a.fa.md)", "[b](b.en.md#one)", "[about](../pages/about.fa.md)", "متن.\n\n## English Summary\n\nShort.",
    "متن\u200c\u200c بد\u064a",
]  # fmt: skip

SETTINGS = [
    {"site_url": "https://x.example"}, {"site_url": ""}, {"per_page": 1}, {"per_page": 2}, {"drafts": True},
    {"drafts": False}, {"feed_items": 2},
]  # fmt: skip


KEPT = ["readings", "readings-*.rest", "manifest", "last", "kept/*.html", "kept/fa/*.html", "templates/*/*"]
"""Files of the state folder that a disk may damage; the kept ones are the published ones too."""


class Desk(RuleBasedStateMachine):
    """Edits without regard to what they break; `publish` compares."""

    def __init__(self):
        super().__init__()
        self.folder = Path(tempfile.mkdtemp())
        self.settings = {"site_url": ""}
        self.now = BEFORE

    def teardown(self):
        shutil.rmtree(self.folder)

    @initialize()
    def begin(self):
        tables = {path: form.format("نام") for path, form in TABLES.items()}
        self.site = Sandbox(
            self.folder,
            tables
            | {
                "briefings/a.fa.md": text("آ", "2025-03-10", topics="[one]"),
                "briefings/a.en.md": text("A", "2025-03-10", "## One"),
                "pages/about.fa.md": "---\ntitle: درباره\n---\n\nما.\n",
                "images/one.png": picture("red"),
                "images/two.png": picture("red"),
                "files/one.csv": "1",
            },
        )

    # -- edits

    @rule(slug=SLUGS, tag=TAGS, title=WORDS, day=DAYS, body=st.sampled_from(BODIES), data=st.data())
    def write(self, slug, tag, title, day, body, data):
        chosen = data.draw(st.lists(st.sampled_from(sorted(KEYS)), max_size=4, unique=True))
        keys = {key: data.draw(st.sampled_from(KEYS[key])) for key in chosen}
        self.site.write({f"briefings/{slug}.{tag}.md": text(title, day, body, **keys)})

    def existing(self, data, pattern):
        paths = sorted(p.relative_to(self.site.content).as_posix() for p in self.site.content.glob(pattern))
        return data.draw(st.sampled_from(paths)) if paths else None

    @rule(data=st.data(), words=WORDS)
    def add_words(self, data, words):
        if path := self.existing(data, "briefings/*.md"):
            target = self.site.content / path
            target.write_text(f"{target.read_text()}\n{words}\n")

    @rule(data=st.data())
    def delete(self, data):
        if path := self.existing(data, "*/*"):
            (self.site.content / path).unlink()

    @rule(data=st.data(), slug=SLUGS, tag=TAGS)
    def rename(self, data, slug, tag):
        """The file keeps its inode and its time."""
        if path := self.existing(data, "briefings/*.md"):
            (self.site.content / path).rename(self.site.content / f"briefings/{slug}.{tag}.md")

    @rule(table=st.sampled_from(sorted(TABLES)), word=WORDS)
    def rename_entry(self, table, word):
        self.site.write({table: TABLES[table].format(word)})

    @rule(name=st.sampled_from(["images/one.png", "images/two.png"]), colour=st.sampled_from(["red", "blue"]))
    def paint(self, name, colour):
        self.site.write({name: picture(colour)})

    @rule(words=WORDS)
    def attach(self, words):
        self.site.write({"files/one.csv": words})

    @rule(name=st.sampled_from(["about", "a", "more"]), tag=TAGS, title=WORDS)
    def page(self, name, tag, title):
        self.site.write({f"pages/{name}.{tag}.md": f"---\ntitle: {title}\n---\n\n[a](../briefings/a.fa.md)\n"})

    @rule(days=st.integers(-10, 40))
    def wait(self, days):
        self.now += timedelta(days=days)

    @rule(chosen=st.sampled_from(SETTINGS))
    def setting(self, chosen):
        self.settings |= chosen

    @precondition(lambda self: self.site.output.exists())
    @rule(data=st.data(), how=st.sampled_from(["delete", "cut", "stray"]))
    def meddle(self, data, how):
        """Somebody else's hand in the output folder."""
        path = data.draw(st.sampled_from(sorted(p for p in self.site.output.rglob("*.*ml") if p.is_file())))
        match how:
            case "delete":
                path.unlink()
            case "cut":
                os.truncate(path, 5)
            case "stray":
                (path.parent / "stray").touch()

    @precondition(lambda self: self.site.output.exists())
    @rule()
    def lose(self):
        """The output folder is gone; what the state folder kept of it is put back."""
        shutil.rmtree(self.site.output)

    @precondition(lambda self: (self.folder / "site/.gozaresh").exists())
    @rule(name=st.sampled_from(KEPT), where=st.integers(0, 1 << 20))
    def damage(self, name, where):
        for path in self.site.state.glob(name):
            data = bytearray(path.read_bytes())
            data[where % len(data)] ^= 0x55
            path.write_bytes(data)

    # -- builds

    @rule()
    def publish(self):
        before = self.site.made() if self.site.output.exists() else {}
        report = self.site.build(now=self.now, **self.settings)
        clean, wanted = self.site.clean(now=self.now, **self.settings)
        assert list(map(str, report.problems)) == list(map(str, clean.problems))
        assert report.failed == clean.failed
        made = self.site.made() if self.site.output.exists() else {}
        assert differing(made, before if report.failed else wanted) == []
        if not report.failed:
            again = self.site.build(now=self.now, **self.settings)
            assert (again.written, again.removed, dict(again.why)) == (0, 0, {})


def run(**how):
    quiet = settings(deadline=None, suppress_health_check=list(HealthCheck), print_blob=True, **how)
    run_state_machine_as_test(Desk, settings=quiet)


def test_a_few_rows_of_edits():
    """The same ones each time."""
    run(max_examples=15, stateful_step_count=15, derandomize=True, database=None)


@pytest.mark.long
def test_many_rows_of_edits():
    run(max_examples=400, stateful_step_count=30, derandomize=False)
