"""A browser's own print: the text and its facts, addresses of links, nothing that only works on a screen."""

import io
import logging
import re

import pdfplumber
import pytest

pytestmark = pytest.mark.browser
INTERFACE = {
    "fa": ["تلگرام", "کپی", "BibTeX", "در این گزارش", "رنگ‌ها", "شرح اصلاح", "خواندن:", "↩"],
    "en": ["Telegram", "Copy", "BibTeX", "In this briefing", "Colours", "What was corrected", "min read", "↩"],
}


@pytest.fixture
def printed(visit, server, caplog):
    """Path -> the pages of its print on A4."""
    caplog.set_level(logging.ERROR, logger="pdfminer")  # it misses a box in the fonts that Chromium embeds

    def make(path):
        with visit() as (page, _):
            page.goto(server + path)
            page.evaluate("document.fonts.ready.then(() => 0)")
            return pdfplumber.open(io.BytesIO(page.pdf(format="A4")))

    return make


@pytest.mark.parametrize("path", ["en/eu-carbon-border", "en/us-japan-minerals"])
def test_a_briefing_on_paper(printed, path):
    with printed(f"{path}.html") as pdf:
        words = [re.sub(r"\s+", " ", page.extract_text()) for page in pdf.pages]
        whole = " ".join(words)
        for shown in ("Key points", "Published", "Names in this briefing", "Sources", "How to cite", "Full text in"):
            assert whole.count(shown) == 1, shown
        assert "Published" in words[0], "the facts stand beside the beginning"
        for hidden in INTERFACE["en"]:
            assert hidden not in whole, hidden
        assert "https://" in re.sub(r".*Sources", "", whole).partition("How to cite")[0]
        facts = pdf.pages[0].search("Published")[0]
        text = pdf.pages[0].search("Key points")[0]
        assert facts["x0"] > text["x1"], "in the margin"
        assert all(words), "no empty sheet"


@pytest.mark.parametrize("language", ["fa", "en"])
def test_what_only_works_on_a_screen_is_not_printed(visit, server, language):
    with visit() as (page, _):
        page.emulate_media(media="print")
        for name in ("us-japan-minerals", "eu-carbon-border"):
            page.goto(f"{server}{language}/{name}.html")
            shown = page.evaluate("document.body.innerText")
            for hidden in INTERFACE[language]:
                assert hidden not in shown, hidden
            assert page.locator("button:visible, summary:visible, nav:visible").count() == 0


@pytest.mark.parametrize("language", ["fa", "en"])
def test_an_address_on_paper_runs_from_left_to_right(visit, server, language):
    with visit() as (page, _):
        page.emulate_media(media="print")
        page.goto(f"{server}{language}/us-japan-minerals.html")
        found = page.evaluate(
            """[...document.querySelectorAll('.sources a[rel=external]')].map(a => {
                const style = getComputedStyle(a, '::after');
                return [style.content, style.direction, style.unicodeBidi, a.getAttribute('href')];
            })"""
        )
        assert found
        for content, direction, bidi, href in found:
            assert (direction, bidi) == ("ltr", "isolate"), href
            assert content == f'" ({href})"'


def test_both_editions_stay_side_by_side(printed):
    with printed("fa-en/us-japan-minerals.html") as pdf:
        first = pdf.pages[0]
        (english,) = first.search("Key points")
        right = [c for c in first.chars if "\u0600" <= c["text"] <= "\u06ff" and abs(c["top"] - english["top"]) < 12]
        assert right
        assert min(c["x0"] for c in right) > english["x1"]
