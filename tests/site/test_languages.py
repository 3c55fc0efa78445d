"""Sites in Arabic and Hebrew keep the promises of the Persian one: nothing but the table knows a language."""

import re
from pathlib import Path

import pytest

from plugins.languages import TABLE
from tests.conftest import ADDRESS, Built, build
from tests.site import test_built as promises
from tests.site.reading import by_class, elements, parse, text
from tests.site.test_accessible import landmarks
from tests.site.test_foreign_runs import found
from tests.site.test_html_valid import checker, faults  # noqa: F401 - a fixture

CONTENT = Path(__file__).with_name("languages")
TITLES = {"ar": "نشرة المدينة", "he": "עלון העיר"}


@pytest.fixture(scope="module", params=TITLES)
def tag(request):
    return request.param


@pytest.fixture(scope="module")
def site(tag, tmp_path_factory):
    """Hebrew without PDFs: theme/static/fonts has no letters for it."""
    output = tmp_path_factory.mktemp(tag) / "output"
    names = {tag: TITLES[tag], "en": "City Bulletin"}
    given = dict.fromkeys(("title", "description", "publisher", "licence"), names)
    report = build(CONTENT / tag, output, pdf=tag != "he", languages=[tag, "en"], **given)
    assert report.committed
    assert report.problems == ()
    return Built(output, report.problems)


@pytest.fixture(scope="module")
def pages(site):
    return {path: parse(site.read(path)) for path in site.pages()}


def test_every_page_is_valid(site, checker):  # noqa: F811
    assert faults(checker(site.output)) == []


def test_it_keeps_what_every_site_promises(site, pages, tag, monkeypatch):
    monkeypatch.setattr(promises, "LANGUAGES", (tag, "en"))
    promises.test_ids_are_unique(pages)
    promises.test_a_page_says_its_language_and_direction_title_and_heading(pages)
    promises.test_titles_differ(pages)
    promises.test_no_style_and_no_script_stands_in_a_page(pages)
    promises.test_nothing_is_loaded_from_elsewhere(site, pages)
    promises.test_direction_is_explicit_wherever_a_language_is(pages)
    promises.test_every_link_leads_to_a_file_and_every_anchor_to_an_id(site, pages)
    promises.test_every_file_is_reached_from_the_root_page(site, pages)
    promises.test_the_language_switch_leads_to_the_same_kind_of_page(pages)
    promises.test_canonical_is_the_pages_own_address_and_only_of_pages_to_be_found(site, pages)
    promises.test_hreflang_is_reciprocal_with_itself_and_a_default(site, pages)
    promises.test_the_sitemap_lists_the_pages_to_be_found_with_their_alternates(site, pages)
    promises.test_the_archive_counts_every_briefing_once_in_each_calendar(pages)
    promises.test_links_inside_are_relative_and_those_of_404_begin_with_the_base_path(site, pages)
    promises.test_robots_txt_names_the_sitemap(site)
    promises.test_a_theme_file_and_a_picture_carry_a_digest_in_their_name(site)
    promises.test_only_known_kinds_of_files_are_published(site)
    if tag == "ar":  # a Hebrew card has no letters to be drawn with
        promises.test_json_ld_describes_each_edition_in_its_language(site, pages)
        promises.test_the_open_graph_picture_of_each_edition_is_there(site, pages)


def test_no_page_has_a_bare_run_of_another_script(pages):
    assert {path: found(root) for path, root in pages.items() if found(root)} == {}


def test_every_landmark_has_a_name_of_its_own_on_its_page(pages):
    for path, root in pages.items():
        assert landmarks(root) == [], path


def test_days_stand_in_the_languages_form(pages, tag):
    page = pages[f"{tag}/city-buses.html"]
    days = zip(by_class(page, "date-first"), by_class(page, "date-second"), strict=True)
    assert {"ar": ("28 أكتوبر 2025", "6 آبان 1404"), "he": ("28 באוקטובר 2025", "6 באבאן 1404")}[tag] in {
        (text(first), text(second)) for first, second in days
    }


def test_names_stand_in_the_order_of_the_alphabet(pages, tag):
    names = [text(e) for e in elements(pages[f"{tag}/names.html"]) if e.tag == "dt"]
    assert (
        names
        == {
            "ar": ["إربد", "أسوان", "الكويت", "تعز", "حلب", "طرابلس", "عمّان", "وادي حلفا"],
            "he": ["אילת", "אשדוד", "חיפה", "טבריה", "לוד", "עין גדי", "עכו", "צפת"],
        }[tag]
    )


def test_summaries_are_found_by_their_headings_in_both_languages(pages, tag):
    assert by_class(pages[f"{tag}/night-trains.html"], "briefing-summary")
    assert by_class(pages["en/lake-levels.html"], "briefing-summary")
    assert by_class(pages[f"{tag}/open-library.html"], "briefing-stub")


def test_both_editions_stand_side_by_side(pages, tag):
    (folder,) = {path.partition("/")[0] for path in pages if "-" in path.partition("/")[0]}
    first, second = folder.split("-")
    assert {first, second} == {tag, "en"}
    pairs = by_class(pages[f"{folder}/city-buses.html"], "pair")
    assert len(pairs) > 3
    for pair in pairs:
        assert [(e.get("lang"), e.get("dir")) for e in pair] == [
            (first, TABLE[first].direction),
            (second, TABLE[second].direction),
        ]


def test_a_run_of_another_script_has_its_own_language(pages, tag):
    article = pages["en/city-buses.html"]
    runs = {(e.get("lang"), e.get("dir")) for e in elements(article) if e.tag == "bdi" and re.search("[א-ي]", text(e))}
    assert runs == {"ar": {("ar", "rtl")}, "he": {("he", "rtl"), ("fa", "rtl")}}[tag]
    inside = [e for e in elements(pages[f"{tag}/city-buses.html"]) if text(e) == "OpenTripPlanner"]
    assert [(e.tag, e.get("lang"), e.get("dir")) for e in inside] == [("bdi", "en", "ltr")]


def test_boxes_and_footnotes_speak_the_language(pages, tag):
    page = pages[f"{tag}/city-buses.html"]
    assert [text(e) for e in by_class(page, "admonition-title")] == [{"ar": "ملاحظة", "he": "הערה"}[tag]]
    backs = by_class(page, "footnote-backref")
    assert len(backs) == 2, "at the end and beside the text"
    assert all(re.search(f"[{TABLE[tag].letters}]", back.get("aria-label")) for back in backs)


def test_a_card_is_drawn_where_there_are_letters_for_it(site, tag):
    drawn = {path.name.split(".")[1] for path in (site.output / "assets/cards").glob("*.png")}
    assert drawn == {"ar": {"ar", "en"}, "he": {"en"}}[tag]
    assert ADDRESS in site.read("en/city-buses.html")


def test_a_page_fetches_ahead_the_face_it_is_set_in(pages, tag):
    fonts = [e.get("href") for e in elements(pages[f"{tag}/index.html"]) if e.get("as") == "font"]
    assert [Path(font).name.split(".")[0] for font in fonts] == {"ar": ["Vazirmatn-Variable"], "he": []}[tag]
