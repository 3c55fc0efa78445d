"""What a page says to those who do not see it: landmarks, headings, labels, pictures, days.

tests/browser asks axe-core in a browser; this asks every page, and what axe does not.
"""

import re

import pytest

from tests.site.reading import elements, parse, text

NAMED = {"nav", "aside", "section"}
"""A section is a landmark only by its name: without one it is nothing to the ear, so it need not have one."""


def name(element, root):
    """The accessible name that an element is given."""
    if element.get("aria-label"):
        return element.get("aria-label")
    ids = element.get("aria-labelledby", "").split()
    return " ".join(text(e) for e in elements(root) if e.get("id") in ids)


def landmarks(root):
    """What is wrong with the landmarks of a page."""
    found = [e for e in elements(root) if e.tag in NAMED]
    said = [(e.tag, name(e, root)) for e in found]
    return [
        *(f"{tag} without a name" for tag, called in said if tag != "section" and not called),
        *(f"{tag} “{called}” stands twice" for tag, called in said if called and said.count((tag, called)) > 1),
        *(f"{tag} is there {n} times" for tag in ("main",) if (n := sum(e.tag == tag for e in elements(root))) != 1),
    ]


def headings(root):
    """Headings that skip a level, in the order of the page."""
    levels = [(int(e.tag[1]), text(e)) for e in elements(root) if re.fullmatch("h[1-6]", e.tag)]
    before = 0
    for level, said in levels:
        if level > before + 1:
            yield f"h{level} “{said}” after h{before}"
        before = level


def labels(root):
    """Elements of a page that have no name, or name what is not there."""
    ids = {e.get("id") for e in elements(root)}
    for element in elements(root):
        for attribute in ("aria-labelledby", "aria-describedby", "aria-controls"):
            for wanted in element.get(attribute, "").split():
                if wanted not in ids:
                    yield f"{attribute} of <{element.tag}> leads to {wanted}"
        if element.tag in ("a", "button") and not text(element) and not element.get("aria-label"):
            yield f"<{element.tag}> says nothing: {element.attrib}"
        if element.tag == "img" and element.get("alt") is None:
            yield f"<img> without alt: {element.get('src')}"
        if element.tag in ("ul", "ol", "dl") and not list(element):
            yield f"<{element.tag}> is empty: {element.attrib}"
        if element.tag == "th" and element.get("scope") not in ("row", "col"):
            yield f"<th> of no row or column: {text(element)}"


def days(root):
    for element in elements(root):
        if element.tag == "time" and not re.match(r"\d{4}-\d\d-\d\d", element.get("datetime", "")):
            yield text(element)


@pytest.mark.parametrize("rule", [landmarks, headings, labels, days], ids=lambda rule: rule.__name__)
def test_every_page_keeps(rule, trees):
    assert {path: list(rule(root)) for path, root in trees.items() if list(rule(root))} == {}


def test_the_way_past_the_head_is_the_first_link_and_leads_to_the_text(trees):
    for path, root in trees.items():
        if root.find("body/header") is None:
            continue  # a page of doors begins with its text
        first = next(e for e in elements(root.find("body")) if e.tag == "a")
        assert first.get("href") == "#g-main", path
        assert root.find("body/main").get("id") == "g-main", path


@pytest.mark.parametrize(
    ("rule", "bad"),
    [
        (landmarks, "<main></main><nav><a href=x>x</a></nav>"),
        (landmarks, "<main></main><nav aria-label=a></nav><nav aria-label=a></nav>"),
        (landmarks, "<div></div>"),
        (headings, "<h1>a</h1><h3>b</h3>"),
        (headings, "<h2>a</h2>"),
        (labels, "<section aria-labelledby=x></section>"),
        (labels, "<a href=x></a>"),
        (labels, "<img src=x>"),
        (labels, "<ul></ul>"),
        (labels, "<table><tr><th>x</table>"),
        (days, "<time>today</time>"),
    ],
)
def test_a_rule_sees_what_breaks_it(rule, bad):
    assert list(rule(parse(f"<!doctype html><html lang=en><body>{bad}")))
