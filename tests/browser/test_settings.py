"""Readers who set their device to suit them: larger letters, less motion, colours of their own, no scripts.

Every kind of page is opened, in both languages.
"""

import pytest

from benchmarks import serving

pytestmark = pytest.mark.browser
PAGES = list(serving.pages().values())
SIDEWAYS = "document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth"
CLIPPED = """() => [...document.querySelectorAll('body *')].filter(e => {
    const style = getComputedStyle(e);
    if (style.clipPath !== 'none' || e.closest('[hidden], .visually-hidden, .skip')) return false;
    if (![...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()) || !e.getClientRects().length) return false;
    const hides = name => ['hidden', 'clip'].includes(style[name]) || style.textOverflow === 'ellipsis';
    return (hides('overflowX') && e.scrollWidth > e.clientWidth + 1)
        || (hides('overflowY') && e.scrollHeight > e.clientHeight + 1);
}).map(e => `${e.tagName}.${e.className}: ${e.innerText.slice(0, 40)}`)"""
OUTSIDE = """() => [...document.querySelectorAll('h1, h2, h3, p, li, dt, dd, a, button, time, summary')].filter(e => {
    const box = e.getBoundingClientRect();
    if (!box.width || e.closest('table, pre, .skip, .visually-hidden, .g-gloss')) return false;
    return box.left < -1 || box.right > document.scrollingElement.clientWidth + 1;
}).map(e => `${e.tagName}.${e.className}: ${e.innerText.slice(0, 40)}`)"""
MOVING = """() => [...document.querySelectorAll('*')].flatMap(e => ['', '::before', '::after'].map(part => {
    const s = getComputedStyle(e, part || null);
    const long = value => value.split(',').some(one => parseFloat(one) > 0.01);
    return (s.animationName !== 'none' && long(s.animationDuration)) || long(s.transitionDuration)
        || s.scrollBehavior === 'smooth' ? `${e.tagName}.${e.className}${part}` : '';
})).filter(Boolean)"""
RUNNING = "document.getAnimations().length"


def opened(page, watch, address, path):
    if path == "404.html":
        watch.allowed.add(address + path)
    page.goto(address + path)
    return page


def test_at_twice_the_size_no_text_is_cut_or_pushed_out(visit, server):
    """WCAG 1.4.4: by the browser's zoom of 200 % on 1280 pixels, and by letters twice as large on 640."""
    found = []
    with visit(viewport={"width": 640, "height": 450}, device_scale_factor=2) as (page, watch):
        for path in PAGES:
            opened(page, watch, server, path)
            for size in ("", "200%"):
                page.evaluate("size => { document.documentElement.style.fontSize = size }", size)
                faults = [*page.evaluate(CLIPPED), *page.evaluate(OUTSIDE)]
                if page.evaluate(SIDEWAYS) > 0:
                    faults.append("scrolls sideways")
                found += [f"{path} {size or 'zoom'}: {fault}" for fault in faults[:3]]
    assert found == []


def test_who_asks_for_less_motion_sees_none(visit, server):
    with visit(reduced_motion="reduce") as (page, watch):
        for path in PAGES:
            opened(page, watch, server, path)
            assert page.evaluate(MOVING) == [], path
            assert page.evaluate(RUNNING) == 0, path


def test_the_measures_of_motion_see_motion(visit, server):
    # not by a transition: the browser drops one of a page that it has not yet painted, which a busy machine shows
    with visit() as (page, _):
        page.goto(f"{server}en/about.html")
        assert (page.evaluate(MOVING), page.evaluate(RUNNING)) == ([], 0)
        page.evaluate("document.body.animate({opacity: [1, 0.5]}, 60_000)")
        assert page.evaluate(RUNNING) == 1
        page.evaluate("document.body.style.transition = 'opacity 5s'")
        assert page.evaluate(MOVING) == ["BODY."]


def test_under_forced_colours_links_places_and_bars_are_seen(visit, server):
    system = """name => {
        const e = document.createElement('i');
        document.body.append(e);
        e.style.color = name;
        const said = getComputedStyle(e).color;
        e.remove();
        return said;
    }"""
    with visit(forced_colors="active", color_scheme="dark") as (page, watch):
        for path in PAGES:
            opened(page, watch, server, path)
            link, text, paper = (page.evaluate(system, name) for name in ("LinkText", "CanvasText", "Canvas"))
            assert len({link, text, paper}) == 3
            colours = page.evaluate(
                "[...new Set([...document.querySelectorAll('main a[href]')].map(e => getComputedStyle(e).color))]"
            )
            assert set(colours) <= {link}, path
        page.goto(f"{server}fa/{serving.KINDS['chart']}")
        bars = page.locator(".g-bar")
        filled = bars.evaluate_all("all => [...new Set(all.map(e => getComputedStyle(e).backgroundColor))]")
        assert filled == [text], "a bar is drawn in the reader's own colour of text"
        assert bars.first.bounding_box()["width"] > 10
        page.goto(f"{server}en/about.html")
        page.keyboard.press("Tab")
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") != "none"


def test_without_scripts_every_kind_of_page_is_whole(visit, server):
    with visit(java_script_enabled=False) as (page, watch):
        for path in PAGES:
            opened(page, watch, server, path)
            assert page.locator("h1").first.is_visible(), path
            assert page.locator("a[href]:visible").count() >= 2, path
            assert page.locator("button:visible, noscript:visible").count() == 0, path
            assert len(page.locator("main").inner_text()) > 40, path
            paper = page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--paper')")
            assert paper, "the style sheet is there"
