"""What stands beside a text: its times where they were given, how long it takes to read, in the language's digits."""

import re

import pytest

from tests.site.reading import by_class, elements, parse, text

BRIEFING = "---\ntitle: {title}\ndate: 2025-10-28{clock}\nmodified: 2025-10-30{clock}\n---\n{body}\n"


@pytest.fixture
def facts(site):
    """The facts of a Persian and an English edition."""

    def make(clock="", words=1):
        files = {
            f"briefings/x.{tag}.md": BRIEFING.format(title=title, clock=clock, body=" ".join([word] * words))
            for tag, title, word in (("fa", "آب", "متن"), ("en", "Water", "text"))
        }
        report, output = site(files)
        assert not report.failed, report.problems
        return {tag: parse((output / f"{tag}/x.html").read_text("utf-8")) for tag in ("fa", "en")}

    return make


@pytest.mark.parametrize(
    ("clock", "shown"), [(" 09:05", {"fa": "۰۹:۰۵", "en": "09:05"}), ("", {"fa": None, "en": None})]
)
def test_a_time_of_day_stands_where_one_was_given(facts, clock, shown):
    for tag, root in facts(clock).items():
        (box,) = by_class(root, "facts")
        times = [text(e) for e in by_class(box, "date-time")]
        assert times == ([shown[tag]] * 2 if clock else []), "published and updated"
        machine = [e.get("datetime") for e in elements(box) if e.tag == "time"]
        assert machine == [f"2025-10-{day}" + ("T09:05:00+03:30" if clock else "") for day in (28, 30)]


@pytest.mark.parametrize(("words", "minutes"), [(1, 1), (200, 1), (201, 2), (2350, 12)])
def test_reading_time_in_the_languages_digits(facts, words, minutes):
    roots = facts(words=words)
    assert [re.findall(r"\d+", text(by_class(root, "reading")[0])) for root in roots.values()] == [
        [str(minutes).translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))], [str(minutes)],
    ]  # fmt: skip
