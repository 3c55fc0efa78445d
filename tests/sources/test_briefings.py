import pickle
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plugins.config import SiteConfig
from plugins.model import Person, Topic
from plugins.sources import briefings, packs, pages, tables

CONFIG = SiteConfig(timezone="Asia/Tehran")

WHOLE = """\
---
title: چارچوب **توکیو**
date: ۱۴۰۴/۰۸/۰۶
modified: 2025-10-30 14:30
summary: >-
  خلاصه در
  دو سطر
topics: [energy, trade, energy]
authors: neda-farahani
translator: daniel-moreau
reviewer: [parisa-azimi]
status: withdrawn
reason: منبع اصلاح شد.
number: 0123
series: energy-notes
weight: ۹
key_points:
  - یک
  - "دو: سه"
sources:
  - Energy Review
  - https://www.iea.org/
  - {title: سند, publisher: IEA, url: "https://www.iea.org/x", date: 1404-01-01}
image: {file: ../../images/x.jpg, alt: دو نفر, caption: در *توکیو*, credit: من}
attachments: [/files/a.pdf, {file: b.pdf, title: متن}]
corrections: [{date: 1404-08-10, text: اصلاح}]
aliases: [/2023/old.html, 2022/older/, /a%20b]
translated_from: 0123456789abcdef
allow: [{latin-digit: نقل قول}, {long-line: جدول}]
extent: full
lang: fa
slug: tokyo
---

متن.
"""


def read(source, path="briefings/2025/tokyo.fa.md"):
    return briefings.read(path, source.encode(), CONFIG)


def only(source, path="briefings/2025/tokyo.fa.md"):
    reading = read(source, path)
    assert reading.problems == ()
    (edition,) = reading.editions
    return edition


def test_every_key_becomes_its_value():
    edition = only(WHOLE)
    assert (edition.slug, edition.language, edition.extent) == ("tokyo", "fa", "full")
    assert edition.title.plain == "چارچوب توکیو"
    assert "<strong>" in edition.title.html
    assert edition.date.day == date(2025, 10, 28)
    assert edition.modified.iso == "2025-10-30T14:30:00+03:30"
    assert edition.summary.plain == "خلاصه در دو سطر"
    assert edition.topics == ("energy", "trade")
    assert (edition.authors, edition.translators, edition.reviewers) == (
        ("neda-farahani",), ("daniel-moreau",), ("parisa-azimi",),
    )  # fmt: skip
    assert (edition.status, edition.reason) == ("withdrawn", "منبع اصلاح شد.")
    assert (edition.number, edition.series, edition.weight) == ("0123", "energy-notes", 9)
    assert [point.plain for point in edition.key_points] == ["یک", "دو: سه"]
    assert [(source.title.plain, source.url) for source in edition.sources] == [
        ("Energy Review", ""),
        ("https://www.iea.org/", "https://www.iea.org/"),
        ("سند", "https://www.iea.org/x"),
    ]
    assert edition.sources[2].date.day == date(2025, 3, 21)
    assert (edition.image.target, edition.image.alt, edition.image.credit) == ("images/x.jpg", "دو نفر", "من")
    assert edition.image.caption.plain == "در توکیو"
    assert [(a.target, a.title) for a in edition.attachments] == [
        ("files/a.pdf", "a.pdf"), ("briefings/2025/b.pdf", "متن"),
    ]  # fmt: skip
    assert edition.corrections[0].date.day == date(2025, 11, 1)
    assert edition.aliases == ("2023/old.html", "2022/older/index.html", "a b/index.html")
    assert edition.translated_from == "0123456789abcdef"
    assert [(a.code, a.reason, a.line) for a in edition.allow] == [
        ("latin-digit", "نقل قول", 29),
        ("long-line", "جدول", 29),
    ]


def test_marks_give_the_place_of_every_value():
    marks = only(WHOLE).marks
    lines = WHOLE.split("\n")

    def at(mark):
        line, column = marks[mark]
        return lines[line - 1][column - 1 :]

    assert at("title").startswith("چارچوب")
    assert at("summary") == "خلاصه در"
    assert at("topics.1").startswith("trade")
    assert at("key_points.1") == 'دو: سه"'
    assert at("sources.2.publisher").startswith("IEA")
    assert at("image.alt").startswith("دو نفر")
    assert "topics.2" not in marks  # a topic named twice is one


def test_an_edition_pickles():
    edition = only(WHOLE)
    assert pickle.loads(pickle.dumps(edition)) == edition


SHORT = "---\ntitle: x\ndate: 1404-08-06\n{}---\n\n{}"


def test_the_digest_ignores_what_no_reader_sees():
    first = only(SHORT.format("summary: a\n", "متن é\n\nb\n")).digest
    assert len(first) == 16
    same = SHORT.format("weight: 3\nsummary: a\n", "\nمتن e\u0301  \n\nb\n\n\n")
    assert only(same.replace("\n", "\r\n")).digest == first
    assert only(SHORT.format("summary: b\n", "متن é\n\nb\n")).digest != first
    assert only(SHORT.format("summary: a\n", "متن é\n\nc\n")).digest != first
    assert only(SHORT.format("key_points: a\n", "متن é\n\nb\n")).digest != first


@pytest.mark.parametrize(
    "head",
    [
        "status: drft\n",
        "status: embargoed\n",
        "publish_at: 1404-08-07\n",
        "status: embargoed\npublish_at: soon\n",
    ],
)
def test_nothing_comes_out_that_might_publish_too_early(head):
    reading = read(SHORT.format(head, "x"))
    assert reading.editions == ()
    assert len([problem for problem in reading.problems if problem.severity == "error"]) == 1


def test_a_wrong_key_leaves_the_edition_for_the_checks():
    reading = read(SHORT.format("weight: heavy\n", "x"))
    assert [problem.code for problem in reading.problems] == ["bad-value"]
    assert reading.editions[0].weight == 0


ONE_FILE = SHORT.format("{}authors: [a]\nnumber: 7\n", "متن اصلی.\n\n## English Summary\n\n{}")


def test_a_summary_in_the_same_file_is_an_edition():
    reading = read(ONE_FILE.format("title_en: The *Tokyo* framework\n", "Two countries signed it. More.\n"))
    assert reading.problems == ()
    main, summary = reading.editions
    assert (main.language, main.extent, main.embedded) == ("fa", "full", False)
    assert (summary.language, summary.extent, summary.embedded) == ("en", "summary", True)
    assert (summary.slug, summary.path, summary.date) == (main.slug, main.path, main.date)
    assert (summary.authors, summary.number) == (("a",), "7")
    assert summary.title.plain == "The Tokyo framework"
    assert "Two countries" in summary.body.text
    assert "Two countries" not in main.body.text
    assert summary.digest != main.digest
    assert summary.marks["title"] == (4, 11)


def test_places_in_an_embedded_summary_are_of_the_file():
    reading = read(ONE_FILE.format("title_en: x\n", "a [b](/c.html)\n"))
    (problem,) = reading.problems
    line = ONE_FILE.format("title_en: x\n", "a [b](/c.html)\n").split("\n")[problem.line - 1]
    assert line.startswith("a [b]")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Two countries signed it. More.", "Two countries signed it"),
        ("The U.S. and Japan agreed. More.", "The U.S. and Japan agreed"),
        ("It *is* [so](x.fa.md) & a_b_c `<d>`. More.", "It is so & a_b_c <d>"),
        ("word " * 40, "word " * 19 + "word…"),
        ("x" * 150, "x" * 100 + "…"),
    ],
)
def test_a_summary_without_a_title_takes_its_first_sentence(text, title):
    _, summary = read(ONE_FILE.format("", text)).editions
    assert summary.title.plain == title


def test_an_empty_summary_is_told():
    reading = read(ONE_FILE.format("", ""))
    assert [problem.code for problem in reading.problems] == ["bad-value"]


def test_pelicans_topics_and_authors_are_made_as_they_come():
    reading = read("Title: x\nDate: 2014-08-03 21:02\nCategory: انرژی\nTags: A b, 日\nAuthor: x y; z\n\nمتن\n")
    assert not reading.problems
    (edition,) = reading.editions
    assert reading.new_topics == tuple(
        Topic(key, {"fa": label}) for key, label in zip(edition.topics, ["انرژی", "A b", "日"], strict=True)
    )
    assert reading.new_people == (Person("x-y", {"fa": "x y"}), Person("z", {"fa": "z"}))
    assert edition.authors == ("x-y", "z")
    assert edition.marks["topics.2"] == (4, 12)


PARTS = st.sampled_from(
    [
        "---\n",
        "---",
        "\n",
        ": ",
        "- ",
        "title: ",
        "date: ",
        "1404-08-06",
        "topics: ",
        "[",
        "]",
        "{",
        "}",
        "*a",
        "&a ",
        "!x ",
        "'",
        '"',
        "#",
        " #b",
        "|\n  ",
        ">\n  ",
        "  ",
        "\t",
        "سلام",
        "sources:\n",
        "  - title: x\n",
        "url: ",
        "http://[",
        "allow: ",
        "image: ",
        "../",
        "aliases: ",
        "%ff",
        "/x",
        "status: ",
        "embargoed\n",
        "publish_at: ",
        "Title: x\n",
        "Tags: a, b\n",
        "\r\n",
        "\u200c",
        "\x85",
        "\ufeff",
        "<<: ",
        "? ",
        "...\n",
        "%YAML 1.1\n",
        "key_points:\n",
        "corrections: ",
        "title_en: ",
        "## English Summary\n",
        "9999-12-31 23:59+23:59",
        "weight: ",
        "1200-01-01 00:00",
        "1599-12-30",
        "[^1]",
        "[a](b)",
        "<b>",
        "authors: ",
        "slug: ",
        "lang: ",
        "fa",
        "۵",
    ]
)
HEADS = st.lists(PARTS, max_size=30).map(lambda parts: f"---\ntitle: x\ndate: 1404-08-06\n{''.join(parts)}\n---\nx")
TEXTS = st.one_of(HEADS, st.lists(PARTS, max_size=40).map("".join), st.text(max_size=200))
NAMES = st.sampled_from(["x.fa.md", "b/x.en.md", "x.md", "x.fr.md", "گزارش.md", ".md", "a..md", "index.md", ""])


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(TEXTS.map(lambda text: text.encode("utf-8", "surrogatepass")) | st.binary(max_size=300), NAMES)
def test_no_input_raises(data, name):
    reading = briefings.read(name, data, CONFIG)
    assert reading.editions or reading.problems
    last = data.count(b"\n") + data.count(b"\r") + 1
    assert all(problem.line <= last + 1 for problem in reading.problems)
    pages.read(name, data, CONFIG)
    packs.read(name, data, CONFIG)
    for read_table in (tables.read_topics, tables.read_people, tables.read_names):
        read_table("topics.yaml", data, CONFIG)
