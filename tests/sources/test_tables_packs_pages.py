import pytest

from plugins.config import SiteConfig
from plugins.model import Name, Person, Topic
from plugins.sources import packs, pages, tables

CONFIG = SiteConfig()


def codes(problems):
    return [(problem.line, problem.code, problem.severity) for problem in problems]


def test_topics_and_people():
    data = "energy:\n  fa: انرژی\n  en: Energy\n  about: {fa: برق}\n".encode()
    forms = {"en": "Energy", "fa": "انرژی"}
    assert tables.read_topics("topics.yaml", data, CONFIG) == (
        {"energy": Topic("energy", forms, {"fa": "برق"})},
        (),
    )
    assert tables.read_people("people.yaml", data, CONFIG)[0] == {"energy": Person("energy", forms, {"fa": "برق"})}


def test_names():
    data = (
        "takaichi:\n  kind: person\n  fa: تاکایچی\n  en: Takaichi\n"
        "  full: {fa: سانائه تاکایچی}\n  variants: {fa: [تاکاچی, تاکائیچی], en: Takaiti}\n"
    ).encode()
    assert tables.read_names("names.yaml", data, CONFIG) == (
        {
            "takaichi": Name(
                "takaichi", "person", {"en": "Takaichi", "fa": "تاکایچی"}, {"fa": "سانائه تاکایچی"},
                {"fa": ("تاکاچی", "تاکائیچی"), "en": ("Takaiti",)},
            )
        },
        (),
    )  # fmt: skip


def test_what_is_wrong_in_a_table():
    data = "Energy X:\n  fa: y\nwater: آب\ntrade:\n  fa: تجارت\n  abuot: {fa: x}\n  xx: y\n".encode()
    found, problems = tables.read_topics("topics.yaml", data, CONFIG)
    assert list(found) == ["trade"]
    assert codes(problems) == [
        (1, "bad-id", "error"), (3, "bad-value", "error"), (4, "missing-form", "warning"),
        (6, "unknown-key", "error"), (7, "unknown-key", "error"),
    ]  # fmt: skip
    assert "write about" in problems[3].fix


def test_a_name_needs_a_kind():
    found, problems = tables.read_names("names.yaml", b"x:\n  fa: y\n  en: z\n  kind: city\n", CONFIG)
    assert (found, codes(problems)) == ({}, [(4, "bad-value", "error")])


def test_an_empty_table_is_empty():
    assert tables.read_topics("topics.yaml", b"# nothing yet\n", CONFIG) == ({}, ())


PACK = "title: {fa: بسته, en: Pack}\nlanguages: [en, fa]\nbriefings:\n  - eu-ai-act\n  - release-v.2\n"


def test_a_pack():
    pack, problems = packs.read("packs/rules-of-trade.yaml", PACK.encode(), CONFIG)
    assert problems == ()
    assert (pack.id, pack.titles["fa"], pack.languages) == ("rules-of-trade", "بسته", ("en", "fa"))
    assert pack.briefings == ("eu-ai-act", "release-v.2")
    assert pack.marks["briefings.1"] == (5, 5)


@pytest.mark.parametrize(
    ("name", "text", "code"),
    [
        ("week-2025-w44", PACK, "reserved-slug"),
        ("گزارش", PACK, "bad-slug"),
        ("x", PACK.replace("[en, fa]", "[en, fr]"), "unknown-language"),
        ("x", "title: {fa: x, en: y}\n", "missing-key"),
        ("x", "title: {fa: x}\nbriefings: [y]\n", "missing-key"),
        ("x", "title: x\nbriefings: [y]\n", "bad-value"),
        ("x", "title: {fa: x, en: y}\nbriefings: ['']\n", "missing-key"),
    ],
)
def test_a_pack_that_is_wrong(name, text, code):
    _, problems = packs.read(f"packs/{name}.yaml", text.encode(), CONFIG)
    assert [problem.code for problem in problems] == [code]
    assert problems[0].fix


def test_a_pack_that_asks_for_its_briefings():
    text = (
        "title: {fa: بسته, en: Pack}\nnumber: ۱۲\nformats: [a5, large, a5]\n"
        "query: {topic: energy, since: 1404-01-01, newest: ۱۰}\n"
    )
    pack, problems = packs.read("packs/x.yaml", text.encode(), CONFIG)
    assert problems == ()
    assert (pack.briefings, pack.formats, pack.number) == ((), ("a5", "large"), "۱۲")
    assert (pack.query.topic, pack.query.since.iso[:10], pack.query.newest) == ("energy", "2025-03-21", 10)


@pytest.mark.parametrize(
    ("more", "line", "code", "fix"),
    [
        ("briefings: [a]\nquery: {topic: energy}\n", 3, "bad-value", "take one of the two out"),
        ("query: {newest: 0}\n", 2, "bad-value", "write a whole number from 1 to 999"),
        ("query: {newset: 3}\n", 2, "unknown-key", "write newest"),
        ("briefings: [a]\nformats: [a6]\n", 3, "bad-value", "write a4 or a5"),
        ("summary: {fa: x, en: y}\n", 1, "missing-key", "query: {topic: energy}"),
    ],
)
def test_what_is_wrong_with_what_a_pack_asks_for(more, line, code, fix):
    _, problems = packs.read("packs/x.yaml", f"title: {{fa: بسته, en: Pack}}\n{more}".encode(), CONFIG)
    assert [(p.line, p.code) for p in problems] == [(line, code)]
    assert fix in problems[0].fix


def test_a_page():
    page, problems = pages.read("pages/about.en.md", b"---\ntitle: About\nsummary: us\n---\n\nText.\n", CONFIG)
    assert problems == ()
    assert (page.slug, page.language, page.title.plain, page.summary.plain) == ("about", "en", "About", "us")
    assert "Text." in page.body.html


def test_a_page_has_no_date_and_needs_a_title():
    page, problems = pages.read("pages/about.en.md", b"---\ndate: 2025-10-28\n---\n\nText.\n", CONFIG)
    assert page is None
    assert codes(problems) == [(1, "missing-key", "error"), (2, "unknown-key", "error")]
