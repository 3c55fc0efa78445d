"""Both editions: paragraph beside paragraph where there is room, one after the other where there is not."""

from itertools import pairwise

import pytest

pytestmark = pytest.mark.browser
SLUGS = ("us-japan-minerals", "iran-saudi-beijing")
PAGES = [f"fa-en/{slug}.html" for slug in SLUGS]
CELLS = """() => [...document.querySelectorAll('.pair')].map(pair => [...pair.children].map(cell => {
    const first = cell.querySelector(':scope > :first-child') || cell;
    const text = first.getBoundingClientRect(), box = cell.getBoundingClientRect();
    return {top: text.top, left: box.left, right: box.right, bottom: box.bottom, words: cell.innerText.length};
}))"""
SCROLLS = "document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth"


def standing(page):
    """The pairs with a text on both sides; of each cell where its first block begins, and its box."""
    return [pair for pair in page.evaluate(CELLS) if all(cell["words"] for cell in pair)]


@pytest.mark.parametrize("path", PAGES)
def test_on_a_wide_screen_both_begin_on_one_line_each_on_its_side(visit, server, path):
    with visit() as (page, _):
        page.goto(server + path)
        pairs = standing(page)
        assert len(pairs) > 15
        for persian, english in pairs:
            assert persian["top"] == pytest.approx(english["top"], abs=0.5)
            assert english["right"] < persian["left"]
            assert abs((english["right"] - english["left"]) - (persian["right"] - persian["left"])) < 0.5
        for above, below in pairwise(pairs):
            assert max(cell["bottom"] for cell in above) <= min(cell["top"] for cell in below) + 0.5


@pytest.mark.parametrize("path", PAGES)
def test_on_a_phone_they_follow_one_another_paragraph_by_paragraph(visit, server, path):
    with visit(viewport={"width": 360, "height": 740}) as (page, _):
        page.goto(server + path)
        pairs = standing(page)
        assert len(pairs) > 15
        for first, second in pairs:
            assert first["bottom"] <= second["top"]
        for above, below in pairwise(pairs):
            assert above[1]["bottom"] <= below[0]["top"] + 0.5, "the translation comes before the next paragraph"


@pytest.mark.parametrize("path", PAGES)
def test_no_width_scrolls_sideways(visit, server, path):
    with visit() as (page, _):
        page.goto(server + path)
        for width in (320, 360, 600, 799, 800, 1024, 1280, 1920):
            page.set_viewport_size({"width": width, "height": 800})
            assert page.evaluate(SCROLLS) <= 0, width
        page.set_viewport_size({"width": 640, "height": 800})
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert page.evaluate(SCROLLS) <= 0, "letters twice as large"


def test_a_reader_comes_from_each_edition_and_goes_back(visit, server):
    with visit(java_script_enabled=False) as (page, _):
        for place, tag in enumerate(("fa", "en")):
            page.goto(f"{server}{tag}/{SLUGS[0]}.html")
            title = page.locator("h1").inner_text()
            page.locator(f'a[href="../fa-en/{SLUGS[0]}.html"]').click()
            page.wait_for_url(f"{server}fa-en/{SLUGS[0]}.html")
            assert page.locator(".parallel-title").nth(place).inner_text() == title
            page.locator(".parallel-alone a").nth(place).click()
            page.wait_for_url(f"{server}{tag}/{SLUGS[0]}.html")


def test_a_note_of_each_text_leads_to_its_own(visit, server):
    edition = "e => e.closest('.edition').lang"
    with visit() as (page, _):
        page.goto(f"{server}fa-en/{SLUGS[1]}.html")
        for tag in ("en", "fa"):
            page.locator(f".edition[lang={tag}] a.footnote-ref").first.click()
            assert page.locator(":target").evaluate(edition) == tag
            page.locator(":target .footnote-backref").first.click()
            assert page.locator(":target").evaluate(edition) == tag


def test_on_paper_they_stand_side_by_side(visit, server):
    with visit(viewport={"width": 700, "height": 900}) as (page, _):
        page.goto(server + PAGES[0])
        page.emulate_media(media="print")
        for first, second in standing(page):
            assert first["top"] == pytest.approx(second["top"], abs=0.5)
            assert second["right"] < first["left"]
