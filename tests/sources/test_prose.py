"""What of a file is Persian prose: each character where it was, all else blank."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.languages import ARABIC, ENGLISH, PERSIAN
from plugins.sources import prose

B = prose.BLANK
LANGUAGES = [PERSIAN, ENGLISH]


def seen(text, language=PERSIAN, of=PERSIAN):
    found = prose.read(text, language, LANGUAGES, of)
    return found and found.text


def body(markdown):
    return seen(f"---\ntitle: x\n---\n{markdown}").split("\n", 3)[3]


@pytest.mark.parametrize(
    ("markdown", "gone"),
    [
        ("متن `کد` متن", "کد"),
        ("متن [نام](نشانی.md) متن", "](نشانی.md)"),
        ('متن [نام](نشانی.md "عنوان") متن', '](نشانی.md "عنوان")'),
        ('متن <span title="الف">ب</span>', '<span title="الف">'),
        ("متن <!-- نهان --> متن", "نهان"),
        ("متن https://x.example/الف متن", "https://x.example/الف"),
        ("متن[^یاد] متن", "[^یاد]"),
        ("متن &nbsp; متن", "&nbsp;"),
        ('متن <i lang="ar">كتاب</i> متن', '<i lang="ar">كتاب</i>'),
        ("متن\n\n```\nکد\n```\n", "کد"),
        ("متن\n\n    کد\n", "کد"),
        ("## عنوان {#شناسه}", "{#شناسه}"),
        ("متن {{< الف >}} متن", "{{< الف >}}"),
        ("[الف]: نشانی", "[الف]: نشانی"),
    ],
)
def test_what_is_no_prose_is_blank(markdown, gone):
    found = body(markdown)
    at = markdown.index(gone)
    assert set(found[at : at + len(gone)]) <= {B}
    assert found[:at].strip(" \n`<>-!" + B) == markdown[:at].strip(" \n`<>-!" + B)


def test_what_is_said_in_footnotes_links_and_tables_stays():
    text = "متن [نام](x.md)\n\n[^1]: «یادداشت» کوتاه\n\n| الف | ب |\n|---|---|\n| پ | ت |\n\n- بند **مهم**\n"
    found = body(text)
    for word in ("نام", "«یادداشت»", "کوتاه", "الف", "ت", "مهم"):
        assert word in found


HEAD = """---
title: عنوان متن
date: ۱۴۰۴/۰۸/۰۶
topics: [انرژی]
summary: "خلاصهٔ متن"
key_points:
  - نکتهٔ یک
sources:
  - {title: نام سند, publisher: ناشر, url: "https://x.example/نشانی"}
authors: [نام]
---
متن
"""


def test_of_the_front_matter_only_words_are_seen():
    rows = seen(HEAD).split("\n")
    assert [row.replace(B, "").strip() for row in rows] == [
        "", "عنوان متن", "", "", '"خلاصهٔ متن"', "", "- نکتهٔ یک", "", "نام سندناشر", "", "", "متن", "",
    ]  # fmt: skip


def test_the_head_of_a_pelican_file():
    rows = seen("Title: عنوان\nTags: الف\nSummary: خلاصه\n\nمتن\n").split("\n")
    assert [row.replace(B, "").strip() for row in rows] == ["عنوان", "", "خلاصه", "", "متن", ""]


def test_other_languages_are_not_seen_and_their_persian_summary_is():
    assert seen("---\ntitle: x\n---\nمتن", ARABIC) is None
    assert seen("---\ntitle: x\n---\nمتن", ENGLISH) is None
    found = seen("---\ntitle: متن\n---\n\nمتن\n\n## خلاصهٔ فارسی\n\nخلاصه\n", ENGLISH)
    assert found.replace(B, "").strip() == "خلاصه"


def test_the_english_of_an_english_file():
    head = "---\ntitle: Water of the plain\ntitle_fa: آب دشت\ntopics: [energy]\nsummary: A short text\n---\n"
    found = seen(head + "The `code` and <i lang='fr'>la vie</i>.\n\n## خلاصهٔ فارسی\n\nخلاصه\n", ENGLISH, ENGLISH)
    rows = [row.replace(B, "").strip() for row in found.split("\n")]
    assert rows == ["", "Water of the plain", "", "", "A short text", "", "The  and .", "", "", "", "", ""]


def test_the_english_summary_of_a_persian_file_and_its_title():
    text = "---\ntitle: آب\ntitle_en: Water\n---\n\nآب، the word.[^1]\n\n## English Summary\n\nOn water.\n\n[^1]: یاد\n"
    rows = [row.replace(B, "").strip() for row in seen(text, PERSIAN, ENGLISH).split("\n")]
    assert rows == ["", "", "Water", "", "", "", "", "", "", "On water.", "", "", ""]
    rows = [row.replace(B, "").strip() for row in seen(text).split("\n")]
    assert rows == ["", "آب", "", "", "", "آب، the word.", "", "", "", "", "", ": یاد", ""]


PIECES = [
    "\n## English Summary\n\n",
    "\n## خلاصهٔ فارسی\n",
    *"کتاب ها\n`[]()<>-:#{}*^!\"'|~",
    "---\n",
    "title: ",
    "\r\n",
    "http://x",
    "&amp;",
]


@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
def test_every_character_is_itself_or_blank(text):
    for language, of in product(LANGUAGES, LANGUAGES):
        found = prose.read(text, language, LANGUAGES, of)
        assert found is None or len(found.text) == len(text)
        assert found is None or all(new in (old, B) for new, old in zip(found.text, text, strict=True))
    assert len(prose.raw(text).text) == len(text)


def test_places_are_those_of_the_file():
    found = prose.read(HEAD, PERSIAN, LANGUAGES)
    assert found.at(HEAD.index("نکتهٔ")) == (7, 5)
    assert found.at(HEAD.rindex("متن")) == (12, 1)
    assert HEAD[found.body :].strip() == "متن"
