"""An edition of the cache: what it knows at hand, what it reads when asked, and that it shows what was read."""

import marshal
import pickle
from dataclasses import fields, replace
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from plugins import reading
from plugins.model import Edition, Html
from plugins.stored import ROW, Stored, ends_at, from_row, row_of, without_texts
from tests.conftest import settings
from tests.packs.factory import edition
from tests.sandbox import CONTENT

ZONE = ZoneInfo("Asia/Tehran")


def stored(path):
    """Editions of a sandbox's file: as read, and as they come back from the cache."""
    data = CONTENT[path].encode()
    config = settings()
    read = reading._briefing(config, path, data, "digest")
    texts = pickle.loads(read.texts)
    bare = pickle.loads(read.rest)
    whole = [
        replace(edition, body=replace(edition.body, html=Html(html), text=text))
        for edition, (html, text) in zip(bare, texts, strict=True)
    ]
    rows = marshal.loads(marshal.dumps(read.facing.editions))
    loads = []

    def load(number):
        loads.append(number)
        return without_texts(bare[number], lambda: texts[number])

    made = [from_row(row, config.zone, row[4], lambda n=n: load(n)) for n, row in enumerate(rows)]
    return list(zip(whole, made, strict=True)), loads


BRIEFINGS = [path for path in CONTENT if path.startswith("briefings/")]


@pytest.mark.parametrize("path", BRIEFINGS)
def test_it_shows_what_was_read(path):
    pairs, _ = stored(path)
    assert pairs
    for whole, made in pairs:
        assert isinstance(made, Edition)
        for field in fields(Edition):
            assert getattr(made, field.name) == getattr(whole, field.name), field.name


@pytest.mark.parametrize("path", BRIEFINGS)
def test_what_orders_groups_and_decides_asks_for_no_rest(path):
    pairs, loads = stored(path)
    for _, made in pairs:
        for name in (*ROW, "date"):
            getattr(made, name)
    assert loads == []


def test_the_rest_is_asked_for_once():
    ((_, made), (_, summary)), loads = stored("briefings/one.fa.md")
    assert (made.title.plain, made.body.words, made.updated) == ("یک فایل", 2, made.date)
    assert loads == [0]
    assert summary.title.plain == "One file"
    assert loads == [0, 1]


def test_texts_are_read_each_time_and_not_kept():
    whole = edition("a", "fa")
    asked = []
    made = without_texts(whole, lambda: (asked.append(1), (str(whole.body.html), whole.body.text))[1])
    assert asked == []
    assert (made.body.html, made.body.html, made.body.text) == (whole.body.html, whole.body.html, whole.body.text)
    assert len(asked) == 3
    assert type(made.body.html) is Html
    assert made.body == whole.body
    assert whole.body == made.body
    assert hash(made.body) == hash(made.body)
    assert made.body != replace(whole.body, text="other")
    assert made.body != "a body"
    with pytest.raises(AttributeError, match="htlm"):
        made.body.htlm  # noqa: B018


def test_a_status_of_now_stands_against_that_of_the_file():
    ((whole, made),), _ = stored("briefings/later.fa.md")
    row = row_of(whole)
    assert ends_at(row) == datetime(2026, 3, 1, 5, 30, tzinfo=UTC).timestamp()
    now = from_row(row, ZONE, "published", lambda: whole)
    assert now.title == made.title
    assert (now.status, made.status, whole.status) == ("published", "embargoed", "embargoed")


def test_an_edition_without_an_embargo_has_no_end():
    assert ends_at(row_of(edition("a", "fa"))) is None


def test_the_date_is_in_the_sites_zone():
    made = edition("a", "fa")
    back = from_row(row_of(made), made.date.at.tzinfo, "published", lambda: made)
    assert back.date == made.date
    assert (back.date.iso, back.date.day) == (made.date.iso, made.date.day)


def test_it_pickles_and_can_be_changed_as_any_edition():
    ((whole, made),), _ = stored("briefings/water.fa.md")
    copy = pickle.loads(pickle.dumps(made))
    assert copy.body == whole.body
    changed = replace(made, status="draft")
    assert (changed.status, changed.title) == ("draft", whole.title)


def test_a_name_that_no_edition_has_is_an_error():
    ((_, made),), loads = stored("briefings/water.fa.md")
    with pytest.raises(AttributeError, match="titel"):
        getattr(made, "titel")  # noqa: B009
    assert loads == []


def test_it_does_not_change():
    ((_, made),), _ = stored("briefings/water.fa.md")
    with pytest.raises(AttributeError):
        made.status = "draft"
    assert isinstance(made, Stored)
