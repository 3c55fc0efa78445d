"""What a reader does: change the language, take the PDF, follow an old link, go astray; with scripts and without."""

import re
from urllib.parse import urljoin

import pytest

from benchmarks.serving import KINDS

pytestmark = pytest.mark.browser


@pytest.fixture(params=[True, False], ids=["scripts", "no-scripts"])
def scripts(request):
    return {"java_script_enabled": request.param}


def styled(page):
    """Whether the theme's stylesheet is there."""
    return page.evaluate("getComputedStyle(document.documentElement).getPropertyValue('--paper') !== ''")


def switch(page, language):
    return page.locator(f'nav.masthead-languages a[hreflang="{language}"]')


def test_each_kind_of_page_changes_its_language_and_comes_back(visit, server, scripts):
    with visit(**scripts) as (page, _):
        for kind, path in KINDS.items():
            page.goto(f"{server}fa/{path}")
            assert page.locator("html[lang=fa][dir=rtl]").count() == 1, kind
            persian = page.locator("h1").inner_text()
            for here, there, direction in (("fa", "en", "ltr"), ("en", "fa", "rtl")):
                assert switch(page, here).count() == 0, kind
                switch(page, there).click()
                page.wait_for_url(f"{server}{there}/{path}")
                assert page.locator(f"html[lang={there}][dir={direction}]").count() == 1, kind
            assert page.locator("h1").inner_text() == persian, kind


def test_every_page_of_the_site_is_whole(visit, server, built):
    """No page asks for a file that is not there or for another host, or says a word on the console."""
    with visit() as (page, _):
        for path in built.pages():
            if 'http-equiv="refresh"' in built.read(path):
                continue  # an old address: tested below
            page.goto(server + path, wait_until="load")
            assert page.locator("h1").count() >= 1, path


def test_the_front_door_leads_into_both_languages(visit, server, scripts):
    with visit(**scripts) as (page, _):
        for language in ("fa", "en"):
            page.goto(server)
            page.locator(f'a.door-enter[hreflang="{language}"]').click()
            page.wait_for_url(f"{server}{language}/index.html")


@pytest.mark.parametrize("path", ["fa/us-japan-minerals.html", "en/lake-urmia.html", "fa/packs.html", "en/index.html"])
def test_the_pdfs_of_a_page_come_as_they_are_announced(visit, server, scripts, path):
    with visit(**scripts) as (page, watch):
        page.goto(server + path)
        watch.allowed.add(urljoin(server, "/favicon.ico"))  # a browser looks for one beside a PDF
        addresses = page.locator('a[type="application/pdf"]').evaluate_all("links => links.map(a => a.href)")
        assert len(addresses) >= 1
        for address in addresses:
            answer = page.request.get(address)
            assert answer.headers["content-type"] == "application/pdf"
            assert answer.body().startswith(b"%PDF-")
        with page.expect_response(addresses[0]) as answered:
            page.locator('a[type="application/pdf"]').first.click()
        assert answered.value.headers["content-type"] == "application/pdf"


def test_the_size_beside_a_pdf_is_its_size(visit, server):
    with visit() as (page, _):
        page.goto(f"{server}en/us-japan-minerals.html")
        for item in page.locator(".downloads li").all():
            address = item.locator("a").evaluate("a => a.href")
            size = len(page.request.get(address).body())
            number, unit = re.search(r"([\d.,]+)\s*(kB|KB|MB)", item.inner_text()).groups()
            told = float(number.replace(",", "")) * (1_000_000 if unit == "MB" else 1_000)
            assert told == pytest.approx(size, rel=0.05), item.inner_text()


def test_an_old_address_lands_on_the_briefing(visit, server, scripts):
    with visit(**scripts) as (page, _):
        page.goto(f"{server}2023/iran-saudi-statement.html")
        page.wait_for_url(f"{server}*/iran-saudi-beijing.html")
        assert page.locator("article.briefing-full").count() == 1


@pytest.mark.parametrize("path", ["nothing.html", "fa/nothing.html", "a/b/c/d/nothing", "en/topics/"])
def test_astray_at_any_depth_a_reader_finds_the_way_back(visit, server, scripts, path):
    with visit(**scripts) as (page, watch):
        watch.allowed.add(server + path)
        answer = page.goto(server + path)
        assert answer.status == 404
        assert page.locator("h1").count() == 2
        assert styled(page)
        assert page.evaluate("document.styleSheets.length") == 1
        for language in ("fa", "en"):
            page.goto(server + path)
            page.locator(f'section[lang="{language}"] a.door-enter').click()
            page.wait_for_url(f"{server}{language}/index.html")


@pytest.mark.parametrize("path", ["fa/us-japan-minerals.html", "en/index.html", "fa/archive.html", "en/about.html"])
def test_by_keyboard_the_text_is_one_key_away(visit, server, scripts, path):
    with visit(**scripts) as (page, _):
        page.goto(server + path)
        skip = page.locator("a.skip")
        assert skip.bounding_box()["y"] < 0
        page.keyboard.press("Tab")
        assert skip.evaluate("a => a === document.activeElement")
        box = skip.bounding_box()
        assert box["y"] >= 0
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 1280
        page.keyboard.press("Enter")
        page.wait_for_url(f"{server}{path}#g-main")
        page.keyboard.press("Tab")
        assert page.evaluate("document.querySelector('main, footer').contains(document.activeElement)")


def test_by_keyboard_every_link_shows_where_one_is(visit, server):
    with visit() as (page, _):
        page.goto(f"{server}fa/us-japan-minerals.html")
        links = page.locator("a[href]").count()
        for _ in range(links):
            page.keyboard.press("Tab")
            seen = page.evaluate(
                "(e => e.tagName + ' ' + getComputedStyle(e).outlineStyle + ' ' + getComputedStyle(e).outlineWidth)"
                "(document.activeElement)"
            )
            tag, style, width = seen.split()
            assert (style != "none", float(width.removesuffix("px")) >= 2) == (True, True), tag


def test_links_inside_a_text_lead_to_their_headings(visit, server, scripts):
    with visit(**scripts) as (page, _):
        page.goto(f"{server}fa/us-japan-minerals.html")
        contents = page.locator('nav[aria-labelledby="g-contents"] a')
        assert contents.count() >= 2
        for link in contents.all():
            link.click()
            name = link.evaluate("a => decodeURIComponent(a.hash.slice(1))")
            heading = page.locator(f'[id="{name}"]')
            assert heading.inner_text() == link.inner_text()
            assert -5 <= heading.bounding_box()["y"] <= 900


# ---------------------------------------------------------------------------------------------- without a server


@pytest.mark.parametrize("language", ["fa", "en"])
def test_from_the_disk_the_site_works(visit, built, scripts, language):
    stub = "persian-qanat" if language == "en" else "eu-raw-materials"
    with visit(**scripts) as (page, _):
        page.goto((built.output / language / "index.html").as_uri())
        assert styled(page)
        page.locator("article.entry-lead h2 a").first.click()
        page.wait_for_url(re.compile(rf"^file://.*/{language}/(?!index)[^/]*$"))
        assert page.locator("article.briefing-full").count() == 1
        assert page.evaluate("parseFloat(getComputedStyle(document.querySelector('h1')).fontSize)") > 25
        target = page.locator('a[type="application/pdf"]').first.get_attribute("href")
        assert (built.output / language / target).resolve().is_file()
        page.goto((built.output / language / f"{stub}.html").as_uri())
        assert page.locator("article.briefing-stub .notice").count() == 1
        other = "fa" if language == "en" else "en"
        switch(page, other).click()
        page.wait_for_url(re.compile(rf"^file://.*/{other}/{stub}.html$"))
        page.goto((built.output / "index.html").as_uri())
        page.locator(f'a.door-enter[hreflang="{language}"]').click()
        page.wait_for_url(re.compile(rf"^file://.*/{language}/index.html$"))


def test_from_the_disk_the_fonts_are_read(visit, built):
    with visit() as (page, _):
        page.goto((built.output / "fa/us-japan-minerals.html").as_uri())
        page.evaluate("document.fonts.ready.then(() => 0)")
        loaded = page.evaluate("[...document.fonts].filter(f => f.status === 'loaded').map(f => f.family)")
        assert any("Vazirmatn" in family for family in loaded)
