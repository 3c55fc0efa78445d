"""Every component of the theme, rendered from its examples in every language that they are written in."""

import re
from html.parser import HTMLParser

import pytest
import tinyhtml5

from plugins.languages import TABLE
from tests.site import examples
from tests.site.reading import elements, text
from tests.site.test_html_valid import checker, faults  # noqa: F401 - a fixture

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
ABBREVIATIONS = "PDF|Atom|CSV"
"""Latin words that the interface writes among those of another script, at the end of a line or alone."""


def cases():
    for name in examples.components():
        if (examples.CASES / f"{name}.yaml").exists():
            yield from examples.read(name)


ALL = [*cases()]


@pytest.fixture(params=ALL, ids=lambda e: f"{e.component}: {e.name} ({e.language.tag})")
def example(request):
    return request.param


def document(example):
    """The page that has nothing but this component."""
    tag, direction = example.language.tag, example.language.direction
    if example.inside == "html":
        return f'<!doctype html><html lang="{tag}" dir="{direction}">{example.html}<body></body></html>'
    around = "" if example.inside == "head" else example.inside
    inner = f"<{around}>{example.html}</{around}>" if around and example.html.strip() else example.html
    own = example.html if example.inside == "head" else ""
    head = f'<head><meta charset="utf-8"><title>{example.component}</title>{own}</head>'
    inner = "" if own else inner
    return f'<!doctype html><html lang="{tag}" dir="{direction}">{head}<body>{inner}</body></html>'


def tree(example):
    return tinyhtml5.parse(document(example), namespace_html_elements=False)


class Nesting(HTMLParser):
    """Start and end tags as they are written, not as a browser forgives them."""

    def __init__(self):
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag, attrs):
        names = [name for name, _ in attrs]
        assert len(names) == len(set(names)), (tag, names)
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open, tag
        assert self.open.pop() == tag


# --------------------------------------------------------------------------------------------------- the examples


def test_every_component_has_examples_in_both_directions():
    written = {path.stem for path in examples.CASES.iterdir()}
    assert set(examples.components()) - written == set(), "write tests/cases/components/<name>.yaml"
    assert written - set(examples.components()) == set(), "examples of no component"
    for component in examples.components():
        for name in {e.name for e in ALL if e.component == component}:
            tags = {e.language.tag for e in ALL if (e.component, e.name) == (component, name)}
            assert tags >= {"fa", "en"}, (component, name)


def test_every_parameter_is_given_a_value_by_some_example():
    for component in examples.components():
        given = set().union(*(e.values for e in ALL if e.component == component))
        wanted = set(examples.parameters(component)) - examples.GIVEN
        assert given == wanted, f"{component}: no example gives {sorted(wanted - given)}"


def test_every_component_stands_somewhere():
    templates = "".join(path.read_text("utf-8") for path in (examples.ROOT / "theme/templates").rglob("*.html"))
    assert [name for name in examples.components() if not re.search(rf"\{{\{{-? {name}\(", templates)] == []


def test_other_languages_have_examples_too():
    assert {e.language.tag for e in ALL} == set(TABLE)


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ({"parameters": {"view": "Pager"}, "examples": {"x": {"fa": {"vew": {}}}}}, "'vew'"),
        ({"parameters": {"view": "Pager"}, "examples": {"x": {"fa": {"view": {"old": ""}}}}}, "'old'"),
        ({"parameters": {"view": "Pager"}, "examples": {"x": {"fa": {}}}}, "must be given"),
        ({"parameters": {"view": "Pager"}, "examples": {"x": {"fa": {"view": {"older": 2}}}}}, "is no str"),
        ({"parameters": {}, "examples": {}}, "'view'"),
        ({"parameters": {"view": "Pager"}, "examples": {}, "exampels": {}}, "'exampels'"),
    ],
)
def test_an_example_that_fits_no_parameter_is_refused(table, told):
    with pytest.raises(AssertionError, match=told):
        list(examples.read("pager", table))


# ------------------------------------------------------------------------------------------------ what they render


def test_tags_close_in_the_order_in_which_they_open(example):
    parser = Nesting()
    parser.feed(example.html)
    parser.close()
    assert parser.open == []


def test_it_says_nothing_of_how_it_looks_or_what_it_is_made_of(example):
    for element in elements(tree(example)):
        for name, written in element.attrib.items():
            assert name != "style", element.tag
            assert not name.startswith("on"), element.tag
            assert "None" not in written, (element.tag, name)
        assert not re.search(r"\bNone\b|\bTrue\b|\bFalse\b|Undefined|{{|{%|&\w+;|<\w", own(element)), own(element)


def own(element):
    """The words of an element itself, without those of its children; a document in another notation has none."""
    if element.tag == "script":
        return ""
    return " ".join([element.text or "", *(child.tail or "" for child in element)]).strip()


def test_directions_are_explicit(example):
    for element in elements(tree(example)):
        if element.tag == "bdi" or "dir" in element.attrib:
            assert element.get("dir") in ("ltr", "rtl"), (element.tag, element.attrib)
        if "lang" in element.attrib:
            assert element.get("dir") == TABLE[element.get("lang")].direction, (element.tag, element.attrib)


def test_words_stand_in_the_script_of_the_language_around_them(example):
    """What is said in another script is in an element that names its language and direction."""

    def look(element, language):
        language = TABLE[element.get("lang")] if "lang" in element.attrib else language
        foreign = "".join(row.letters for row in TABLE.values() if row.letters != language.letters)
        words = re.sub(rf"\b({ABBREVIATIONS})\b|https?:\S+", "", own(element))
        assert not re.search(f"[{foreign}]", words), (language.tag, own(element))
        for child in element:
            look(child, language)

    look(tree(example).find("body"), example.language)


def test_what_names_another_element_finds_it_and_names_are_unique(example):
    found = [*elements(tree(example))]
    ids = [e.get("id") for e in found if "id" in e.attrib]
    assert len(ids) == len(set(ids))
    for element in found:
        for attribute in ("aria-labelledby", "aria-describedby", "aria-controls", "for"):
            assert set(element.get(attribute, "").split()) <= set(ids), (element.tag, attribute)


def test_what_is_met_without_seeing_it_has_a_name(example):
    for element in elements(tree(example)):
        if element.tag in ("nav", "aside") or element.get("role") == "group":
            assert element.get("aria-label") or element.get("aria-labelledby"), element.tag
        if element.tag in ("a", "button"):
            assert text(element) or element.get("aria-label"), element.attrib
        if element.tag == "a":
            assert element.get("href"), text(element)
        if element.tag == "button":
            assert element.get("type") == "button", text(element)
        if element.tag == "img":
            assert {"alt", "width", "height"} <= set(element.attrib), "known to the ear; its room known before it comes"
        if element.tag == "time":
            assert re.fullmatch(r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d)?(Z|[+-]\d\d:\d\d))?", element.get("datetime"))


def shape(element):
    """Tags and classes, without what each language says."""
    inside = [shape(child) for child in elements(element) if child in list(element)]
    return (element.tag, element.get("class"), element.get("hidden"), inside)


@pytest.mark.parametrize("component", examples.components())
def test_it_is_built_alike_in_every_language(component):
    """Direction is the style sheets' matter: HTML has no left and right."""
    shapes = {}
    for example in [e for e in ALL if e.component == component]:
        shapes.setdefault(example.name, {})[example.language.tag] = shape(tree(example))
    for name, found in shapes.items():
        assert all(one == found["fa"] for one in found.values()), (name, found)


def test_every_example_is_valid_html(checker, tmp_path):  # noqa: F811
    for place, example in enumerate(ALL):
        name = f"{example.component}-{place}-{example.language.tag}.html"
        (tmp_path / name).write_text(document(example), "utf-8")
    assert len([*tmp_path.iterdir()]) > 100
    assert faults(checker(tmp_path)) == []
