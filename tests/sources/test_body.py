import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.config import SiteConfig
from plugins.languages import ENGLISH, PERSIAN
from plugins.model import Heading
from plugins.sources import body

CONFIG = SiteConfig()


def read(text, language=PERSIAN, first_line=1):
    return body.read(text, first_line=first_line, path="briefings/2025/x.fa.md", language=language, config=CONFIG)


def line(text, language=PERSIAN):
    return body.line(text, line=3, column=8, path="briefings/2025/x.fa.md", language=language, config=CONFIG)


def test_text_is_the_words_alone():
    found, _ = read(
        "## می\u200cشود\n\nیک **دو**\nسه.[^1]\n\n- چهار\n- پنج\n\n| الف | ب |\n|---|---|\n| پ | ت |\n\n"
        "![نه](a.png 'شرح')\n\n[^1]: یادداشت\n\nآخر `کد`"
    )
    assert found.text == "می\u200cشود\n\nیک دو سه.\n\nچهار\n\nپنج\n\nالف ب\n\nپ ت\n\nشرح\n\nآخر کد\n\nیادداشت"
    assert found.words == 14


def test_headings_and_ids():
    found, _ = read("## یک[^1]\n\n### *دو* Beta {: #b }\n\n<a id='c'></a>\n\n[^1]: n")
    assert found.headings == (Heading(2, "یک", "یک"), Heading(3, "b", "دو Beta"))
    assert found.ids == {"یک", "b", "c", "fn:1", "fnref:1"}


def test_an_empty_body():
    found, problems = read("\n\n")
    assert (found.html, found.text, found.references, problems) == ("", "", (), ())


def test_lines_count_from_the_file():
    _, problems = read("a\n\n[x](/y)", first_line=12)
    assert [(p.line, p.column) for p in problems] == [(14, 5)]
    _, problems = read("a\r\n\r\n[x](/y)", first_line=12)
    assert [(p.line, p.column) for p in problems] == [(14, 5)]


def test_commands_of_other_generators_are_told_but_not_in_code():
    _, problems = read('`{{< a >}}`\n\nسلام {{< ref "x" >}} {% tag %} {{% b %}}')
    assert [(p.line, p.column, p.end_column, p.code) for p in problems] == [
        (3, 6, 21, "foreign-shortcode"),
        (3, 22, 31, "foreign-shortcode"),
        (3, 32, 41, "foreign-shortcode"),
    ]


def test_footnotes_without_a_call_or_a_note():
    found, problems = read("یک[^1] `[^9]`\n\n[^2]: دو")
    assert [(p.line, p.column, p.code) for p in problems] == [(1, 3, "missing-footnote"), (3, 1, "unused-footnote")]
    assert "#fnref" not in found.html


def test_a_summary_of_another_language_in_a_foreign_page():
    found, _ = read("## English Summary\n\nText (2025).", PERSIAN)
    assert found.html == (
        '<h2 id="english-summary" lang="en" dir="ltr">English Summary</h2>\n<p lang="en" dir="ltr">Text (2025).</p>'
    )


@pytest.mark.parametrize(
    ("text", "plain", "html"),
    [
        ("سلام", "سلام", "سلام"),
        ("  Alpha \n بتا ", "Alpha بتا", '<bdi lang="en" dir="ltr">Alpha</bdi> بتا'),
        (
            "**سلام** & [x](y.fa.md)",
            "سلام & x",
            '<strong>سلام</strong> &amp; <bdi lang="en" dir="ltr"><a href="content:briefings/2025/y.fa.md">x</a></bdi>',
        ),
        ("۱. یک", "۱. یک", "۱. یک"),
        ("# یک", "# یک", "# یک"),
        ("<p>یک</p><div>دو</div>", "یک دو", "یک دو "),
        ("![نقشه](a.png)", "نقشه", "نقشه"),
        ("[^1]", "[^1]", "[^1]"),
        ("", "", ""),
        ("$5 < 6", "$5 < 6", '<bdi dir="ltr">$5</bdi> &lt; 6'),
    ],
)
def test_line(text, plain, html):
    found, _ = line(text)
    assert (found.plain, found.html.strip()) == (plain, html.strip())


@given(st.text(alphabet="سلامAB 0123456789-.,:;()«»،$%/#+'\"\u200c", max_size=40))
def test_the_short_way_of_a_line_gives_what_the_long_way_gives(text):
    text = text.strip()
    long, _ = line(text + "`x`")
    short, _ = line(text)
    assert long.plain == short.plain + "x"


SUMMARIES = [
    ("## English Summary", PERSIAN, "en"),
    ("##  english   SUMMARY ##", PERSIAN, "en"),
    ("## English Summary {#en}", PERSIAN, "en"),
    ("## خلاصهٔ فارسی", ENGLISH, "fa"),
    ("## خلاصه فارسی", ENGLISH, "fa"),
    ("## خلاصه\u200cی فارسی", ENGLISH, "fa"),
    ("## خلاصۀ فارسي", ENGLISH, "fa"),
    ("## English Summary", ENGLISH, None),
    ("### English Summary", PERSIAN, None),
    ("## English Summaries", PERSIAN, None),
    ("```\n## English Summary\n```", PERSIAN, None),
    ("## English Summary\n\n## دیگر", PERSIAN, None),
]


@pytest.mark.parametrize(("heading", "language", "tag"), SUMMARIES)
def test_a_summary_is_the_last_section_headed_as_one(heading, language, tag):
    split = body.split_summary(f"a\n\n## b\n\nc\n\n{heading}\n\nd\n", language=language, languages=CONFIG.languages)
    assert (split and split.language.tag) == tag
    if split:
        assert (split.main, split.summary, split.heading_line, split.first_line) == (
            "a\n\n## b\n\nc\n\n", "\nd\n", 6, 7,
        )  # fmt: skip


def test_footnotes_at_the_end_of_the_file_go_with_the_text_that_calls_them():
    text = "a[^1] b[^2]\n\n## English Summary\n\nc[^2] d[^3]\n\n[^1]: one\n    more\n[^2]: two\n[^3]: three\n"
    split = body.split_summary(text, language=PERSIAN, languages=CONFIG.languages)
    assert split
    assert split.main.split("\n") == [*text.split("\n")[:2], *[""] * 4, "[^1]: one", "    more", "[^2]: two", "", ""]
    assert split.summary == "\nc[^2] d[^3]\n\n\n\n[^2]: two\n[^3]: three\n"
    for part, first in ((split.main, 1), (split.summary, 1 + split.first_line)):
        assert read(part, first_line=first)[1] == ()


@pytest.mark.parametrize("mark", '«‹“‘„"')
def test_a_quotation_with_its_authors_own_mark_gets_no_second_one(mark):
    assert '<blockquote class="g-quoted">' in read(f"> {mark}سلام")[0].html
    assert "g-quoted" not in read(f"> سلام {mark}")[0].html
    assert "g-quoted" not in read(f'<p class="g-quoted">{mark}</p>')[0].html
