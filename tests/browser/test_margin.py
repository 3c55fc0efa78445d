"""Names and notes of a text: by keyboard, by tap, and on screens of every width."""

from itertools import pairwise

import pytest

pytestmark = pytest.mark.browser
PAGES = ["fa/iran-saudi-beijing.html", "en/iran-saudi-beijing.html", "fa/persian-qanat.html"]
SCROLLS = "document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth"
INSIDE = "e => { const b = e.getBoundingClientRect(); return b.left >= 0 && b.right <= innerWidth && b.width > 20 }"
BOXES = """selector => [...document.querySelectorAll(selector)].map(e => {
    const b = e.getBoundingClientRect(); return [b.left, b.right, b.top, b.bottom];
})"""


@pytest.mark.parametrize("path", PAGES)
def test_a_name_shows_its_other_form_by_keyboard_and_hides_it_again(visit, server, path):
    with visit() as (page, _):
        page.goto(server + path)
        name = page.locator(".g-name").first
        gloss = name.locator(".g-gloss")
        assert not gloss.is_visible()
        for _ in range(80):
            page.keyboard.press("Tab")
            if name.evaluate("e => e === document.activeElement"):
                break
        assert gloss.is_visible()
        assert gloss.evaluate(INSIDE)
        assert name.get_attribute("aria-describedby") in page.locator(".mentioned dd").evaluate_all(
            "all => all.map(e => e.id)"
        )
        page.keyboard.press("Tab")
        assert not gloss.is_visible()


@pytest.mark.parametrize("path", PAGES)
def test_a_name_shows_its_other_form_by_tap_and_by_hover(visit, server, path):
    with visit(viewport={"width": 360, "height": 700}, has_touch=True) as (page, _):
        page.goto(server + path)
        for name in page.locator(".g-name").all():
            name.tap()
            assert name.locator(".g-gloss").is_visible()
            assert name.locator(".g-gloss").evaluate(INSIDE)
            assert page.evaluate(SCROLLS) <= 0
    with visit() as (page, _):
        page.goto(server + path)
        for name in page.locator(".g-name").all():
            name.hover()
            assert name.locator(".g-gloss").is_visible()
            assert page.evaluate(SCROLLS) <= 0


@pytest.mark.parametrize("path", PAGES)
def test_notes_stand_beside_the_text_or_at_its_end_and_never_twice(visit, server, path):
    with visit() as (page, _):
        page.goto(server + path)
        for width in (320, 360, 1000, 1279, 1280, 1440, 1920):
            page.set_viewport_size({"width": width, "height": 900})
            wide = width >= 1280
            assert page.locator(".g-side").first.is_visible() == wide
            assert page.locator(".g-side-ref").first.is_visible() == wide
            assert page.locator(".g-beside").is_visible() != wide
            assert page.locator(".g-end-ref").first.is_visible() != wide
            assert page.evaluate(SCROLLS) <= 0
            if not wide:
                continue
            sides, [text] = page.evaluate(BOXES, ".g-side"), page.evaluate(BOXES, ".prose")
            assert all(left >= 0 and right <= width and right - left > 120 for left, right, _, _ in sides)
            assert all(right < text[0] or left > text[1] for left, right, _, _ in sides)
            assert all(above[3] <= below[2] for above, below in pairwise(sides))
        page.emulate_media(media="print")
        assert page.locator(".g-beside").is_visible()
        assert not page.locator(".g-side").first.is_visible()


@pytest.mark.parametrize("width", [360, 1280])
def test_a_note_is_reached_from_its_call_and_leads_back(visit, server, width):
    with visit(viewport={"width": width, "height": 700}) as (page, _):
        page.goto(server + PAGES[0])
        page.locator(".g-side-ref:visible, .g-end-ref:visible").first.click()
        target = page.locator(":target")
        assert target.is_visible()
        target.locator(".footnote-backref").click()
        assert page.locator(":target").evaluate("e => e.id") == "fnref:1"


def test_long_notes_stand_under_each_other(visit, site):
    words = "A long note of many words. " * 40
    body = "One.[^1] Two.[^2]\n\n> Quoted.[^3]\n\n- Item.[^4]\n\n" + "".join(f"[^{n}]: {words}\n" for n in range(1, 5))
    text = f"---\ntitle: Notes\ndate: 2025-10-28\n---\n{body}"
    _, output = site({"briefings/notes.en.md": text})
    with visit() as (page, _):
        page.goto((output / "en/notes.html").as_uri())
        sides, [prose] = page.evaluate(BOXES, ".g-side"), page.evaluate(BOXES, ".prose")
        assert len(sides) == 4
        assert all(above[3] <= below[2] for above, below in pairwise(sides))
        assert max(right for _, right, _, _ in sides) - min(right for _, right, _, _ in sides) < 1.5
        assert all(right < prose[0] for _, right, _, _ in sides)


PLACES = ".text-and-margin > *"
EVERY = (
    "index.html us-japan-minerals.html helmand-treaty.html lake-urmia.html topics/water.html series/water-papers.html "
    "people/daniel-moreau.html names.html"
).split()


@pytest.mark.parametrize("language", ["fa", "en"])
def test_text_and_margin_stand_side_by_side_and_follow_each_other_on_a_telephone(visit, server, language):
    with visit() as (page, _):
        for path in EVERY:
            page.goto(f"{server}{language}/{path}")
            for width in (360, 1000, 1280, 1600):
                page.set_viewport_size({"width": width, "height": 900})
                boxes = page.evaluate(BOXES, PLACES)
                for place, (left, right, top, bottom) in enumerate(boxes):
                    for other in boxes[place + 1 :]:
                        beside = other[1] <= left or other[0] >= right
                        assert beside or other[2] >= bottom or other[3] <= top, (path, width, place)
                if width == 360:
                    assert [box[2] for box in boxes] == sorted(box[2] for box in boxes), path
                elif len(boxes) > 1:
                    assert len({round(box[0]) for box in boxes}) == 2, (path, width)


@pytest.mark.parametrize(("language", "key"), [("fa", "ArrowLeft"), ("en", "ArrowRight")])
def test_a_table_that_is_wider_than_the_screen_is_scrolled_by_keyboard(visit, server, language, key):
    with visit(viewport={"width": 360, "height": 800}) as (page, _):
        page.goto(f"{server}{language}/japan-nuclear-restart.html")
        table = page.get_by_role("region", name={"fa": "جدول ۱", "en": "Table 1"}[language])
        assert table.evaluate("e => e.scrollWidth > e.clientWidth")
        table.focus()
        assert table.evaluate("e => getComputedStyle(e).outlineStyle") == "solid"
        page.keyboard.press(key)
        page.wait_for_timeout(400)  # the policy forbids to wait for an expression
        assert table.evaluate("e => e.scrollLeft !== 0")
        assert page.evaluate(SCROLLS) <= 0


WIDE = """() => [...document.querySelectorAll('.g-table')]
    .filter(e => e.scrollWidth > e.clientWidth && e.tabIndex !== 0).length"""


def test_every_table_that_is_wider_than_a_telephone_takes_the_keyboard(visit, server):
    with visit(viewport={"width": 320, "height": 800}) as (page, _):
        for slug in ("helmand-treaty", "japan-nuclear-restart", "us-japan-minerals", "eu-ai-act"):
            for folder in ("fa", "en", "fa-en"):
                page.goto(f"{server}{folder}/{slug}.html")
                assert page.evaluate(WIDE) == 0, (folder, slug)
