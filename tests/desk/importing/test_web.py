from pathlib import Path

import pytest

from plugins.config import SiteConfig
from plugins.desk.importing import formats
from plugins.sources import markdown

CONFIG = SiteConfig()
TEXT = "Two ministers signed the paper in the old hall, and both of them said that it was late."


def read(html, **options):
    data = html if isinstance(html, bytes) else html.encode()
    return formats.read(Path("page.html"), data, "", CONFIG, **options)


def text(raw):
    return "\n\n".join(block.text for block in raw.blocks)


@pytest.mark.parametrize(
    "html",
    [
        f"<body><nav>Menu</nav><article><p>{TEXT}</p></article><footer>Rights</footer></body>",
        f"<body><div>Menu</div><main><p>{TEXT}</p></main><div>Rights</div></body>",
        f"<body><div><a href=/>Menu</a></div><div><div><p>{TEXT}</p><p>{TEXT}</p></div></div>Rights</body>",
        f"<div><ul><li>Menu</li></ul></div><div itemprop=articleBody><p>{TEXT}</p></div><div>Rights</div>",
    ],
)
def test_the_readable_part_and_what_is_around_it(html):
    raw = read(html)
    assert set(text(raw).split("\n\n")) == {TEXT}
    assert [left.text.split("\n") for left in raw.left_out] == [["Menu", "Rights"]]


def test_without_a_mark_all_of_a_page_is_its_text():
    raw = read(f"<h1>Title</h1>{TEXT}<br>{TEXT}")
    assert text(raw) == f"# Title\n\n{TEXT}  \n{TEXT}"
    assert raw.left_out == ()


def test_what_a_page_says_about_itself():
    raw = read(
        '<html lang="en-GB"><head><title>A | Site</title><meta property="og:title" content="A  title">'
        '<meta name="author" content="Daniel Moreau"><meta name="description" content="Short.">'
        f'<link rel="canonical" href="https://example.org/a"></head><body><article><p>{TEXT}</p>'
        '<time datetime="2025-10-28T10:00:00Z">then</time></article></body></html>'
    )
    facts = raw.facts
    assert facts.keys == {"title": "A title", "summary": "Short.", "authors": ["Daniel Moreau"]}
    assert (facts.date, facts.language) == ("2025-10-28T10:00:00Z", "en-gb")
    assert facts.imported == {"address": "https://example.org/a"}


@pytest.mark.parametrize(
    "where", ["<meta charset=windows-1256>", '<meta http-equiv=x content="a; charset=windows-1256">']
)
def test_a_page_says_its_encoding(where):
    raw = read(f"<head>{where}</head><p>متن یک خبر تازه که از وب‌گاهی کهنه آمده است.</p>".encode("cp1256", "ignore"))
    assert text(raw).startswith("متن")


SIGNS = [
    "5 * 3 * 2",
    "snake_case and _edge_",
    "a `tick` and ```",
    "# no heading",
    "- no list",
    "+ no list",
    "1. no list",
    "> no quotation",
    "[no](link) and [^1] and ![no](picture)",
    "a < b and <b> and </p> and <!-- x -->",
    "&amp; and &copy; and AT&T",
    "back\\slash \\* \\n",
    "{: .no} {#no} {.no}",
    "!!! note",
    ": no definition",
    "===",
    "---",
    "~~~",
    "https://example.org/a_b_c?d=e&f=g",
    "*[no]: abbreviation",
]


@pytest.mark.parametrize("sign", SIGNS)
def test_words_that_look_like_marks_stay_words(sign):
    import html as escaping
    import re

    raw = read(f"<p>{escaping.escape(sign)}</p><p>{TEXT}</p>")
    shown = markdown.render(text(raw) + "\n")
    words = escaping.unescape(re.sub(r"<[^>]*>", "", shown.split("</p>")[0]))
    assert words.strip() == sign


def test_marks_that_are_meant():
    raw = read(
        "<p><b>bold</b> <i>slanted</i> <s>struck</s> x<sup>2</sup> <q>said</q> <code>a*b</code> line<br>break</p>"
        "<hr><pre><code>x = [1]\n\ny</code></pre><dl><dt>term</dt><dd>what it is</dd></dl>"
        "<ol start=3><li>three<p>more</p></li><li>four</li></ol>"
        "<table><caption>Years</caption><tr><td>a</td><td><b>b</b><br>c</td></tr></table>"
    )
    assert text(raw).split("\n\n") == [
        "**bold** *slanted* <del>struck</del> x<sup>2</sup> <q>said</q> `a*b` line  \nbreak",
        "---",
        "```\nx = [1]",
        "y\n```",
        "term\n:   what it is",
        "3. three",
        "   more\n4. four",
        "Years",
        "| a | **b** c |\n| --- | --- |",
    ]


@pytest.mark.parametrize(
    "html",
    [
        '<p>Text<sup><a href="#n">1</a></sup>.</p><ol><li id="n">Note.</li></ol>',
        (
            '<p>Text<sup id="r"><a class="footnote-ref" href="#n">1</a></sup>.</p><div class="footnote"><hr><ol>'
            '<li id="n"><p>Note. <a href="#r">↩</a></p></li></ol></div>'
        ),
        '<p>Text<a href="#n" role="doc-noteref"><sup>1</sup></a>.</p><aside id="n">Note.</aside>',
    ],
)
def test_footnotes(html):
    assert text(read(html)).replace("---\n\n", "") == "Text[^1].\n\n[^1]: Note."
