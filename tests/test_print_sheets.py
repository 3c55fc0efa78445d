"""Every style sheet of the PDFs keeps the rules of tests/print_sheets.py, and each rule sees what breaks it."""

import re
from pathlib import Path

import pytest

from tests import print_sheets as rules
from tests import sheets
from tests.sheets import Sheet

THEME = Path(__file__).parents[1] / "theme"
CSS = THEME / "static/css"
ALL = {
    sheet.name: sheet
    for path in sorted(CSS.glob("pdf/*.css"))
    for sheet in rules.imported(CSS, path.relative_to(CSS).as_posix())
}
"""All that WeasyPrint reads, with the components' sheets that are imported."""


@pytest.mark.parametrize("rule", rules.RULES, ids=lambda rule: rule.__name__)
def test_the_sheets_of_the_pdfs_keep_the_rules(rule):
    assert [f"{name}:{fault}" for name, sheet in ALL.items() for fault in rule(sheet)] == []


def test_imported_sheets_are_read():
    assert {"pdf/document.css", "pdf/rtl.css", "components/steps.css"} <= set(ALL)


@pytest.mark.parametrize(
    ("rule", "bad"),
    [
        (rules.gridded, ".x { display: grid; grid-template-columns: 1fr 2fr }"),
        (rules.gridded, "@media print { .x { display: inline-grid } }"),
        (rules.flexed, ".x { display: flex }"),
        (rules.flexed, ".x { display: inline-flex }"),
        (rules.flexed_numbers, "a { display: flex } a[href]::after { content: target-counter(attr(href), page) }"),
        (rules.unguarded, ".x a::after { content: target-counter(attr(href), page) }"),
        (rules.unguarded, ".x a::after { content: target-text(attr(href)) }"),
        (rules.unguarded, ".x[href], .y { content: target-counter(attr(href), page, folio) }"),
        (rules.ruled, ".x { column-rule: 1px solid }"),
        (rules.ruled, ".x { column-rule-width: 1px }"),
        (rules.floated, ".x::after { float: inline-end }"),
        (rules.floated, ".x::before { float: inline-start; width: 2em }"),
        (rules.floated, ".x { float: inline-start }"),
        (rules.floated, ".x { float: left; width: 2em }"),
        (rules.initial, "p::first-letter { font-size: 3em }"),
        (rules.initial, "p:is(:lang(en), :lang(fa))::first-letter { font-size: 3em }"),
        (rules.slanted, "em { font-style: italic }"),
        (rules.slanted, "em { font-style: italic } em:lang(fa) { font-style: normal }"),
        (rules.slanted, ".x:lang(fa) { font: italic 1em x }"),
        (rules.ranged, "@font-face { font-family: x; unicode-range: U+600-6FF; src: url(x.ttf) }"),
        (rules.doubled, "@font-face { font-family: x; src: url(a) } @font-face { font-family: x; src: url(b) }"),
        (rules.embedded, ".x { unicode-bidi: isolate }"),
        (rules.embedded, ".x { direction: rtl }"),
        (rules.physical, ".x { margin-left: 1em }"),
        (rules.physical, ".x { left: 0 }"),
        (rules.physical, ".x { text-align: right }"),
        (rules.physical, "@page { @top-left { text-align: left } }"),
        (rules.physical, ".x { padding: 0 1em 0 2em }"),
        (sheets.spaced, ".x { letter-spacing: 1px }"),
        (sheets.justified, ".x { text-align: justify }"),
    ],
)  # fmt: skip
def test_a_rule_sees_what_breaks_it(rule, bad):
    assert list(rule(Sheet("pdf/x.css", bad)))


def test_the_rules_let_pass_what_is_meant():
    good = """
    @font-face { font-family: x; src: url(a.ttf); font-weight: 400 }
    @font-face { font-family: x; src: url(b.ttf); font-weight: 700 }
    @page { margin: 27mm 22mm 25mm; @bottom-left { content: counter(page); direction: ltr } }
    .x { display: grid; direction: ltr; grid-template-columns: 1fr 1fr }
    .line { display: flex /* a head of one line: it never breaks */ }
    .x a[href]::after { content: leader(".") target-counter(attr(href), page, folio) }
    .x li { display: block; columns: 2; column-gap: 1em }
    .panel { float: inline-start; width: 7em }
    .note { float: footnote; position: absolute; inset-inline-start: 0; top: 0; height: 1em }
    p:lang(en)::first-letter { font-size: 2em }
    em, i:lang(en) { font-style: italic }
    em:is(:lang(fa), :lang(ar)) { font-style: normal }
    table td { border-inline-start: 1px solid; padding: 0 1em 0 1em }
    .x { text-align: start; margin-inline-start: 1em }
    """
    one = Sheet("pdf/x.css", good)
    assert [f"{rule.__name__}: {fault}" for rule in rules.RULES for fault in rule(one)] == []


def test_left_and_right_may_stand_in_the_sheets_of_a_direction():
    text = "@page { @top-left { text-align: left } }"
    assert [list(rules.physical(Sheet(f"pdf/{name}.css", text))) for name in ("ltr", "a5-rtl")] == [[], []]
    assert list(rules.physical(Sheet("pdf/alert.css", text)))


@pytest.mark.parametrize("path", sorted(THEME.glob("templates/pdf/*.html")), ids=lambda path: path.name)
def test_a_template_of_the_pdfs_says_each_direction(path):
    """The engine knows neither `dir="auto"` nor `<bdo>`, and `<bdi>` alone takes the direction around it."""
    text = path.read_text("utf-8")
    assert not re.findall(r'dir="auto"|<bdo\b', text)
    assert [tag for tag in re.findall(r"<bdi\b[^>]*>", text) if "dir=" not in tag] == []
