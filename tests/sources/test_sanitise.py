import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.config import SiteConfig
from plugins.languages import ENGLISH, PERSIAN
from plugins.sources import body, tree
from plugins.sources.sanitise import ATTRIBUTES, SCHEMES, TAGS

CONFIG = SiteConfig()
OURS = {"rel", "role", "tabindex", "aria-label", "scope", "dir", "lang"}


def read(text, language=PERSIAN):
    return body.read(text, first_line=1, path="briefings/2025/x.fa.md", language=language, config=CONFIG)


HOSTILE = [
    "<script>alert(1)</script>",
    "<scr<script>ipt>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    '<iframe src="https://example.org"></iframe>',
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    "[x](javascript:alert(1))",
    "[x](java\tscript:alert(1))",
    "[x](&#106;avascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x]( javascript:alert(1))",
    "[x](<java\u0001script:alert(1)>)",
    "[x](data:text/html,<script>alert(1)</script>)",
    "[x](vbscript:x)",
    "[x]: javascript:alert(1)\n\n[x]",
    "![x](javascript:alert(1))",
    "![x](data:image/svg+xml,<svg/onload=alert(1)>)",
    '<a href="\U000f0000javascript:alert(1)">x</a>',
    "<a href=' javascript:alert(1)'>x</a>",
    "<a data-place='1' href=javascript:alert(1)>x</a>",
    "text {: onclick=alert(1) style=color:red }",
    '# h {: #x onmouseover="alert(1)" }',
    "<p style='position:fixed'>x</p>",
    "<form action=/x><input name=y></form>",
    "<base href=//evil>",
    "<meta http-equiv=refresh content=0>",
    "<link rel=stylesheet href=//evil>",
    "<object data=x></object><embed src=x>",
    "<a href=//evil.example>x</a>",
    "<template><script>alert(1)</script></template>",
    "<!--><script>alert(1)</script>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
    '`<script>`{: onclick="x" }',
    "<details ontoggle=alert(1) open><summary>x</summary></details>",
]


def assert_safe(html):
    root = tree.parse(html)
    for element in root.elements():
        assert element.tag in TAGS | {"bdi"}
        allowed = ATTRIBUTES["*"] | ATTRIBUTES.get(element.tag, frozenset()) | OURS
        assert set(element.attrs) <= allowed - {"data-place", "align"}, element.attrs
        for name in ("href", "src"):
            address = element.attrs.get(name, "")
            scheme = address.partition(":")[0] if ":" in address.partition("/")[0].partition("#")[0] else ""
            assert scheme in {"", "content", *SCHEMES}
            assert not address.startswith(("//", "\\"))


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_source_is_harmless(text):
    found, _ = read(text)
    assert_safe(found.html)
    assert not any(name.startswith("on") for e in tree.parse(found.html).elements() for name in e.attrs)
    line, _ = body.line(text, line=1, column=1, path="briefings/x.fa.md", language=PERSIAN, config=CONFIG)
    assert_safe(line.html)


PIECES = st.sampled_from([*HOSTILE, "\n\n", "`", "<b>", "</b>", "سلام", "<", ">", '"', "- "])


@given(st.lists(PIECES, max_size=6).map("".join))
def test_mixed_hostile_source_is_harmless(text):
    assert_safe(read(text)[0].html)


@given(st.text(max_size=200))
def test_any_text_is_read(text):
    assert_safe(read(text)[0].html)
    assert_safe(body.line(text, line=1, column=1, path="b/x.md", language=ENGLISH, config=CONFIG)[0].html)


@pytest.mark.parametrize(
    ("text", "place", "named"),
    [
        ("a\n\n`<script>` <script>x</script>", (3, 12), "<script>"),
        ("سلام <b onclick='x'>y</b>", (1, 9), "attribute 'onclick' of <b>"),
        ("<p>\n<blink>x</blink></p>", (2, 1), "<blink>"),
        ("a <span style='color:red'>b</span>", (1, 9), "attribute 'style' of <span>"),
        ("## سلام {: onclick=x }", (1, 12), "attribute 'onclick' of <h2>"),
    ],
)
def test_what_was_removed_is_named_with_its_place(text, place, named):
    problems = [p for p in read(text)[1] if p.code == "html-removed"]
    assert [(p.line, p.column) for p in problems] == [place]
    assert named in problems[0].message
    assert problems[0].severity == "warning"


@pytest.mark.parametrize(
    "text", ["<b>x</b> <u>y</u> x<sub>2</sub>", "`<script>`", "a < b > c", "<https://example.org>"]
)
def test_harmless_html_is_not_reported(text):
    assert read(text)[1] == ()


def test_ids_of_the_page_and_strange_classes_are_not_the_author_s():
    html = read('<p id="g-menu" class="g-top Foo ok">x</p>\n\n[y](#g-menu)\n\n## g-menu')[0].html
    assert '<p id="x-g-menu" class="ok"' in html
    assert 'href="#x-g-menu"' in html
    assert '<h2 id="x-g-menu-2"' in html


def test_external_links_say_so_and_internal_ones_do_not():
    html = read("[a](https://example.org) [b](y.fa.md) [c](mailto:a@example.org)", ENGLISH)[0].html
    assert html.count('rel="external"') == 1
    assert "noopener" not in html
