import pytest

from plugins.config import SiteConfig
from plugins.languages import ENGLISH
from plugins.model import Html
from plugins.sources import body
from plugins.sources.addresses import prefix_ids, resolve

CONFIG = SiteConfig()


def read(text, path="briefings/2025/x.en.md"):
    return body.read(text, first_line=1, path=path, language=ENGLISH, config=CONFIG)


@pytest.mark.parametrize(
    ("written", "kind", "target", "fragment"),
    [
        ("../2024/y.fa.md#فصل-۱", "link", "briefings/2024/y.fa.md", "فصل-۱"),
        ("y.md", "link", "briefings/2025/y.md", ""),
        ("./a/../y.md", "link", "briefings/2025/y.md", ""),
        ("../../pages/about.md", "link", "pages/about.md", ""),
        ("{filename}y.md", "link", "briefings/2025/y.md", ""),
        ("{filename}/pages/about.md#g-x", "link", "pages/about.md", "x-g-x"),
        ("|filename|/y.md", "link", "y.md", ""),
        ("{static}/files/a.pdf", "attachment", "files/a.pdf", ""),
        ("{attach}a%20b.pdf", "attachment", "briefings/2025/a b.pdf", ""),
        ("<گزارش نهایی.pdf>", "attachment", "briefings/2025/گزارش نهایی.pdf", ""),
        ("y.md?x=1#z", "link", "briefings/2025/y.md", "z"),
    ],
)
def test_a_link_is_a_path_from_the_content_folder(written, kind, target, fragment):
    found, problems = read(f"[a]({written})")
    (reference,) = found.references
    assert problems == ()
    assert (reference.kind, reference.target, reference.fragment) == (kind, target, fragment)
    seen = []
    resolve(found.html, link=lambda *args: seen.append(args), picture=lambda _: None)
    assert seen == [(target, fragment)]


@pytest.mark.parametrize(
    ("text", "code", "column"),
    [
        ("ab [a](../../../y.md)", "outside-content", 8),
        ("[a]({static}/../y.pdf)", "outside-content", 5),
        ("[a](%2e%2e/%2e%2e/%2e%2e/y.md)", "outside-content", 5),
        ("[a](a\\b.md)", "outside-content", 5),
        ("![a](../../../y.png)", "outside-content", 6),
        ("[a](/y.md)", "absolute-link", 5),
        ("[a](//example.org/y)", "absolute-link", 5),
        ("![a](/y.png)", "absolute-link", 6),
        ("[a](ftp://example.org)", "bad-scheme", 5),
        ("[a](content:y.md)", "bad-scheme", 5),
        ("![a](data:image/png,x)", "bad-scheme", 6),
        ("<ftp://example.org/a>", "bad-scheme", 2),
        ("<a href='ftp://example.org'>a</a>", "bad-scheme", 10),
        ("[a]({tag}energy)", "bad-scheme", 5),
        ("[a]()", "empty-link", 5),
        ("[a](#nothing)", "broken-anchor", 4),
        ("![a](https://example.org/y.png)", "remote-picture", 6),
    ],
)
def test_a_link_that_leads_nowhere_is_told_with_its_place(text, code, column):
    found, problems = read(text)
    assert [(p.code, p.line, p.column) for p in problems] == [(code, 1, column)]
    assert found.references == ()
    assert "content:" not in found.html
    assert problems[0].fix


def test_an_anchor_is_checked_and_the_nearest_named():
    _, problems = read("## Critical minerals\n\n[a](#critical-mineral) [b](#critical-minerals)")
    assert [(p.code, p.fix) for p in problems] == [("broken-anchor", "write #critical-minerals")]


def test_a_remote_picture_becomes_a_link():
    assert (
        '<a href="https://example.org/y.png" rel="external">a</a>' in read("x ![a](https://example.org/y.png)")[0].html
    )


def test_references_are_closed_in_one_pass():
    html = read(
        '[*a* b](y.md#z) [c](gone.md) ![alt "q"](p.png) ![lost](q.png) [![i](p.png)](gone.md) [w](https://e.org)'
    )[0].html
    out = resolve(
        html,
        link=lambda target, fragment: None if "gone" in target else f"y.html?a&b#{fragment}",
        picture=lambda target: {"src": "p.webp", "srcset": "a 1x, b 2x", "width": "3"} if "p.png" in target else None,
    )
    assert isinstance(out, Html)
    assert '<a href="y.html?a&amp;b#z"><em>a</em> b</a> c <img alt="alt &quot;q&quot;" src="p.webp"' in out
    assert 'srcset="a 1x, b 2x" width="3"> lost <img alt="i" src="p.webp"' in out
    assert out.count("<a ") == out.count("</a>") == 2
    assert "content:" not in out


def test_ids_are_prefixed_with_their_links():
    html = Html('<h2 id="a">id="x" #y</h2><a class="q" href="#a">b</a><a href="content:y.md#a">c</a><a href="#">d</a>')
    assert prefix_ids(html, "p1-") == (
        '<h2 id="p1-a">id="x" #y</h2><a class="q" href="#p1-a">b</a><a href="content:y.md#a">c</a><a href="#">d</a>'
    )
