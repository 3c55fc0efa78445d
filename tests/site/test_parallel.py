"""Both editions side by side: which briefings have such a page, what stands on it, and how it is reached."""

from itertools import combinations

import pytest

from tests.conftest import ADDRESS
from tests.site.reading import by_class, classes, elements, parse, said, target, text

HEAD = "---\ntitle: {title}\ndate: 2025-10-28\n{more}---\n"


def briefing(title, body="Text.", more=""):
    return HEAD.format(title=title, more=more) + body + "\n"


PERSIAN = briefing("آب", "یک.[^1]\n\n## Level\n\nدو.\n\n[^1]: یادداشت.", "summary: خلاصه.\nkey_points: [الف, ب]\n")
ENGLISH = briefing("Water", "One.[^1]\n\n## Level\n\nTwo.\n\n[^1]: A note.", "summary: Short.\nkey_points: [A, B]\n")
BOTH = {"briefings/water.fa.md": PERSIAN, "briefings/water.en.md": ENGLISH}


@pytest.fixture
def pages(site):
    """Files -> path of each page -> its root."""

    def make(files, **options):
        report, output = site(files, **options)
        assert not report.failed, report.problems
        return {p.relative_to(output).as_posix(): parse(p.read_text("utf-8")) for p in output.rglob("*.html")}

    return make


def pairs(root):
    """Each pair of the page: its two texts, without what leads to a note and back."""
    found = []
    for pair in by_class(root, "pair"):
        cells = [e for e in pair if "edition" in classes(e)]
        assert len(cells) == 2
        assert [(e.get("lang"), e.get("dir")) for e in cells] in (
            [("fa", "rtl"), ("en", "ltr")], [("en", "ltr"), ("fa", "rtl")],
        )  # fmt: skip
        found.append(tuple(text(cell) for cell in cells))
    return found


def outline(root):
    return [(e.tag, text(e)) for e in elements(root) if e.tag in ("h1", "h2", "h3", "h4", "h5", "h6")]


def leading_to(root, path, page):
    return [e for e in elements(root) if e.tag == "a" and target(path, e.get("href", ""))[0] == page]


def test_what_belongs_together_stands_in_one_pair_the_sites_first_language_first(pages):
    made = pages(BOTH)
    found = pairs(made["fa-en/water.html"])
    assert found[1:6] == [
        ("نکته‌های اصلی", "Key points"), ("الف", "A"), ("ب", "B"), ("یک.۱", "One.1"), ("Level", "Level"),
    ]  # fmt: skip
    assert found[6] == ("دو.", "Two.")
    assert "یادداشت." in found[7][0]
    assert "A note." in found[7][1]
    assert len(found) == 8


def test_the_outline_has_one_title_and_skips_no_level(pages):
    made = pages(BOTH)
    assert outline(made["fa-en/water.html"]) == [
        ("h1", "آب"), ("h2", "نکته‌های اصلی Key points"), ("h2", "Level"), ("h2", "Level"),
    ]  # fmt: skip
    ids = [e.get("id") for e in elements(made["fa-en/water.html"]) if e.get("id")]
    assert len(ids) == len(set(ids)), "both texts have a heading and a note of the same name"
    links = [e.get("href") for e in elements(made["fa-en/water.html"]) if "footnote-ref" in classes(e)]
    assert len(links) == len(set(links)) == 2
    assert {link.removeprefix("#") for link in links} <= set(ids)


@pytest.mark.parametrize(
    ("persian", "lists"),
    [("key_points: [الف, ب, پ]\n", [["الف", "ب", "پ"], ["A", "B"]]), ("", [["A", "B"]])],
    ids=["unequal", "in one alone"],
)
def test_key_points_of_another_number_stand_list_beside_list(pages, persian, lists):
    made = pages(BOTH | {"briefings/water.fa.md": briefing("آب", "متن.", persian)})
    root = made["fa-en/water.html"]
    sections = by_class(root, "key-points")
    assert [[text(e) for e in elements(section) if e.tag == "li"] for section in sections] == lists
    assert [section.get("aria-labelledby") for section in sections] == [
        next(e.get("id") for e in elements(section) if e.tag == "h2") for section in sections
    ]
    cells = by_class(root, "pair")[1]
    assert [text(cell) == "" for cell in cells] == [len(lists) == 1, False]


def test_where_paragraphs_differ_no_word_is_lost(pages):
    made = pages(BOTH | {"briefings/water.fa.md": briefing("آب", "یک.\n\nدو.\n\n## الف\n\nسه.\n\n### ب\n\nچهار.")})
    found = pairs(made["fa-en/water.html"])
    assert ("یک.دو.", "One.1") in found
    assert any("سه." in first and "چهار." in first and "Two." in second for first, second in found)


def test_both_editions_lead_to_it_and_it_leads_back(pages):
    made = pages(BOTH)
    path = "fa-en/water.html"
    for tag in ("fa", "en"):
        assert len(leading_to(made[f"{tag}/water.html"], f"{tag}/water.html", path)) == 1
    assert len(leading_to(made[path], path, "fa/water.html")) == 1
    switch, title = leading_to(made[path], path, "en/water.html")
    assert switch.get("hreflang") == "en"
    assert title.get("hreflang") is None


def test_each_column_says_in_its_language_what_the_page_is_and_when(pages):
    kickers = [text(e) for e in by_class(pages(BOTH)["fa-en/water.html"], "kicker")]
    assert len(kickers) == 2
    assert kickers[0].startswith("دو زبان در کنار هم")
    assert kickers[1].startswith("Side by side")
    assert "28 October 2025" in kickers[1]


def test_it_is_a_page_of_its_own_and_no_translation(pages):
    found = said(pages(BOTH)["fa-en/water.html"])
    address = f"{ADDRESS}/fa-en/water.html"
    assert found.canonical == address
    assert found.alternates == {"fa": address, "x-default": address}
    assert not found.noindex


@pytest.mark.parametrize(
    "files",
    [
        {"briefings/water.fa.md": PERSIAN},
        {"briefings/water.fa.md": briefing("آب", "متن.\n\n## English Summary\n\nShort.", "title_en: Water\n")},
        BOTH | {"briefings/water.en.md": briefing("Water", more="status: withdrawn\nreason: It was wrong.\n")},
        BOTH | {"briefings/water.en.md": briefing("Water", more="status: draft\n")},
    ],
    ids=["one edition", "a summary", "one withdrawn", "one a draft"],
)
def test_there_is_none_without_two_full_editions(pages, files):
    made = pages(files)
    assert not [path for path in made if path.startswith("fa-en/")]
    assert "side by side" not in text(made["en/water.html"]).lower()


def test_a_draft_says_so_above_both_titles(pages):
    made = pages(BOTH | {"briefings/water.en.md": briefing("Water", more="status: draft\n")}, drafts=True)
    assert [text(e) for e in by_class(made["fa-en/water.html"], "notice")] == ["پیش‌نویس: منتشر نشده است."]
    assert [text(e) for e in by_class(pages(BOTH)["fa-en/water.html"], "notice")] == []


def test_its_folder_is_nobodys_name(pages):
    """A briefing may be called like the folder: briefings lie one folder deeper."""
    made = pages(BOTH | {"briefings/fa-en.fa.md": PERSIAN, "briefings/fa-en.en.md": ENGLISH})
    assert {"fa/fa-en.html", "en/fa-en.html", "fa-en/fa-en.html", "fa-en/water.html"} <= set(made)


def test_of_three_editions_each_stands_beside_each(pages):
    arabic = briefing("ماء", "واحد.")
    forms = {"fa": "گزارش", "en": "Briefings", "ar": "تقارير"}
    given = dict.fromkeys(("title", "description", "publisher", "licence"), forms)
    made = pages(BOTH | {"briefings/water.ar.md": arabic}, languages=["fa", "en", "ar"], **given)
    found = {path for path in made if "-" in path.partition("/")[0]}
    tags = ("fa", "en", "ar")
    assert found == {f"{one}-{two}/water.html" for one, two in combinations(tags, 2)}
    for path in found:
        one, two = path.partition("/")[0].split("-")
        for tag in (one, two):
            assert len(leading_to(made[f"{tag}/water.html"], f"{tag}/water.html", path)) == 1
    titles = [text(root.find("head/title")) for path, root in made.items() if path in found]
    assert len(set(titles)) == len(titles)
