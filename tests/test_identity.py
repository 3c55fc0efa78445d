"""After any edit an incremental build leaves what a clean build of the same sources makes, and makes no more anew."""

import json
import os
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass, field
from fnmatch import fnmatch

import pytest

from plugins import stages
from tests.conftest import ROOT
from tests.sandbox import AFTER, CONTENT, FEW, ONE, WATER, Sandbox, copy_of_theme, differing, picture, snapshot, text

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
    return {f"fa/{slug}.html", f"en/{slug}.html", *parallel(slug)}


def parallel(slug):
    return {f"fa-en/{slug}.html"}


EDITS = {
    # -- a word of a briefing: its page, and the feeds that carry its text
    "body, which leaves its translation behind": Edit(
        edited("briefings/water.fa.md", "سد پر است", "سد خالی است"),
        {*own("water"), *FEEDS, "feeds/fa/*"},
    ),
    "a body without translation": Edit(
        edited("briefings/paper.en.md", "[Table]", "[A table]"), {"en/paper.html", "feeds/*"}
    ),
    "a translation that was left behind already": Edit(
        edited("briefings/water.en.md", "translated_from: 9", "translated_from: 8"),
        {"en/water.html", *parallel("water"), "feeds/*"},
    ),
    "a correction": Edit(
        edited("briefings/paper.en.md", "topics:", "corrections: [{date: 2025-05-02, text: A number.}]\ntopics:"),
        {"en/paper.html", "feeds/*"},
    ),
    "body of the other edition": Edit(
        edited("briefings/water.en.md", "is full", "is empty"),
        {"en/water.html", *parallel("water"), *FEEDS, "feeds/en/*"},
    ),
    "key points": Edit(
        edited("briefings/water.en.md", "topics:", "key_points: [Full]\ntopics:"),
        {"en/water.html", *parallel("water"), "feeds/*"},
    ),
    "body of one file for two": Edit(
        edited("briefings/one.fa.md", "متن کامل", "متن ناتمام"), own("one") | {*FEEDS, "feeds/*/energy.atom.xml"}
    ),
    "summary section": Edit(
        edited("briefings/one.fa.md", "A *summary*", "A *text*"), {*own("one"), "feeds/*", *LISTS}
    ),
    "a number": Edit(
        edited("briefings/paper.en.md", "topics:", "number: 7\ntopics:"),
        {*own("paper"), *own("alias"), *own("picture"), "assets/cards/*", *LISTS},
    ),
    "nothing but white space at the end": Edit(
        {"briefings/water.fa.md": WATER + "\n"},
        {"fa/water.html", *parallel("water"), *FEEDS, "feeds/fa/*"},
        quiet=True,
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
    "author": Edit(edited("briefings/paper.en.md", "[omid]", "[sara]"), {"en/paper.html", "*/people/*", *LISTS}),
    "author, then reviewer": Edit(
        edited("briefings/paper.en.md", "authors: [omid]", "reviewer: omid"), {"en/paper.html", *LISTS}
    ),
    "translator": Edit(
        edited("briefings/water.en.md", "translator: sara", "translator: omid"),
        {"en/water.html", *parallel("water"), *LISTS},
    ),
    "a number in a series": Edit(
        edited("briefings/alias.en.md", "series: notes", "series: notes\nnumber: 2025/9"),
        {*own("alias"), *own("paper"), "assets/cards/alias.*", *LISTS},
    ),
    "series": Edit(
        edited("briefings/alias.en.md", "series: notes\n", ""),
        {*own("alias"), *own("paper"), "assets/cards/alias.*", *LISTS},
    ),
    "withdrawn": Edit(
        edited("briefings/water.en.md", "---\n\n", "status: withdrawn\nreason: no\n---\n\n"),
        {*own("water"), *own("links"), "sitemap.xml", "??/newest.json", *LISTS},
    ),
    "why it was withdrawn": Edit(
        edited("briefings/gone.fa.md", "نادرست بود.", "کهنه بود."), {*own("gone"), "sitemap.xml"}
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
        edited("names.yaml", "Urmia", "Urmiah"),
        {"??/names.html", *map("??/{}.html".format, ("water", "one", "links", "picture", "paper", "alias"))},
    ),
    "no names any more": Edit({"names.yaml": None}),
    "what a series is about": Edit(
        edited("series.yaml", "en: Notes", "en: Notes, about: {en: Short.}"),
        {*own("alias"), *own("water"), "assets/cards/*", "*/topics.html", "??/series/*", "feeds/*"},
    ),
    "a topic's name": Edit(
        edited("topics.yaml", "en: Energy", "en: Power"),
    ),
    "what a topic is about": Edit(
        edited("topics.yaml", "en: Energy}", "en: Energy, about: {en: Light.}}"),
    ),
    "a new topic": Edit(
        {"topics.yaml": CONTENT["topics.yaml"] + "air: {fa: هوا, en: Air}\n"},
        {"*/topics/air.html", "feeds/*/air.*", "*/topics.html", "sitemap.xml"},
    ),
    "a person's name": Edit(
        edited("people.yaml", "en: Omid", "en: Omid R."),
        {"en/paper.html", "*/people/omid.html", "en/topics/energy.html", "feeds/*"},
    ),
    "who a person is": Edit(
        edited("people.yaml", "en: Omid", "en: Omid, about: {en: Writes.}"),
        {"en/paper.html", "*/people/omid.html", "feeds/*"},
    ),
    "a name of another kind": Edit(edited("names.yaml", "place", "term")),
    "a series' name": Edit(
        edited("series.yaml", "en: Notes", "en: Papers"),
        {
            *("en/alias.html", "fa/water.html", "assets/cards/*", "*/topics.html", "??/series/*", "feeds/*"),
            *parallel("water"),
        },
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
            "briefings/water.fa.md": (
                WATER.replace("topics", "title_en: Water\ntopics") + "\n## English Summary\n\nDam.\n"
            ),
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
    back = differing(sandbox.made(), first)
    if back:
        shutil.rmtree(sandbox.output)
        assert not sandbox.build().failed
    assert back == [], "going back does not lead where we came from"


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


def test_a_translation_says_that_its_original_has_changed_until_it_is_itself_brought_up_to_date(site):
    stale = {
        "en/water.html": "has changed since this translation",
        "fa-en/water.html": "متن اصلی فارسی پس از این ترجمه تغییر کرده است",
    }

    def said():
        return [path for path, words in stale.items() if words in (site.output / path).read_text()]

    site.build()
    assert said() == []
    site.write(edited("briefings/water.fa.md", "سد پر", "سد تر"))
    assert_as_clean(site, site.build())
    assert said() == [*stale]
    site.write(edited("briefings/water.en.md", "translated_from: 967fcd8b6c30338b\n", ""))
    report = site.build()
    assert_as_clean(site, report)
    assert said() == []
    assert "fa/water.html" not in report.why


def test_what_a_person_did_is_exchanged_between_two_briefings(site):
    """Who they are, how many there are and what stands in the lists is as before: only what is said beside them."""

    def roles(one, other):
        return edited("briefings/paper.en.md", "topics:", f"{one}: sara\ntopics:") | edited(
            "briefings/alias.en.md", "series:", f"{other}: sara\nseries:"
        )

    site.write(roles("reviewer", "translator"))
    assert not site.build().failed
    before = site.made()
    site.write(roles("translator", "reviewer"))
    assert_as_clean(site, site.build())
    assert "en/people/sara.html" in differing(before, site.made())


def test_a_wrong_edit_changes_nothing_and_the_next_right_one_is_whole(site):
    before = site.made()
    site.write(edited("briefings/water.fa.md", "[water]", "[watre]"))
    assert site.build().failed
    assert differing(site.made(), before) == []
    site.write(edited("briefings/water.fa.md", "سد پر", "سد تر"))
    assert_as_clean(site, site.build())


def test_a_build_without_cards_and_one_with_them_in_turn(site):
    """Settings that come and go find the state of the other."""
    for address in ("", "https://desk.example/x", ""):
        report = site.build(site_url=address)
        assert_as_clean(site, report, site_url=address)


def test_what_a_check_keeps_makes_no_page_stale(site):
    output = snapshot(site.output)
    site.write(edited("briefings/water.fa.md", "سد پر", "سد تر"))
    assert not site.build(check_only=True).failed
    assert snapshot(site.output) == output
    report = site.build()
    assert "fa/water.html" in report.why
    assert_as_clean(site, report)


# --------------------------------------------------------------------------------------------------------- the theme


BRIEFING_PAGES = {"fa/water.html", "en/water.html"}
THEME_EDITS = {
    "a string": (
        "strings/en.json", lambda s: json.dumps(json.loads(s) | {"latest": "Newest of all"}), {"en/index.html"},
    ),
    "a template": ("templates/pages/briefing.html", lambda s: s.replace("</h1>", "!</h1>", 1), BRIEFING_PAGES),
    "a component": ("templates/components/entry.html", lambda s: s.replace("<", "\n<", 1), set()),
    "css": ("static/css/site.css", lambda s: s + "\nb { color: red }\n", {*BRIEFING_PAGES, "404.html"}),
    "an icon": ("static/icons/icon.svg", lambda s: s + "<!-- x -->", {*BRIEFING_PAGES, "404.html"}),
    "a new file that nothing names": ("static/icons/new.svg", lambda _: "<svg/>", set()),
}  # fmt: skip


@pytest.mark.parametrize("name", THEME_EDITS)
def test_an_edit_of_the_theme_reaches_every_page_that_it_shapes(site, tmp_path, name):
    path, change, must = THEME_EDITS[name]
    theme = copy_of_theme(tmp_path / "theme")
    assert site.build(theme=theme).written == 0, "the same theme in another place is the same"
    before = site.made()
    old = (theme / path).read_text() if (theme / path).exists() else ""
    (theme / path).write_text(change(old))
    report = site.build(theme=theme)
    assert_as_clean(site, report, theme=theme)
    changed = differing(before, site.made())
    assert must <= set(changed)
    assert report.written == len([p for p in changed if (site.output / p).is_file()])


def test_a_font_with_other_bytes_has_another_name_on_every_page(site, tmp_path):
    theme = copy_of_theme(tmp_path / "theme")
    font = next(theme.rglob("Vazirmatn-Variable.woff2"))
    shutil.copyfile(font.with_name("GozareshSerif-It.woff2"), font)
    before = site.made()
    assert_as_clean(site, site.build(theme=theme), theme=theme)
    changed = differing(before, site.made())
    assert {path for path in before if path.startswith("fa/") and path != "fa/site.webmanifest"} <= set(changed)
    assert len([path for path in changed if path.startswith("assets/Vazirmatn")]) == 2


def test_a_theme_that_changes_while_a_build_runs_is_built_next_time(site, tmp_path, monkeypatch):
    """What the fingerprint says was taken before anything was read."""
    theme = copy_of_theme(tmp_path / "theme")
    page = theme / "templates/pages/briefing.html"
    plan = stages.plan

    def meanwhile(*args):
        outputs = plan(*args)
        strings = theme / "strings/en.json"
        strings.write_text(json.dumps(json.loads(strings.read_text()) | {"latest": "Newest of all"}))
        return outputs

    page.write_text(page.read_text() + "<!-- x -->\n")
    monkeypatch.setattr(stages, "plan", meanwhile)
    site.build(theme=theme)
    monkeypatch.undo()
    assert_as_clean(site, site.build(theme=theme), theme=theme)
    assert "Newest of all" in (site.output / "en/index.html").read_text()


# -------------------------------------------------------------------------------------------------------------- PDFs


@pytest.fixture(scope="module")
def printed(tmp_path_factory):
    site = Sandbox(tmp_path_factory.mktemp("printed"), FEW, pdf=True, site_url="", workers=2)
    report = site.build()
    assert not report.failed, report.problems
    assert report.pdfs == len(list(site.output.rglob("*.pdf"))) == 11
    return site


def pdfs(report):
    return {path for path in report.why if path.endswith(".pdf")}


PRINTED = {
    "a body": (
        {"briefings/water.fa.md": WATER.replace("سد پر", "سد تر")},
        {"pdf/water.fa.pdf", "packs/week-2025-w11.fa.pdf", "packs/choice.fa.pdf"},
    ),
    "a picture": ({"images/dam.png": picture("red", 80)}, {"pdf/picture.fa.pdf", "packs/week-2025-w16.fa.pdf"}),
    "a person": (
        {"people.yaml": "sara: {fa: سارا م., en: Sara M.}\nomid: {fa: امید, en: Omid}\n"},
        {"pdf/water.fa.pdf", "packs/week-2025-w11.fa.pdf", "packs/choice.fa.pdf"},
    ),
    "a topic of a pack's briefing": (
        {"briefings/water.fa.md": WATER.replace("سد پر", "سد تر").replace("[water]", "[energy]")},
        {"pdf/water.fa.pdf", "packs/week-2025-w11.fa.pdf", "packs/choice.fa.pdf", "packs/choice.en.pdf"},
    ),
    "a pack": (
        {"packs/choice.yaml": "title: {fa: گزیده, en: Chosen}\nbriefings: [water, one]\n"},
        {"packs/choice.fa.pdf", "packs/choice.en.pdf"},
    ),
    "a pack less": ({"packs/choice.yaml": None}, set()),
    "a briefing less": (
        {"briefings/picture.fa.md": None, "images/dam.png": picture("black")},
        set(),
    ),
}


@pytest.mark.parametrize("name", PRINTED)
def test_only_the_pdfs_that_print_an_edit_are_made_anew(printed, name):
    """One after the other, each from where the last one left; the last one is compared with a clean build."""
    files, made = PRINTED[name]
    printed.write(files)
    before = printed.made()
    report = printed.build()
    assert not report.failed, report.problems
    assert pdfs(report) == made
    changed = differing(before, printed.made())
    assert {path for path in changed if path.endswith(".pdf") and (printed.output / path).exists()} <= made
    assert bool(made) == any(path in made for path in changed)
    assert report.written == len([p for p in changed if (printed.output / p).is_file()])


def test_after_all_these_edits_the_pdfs_are_those_of_a_clean_build(printed):
    assert_as_clean(printed, printed.build())
    before = printed.made()
    report = printed.build(pdf=False)
    assert not list(printed.output.rglob("*.pdf"))
    assert pdfs(report) == set()
    assert_as_clean(printed, printed.build(pdf=False), pdf=False)
    assert not printed.build().failed
    assert differing(printed.made(), before) == []


# ------------------------------------------------------------------------------------------ the same again, elsewhere


def test_two_clean_builds_elsewhere_are_equal_to_the_byte(printed, tmp_path):
    """Other folders, hash seeds, time zones, numbers of workers."""
    code = (
        "import sys; from pathlib import Path; from plugins import stages; from tests.sandbox import Sandbox, FEW\n"
        "stages._MANY = 4\n"
        "if __name__ == '__main__':\n"
        "    site = Sandbox(Path(sys.argv[1]), FEW, pdf=True, workers=int(sys.argv[2]))\n"
        "    report = site.build()\n"
        "    assert not report.failed, report.problems"
    )
    made = []
    for seed, zone, workers in (("1", "Asia/Tehran", "1"), ("2", "America/St_Johns", "2")):
        folder = tmp_path / ("deep" * int(seed)) / zone
        command = [sys.executable, "-c", code, str(folder), workers]
        subprocess.run(
            command, cwd=ROOT, env=os.environ | {"PYTHONHASHSEED": seed, "TZ": zone}, check=True, timeout=250
        )
        made.append(snapshot(folder / "site/output"))
    assert differing(*made) == []
    assert any(path.endswith(".pdf") for path in made[0])
    assert any(path.startswith("assets/cards/") for path in made[0])


def test_the_number_of_workers_is_nobodys_reason_to_build(site):
    report = site.build(workers=2)
    assert (report.written, dict(report.why)) == (0, {})


# ------------------------------------------------------------------------------------------------- damage to the state


def remembered(site):
    """What a build goes by; what checks found between editions, tests/test_pairing.py damages."""
    return sorted(path.name for path in site.state.iterdir() if path.is_file() and path.name not in ("lock", "pairs"))


def turned(data, place):
    """One byte of it another."""
    data = bytearray(data)
    data[place] ^= 0x55
    return bytes(data)


DAMAGE = {
    "gone": lambda _: None,
    "empty": lambda _: b"",
    "cut in its first line": lambda data: data[:10],
    "cut in half": lambda data: data[: len(data) // 2],
    "cut at its end": lambda data: data[:-1],
    "longer": lambda data: data + b"\0",
    "a byte turned at the front": lambda data: turned(data, 0),
    "a byte turned in the middle": lambda data: turned(data, len(data) // 2),
    "a byte turned at the end": lambda data: turned(data, -1),
    "something else": lambda _: b"\x80\x05not ours" * 99,
    "another version": lambda data: data.replace(b" 1\n", b" 2\n", 1),
}


@pytest.mark.parametrize("how", DAMAGE)
@pytest.mark.parametrize("what", ["readings", "rest", "manifest", "last", "all"])
def test_a_state_that_is_damaged_costs_time_and_nothing_else(site, what, how):
    assert [name.partition("-")[0] for name in remembered(site)] == ["last", "manifest", "readings", "readings"]
    for name in remembered(site):
        kind = "rest" if name.endswith(".rest") else name
        if what in (kind, "all"):
            data = DAMAGE[how]((site.state / name).read_bytes())
            (site.state / name).unlink()
            if data is not None:
                (site.state / name).write_bytes(data)
    before = site.made()
    quiet = site.build()
    assert (quiet.failed, quiet.problems, quiet.written) == (False, (), 0)
    # The first build may have found nothing to do: an edit looks at all of it, the second at what the first left.
    for word in ("تر", "خشک"):
        site.write(edited("briefings/water.fa.md", "پر", word) | edited("topics.yaml", "Energy", f"Energy {word}"))
        report = site.build()
        assert report.problems == ()
    assert_as_clean(site, report)
    assert differing(before, site.made()) != []
    assert len(remembered(site)) == 4


def test_a_state_that_is_all_gone(site):
    shutil.rmtree(site.state.parent)
    report = site.build()
    assert (report.failed, report.written) == (False, 0)
    assert_as_clean(site, report)


# ------------------------------------------------------------------------------------------------ damage to the output


@pytest.mark.parametrize(
    "path",
    [
        "fa/water.html", "feeds/fa.atom.xml", ".nojekyll", "assets/site.*.css", "assets/pictures/lead.*-480.png",
        "assets/cards/water.fa.*",
    ],
)  # fmt: skip
@pytest.mark.parametrize("how", ["deleted", "cut", "edited", "touched"])
def test_an_output_file_that_is_not_as_we_left_it_is_made_again(site, path, how):
    before = site.made()
    (victim,) = site.output.glob(path)
    name = victim.relative_to(site.output).as_posix()
    match how:
        case "deleted":
            victim.unlink()
        case "cut":
            os.truncate(victim, 3)
        case "edited":
            data = victim.read_bytes()
            victim.write_bytes(bytes([data[0] ^ 1]) + data[1:])
        case "touched":
            os.utime(victim)
    report = site.build()
    if path == ".nojekyll" and how in ("deleted", "cut", "edited"):
        assert [p.code for p in report.problems] == ["output-not-ours"]
        victim.write_bytes(before[name])
        return
    assert not report.failed
    assert report.written == (how != "touched")
    assert len(report.why) == 1
    assert differing(site.made(), before) == []


@pytest.mark.parametrize("stray", ["fa/stray.html", "new/deep/stray", ".hidden", "assets/pictures/stray.png"])
def test_a_stray_file_goes(site, stray):
    before = site.made()
    target = site.output / stray
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text("stray")
    report = site.build()
    assert (report.removed, report.written) == (1, 0)
    assert differing(site.made(), before) == []


def test_a_stray_link_goes_and_what_it_leads_to_stays(site, tmp_path):
    before = site.made()
    (tmp_path / "kept").mkdir()
    (tmp_path / "kept/file").touch()
    (site.output / "fa/link").symlink_to(tmp_path / "kept")
    assert site.build().removed == 1
    assert (tmp_path / "kept/file").exists()
    assert differing(site.made(), before) == []


def test_an_output_that_is_all_gone_is_made_without_reading_again(site, monkeypatch):
    before = site.made()
    site.build()
    shutil.rmtree(site.output)
    monkeypatch.setattr("plugins.reading.briefings.read", None)
    report = site.build()
    assert (report.failed, report.removed) == (False, 0)
    assert report.written == len(before)
    assert differing(site.made(), before) == []


# ---------------------------------------------------------------------------------------------------- nothing changed


def stats(folder):
    return {p: (p.stat().st_ino, p.stat().st_mtime_ns) for p in folder.rglob("*") if p.name != "lock"}


@pytest.mark.parametrize("touched", [False, True], ids=["nothing at all", "a time alone"])
def test_with_nothing_changed_nothing_is_made_or_written(site, monkeypatch, touched):
    time.sleep(0.1)  # past the age at which a change could hide behind a file's time
    site.build()
    if touched:
        os.utime(site.content / "briefings/water.fa.md")
    before, state = stats(site.output), stats(site.state)
    monkeypatch.setattr("plugins.build.rendering.render", None)
    monkeypatch.setattr("plugins.build.staging.Staging.put", None)
    report = site.build()
    assert (report.failed, report.written, report.removed, dict(report.why)) == (False, 0, 0, {})
    assert report.unchanged == len(site.made())
    assert report.briefings == {"fa": 5, "en": 4}
    assert stats(site.output) == before
    if not touched:
        assert stats(site.state) == state
        assert [name for name, _ in report.stages] == ["scan"]


def test_a_change_that_keeps_size_and_time_is_seen_while_the_file_is_young(site):
    """As git's racy index: two saves within a tick of the disk's clock."""
    path = site.content / "briefings/water.en.md"
    data = path.read_text("utf-8")
    young = time.time_ns() + 3600 * 1_000_000_000  # for as long as two builds may take, on whatever machine
    for word in ("half", "deep"):
        path.write_text(data.replace("full", word), "utf-8")
        os.utime(path, ns=(young, young))
        report = site.build()
        assert word in (site.output / "en/water.html").read_text()
    assert_as_clean(site, report)


def test_a_report_tells_its_warnings_each_time(site):
    site.write({"notes.md": "x\n"})
    first, second, third = (site.build() for _ in range(3))
    assert [p.code for p in first.problems] == ["stray-file"]
    assert first.problems == second.problems == third.problems
    assert site.build(strict=True).failed


def test_a_clock_that_is_put_back_hides_again_what_was_not_out_yet(site):
    site.build(now=AFTER)
    assert (site.output / "fa/later.html").exists()
    report = site.build(now=site.settings["now"])
    assert not (site.output / "fa/later.html").exists()
    assert_as_clean(site, report)
