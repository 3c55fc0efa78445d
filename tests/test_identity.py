"""After any edit an incremental build leaves what a clean build of the same sources makes, and makes no more anew."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass, field
from fnmatch import fnmatch

import pytest

from tests.sandbox import AFTER, CONTENT, ONE, ROOT, WATER, Sandbox, copy_of_theme, differing, picture, snapshot, text

FEEDS = {"feeds/fa.atom.xml", "feeds/en.atom.xml"}
LISTS = {
    "index.html", "sitemap.xml", "*/index.html", "*/page-*.html", "*/topics/*", "*/series/*", "*/people/*",
    "*/archive/*", "*/archive.html", "*/topics.html", "feeds/*",
}  # fmt: skip
PAGES = {"??/*.html"}


@dataclass(frozen=True)
class Edit:
    """Files to write (None: to take away), other settings, and what may be made anew: patterns, or all ("*")."""

    files: dict = field(default_factory=dict)
    may: set = field(default_factory=lambda: {"*"})
    settings: dict = field(default_factory=dict)
    quiet: bool = False
    """Nothing of the output may change."""


def edited(path, old, new):
    assert old in CONTENT[path]
    return {path: CONTENT[path].replace(old, new)}


def own(slug):
    return {f"fa/{slug}.html", f"en/{slug}.html"}


EDITS = {
    # -- a word of a briefing: its page, and the feeds that carry its text
    "body": Edit(edited("briefings/water.fa.md", "سد پر است", "سد خالی است"), {"fa/water.html", *FEEDS, "feeds/fa/*"}),
    "body of the other edition": Edit(
        edited("briefings/water.en.md", "is full", "is empty"), {"en/water.html", *FEEDS, "feeds/en/*"}
    ),
    "body of one file for two": Edit(
        edited("briefings/one.fa.md", "متن کامل", "متن ناتمام"), own("one") | {*FEEDS, "feeds/*/energy.atom.xml"}
    ),
    "summary section": Edit(
        edited("briefings/one.fa.md", "A *summary*", "A *text*"), own("one") | {*FEEDS, "feeds/*/energy.atom.xml", *LISTS}
    ),
    "a number": Edit(edited("briefings/paper.en.md", "topics:", "number: 7\ntopics:"), {*own("paper"), *own("alias"), *own("picture"), "assets/cards/*", *LISTS}),
    "nothing but white space at the end": Edit(
        {"briefings/water.fa.md": WATER + "\n"}, {"fa/water.html", *FEEDS, "feeds/fa/*"}, quiet=True
    ),
    # -- what lists show: they and the neighbours too, but no other page
    "title": Edit(
        edited("briefings/water.fa.md", "title: آب", "title: دریا"),
        {*own("water"), *own("links"), *own("one"), "assets/cards/water.*", *LISTS},
    ),
    "date": Edit(
        edited("briefings/water.fa.md", "2025-03-10", "2025-04-10"),
        {*own("water"), *own("links"), *own("one"), *own("picture"), "assets/cards/water.*", *LISTS},
    ),
    "date that stays in its place": Edit(
        edited("briefings/water.fa.md", "2025-03-10", "2025-03-09"),
        {*own("water"), *own("links"), "assets/cards/water.*", *LISTS},
    ),
    "topic": Edit(
        edited("briefings/paper.en.md", "[energy]", "[water]"),
        {*own("paper"), *own("alias"), *own("picture"), "assets/cards/paper.*", *LISTS},
    ),
    "author": Edit(edited("briefings/paper.en.md", "[omid]", "[sara]"), {"en/paper.html", "feeds/*", "*/people/*"}),
    "withdrawn": Edit(
        edited("briefings/water.en.md", "---\n\n", "status: withdrawn\nreason: no\n---\n\n"),
        {*own("water"), *own("links"), "sitemap.xml", *LISTS},
    ),
    "draft": Edit(edited("briefings/alias.en.md", "---\n\n", "status: draft\n---\n\n")),
    "published": Edit(edited("briefings/draft.fa.md", "status: draft", "status: published")),
    "weight": Edit(edited("briefings/paper.en.md", "topics:", "weight: 9\ntopics:")),
    "alias": Edit(
        edited("briefings/alias.en.md", "/2023/old.html", "/2023/older"), {"en/alias.html", "2023/*", "feeds/*"}
    ),
    "the embargo passes": Edit(settings={"now": AFTER}),
    # -- tables
    "a name": Edit(
        edited("names.yaml", "Urmia", "Urmiah"), {"??/names.html"}
    ),
    "no names any more": Edit({"names.yaml": None}),
    "a topic's name": Edit(
        edited("topics.yaml", "en: Energy", "en: Power"),
    ),
    "what a topic is about": Edit(
        edited("topics.yaml", "en: Energy}", "en: Energy, about: {en: Light.}}"),
    ),
    "a new topic": Edit(
        {"topics.yaml": CONTENT["topics.yaml"] + "air: {fa: هوا, en: Air}\n"}, {"*/topics/air.html", "feeds/*/air.*", "*/topics.html", "sitemap.xml"}
    ),
    "a person's name": Edit(
        edited("people.yaml", "en: Omid", "en: Omid R."), {"en/paper.html", "*/people/omid.html", "feeds/*"}
    ),
    "a series' name": Edit(
        edited("series.yaml", "en: Notes", "en: Papers"),
        {"en/alias.html", "fa/water.html", "assets/cards/*", "*/topics.html", "??/series/*", "feeds/*"},
    ),
    # -- files
    "a picture in the text": Edit(
        {"images/dam.png": picture("red")}, {"fa/picture.html", "assets/pictures/*", "feeds/*"}
    ),
    "the leading picture": Edit(
        {"images/lead.png": picture("red", 700)}, {"fa/picture.html", "assets/pictures/*", "feeds/*"}
    ),
    "a picture that nothing shows": Edit({"images/unused.png": picture("black")}, set(), quiet=True),
    "an attachment": Edit({"files/paper.txt": "paper!"}, {"en/paper.html", "assets/files/*", "feeds/*"}),
    "a file that a text links to": Edit(
        {"files/levels.csv": "1403,13\n"}, {"en/paper.html", "assets/files/*", "feeds/*"}
    ),
    # -- files that come and go
    "a new briefing": Edit({"briefings/new.fa.md": text("نو", "2025-03-11", topics="[water]")}),
    "a new first briefing": Edit({"briefings/new.en.md": text("New", "2025-06-11")}),
    "a briefing less": Edit({"briefings/paper.en.md": None}),
    "an edition more": Edit({"briefings/alias.fa.md": text("نام دیگر", "2025-05-02")}),
    "an edition less": Edit({"briefings/water.en.md": None}),
    "renamed": Edit({"briefings/alias.en.md": None, "briefings/other.en.md": CONTENT["briefings/alias.en.md"]}),
    "moved to another folder": Edit(
        {"briefings/alias.en.md": None, "briefings/2025/alias.en.md": CONTENT["briefings/alias.en.md"]},
        quiet=True,
    ),
    "one file to two": Edit(
        {
            "briefings/one.fa.md": ONE.partition("## English")[0].replace("title_en: One file\n", ""),
            "briefings/one.en.md": text("One file", "2025-04-02", "A *summary*.", topics="[energy]"),
        }
    ),
    "two files to one": Edit(
        {
            "briefings/water.en.md": None,
            "briefings/water.fa.md": WATER.replace("topics", "title_en: Water\ntopics") + "\n## English Summary\n\nDam.\n",
        }
    ),
    "a page's text": Edit(edited("pages/about.en.md", "measure", "count"), {"en/about.html"}),
    "a page's title": Edit(edited("pages/about.fa.md", "درباره", "ما")),
    "a page less": Edit({"pages/contact.fa.md": None}),
    "a page more": Edit({"pages/contact.en.md": "---\ntitle: Contact\n---\n\nPost.\n"}),
    "a pack, without PDFs": Edit(edited("packs/choice.yaml", "[water, one]", "[one]"), set(), quiet=True),
    # -- settings: all is made, and what has its bytes already stays
    "the site's title": Edit(settings={"title": {"fa": "نام", "en": "Name"}}),
    "entries on a page": Edit(settings={"per_page": 2}),
    "entries in a feed": Edit(settings={"feed_items": 1}),
    "picture widths": Edit(settings={"picture_widths": (200, 500)}),
    "the address": Edit(settings={"site_url": "https://elsewhere.example"}),
    "no address": Edit(settings={"site_url": ""}),
    "drafts": Edit(settings={"drafts": True}),
    "the order of languages": Edit(settings={"languages": ["en", "fa"]}),
    "the code": Edit(settings={"code": "two"}, quiet=True),
}  # fmt: skip


@pytest.fixture(scope="module")
def shared(tmp_path_factory):
    """The sandbox as first built; every test leaves it so."""
    site = Sandbox(tmp_path_factory.mktemp("identity"))
    report = site.build()
    assert not report.failed, report.problems
    return site, site.made()


@pytest.fixture
def site(shared):
    sandbox, first = shared
    yield sandbox
    sandbox.restore(CONTENT)
    sandbox.build()
    assert differing(sandbox.made(), first) == [], "going back does not lead where we came from"


def assert_as_clean(site, report, **settings):
    assert not report.failed, "\n".join(map(str, report.problems))
    clean, wanted = site.clean(**settings)
    assert not clean.failed
    assert differing(site.made(), wanted) == []
    assert [str(p) for p in report.problems] == [str(p) for p in clean.problems]


@pytest.mark.parametrize("name", EDITS)
def test_an_edit_leads_to_what_a_clean_build_makes(site, name):
    edit = EDITS[name]
    before = site.made()
    site.write(edit.files)
    report = site.build(**edit.settings)
    after = site.made()
    assert_as_clean(site, report, **edit.settings)
    changed = differing(before, after)
    assert bool(changed) != edit.quiet, changed
    assert report.written == len([path for path in changed if path in after])
    assert report.removed == len(before.keys() - after.keys())
    assert report.unchanged == len(after) - report.written
    too_many = [made for made in report.why if not any(fnmatch(made, pattern) for pattern in edit.may)]
    assert too_many == []
    again = site.build(**edit.settings)
    assert (again.written, again.removed, again.unchanged, dict(again.why)) == (0, 0, len(after), {})
