import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.languages import ENGLISH, PERSIAN
from plugins.sources import runs, tree
from plugins.sources.isolate import isolate

CASES = Path(__file__).parents[1] / "cases" / "isolate"
CODE = {"code", "pre", "kbd", "samp"}


def cases():
    for file, language in (("persian", PERSIAN), ("english", ENGLISH)):
        lines = [line for line in (CASES / f"{file}.txt").read_text("utf-8").split("\n") if not line.startswith("# ")]
        for block in "\n".join(lines).split("\n\n"):
            rows = block.strip("\n").split("\n")
            if rows[0].startswith("= "):
                rows = [rows[0][2:]] * 2
            if rows[0]:
                yield pytest.param(language, rows[0], rows[1], id=re.sub("<[^>]*>", "", rows[0])[:40])


def expand(text):
    opening = {"": '<bdi dir="ltr">', "en": '<bdi lang="en" dir="ltr">', "fa": '<bdi lang="fa" dir="rtl">'}
    return re.sub(r"\[\[(\w*)\|(.*?)\]\](?!\])", lambda m: opening[m[1]] + m[2] + "</bdi>", text)


@pytest.mark.parametrize(("language", "given_", "expected"), list(cases()))
def test_case(language, given_, expected):
    # The author's own attribute order is kept, so attributes compare as sets.
    assert attributes_sorted(isolate(given_, language)) == attributes_sorted(expand(expected))


def attributes_sorted(html):
    root = tree.parse(html)
    for element in root.elements():
        element.attrs = dict(sorted(element.attrs.items()))
    return tree.serialise(root)


PERSIAN_WORDS = ["سلام", "می\u200cشود", "هٔ", "۱۴۰۴", "،", "؟", "«", "»", "שלום"]
LATIN_WORDS = ["Alpha", "Beta", "é", "e\u0301", "日本", "🙂", "25", "2025-10-28", "$5", "C++", "-", "%", "[1]"]
SIGNS = ["(", ")", "[", "]", "“", "”", ".", ",", "!", "&", "<", " ", " ", "\n", "\u00a0"]
WORDS = st.one_of(st.sampled_from(PERSIAN_WORDS), st.sampled_from(LATIN_WORDS), st.sampled_from(SIGNS))
TEXT = st.lists(WORDS, max_size=8).map("".join)


def inline(children):
    def build(parts):
        tag, inside = parts
        if tag == "br":
            return "<br>"
        if tag == "img":
            return '<img alt="x" src="y">'
        if tag == "note":
            return '<sup id="fnref:1"><a href="#fn:1">1</a></sup>'
        if tag == "code":
            inside = [re.sub("<[^>]*>", "", part) for part in inside]
        return f"<{tag}>{''.join(inside)}</{tag}>"

    tags = st.sampled_from(["b", "em", "a", "code", "sup", "span", "br", "img", "note"])
    return st.tuples(tags, st.lists(children, max_size=3)).map(build)


INLINE = st.recursive(TEXT.map(tree.escape), inline, max_leaves=8)
PHRASE = st.lists(INLINE, max_size=4).map("".join)
BLOCK = st.recursive(
    st.tuples(st.sampled_from(["p", "h2", "pre"]), PHRASE).map(lambda p: f"<{p[0]}>{p[1]}</{p[0]}>"),
    lambda inner: st.tuples(
        st.sampled_from(["ul", "blockquote", "div"]), st.lists(st.one_of(inner, PHRASE), max_size=3)
    ).map(lambda p: f"<{p[0]}>" + "".join(f"<li>{i}</li>" if p[0] == "ul" else i for i in p[1]) + f"</{p[0]}>"),
    max_leaves=5,
)
HTML = st.one_of(PHRASE, st.lists(BLOCK, max_size=3).map("".join))
LANGUAGE = st.sampled_from([PERSIAN, ENGLISH])


def normal(html):
    return tree.serialise(tree.parse(html))


def undone(html):
    """Without what `isolate` adds (the inputs have none of it)."""
    root = tree.parse(html)

    def clean(element):
        children = []
        for child in element.children:
            if isinstance(child, str):
                children.append(child)
                continue
            clean(child)
            child.attrs.pop("dir", None)
            child.attrs.pop("lang", None)
            children += child.children if child.tag == "bdi" else [child]
        element.children = children

    clean(root)
    return tree.serialise(root)


@given(HTML, LANGUAGE)
def test_nothing_but_isolates_is_added_and_tags_stay_nested(html, language):
    assert undone(isolate(html, language)) == normal(html)


@given(HTML, LANGUAGE)
def test_twice_is_once(html, language):
    once = isolate(html, language)
    assert isolate(once, language) == once


@given(HTML, LANGUAGE)
def test_no_letter_stands_in_the_other_direction(html, language):
    def look(element, direction):
        direction = element.attrs.get("dir", direction)
        for child in element.children:
            if isinstance(child, str):
                foreign = runs.LTR if direction == "rtl" else runs.RTL
                assert not foreign.search(child), (direction, child)
            elif child.tag not in CODE:
                look(child, direction)

    look(tree.parse(isolate(html, language)), language.direction)


@given(HTML, LANGUAGE)
def test_every_isolate_is_explicit_and_tight(html, language):
    def look(element):
        for child in element.children:
            if isinstance(child, str):
                continue
            if child.tag == "bdi":
                assert child.attrs["dir"] in ("rtl", "ltr")
                assert child.text().strip()
                assert not any(e.attrs.get("id", "").startswith("fnref") for e in child.elements())
            look(child)

    look(tree.parse(isolate(html, language)))


@given(st.text(alphabet="<>/ab\"'=& سA1-", max_size=60), LANGUAGE)
def test_any_text_is_taken(text, language):
    isolate(text, language)


def test_the_quick_look_misses_no_letter_and_no_digit():
    every = "".join(map(chr, range(0x110000)))
    assert set(runs.LTR.findall(every)) | set("0123456789") <= set(runs._MAYBE.findall(every))
