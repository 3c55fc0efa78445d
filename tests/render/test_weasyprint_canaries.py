"""What WeasyPrint 70 gets wrong in Persian, as tests of what would be right: an upgrade that mends one says so here.

Each stands for a rule of tests/print_sheets.py, for a patch of plugins/render/weasyprint_patches.py, or for a way round
in the templates and in sources/isolate.py. Where one passes, take it away with what it stands for. Numbers are those of
upstream issues.
"""

import io
import re
import sys

import pdfplumber
import pypdf
import pytest
from weasyprint import HTML

from plugins.languages import TABLE
from plugins.render import press
from tests.packs.factory import THEME, workshop
from tests.render import test_text_layer as bad_fonts

FONTS = "font-family: Vazirmatn"
PAGE = f"@page {{ size: 160mm 60mm; margin: 5mm }} body {{ margin: 0; {FONTS} }} p {{ margin: 0 }}"
CONTENTS = "<p><a href='#x'>A</a></p><h1 id='x' style='break-before: page'>x</h1>"
EDGES = "table { border-collapse: collapse; width: 100% } td { border-inline-start: 2mm solid red; width: 50% }"


def wrong(reason, raises=AssertionError):
    """Wrong upstream, and in this way."""
    return pytest.mark.xfail(reason=reason, strict=True, raises=raises)


@pytest.fixture(autouse=True)
def upstream(monkeypatch):
    """WeasyPrint as it comes: another test of this process may have patched it."""
    for name, module in list(sys.modules.items()):
        if name.startswith("weasyprint"):
            for attribute, value in list(vars(module).items()):
                if callable(value) and hasattr(value, "replaces"):
                    monkeypatch.setattr(module, attribute, value.replaces)


def laid_out(body, css="", direction="rtl", **options):
    shared = press.press(workshop(), TABLE["fa"])
    html = f'<html lang="fa" dir="{direction}"><style>{PAGE} {css}</style><body>{body}</body></html>'
    return HTML(string=html).render(shared.fonts, shared.counters, **options)


def made(body, css="", direction="rtl", **options):
    return laid_out(body, css, direction, **options).write_pdf(**options)


def opened(*asked, **options):
    return pdfplumber.open(io.BytesIO(made(*asked, **options)))


def order(*asked, **options):
    """The Latin words of the first page, line by line and from the left."""
    with opened(*asked, **options) as book:
        words = [word for word in book.pages[0].extract_words() if word["text"].isascii()]
    return [word["text"] for word in sorted(words, key=lambda word: (round(word["bottom"]), word["x0"]))]


def text(data):
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(data)).pages)


def test_what_is_right_is_seen_as_right():
    """The canaries below would see it: the same questions, asked of what works."""
    assert order("<p>سلام <bdi dir='ltr'>Alpha <b>Beta</b> Gamma</bdi>") == ["Alpha", "Beta", "Gamma"]
    assert order("<div><p>one</p><p>two</p></div>", "div { display: flex; gap: 9mm }") == ["two", "one"]
    assert order(CONTENTS, "a[href]::after { content: ' ' target-counter(attr(href), page) }") in (
        ["A", "2"],
        ["2", "A"],
    )
    with opened("<table><tr><td>یک<td>دو</table>", EDGES) as book:  # 2056 has it as wrong
        page = book.pages[0]
        assert [round(line["x0"]) for line in page.lines] == [225, 437]
    assert "می\u200cگوید" not in text(made("<p>میگوید"))


# --------------------------------------------------------------------------------------------------------- directions


@wrong("106: boxes of a line are placed one by one, whatever the direction of their words")
def test_markup_in_a_latin_phrase():
    assert order("<p>سلام Alpha <b>Beta</b> Gamma پایان") == ["Alpha", "Beta", "Gamma"]


@wrong("106: a line that begins in the middle of a run has forgotten its direction")
def test_a_latin_phrase_over_two_lines():
    phrase = "<p>آژانس International Atomic Energy Agency (IAEA) Board of Governors"
    for width in range(40, 100, 4):
        words = order(phrase, f"p {{ width: {width}mm }}")
        assert words == [word for word in phrase.split() if word.isascii() and "<" not in word], width


@wrong("106: <bdi> without dir has the direction around it")
def test_bdi_finds_its_direction():
    assert order("<p>کاربر <bdi>user_1!</bdi> نوشت") == ["user_1!"]


@wrong("106: dir=auto is not known")
def test_dir_auto():
    with opened("<p dir='auto'>Latin") as book:
        assert book.pages[0].extract_words()[0]["x0"] < 50


@wrong("106: <bdo> is not known")
def test_bdo():
    assert order("<p dir='ltr'><bdo dir='rtl'>abc</bdo>") == ["cba"]


@wrong("106: isolates do not reach over elements")
def test_isolating_characters_around_markup():
    assert order("<p>سلام \u2066Alpha <b>Beta</b> Gamma\u2069 پایان") == ["Alpha", "Beta", "Gamma"]


# -------------------------------------------------------------------------------------------------------------- boxes


@wrong("no issue found: the columns of a grid are not mirrored")
def test_a_grid_is_mirrored():
    css = "div { display: grid; grid-template-columns: 1fr 1fr }"
    assert order("<div><p>one</p><p>two</p></div>", css) == ["two", "one"]


@wrong("no issue found: a column rule is drawn in the outer margin")
def test_a_column_rule_stands_between_the_columns():
    css = "div { columns: 2; column-gap: 10mm; column-rule: 2mm solid red }"
    with opened("<div>" + "<p>متن</p>" * 6 + "</div>", css) as book:
        page = book.pages[0]
        drawn = [(shape["x0"] + shape["x1"]) / 2 for shape in (*page.rects, *page.lines, *page.curves)]
        assert [round(x) for x in drawn] == [round(page.width / 2)]


@wrong("no issue found: `float: inline-end` of inline content", raises=KeyError)
def test_inline_content_floats_to_the_end():
    made("<p>متن", "p::after { content: '1'; float: inline-end }")


@wrong("1967, 2628: a flex box of two long columns begins on the next page")
def test_long_columns_of_a_flex_box_begin_where_they_stand():
    column = "<div>" + "<p>word</p>" * 30 + "</div>"
    css = "section { display: flex } div { width: 50% }"
    with opened(f"<h1>A</h1><section>{column}{column}</section>", css) as book:
        assert "word" in book.pages[0].extract_text()


@wrong("no issue found: a first letter is not joined to the second")
def test_a_first_letter_joins():
    assert glyphs("p::first-letter { color: red }") == glyphs("")


def glyphs(css):
    """Of a word that joins."""
    found = []

    def look(_document, made):
        streams = (bad_fonts.text_layer._bytes(thing) for thing in made.objects if hasattr(thing, "stream"))
        shown = re.findall(rb"<([0-9a-f]{4,})>", next(s for s in streams if b"\nBT\n" in s))
        found.extend(digits[i : i + 4] for digits in shown for i in range(0, len(digits), 4))

    laid_out("<p>بسته", css).write_pdf(finisher=look)
    return sorted(found)


# -------------------------------------------------------------------------------------------------------- page numbers


@wrong("1491, of 70.0 again: a page number in a flex box is 0")
def test_a_page_number_in_a_flex_box():
    css = "a { display: flex; gap: 9mm } a[href]::after { content: target-counter(attr(href), page) }"
    assert order(CONTENTS, css) == ["2", "A"]


@wrong("no issue found: a page number of what has no address", raises=TypeError)
def test_a_page_number_without_an_address():
    made("<p><a>A</a>" + CONTENTS, "a::after { content: target-counter(attr(href url), page) }")


# --------------------------------------------------------------------------------------------------------------- fonts


@wrong("378, 2405: files of one family by range become one font with other letters' glyphs")
def test_a_family_by_range():
    def face(name, span):
        url = (THEME / "static/fonts" / name).as_uri()
        return f"@font-face {{ font-family: Split; src: url({url}); unicode-range: {span} }}"

    css = face("Vazirmatn-Regular.ttf", "U+600-6FF") + face("GozareshSerif-Regular.ttf", "U+0-FF")
    data = made("<p>متن word", css + " p { font-family: Split }")
    fonts = pypdf.PdfReader(io.BytesIO(data)).pages[0]["/Resources"]["/Font"]
    assert len(fonts) == 2


@wrong("no issue found (1508 was the layout): half-spaces do not reach the text layer")
def test_a_half_space_can_be_searched():
    assert "می\u200cگوید" in text(made("<p>می\u200cگوید"))


@wrong("no issue found: a letter with a mark takes the text from the letter without")
def test_a_mark_takes_nothing():
    assert {"خطأً", "نبأ"} <= set(text(made("<p>خطأً نبأ")).split())


@wrong("2841: letters whose dots are glyphs of their own are read as others")
def test_dots_that_are_glyphs(tmp_path):
    shop = bad_fonts.theme(tmp_path, bad_fonts.dots_apart)
    (face,) = bad_fonts.text_layer.faces(shop.theme)
    assert "ظرفیت" in text(bad_fonts.text_layer.printed(face, ["قیمت", "ظرفیت"], shop))


# ---------------------------------------------------------------------------------------------------------------- tags


def tags(body):
    """Kind and language of every structure element."""
    book = pypdf.PdfReader(io.BytesIO(made(body, pdf_variant="pdf/ua-1")))
    elements = [book.get_object(number) for number in range(1, book.trailer["/Size"])]
    found = [e for e in elements if isinstance(e, dict) and e.get("/Type") == "/StructElem"]
    return {(e["/S"], e.get("/Lang")) for e in found}


@wrong("no issue found: no element says its language")
def test_elements_say_their_language():
    assert "en" in {language for _, language in tags('<p>سلام <span lang="en">word</span>')}


@wrong("no issue found: a paragraph in an item of a list is no body")
def test_an_item_has_a_body():
    assert "/LBody" in {kind for kind, _ in tags("<ul><li><p>x</p></li></ul>")}


@wrong("2471: <bdi> is an element that readers must ignore")
def test_bdi_is_a_span():
    assert "/NonStruct" not in {kind for kind, _ in tags('<p>سلام <bdi lang="en" dir="ltr">word</bdi>')}


@wrong("2482: a figure is an element that readers must ignore")
def test_a_figure_is_one():
    assert "/Figure" in {kind for kind, _ in tags("<figure><p>x</p><figcaption>y</figcaption></figure>")}


@wrong("no issue found: a footnote is no note")
def test_a_footnote_is_a_note():
    assert "/Note" in {kind for kind, _ in tags('<p>سلام<span style="float: footnote">یادداشت</span>')}


@wrong("no issue found: each element inside a link is a link again")
def test_a_link_is_one_link():
    (page,) = laid_out('<p><a href="https://example.org">یک <b>دو</b></a>').pages
    assert len(page.links) == 1
