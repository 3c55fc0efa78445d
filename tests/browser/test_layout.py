"""How pages stand on screens: no sideways scrolling, dark when asked for, each language in its own direction."""

import re

import pytest

from benchmarks import serving

pytestmark = pytest.mark.browser
PAGES = [*serving.KINDS.values()]
ALL = [*serving.pages().values()]
WIDTHS = (320, 360, 768, 1280)
WIDE = """() => {
    const root = document.scrollingElement, width = root.clientWidth, found = [];
    if (root.scrollWidth > width) found.push(`page ${root.scrollWidth}`);
    for (const e of document.querySelectorAll('body *')) {
        const box = e.getBoundingClientRect(), style = getComputedStyle(e);
        if (!box.width || style.clipPath !== 'none' || e.matches('.skip')) continue;
        if (e.closest('.g-table') && !e.matches('.g-table')) continue;
        if (e.closest('pre, table, code') && e.tagName !== 'TABLE') continue;
        if (box.left < -1 || box.right > width + 1) found.push(`${e.tagName}.${e.className} ${box.left}…${box.right}`);
    }
    return found;
}"""
RECT = """word => {
    const walker = document.createTreeWalker(document.querySelector('.prose'), NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
        const at = node.data.indexOf(word);
        if (at < 0) continue;
        const range = document.createRange();
        range.setStart(node, at); range.setEnd(node, at + word.length);
        const box = range.getClientRects()[0];
        return [box.left, box.right, box.top, range.getClientRects().length];
    }
}"""


def test_no_page_scrolls_sideways(visit, server):
    found = []
    with visit() as (page, watch):
        for path in ALL:
            if path == "404.html":
                watch.allowed.add(server + path)
            page.goto(server + path)
            for width in WIDTHS:
                page.set_viewport_size({"width": width, "height": 800})
                found += [f"{path} at {width}: {fault}" for fault in page.evaluate(WIDE)[:3]]
    assert found == []


# -------------------------------------------------------------------------------------------------------- colours

COLOURS = """() => {
    const read = (selector, name) => {
        const e = document.querySelector(selector);
        return e && getComputedStyle(e)[name];
    };
    return {
        paper: read('html', 'backgroundColor'), text: read('.prose p', 'color'),
        link: read('.prose a, .kicker a', 'color'),
        title: read('h1', 'color'), soft: read('.standfirst', 'color'), menu: read('.masthead-sections a', 'color'),
    };
}"""


def luminance(colour):
    channels = [int(part) / 255 for part in re.findall(r"\d+", colour)[:3]]
    linear = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("path", ["fa/us-japan-minerals.html", "en/us-japan-minerals.html"])
def test_the_dark_scheme_is_dark_and_both_can_be_read(visit, server, path):
    seen = {}
    for scheme in ("light", "dark"):
        with visit(color_scheme=scheme) as (page, _):
            page.goto(server + path)
            seen[scheme] = page.evaluate(COLOURS)
    assert luminance(seen["light"]["paper"]) > 0.8
    assert luminance(seen["dark"]["paper"]) < 0.03
    for name in seen["light"]:
        assert seen["light"][name] != seen["dark"][name], name
    for scheme, colours in seen.items():
        for name, colour in colours.items():
            if name != "paper":
                assert contrast(colour, colours["paper"]) >= 4.5, (scheme, name, colour)


# ------------------------------------------------------------------------------------------------------ direction


@pytest.mark.parametrize(("language", "direction"), [("fa", "rtl"), ("en", "ltr")])
def test_each_page_runs_in_its_own_direction(visit, server, language, direction):
    with visit() as (page, _):
        for path in PAGES:
            page.goto(f"{server}{language}/{path}")
            assert page.evaluate("getComputedStyle(document.documentElement).direction") == direction
            wrong = page.evaluate(
                """([language, directions]) => [...document.querySelectorAll('h1, h2, h3, p, li, td, dd, bdi, a')]
                    .filter(e => e.closest('[lang], [dir]').lang)  // not an address, which has a direction alone
                    .filter(e => getComputedStyle(e).direction !== directions[e.closest('[lang]').lang])
                    .map(e => e.outerHTML.slice(0, 120))""",
                [language, {"fa": "rtl", "en": "ltr"}],
            )
            assert wrong == [], path


def test_persian_text_begins_at_the_right_and_english_at_the_left(visit, server):
    with visit(viewport={"width": 360, "height": 800}) as (page, _):
        for path, start in (("fa/us-japan-minerals.html", "right"), ("en/us-japan-minerals.html", "left")):
            page.goto(server + path)
            gaps = page.evaluate(
                """() => [...document.querySelectorAll('.prose > p')].map(p => {
                    const range = document.createRange(); range.selectNodeContents(p);
                    const box = p.getBoundingClientRect(), lines = [...range.getClientRects()];
                    return {left: Math.min(...lines.map(l => l.left)) - box.left,
                            right: box.right - Math.max(...lines.map(l => l.right))};
                })"""
            )
            assert len(gaps) > 3
            assert all(abs(gap[start]) < 2 for gap in gaps), path


PERSIAN = """---
title: آزمون جهت در USGS و WTO
date: 1404-08-06
---
سلام Alpha **Beta** Gamma پایان.

قیمت Brent به $85 رسید؛ تلفن +98 21 6646 و تاریخ 2025-10-28 است.

گزارش `inv build` و [World *Trade* Organization](https://example.org) تمام شد.
"""
ENGLISH = """---
title: A test of direction in برجام and so on
date: 2025-10-28
---
Hello سلام **دنیای** بزرگ there.
"""


def order(page, *words):
    """The words by where they are drawn, left to right; they must stand on one line."""
    boxes = {word: page.evaluate(RECT, word) for word in words}
    assert all(box[3] == 1 for box in boxes.values())
    tops = [box[2] for box in boxes.values()]
    assert max(tops) - min(tops) < 8
    return sorted(words, key=lambda word: boxes[word][0])


def test_runs_of_the_other_direction_are_drawn_in_their_order_and_place(visit, site):
    report, output = site({"briefings/direction.fa.md": PERSIAN, "briefings/direction.en.md": ENGLISH})
    assert not report.failed
    with visit() as (page, _):
        page.goto((output / "fa/direction.html").as_uri())
        assert order(page, "سلام", "Alpha", "Beta", "Gamma", "پایان") == ["پایان", "Alpha", "Beta", "Gamma", "سلام"]
        assert order(page, "قیمت", "Brent", "به", "رسید") == ["رسید", "به", "Brent", "قیمت"]
        assert order(page, "گزارش", "inv build", "World", "Trade", "Organization", "تمام") == [
            "تمام", "World", "Trade", "Organization", "inv build", "گزارش",
        ]  # fmt: skip
        page.goto((output / "en/direction.html").as_uri())
        assert order(page, "Hello", "سلام", "دنیای", "بزرگ", "there") == ["Hello", "بزرگ", "دنیای", "سلام", "there"]


def test_marks_belong_to_the_sentence_and_not_to_the_run(visit, site):
    """A full stop after a Latin name ends the Persian line: it is drawn to the left of the name."""
    text = "---\ntitle: عنوان\ndate: 1404-08-06\n---\nاین کار را USGS (United States) انجام داد و گزارش را به WTO.\n"
    _, output = site({"briefings/marks.fa.md": text})
    with visit() as (page, _):
        page.goto((output / "fa/marks.html").as_uri())
        assert order(page, "WTO", "USGS", "انجام", "کار") == ["WTO", "انجام", "USGS", "کار"]
        stop = page.evaluate(
            """() => {
                const walker = document.createTreeWalker(document.querySelector('.prose p'), NodeFilter.SHOW_TEXT);
                let last; for (let node = walker.nextNode(); node; node = walker.nextNode()) last = node;
                const range = document.createRange();
                range.setStart(last, last.data.lastIndexOf('.')); range.setEnd(last, last.data.lastIndexOf('.') + 1);
                return range.getBoundingClientRect().right;
            }"""
        )
        assert stop <= page.evaluate(RECT, "WTO")[0] + 1


@pytest.mark.parametrize(("tag", "face"), [("fa", "Vazirmatn"), ("en", "Gozaresh Serif")])
def test_a_text_is_set_in_the_face_of_its_language(server, visit, site, tag, face):
    """A face on `body` would stand before that of `html lang`, and the reader's system would find one of its own."""
    with visit() as (page, _):
        page.goto(f"{server}{tag}/index.html")
        page.evaluate("document.fonts.ready.then(() => 0)")
        for _ in range(4):  # a font that came too late for one page serves for the next
            page.reload()
            page.evaluate("document.fonts.ready.then(() => 0)")
        asked = page.context.new_cdp_session(page)
        for command in ("DOM.enable", "CSS.enable"):
            asked.send(command)
        root = asked.send("DOM.getDocument", {"depth": -1})["root"]["nodeId"]
        heading = asked.send("DOM.querySelector", {"nodeId": root, "selector": "main h2"})["nodeId"]
        drawn = asked.send("CSS.getPlatformFontsForNode", {"nodeId": heading})["fonts"]
        assert {(font["familyName"].split(" Semi")[0], font["isCustomFont"]) for font in drawn} == {(face, True)}
