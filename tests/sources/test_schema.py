import pytest

from plugins.config import SiteConfig
from plugins.languages import ENGLISH, PERSIAN
from plugins.sources import briefings, schema
from plugins.sources.values import KINDS

ALL = [schema.BRIEFING, schema.PAGE, schema.ENTRY, schema.NAME, schema.PACK, (schema.PELICAN_AUTHOR,)]
STRUCTURES = {"mapping", "forms", "form-lists", "reasons", "kept"}


def every_field(fields):
    for field in fields:
        yield field
        yield from every_field(field.fields)


@pytest.mark.parametrize("fields", ALL)
def test_every_field_says_what_it_is_in_every_language(fields):
    for field in every_field(fields):
        assert set(field.doc) == {"fa", "en"}, field.name
        assert field.example, field.name
        assert field.kind in KINDS or field.kind in STRUCTURES
        assert bool(field.fields) == (field.kind == "mapping")
        assert bool(field.choices) == (field.kind == "choice")
        assert not field.shorthand or field.shorthand in [inner.name for inner in field.fields]


@pytest.mark.parametrize("fields", ALL)
def test_no_key_stands_twice(fields):
    names = [field.name for field in fields]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("field", [f for f in schema.BRIEFING if f.name not in ("slug", "lang", "title_")])
def test_every_example_can_be_read(field):
    extra = {"publish_at": "status: embargoed\n", "status": ""}.get(field.name, "")
    base = {"title": "title: x\n", "date": "date: 2025-10-28\n"}
    base.pop(field.name, None)
    source = f"---\n{''.join(base.values())}{extra}{field.name}: {field.example}\n---\nx\n".replace("…,", "x,")
    source = source.replace("url: x", "url: https://x.org/").replace("date: x", "date: 2025-10-28")
    source = source.replace("date: …", "date: 2025-10-28")
    reading = briefings.read("briefings/tokyo.fa.md", source.encode(), SiteConfig())
    assert [problem for problem in reading.problems if problem.severity == "error"] == []
    assert len(reading.editions) == 1


def test_a_title_for_each_other_language():
    named = schema.by_name(schema.BRIEFING, PERSIAN, (PERSIAN, ENGLISH))
    assert named["title_en"].language == "en"
    assert "title_fa" not in named


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("titel", "title"),
        ("Title", "title"),
        ("key-points", "key_points"),
        ("author", "authors"),
        ("xyz", ""),
    ],
)
def test_nearest(wrong, right):
    assert schema.nearest(wrong, [field.name for field in schema.BRIEFING]) == right
