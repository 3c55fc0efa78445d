from dataclasses import replace

import pytest

from plugins import packs
from plugins.config import SiteConfig
from plugins.model import Briefing, Pack, Query
from tests.packs.factory import CONFIG, STRINGS, briefing, collection, edition, moment, pdfs

WITHDRAWN = briefing("gone", "fa", "en", status="withdrawn", reason="x")


def curated(*slugs: str, languages: tuple[str, ...] = ("fa", "en")) -> Pack:
    return Pack("rules", {"fa": "قواعد", "en": "Rules"}, slugs, languages, path="packs/rules.yaml")


def test_a_week_binds_its_briefings_in_order_of_date():
    made = collection(
        briefing("b", "fa", date=moment(2025, 10, 29)),
        briefing("a", "fa", "en", date=moment(2025, 10, 28)),
        briefing("c", "fa", date=moment(2025, 11, 3)),
    )
    newest, week = packs.plan(made, CONFIG, STRINGS)
    assert (newest.id, newest.briefings, newest.languages) == ("week-2025-w45", ("c",), ("fa",))
    assert (week.id, week.briefings, week.languages) == ("week-2025-w44", ("a", "b"), ("fa", "en"))
    assert week.titles == {"fa": "هفتهٔ ۵ تا ۱۱ آبان ۱۴۰۴", "en": "Week of 27 October – 2 November 2025"}


@pytest.mark.parametrize(
    ("day", "week"),
    [((2024, 12, 30), "week-2025-w01"), ((2021, 1, 3), "week-2020-w53"), ((2025, 11, 2), "week-2025-w44")],
)
def test_weeks_and_their_years_are_those_of_iso_8601(day, week):
    assert packs.plan(collection(briefing("a", "fa", date=moment(*day))), CONFIG, STRINGS)[0].id == week


def test_a_curated_pack_leaves_out_what_is_missing_or_withdrawn():
    made = collection(briefing("a", "fa"), WITHDRAWN, packs=(curated("gone", "a", "never", "a"),))
    pack = packs.plan(made, replace(CONFIG, week_packs=False), STRINGS)[0]
    assert (pack.briefings, pack.languages) == (("a",), ("fa",))


def test_a_pack_of_nothing_is_no_pack():
    assert packs.plan(collection(WITHDRAWN, packs=(curated("gone"),)), CONFIG, STRINGS) == ()


def test_a_curated_pack_keeps_to_its_languages():
    made = collection(briefing("a", "fa", "en"), packs=(curated("a", languages=("en",)),))
    assert packs.plan(made, CONFIG, STRINGS)[-1].languages == ("en",)


def test_a_briefing_with_one_withdrawn_edition_is_printed_in_the_other():
    one = Briefing("a", (edition("a", "fa"), edition("a", "en", status="withdrawn", reason="x", translated_from="1")))
    names = [output.name for output in pdfs(collection(one))]
    assert names == ["pdf/a.fa.pdf", "packs/week-2025-w44.fa.pdf"]


def test_every_edition_and_every_language_of_a_pack_has_its_pdf():
    made = collection(
        briefing("a", "fa", "en"),
        Briefing("b", (edition("b", "fa"), edition("b", "en", extent="summary"))),
        WITHDRAWN,
    )
    assert [output.name for output in pdfs(made)] == [
        "pdf/a.fa.pdf",
        "pdf/a.en.pdf",
        "pdf/a.fa-en.pdf",
        "pdf/b.fa.pdf",
        "pdf/b.en.pdf",
        "pdf/b.fa-en.pdf",
        "packs/week-2025-w44.fa.pdf",
        "packs/week-2025-w44.en.pdf",
    ]


MONTHS = collection(
    briefing("a", "fa", "en", date=moment(2025, 10, 22)),
    briefing("b", "fa", "en", date=moment(2025, 10, 23)),
    briefing("c", "fa", date=moment(2025, 11, 3)),
)


def test_a_month_is_one_of_each_languages_own_calendar():
    made = packs.plan(MONTHS, replace(CONFIG, week_packs=False, month_packs=True), STRINGS)
    assert [(p.id, p.titles, p.briefings, p.languages) for p in made] == [
        ("month-1404-08", {"fa": "آبان ۱۴۰۴"}, ("b", "c"), ("fa",)),
        ("month-1404-07", {"fa": "مهر ۱۴۰۴"}, ("a",), ("fa",)),
        ("month-2025-10", {"en": "October 2025"}, ("a", "b"), ("en",)),
    ]


def test_a_topic_has_a_pack_of_its_newest_where_it_has_more_than_one():
    config = replace(CONFIG, week_packs=False, topic_packs=2, pack_formats=("a4", "a5"))
    (made,) = packs.plan(MONTHS, config, STRINGS)
    assert (made.id, made.briefings, made.languages, made.formats) == (
        "topic-trade", ("b", "c"), ("fa", "en"), ("a4", "a5"),
    )  # fmt: skip
    assert packs.plan(MONTHS, replace(config, topic_packs=1), STRINGS) == ()
    names = [o.name for o in pdfs(MONTHS, replace(config, bilingual_pdfs=False)) if o.name.startswith("packs/")]
    assert names == [f"packs/topic-trade.{tag}{form}.pdf" for tag in ("fa", "en") for form in ("", ".a5")]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (Query(topic="trade"), ("a", "b", "c")),
        (Query(topic="energy"), ()),
        (Query(series="none"), ()),
        (Query(since=moment(2025, 10, 23)), ("b", "c")),
        (Query(until=moment(2025, 10, 23)), ("a", "b")),
        (Query(topic="trade", since=moment(2025, 10, 22), newest=1), ("c",)),
    ],
)
def test_a_query_finds_what_has_all_that_it_asks(query, found):
    made = replace(MONTHS, packs=(replace(curated(), query=query),))
    plan = packs.plan(made, replace(CONFIG, week_packs=False), STRINGS)
    assert [pack.briefings for pack in plan] == ([found] if found else [])


def test_without_pdf_there_is_no_output():
    assert pdfs(collection(briefing("a", "fa")), SiteConfig(pdf=False)) == ()
