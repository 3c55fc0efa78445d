from dataclasses import replace

import pytest

from plugins import packs
from plugins.config import SiteConfig
from plugins.model import Briefing, Pack
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


def test_without_pdf_there_is_no_output():
    assert pdfs(collection(briefing("a", "fa")), SiteConfig(pdf=False)) == ()
