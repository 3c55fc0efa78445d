from datetime import UTC

import pytest

from plugins.desk.importing import heads, mapping


@pytest.mark.parametrize(
    ("text", "values", "body", "line"),
    [
        ("---\na: 1\n---\nb", {"a": "1"}, "b", 4),
        ("\n---\na: no\n...\nb", {"a": "no"}, "b", 5),
        ("+++\na = 1\n[b]\nc = 2025-10-28\n+++\nd", {"a": "1", "b": {"c": "2025-10-28"}}, "d", 6),
        ('{"a": [true, null, {"b": 1.5}]}\nc', {"a": ["true", {"b": "1.5"}]}, "\nc", 1),
        ("Title: x\nTags: a, b\n\nc", {"title": "x", "tags": ["a", "b"]}, "c", 4),
        ("---\nA text below a rule\n---\nb", {}, "---\nA text below a rule\n---\nb", 1),
        ("---\na: 1\nnever closed", {}, "---\na: 1\nnever closed", 1),
        ("{a brace} begins it", {}, "{a brace} begins it", 1),
        ("+++\na = \n+++\nb", {"front_matter": "a = \n"}, "b", 4),
        ("---\na: &x 1\nb: *x\n---\nc", {"a": "1", "b": "", "front_matter": "a: &x 1\nb: *x\n"}, "c", 5),
    ],
)
def test_heads(text, values, body, line):
    head = heads.read(text, headers=True)
    assert (head.values, head.body, head.body_line) == (values, body, line)


def test_headers_are_a_head_only_where_they_are_asked_for():
    assert heads.read("Title: x\n\nb", headers=False).values == {}


@pytest.mark.parametrize(
    ("values", "keys", "imported"),
    [
        ({"description": "a\n b"}, {"summary": "a b"}, {}),
        ({"summary": "a", "description": "b"}, {"summary": "a"}, {"description": "b"}),
        ({"tags": "a، b; c", "category": "d"}, {"tags": ["a", "b", "c", "d"]}, {}),
        ({"tags": ["a, b"]}, {"tags": ["a, b"]}, {}),
        ({"author": {"name": "A", "email": "x"}}, {"authors": ["A"]}, {"author": {"name": "A", "email": "x"}}),
        ({"draft": "false"}, {}, {}),
        ({"draft": "maybe"}, {}, {"draft": "maybe"}),
        ({"published": "false"}, {"status": "draft"}, {}),
        ({"status": "hidden"}, {"status": "draft"}, {}),
        ({"permalink": "/a/:title/"}, {}, {"permalink": "/a/:title/"}),
        ({"aliases": ["a", "/b/", "../c", "https://x.org/d.html?e"]}, {"aliases": ["/a", "/b/", "/d.html"]}, None),
        ({"lastmod": "2025-10-28T10:00:00.123Z"}, {"modified": "2025-10-28T10:00:00Z"}, {}),
        ({"lastmod": "yesterday"}, {}, {"lastmod": "yesterday"}),
        ({"Title": "x", "layout": "", "weight": "3"}, {"title": "x"}, {"weight": "3"}),
    ],
)
def test_keys_of_others(values, keys, imported):
    facts = mapping.facts(values, UTC)
    assert facts.keys == keys
    assert facts.imported == (values if imported is None else imported)


def test_what_is_no_key_of_the_schema():
    facts = mapping.facts(
        {"date": "2025-10-28 10:00:00 +0330", "slug": "/a/Last/", "lang": "fa_IR", "cover": "x.png"}, UTC
    )
    assert (facts.date, facts.slug, facts.language, facts.picture) == (
        "2025-10-28 10:00:00 +0330",
        "last",
        "fa-ir",
        "x.png",
    )
    assert facts.keys == {"aliases": ["/a/Last/"]}
    assert mapping.facts({"published": "2025-10-28"}, UTC).date == "2025-10-28"
