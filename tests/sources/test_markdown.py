import re
from pathlib import Path

import markdown
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown.extensions.footnotes import FootnoteExtension
from markdown.extensions.tables import TableExtension

from plugins.config import SiteConfig
from plugins.languages import PERSIAN
from plugins.sources import body
from plugins.sources.boxes import Boxes
from plugins.sources.fences import Fences
from plugins.sources.lists import Lists
from plugins.sources.markdown import FOOTNOTE_BACK, UnreadableMarkdownError, render, render_line

CASES = Path(__file__).parents[1] / "cases" / "markdown" / "cases.txt"


def cases():
    found = []
    for case in re.split(r"^## (?=[a-z])", CASES.read_text("utf-8"), flags=re.MULTILINE)[1:]:
        name, rest = case.split("\n", 1)
        source, expected = rest.split("\n---\n")
        found.append(pytest.param(source, expected.strip(), id=name))
    return found


def compact(html):
    return re.sub(r"(?<=>)\s+(?=<)|\s+(?=<(?:ul|ol|/li|/td|p)\b)", "", html).replace("\n", " ")


@pytest.mark.parametrize(("source", "expected"), cases())
def test_case(source, expected):
    found, _ = body.read(source, first_line=1, path="briefings/2025/x.fa.md", language=PERSIAN, config=SiteConfig())
    assert re.sub(r"  +", " ", compact(found.html)) == expected


@pytest.mark.parametrize("text", ["# a", "2025. a", "- a", "> a", "    a", "a | b", "!!! a", "[^1]: a", ": a", "---"])
def test_a_line_is_never_a_block(text):
    assert not re.search(r"<(p|h\d|ol|ul|pre|blockquote|div|hr|table|dl)\b", render_line(text))


@pytest.mark.parametrize(
    "text",
    [
        "[" * 20_000,
        "![" * 5_000,
        "[a](" * 5_000,
        "<a " * 5_000,
        "``a`" * 5_000,
        "=\n" * 20_000,
        "# a\n" * 20_000,
        "<![CDATA[" * 2_000,
        "*[a]: b\n" * 3_000,
        "!!! a\n" * 20_000,
        "[^a]" * 4_000 + "\n\n[^a]: b",
        "".join(f"[^{n}]: b\n\n" for n in range(9_000)),
    ],
    ids=lambda text: text[:6],
)
@pytest.mark.timeout(10)
def test_what_would_take_minutes_is_refused_at_once(text):
    with pytest.raises(UnreadableMarkdownError):
        render(text)


@pytest.mark.parametrize(
    "text",
    [
        *("[a](b.md) " * 300, "`a` " * 300, "- a\n" * 3_000, "<b>a</b> " * 500, "| a | b |\n" * 1_000),
        *("## a\n\n" * 500, "> " * 200 + "a", "- " * 2_000 + "a", "*a " * 3_000),
        "".join("  " * n + "- a\n" for n in range(200)),
    ],
    ids=lambda text: text[:6],
)
@pytest.mark.timeout(10)
def test_long_texts_are_not_refused(text):
    assert render(text)


def test_a_document_leaves_nothing_for_the_next():
    render("a[^1] [b]\n\n[^1]: c\n\n[b]: d.md\n\n*[HTML]: x")
    assert render("a[^1] [b] HTML") == "<p>a[^1] [b] HTML</p>"


def of_the_library(source):
    md = markdown.Markdown(
        output_format="html",
        extensions=[
            TableExtension(use_align_attribute=True),
            FootnoteExtension(BACKLINK_TEXT=FOOTNOTE_BACK, BACKLINK_TITLE="{}"),
            "def_list",
            "abbr",
            "attr_list",
            Fences(),
            Boxes(),
            Lists(),
        ],
    )
    return md.convert(source)


PIECES = st.sampled_from(
    [
        *"*_`<>&\\[](){}!|:#-+=~^ \n\t\x02", "\n\n", "  \n", "\n    ", "**", "word", "کلمه", "ه\u0654", "۱. ",
        "1. ", "- ", "> ", "## ", "---", "```", "[^1]", "\n[^1]: ", "\n[a]: b.md", "[a]", "](x.md)", "![", "<b>",
        "<div>", "</div>", "<!--", "&amp;", "{: .c}", "{#id}", "\n: ", "\n| a | b |\n|---|---|\n", "!!! note",
        "\n*[HTML]: x\n", "HTML", "///Footnotes Place Marker///", "https://a.b/", "<a@b.c>",
    ]
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=40).map("".join))
def test_what_is_left_out_for_speed_changes_no_letter(source):
    try:
        expected = of_the_library(source)
    except AssertionError:  # a fault of the library's own
        with pytest.raises(UnreadableMarkdownError):
            render(source)
    else:
        assert render(source) == expected


def test_what_is_left_out_for_speed_changes_no_letter_of_the_cases():
    for case in cases():
        assert render(case.values[0]) == of_the_library(case.values[0])


@pytest.mark.parametrize("rule", ["-   -   -", "-   --", "*   *   *"])
@pytest.mark.parametrize("around", ["{}", "a\n{}\nb", "- a\n{}\n- b", "> {}", "x[^1]\n\n[^1]: {}", "!!! note\n    {}"])
def test_a_rule_with_wide_gaps_is_no_list_without_items(rule, around):
    assert rule in render(around.format(rule))
