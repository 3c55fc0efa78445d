"""The Packs page of the demonstration: each pack with its cover, its dates, its files and how to verify them."""

import hashlib
import re

import pypdf
import pytest
from PIL import Image

from tests.site.reading import by_class, elements, target, text

LANGUAGES = ("fa", "en")
each = pytest.mark.parametrize("tag", LANGUAGES)


def volumes(trees, tag):
    found = by_class(trees[f"{tag}/packs.html"], "volume")
    assert len(found) > 5
    return found


def tagged(element, tag):
    return [e for e in elements(element) if e.tag == tag]


def offered(volume, tag):
    """Paths of its PDFs, in the order of the page."""
    rows = [link for rows in by_class(volume, "downloads") for link in tagged(rows, "a")]
    return [target(f"{tag}/packs.html", link.get("href"))[0] for link in rows]


@each
def test_a_cover_is_the_first_page_of_the_first_file_and_its_room_is_kept(built, trees, tag):
    for volume in volumes(trees, tag):
        (link,) = by_class(volume, "volume-cover")
        (picture,) = tagged(link, "img")
        path = target(f"{tag}/packs.html", picture.get("src"))[0]
        with Image.open(built.output / path) as drawn:
            assert (str(drawn.width), str(drawn.height)) == (picture.get("width"), picture.get("height"))
        assert (picture.get("loading"), picture.get("decoding")) == ("lazy", "async")
        first = offered(volume, tag)[0]
        assert target(f"{tag}/packs.html", link.get("href"))[0] == first
        assert path.startswith(f"assets/covers/{first.removeprefix('packs/').removesuffix('.pdf')}.")
        assert text(by_class(volume, "volume-title")[0]) in link.get("aria-label")


@each
def test_the_file_in_the_pages_language_stands_first(trees, tag):
    for volume in volumes(trees, tag):
        languages = [path.split(".")[1] for path in offered(volume, tag)]
        assert languages[0] == tag or tag not in languages


@each
def test_several_formats_stand_under_their_language(trees, tag):
    named = {len(by_class(volume, "volume-language")): volume for volume in volumes(trees, tag)}
    assert set(named) == {0, 2}
    for row in [row for rows in by_class(named[2], "downloads") for row in tagged(rows, "li")]:
        assert not re.search("[,،]", text(tagged(row, "a")[0])), "the format alone"
    assert re.search("[,،]", text(tagged(by_class(named[0], "downloads")[0], "a")[0])), "language and format"


@each
def test_a_pack_says_its_days_in_both_calendars(trees, tag):
    digits = {"fa": "۰-۹", "en": "0-9"}[tag]
    years = {"fa": ("۱۴۰", "۲۰۲"), "en": ("202", "140")}[tag]
    for volume in volumes(trees, tag):
        note = text(by_class(volume, "volume-note")[0])
        found = re.findall(f"[{digits}]{{4}}", note)
        assert found[0].startswith(years[0]), note
        assert found[-1].startswith(years[1]), note


@each
def test_the_checksums_are_those_of_the_files_and_can_be_copied(built, trees, tag):
    for volume in volumes(trees, tag):
        sums = [text(e) for e in tagged(by_class(volume, "volume-sums")[0], "code")]
        made = [hashlib.sha256((built.output / path).read_bytes()).hexdigest() for path in offered(volume, tag)]
        assert sums == made
        assert [e.get("data-text") for e in tagged(volume, "button")] == made


@each
def test_titles_of_few_briefings_are_shown_and_of_many_asked_for(trees, tag):
    kinds = set()
    for volume in volumes(trees, tag):
        (titles,) = by_class(volume, "volume-titles")
        folded = any(titles in list(details) for details in tagged(volume, "details"))
        assert folded == (len(tagged(titles, "a")) > 3)
        kinds.add(folded)
    assert kinds == {True, False}


@each
def test_what_is_chosen_by_hand_leads(trees, tag):
    shelves = [e.get("id") for e in by_class(trees[f"{tag}/packs.html"], "section-title")]
    assert shelves[0] == "g-curated"
    assert shelves == [kind for kind in ("g-curated", "g-topic", "g-month", "g-week") if kind in shelves]
    (leading,) = by_class(trees[f"{tag}/packs.html"], "volumes-leading")
    assert len(by_class(leading, "volume")) == 2


# ------------------------------------------------------------------------------------------ from a PDF to its page


def addresses(path):
    """All that a PDF links to on the web."""
    found = set()
    for page in pypdf.PdfReader(path).pages:
        for note in page.get("/Annots") or ():
            found.add(note.get_object().get("/A", {}).get("/URI"))
    return found


def test_each_briefing_leads_to_its_pdf_and_the_pdf_back(built, trees):
    pairs = 0
    for file in sorted((built.output / "pdf").glob("*.*.pdf")):
        slug, language = file.name.split(".")[:2]
        pages = [f"{tag}/{slug}.html" for tag in language.split("-")]
        assert {f"{built.address}/{page}" for page in pages} & addresses(file), file.name
        for page in pages if file.name == f"{slug}.{language}.pdf" and len(pages) == 1 else ():
            links = {target(page, e.get("href"))[0] for e in tagged(trees[page], "a") if e.get("href")}
            assert f"pdf/{file.name}" in links, page
            pairs += 1
    assert pairs > 20


@each
def test_a_pack_leads_to_the_page_of_each_briefing_that_it_prints(built, trees, tag):
    for volume in volumes(trees, tag):
        (titles,) = by_class(volume, "volume-titles")
        pages = {target(f"{tag}/packs.html", link.get("href"))[0] for link in tagged(titles, "a")}
        (file,) = [path for path in offered(volume, tag) if path.endswith(f".{tag}.pdf")] or [None]
        printed = {
            f"{built.address}/{page}"
            for page in pages
            if built.output.joinpath("pdf", f"{page[3:-5]}.{tag}.pdf").exists()
        }
        assert file is None or printed <= addresses(built.output / file)
