"""Charts, numbers and time lines: what is drawn, what is refused, and that no author can draw by hand."""

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.config import SiteConfig
from plugins.languages import ENGLISH, PERSIAN
from plugins.sources import body

CONFIG = SiteConfig()
CSS = Path(__file__).parents[2] / "theme/static/css"


def read(text, language=ENGLISH, first_line=1):
    return body.read(text, first_line=first_line, path="briefings/2025/x.md", language=language, config=CONFIG)


def chart(lines, language=ENGLISH):
    found, problems = read(f"```chart\n{lines}\n```", language)
    assert not problems
    return found.html


def places(text, language=ENGLISH):
    return [(p.line, p.column, p.code, p.message, p.fix) for p in read(text, language)[1]]


def lengths(html):
    return re.findall(r'class="g-bar ([^"]*)"', html)


def test_bars_are_a_table_in_a_figure():
    assert chart("title: Flow\nunit: m³\nUpper | 20\nLower | 5") == (
        '<figure class="g-chart g-bars"><figcaption>Flow (m³)</figcaption><table><tbody>'
        '<tr><th scope="row">Upper</th>'
        '<td><span class="g-bar g-bar-100"></span> <span class="g-value">20</span></td></tr>'
        '<tr><th scope="row">Lower</th>'
        '<td><span class="g-bar g-bar-25"></span> <span class="g-value">5</span></td></tr>'
        "</tbody></table></figure>"
    )


def test_columns_are_headed_by_their_labels():
    assert chart("kind: columns\n2023 | 1\n2024 | 2") == (
        '<figure class="g-chart g-columns"><table>'
        '<thead><tr><th scope="col">2023</th><th scope="col">2024</th></tr></thead><tbody><tr>'
        '<td><span class="g-value">1</span> <span class="g-bar g-bar-50"></span></td>'
        '<td><span class="g-value">2</span> <span class="g-bar g-bar-100"></span></td>'
        "</tr></tbody></table></figure>"
    )


def test_keys_and_kinds_may_be_persian():
    html = chart("عنوان: آب\nواحد: متر\nنوع: ستون\nیک | ۱", PERSIAN)
    assert 'class="g-chart g-columns"><figcaption>آب (متر)</figcaption>' in html


@pytest.mark.parametrize(
    ("written", "english", "persian"),
    [
        ("1,250.5", "1,250.5", "۱٬۲۵۰٫۵"),
        ("۱٬۲۵۰٫۵", "1,250.5", "۱٬۲۵۰٫۵"),
        ("٤٠", "40", "۴۰"),
        ("97.50 %", "97.50%", "۹۷٫۵۰٪"),
        ("۹۷٫۵٪", "97.5%", "۹۷٫۵٪"),
        ("+3", "+3", "+۳"),
        ("007", "007", "۰۰۷"),
    ],
)
def test_a_number_is_printed_as_written_in_the_languages_digits(written, english, persian):
    for language, shown in ((ENGLISH, english), (PERSIAN, persian)):
        assert re.search(r'class="g-value"[^>]*>([^<]*)<', chart(f"ی | {written}", language))[1] == shown


def test_the_number_decides_the_length_and_not_its_digits():
    assert lengths(chart("a | ۱٬۰۰۰\nb | 500\nc | 2.5\nd | 0")) == ["g-bar-100", "g-bar-50", "g-bar-1", "g-bar-0"]
    assert lengths(chart("a | 0")) == ["g-bar-0"]


def test_bars_below_zero_end_where_the_others_begin():
    html = chart("a | 30\nb | -10\nc | \u22120.1\nd | 0")
    assert lengths(html) == [
        "g-bar-75 g-from-25",
        "g-bar-25 g-from-0 g-below",
        "g-bar-1 g-from-24 g-below",
        "g-bar-0 g-from-25",
    ]
    assert '<span class="g-value" dir="ltr">\u221210</span>' in html


@given(st.lists(st.integers(-(10**15) + 1, 10**15 - 1), min_size=1, max_size=60))
def test_every_bar_stays_between_the_ends_and_meets_zero(values):
    drawn = lengths(chart("\n".join(f"a | {value}" for value in values)))
    zeros = set()
    for value, classes in zip(values, drawn, strict=True):
        length = int(re.search(r"g-bar-(\d+)", classes)[1])
        start = int((re.search(r"g-from-(\d+)", classes) or (0, 0))[1])
        assert 0 <= start <= start + length <= 100
        assert bool(length) == bool(value)
        zeros.add(start + length if value < 0 else start)
    assert len(zeros) == 1


def test_every_class_has_its_rule():
    rules = re.findall(
        r"\.(g-(?:bar|from)-\d+) \{ --(\w+): (\d+); \}", (CSS / "components/steps.css").read_text("utf-8")
    )
    assert rules == [(f"g-{name}-{step}", name, str(step)) for name in ("bar", "from") for step in range(101)]
    assert '@import "../components/steps.css";' in (CSS / "pdf/figures.css").read_text("utf-8")


def test_mistakes_of_a_chart_have_their_places():
    text = "Text\n\n```chart\ntitel: x\nkind: pie\n  a | 1/5\n\n\tb 4\n | 3\nunit: m\n```"
    numbers = "write digits alone, as ۱۲٬۵۰۰٫۵ or 12,500.5; words go into unit:"
    row = "write a label, “|” and a number: ۱۴۰۳ | ۱۲٫۵"
    assert places(text) == [
        (4, 1, "bad-chart", "'titel' is no key of a chart", "write title: …"),
        (5, 7, "bad-chart", "'pie' is no kind of chart", "write kind: bars or kind: columns"),
        (6, 7, "bad-chart", "'1/5' is no number", numbers),
        (8, 2, "bad-chart", "'b 4' holds no “|”", row),
        (9, 2, "bad-chart", "'| 3' has no label", row),
        (10, 1, "bad-chart", "'unit' stands below a number", "write it above the first number"),
    ]


@pytest.mark.parametrize(
    ("lines", "line", "column", "message"),
    [
        ("", 1, 1, "the chart holds no number"),
        ("title: x", 1, 1, "the chart holds no number"),
        ("title: x\ntitle: y\na | 1", 3, 1, "'title' stands twice"),
        ("kind: columns\na | 1\nb | -2", 4, 5, "'\u22122' is below zero, and columns stand on it"),
        ("kind: columns\n" + "a | 1\n" * 13, 15, 5, "13 columns are more than can be read; 12 are the most"),
        ("a | 1\n" * 61, 62, 5, "61 bars are more than can be read; 60 are the most"),
        ("a | 1 | 2", 2, 5, "'1 | 2' is no number"),
        ("a | 1,5", 2, 5, "'1,5' is no number"),
        ("a | nan", 2, 5, "'nan' is no number"),
        ("a | " + "9" * 400, 2, 5, f"{'9' * 400!r} is no number"),
    ],
)
def test_what_is_no_chart(lines, line, column, message):
    assert [found[:4] for found in places(f"```chart\n{lines}\n```")] == [(line, column, "bad-chart", message)]


def test_a_block_inside_a_list_has_its_true_column():
    assert [p[:2] for p in places("- one\n\n  ```chart\n  a | x\n  ```")] == [(4, 7)]
    assert "<li>\n<p>one</p>\n<figure" in read("- one\n\n  ```chart\n  a | 1\n  ```")[0].html


def test_lines_count_from_the_file():
    assert [(p.line, p.column) for p in read("```chart\na | x\n```", first_line=40)[1]] == [(41, 5)]


def test_a_time_line_is_a_list_of_dates_and_what_happened():
    found, problems = read("```timeline\n۱ دی ۱۴۰۴ | امضا در **FAO**\nنیمهٔ دوم دههٔ ۱۳۵۰ | a < b\n```", PERSIAN)
    assert not problems
    assert found.html == (
        '<ul class="g-timeline">'
        '<li dir="rtl"><div class="g-date">۱ دی ۱۴۰۴</div>'
        '<div class="g-event">امضا در <bdi lang="en" dir="ltr"><strong>FAO</strong></bdi></div></li>'
        '<li dir="rtl"><div class="g-date">نیمهٔ دوم دههٔ ۱۳۵۰</div>'
        '<div class="g-event" lang="en" dir="ltr">a &lt; b</div></li></ul>'
    )


def test_links_of_a_time_line_are_checked_like_any_other():
    found, problems = read(
        "## Here\n\n```timeline\n2024 | [a](y.md) [b](#here) [c](#gone)\n"
        "2025 | [x](javascript:alert(1)) <script>1</script>\n```"
    )
    assert [(r.target, r.line, r.column) for r in found.references] == [("briefings/2025/y.md", 4, 12)]
    assert [(p.line, p.code) for p in problems] == [(4, "broken-anchor"), (5, "bad-scheme"), (5, "html-removed")]
    assert 'href="content:briefings/2025/y.md"' in found.html
    assert "javascript" not in found.html
    assert "<script" not in found.html


def test_mistakes_of_a_time_line_have_their_places():
    example = "write a date, “|” and what happened: ۶ آبان ۱۴۰۴ | …"
    assert places("```timeline\n2024\n2025 |\n2026 | A[^1]\n```\n\n```timeline\n```") == [
        (2, 1, "bad-timeline", "'2024' is not a date and a text", example),
        (3, 1, "bad-timeline", "'2025 |' is not a date and a text", example),
        (
            4,
            9,
            "bad-timeline",
            "'[^1]' stands in a time line, which has no footnotes",
            "write [^1] in the sentence before the time line",
        ),
        (7, 1, "bad-timeline", "the time line is empty", example),
    ]


def test_numbers_are_a_list_of_figures_and_what_they_count():
    found, problems = read("```numbers\n-26.5 | مترمکعب در **ثانیه**\n820% | FAO a < b\n```", PERSIAN)
    assert not problems
    assert found.html == (
        '<ul class="g-numbers g-of-2">'
        '<li dir="rtl"><div class="g-figure" dir="ltr">\u2212۲۶٫۵</div>'
        '<div class="g-counted">مترمکعب در <strong>ثانیه</strong></div></li>'
        '<li dir="rtl"><div class="g-figure">۸۲۰٪</div>'
        '<div class="g-counted" lang="en" dir="ltr">FAO a &lt; b</div></li></ul>'
    )
    assert '<li dir="ltr"><div class="g-figure">1,150</div>' in read("```numbers\n۱٬۱۵۰ | a\n2 | b\n```")[0].html


def test_mistakes_of_numbers_have_their_places():
    example = "write a number, “|” and what it counts: ۲۶ | متر مکعب در ثانیه"
    digits = "write digits alone, as ۱۲٬۵۰۰٫۵ or 12,500.5; words go behind “|”"
    assert places("```numbers\n26\n7 |\n\n  9 km | A\n8 | A[^1]\n```\n\n```numbers\n1 | a\n```\n\n```numbers\n```") == [
        (2, 1, "bad-numbers", "'26' is not a number and its words", example),
        (3, 1, "bad-numbers", "'7 |' is not a number and its words", example),
        (5, 3, "bad-numbers", "'9 km' is no number", digits),
        (
            6,
            6,
            "bad-numbers",
            "'[^1]' stands in a block of numbers, which has no footnotes",
            "write [^1] in the sentence before the block",
        ),
        (
            9,
            1,
            "bad-numbers",
            "the block holds 1 number; from 2 to 4 are set large",
            "write one number in a sentence, more than four in a table",
        ),
        (13, 1, "bad-numbers", "the block holds no number", example),
    ]
    assert places("```numbers\n" + "1 | a\n" * 5 + "```") == [
        (
            6,
            1,
            "bad-numbers",
            "the block holds 5 numbers; from 2 to 4 are set large",
            "write one number in a sentence, more than four in a table",
        )
    ]


@pytest.mark.parametrize(
    "written",
    [
        '<ul class="g-numbers g-of-2"><li>a</li></ul>',
        '<figure class="g-chart g-bars"><span class="g-bar g-bar-100">x</span></figure>',
        '<ul class="g-timeline"><li>a</li></ul>',
        '<pre><code class="language-chart row-0">a | 1</code></pre>',
        '<pre><code class="language-chart row-99">a | 1</code></pre>',
        '<pre><code class="language-chart">a | 1</code></pre>',
        "text {: .g-bar-5 }",
        "    ```chart\n    a | 1\n    ```",
        "`` ```chart a | 1 ``` ``",
    ],
)
def test_authors_cannot_draw_by_hand(written):
    found, _ = read(f"{written}\n\n```timeline\n2024 | Begun\n```")
    assert re.findall(r'class="([^"]*g-[^"]*)"', found.html) == ["g-timeline", "g-date", "g-event"]


def test_what_an_author_writes_in_a_chart_is_text():
    html = chart('title: <b onclick="x">\n<script>a</script> | 1\n"><img src=x onerror=y> | 2')
    assert '<figcaption>&lt;b onclick="x"&gt;</figcaption>' in html
    assert not re.search("<(b|script|img)\\b", html)


def test_a_place_is_one_of_the_file_where_tabs_stand_between():
    _, problems = read("x\n\n```chart\n1\t|\tx\n```\n")
    assert [(p.line, p.column, p.code) for p in problems] == [(4, 5, "bad-chart")]


@given(
    st.text(alphabet=st.sampled_from("ab |:`~\n\t<>[](){}*_^1۲٫-%titlekndchar"), max_size=200),
    st.sampled_from(["chart", "numbers", "timeline"]),
)
def test_nothing_raises(text, name):
    found, problems = read(f"x\n\n```{name}\n{text}\n```\n")
    rows = f"x\n\n```{name}\n{text}\n```\n".split("\n")
    for problem in problems:
        assert 0 <= problem.line <= len(rows)
        assert problem.column <= len(rows[problem.line - 1]) + 1
    assert "row-" not in found.html or problems or "```" in text or "~~~" in text


def test_words_for_search_hold_labels_and_numbers():
    found, _ = read(
        "```chart\ntitle: Flow\nUpper | 20\n```\n\n```timeline\n2024 | Begun\n```\n\n```numbers\n26 | a\n7 | b\n```"
    )
    assert found.text == "Flow\n\nUpper 20\n\n2024\n\nBegun\n\n26\n\na\n\n7\n\nb"
