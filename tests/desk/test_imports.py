from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.desk import imports
from plugins.languages import ENGLISH, PERSIAN

LANGUAGES = (PERSIAN, ENGLISH)
SAMPLE = Path(__file__).parents[3] / "shared" / "samples" / "tokyo-agreements.txt"

FA = "این جملهٔ نخست یک خبر بلند است که چند کلمه بیشتر از خلاصهٔ انگلیسی آن دارد."
EN = "During the visit both sides signed."


def split(text):
    return imports.split(text, LANGUAGES)


def seen(text):
    return "".join(text.split())


def shape(text):
    return [(piece.language, piece.text, piece.heading) for piece in split(text).pieces]


@pytest.mark.parametrize(
    ("line", "heading", "rest"),
    [
        (f"English Summary{EN}", "English Summary", EN),
        (f"ENGLISH SUMMARY{EN}", "ENGLISH SUMMARY", EN),
        (f"Summary{EN}", "Summary", EN),
        (f"English Summary: {EN}", "English Summary:", EN),
        (f"English Summary {EN}", "English Summary", EN),
        (f"## English Summary\n{EN}", "## English Summary", EN),
        (f"**English Summary**\n\n{EN}", "**English Summary**", EN),
    ],
)
def test_heading_of_an_english_summary(line, heading, rest):
    assert shape(f"{FA}\n{line}\n") == [("fa", FA, False), ("en", heading, True), ("en", rest, False)]


@pytest.mark.parametrize("heading", ["خلاصهٔ فارسی", "خلاصه", "خلاصهٔ فارسی:", "خلاصه\u200cی فارسی"])
@pytest.mark.parametrize("joint", ["", "\n"])
def test_heading_of_a_persian_summary(heading, joint):
    english = " ".join([EN] * 20)
    assert shape(f"{english}\n{heading}{joint}{FA}") == [
        ("en", english, False),
        ("fa", heading, True),
        ("fa", FA, False),
    ]


@pytest.mark.parametrize(
    "text",
    [
        f"{FA}\nSummary judgments were made.",  # a word, not a heading
        f"{FA}\nSummary\u200c of the day.",
        f"{EN * 20}\nخلاصهای از گفتگوها در زیر میآید.",  # «خلاصه‌ای» whose half-space is lost
        f"{EN * 20}\nخلاصه آنکه توافق شد.",
        f"{FA}\nخلاصه\n{FA}",  # in the text's own language: one of its headings
    ],
)
def test_not_a_heading(text):
    assert not any(piece.heading for piece in split(text).pieces)


def test_a_summary_may_come_first():
    assert [kind for _, _, kind in shape(f"English Summary\n{EN}\n{FA}\n{FA}")] == [True, False, False, False]


def test_extents():
    both = split(f"{FA}\n{FA}\nEnglish Summary{EN}")
    assert (both.original, both.extent("fa"), both.extent("en")) == ("fa", "full", "summary")
    same = split(f"{FA}\n{EN}\n{EN}")
    assert (same.extent("fa"), same.extent("en")) == ("full", "full")
    assert "no heading says" in "\n".join(same.notes)
    alone = split(FA)
    assert alone.languages == ("fa",)
    assert alone.extent("fa") == "full"
    assert not alone.notes


def test_a_line_without_letters_follows_the_line_before_and_is_told():
    imported = split(f"{FA}\n* * *\n{EN}")
    assert [piece.language for piece in imported.pieces] == ["fa", "fa", "en"]
    assert any("line 2 has no letter" in note for note in imported.notes)


@pytest.mark.parametrize(
    ("text", "note"),
    [
        ("صلح تنها با حرف به دست نمی‌آید", "line 1 is short"),
        (f"{FA} <b>", "line 1 has characters that mean something in Markdown"),
        (f"{FA}\n{EN}\n{FA}\n{EN}", "the languages change 3 times"),
        ("سازمان World Health Organization گزارش تازه‌ای داد که بلند است.", "line 1 mixes"),
    ],
)
def test_what_a_person_must_look_at(text, note):
    assert any(note in found for found in split(text).notes), split(text).notes


ALPHABET = st.sampled_from([*"abZ .:#*<0۱\n\u200c\u2028\u00a0", "خلاصه", "English Summary", "Summary", "ای", "م", "ک"])


@given(st.lists(ALPHABET, max_size=40).map("".join))
def test_nothing_is_lost_or_changed(text):
    assert seen("".join(piece.text for piece in split(text).pieces)) == seen(text)


@pytest.mark.parametrize(
    ("paragraph", "title"),
    [
        ("A short one. And more.", "A short one"),
        ("The U.S. President came. He left.", "The U.S. President came"),
        ("آیا صلح ممکن است؟ بله.", "آیا صلح ممکن است؟"),
        ("word " * 40, ("word " * 17).strip() + " word…"),
        ("x" * 200, "x" * 89 + "…"),
        ("می\u200cخواهد", "می\u200cخواهد"),
    ],
)
def test_title_from_the_first_sentence(paragraph, title):
    assert imports.title([paragraph]) == title
    assert len(title) <= 91


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Trump's visit to the U.S. and Japan", "trumps-visit-to-the-us-and-japan"),
        ("فارسی", ""),
        ("word " * 30, "word-word-word-word-word-word-word-word-word-word"),
    ],
)
def test_slug(text, slug):
    assert imports.slug(text) == slug


@pytest.mark.skipif(not SAMPLE.exists(), reason="the client's sample is not part of the project")
def test_the_clients_sample():
    text = SAMPLE.read_text("utf-8")
    imported = split(text)
    assert len(imported.paragraphs("fa")) == 8
    assert len(imported.paragraphs("en")) == 3
    assert (imported.extent("fa"), imported.extent("en")) == ("full", "summary")
    assert seen("".join(piece.text for piece in imported.pieces)) == seen(text)
