import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.desk.importing import blocks, headings, splitting
from plugins.languages import ENGLISH, PERSIAN

LANGUAGES = (PERSIAN, ENGLISH)

FA = "این جملهٔ نخست یک خبر بلند است که چند کلمه بیشتر از خلاصهٔ انگلیسی آن دارد."
EN = "During the visit both sides signed."


def split(text, **options):
    found, _ = blocks.of_plain(text)
    return splitting.split(found, LANGUAGES, "line", **options)


def seen(text):
    return "".join(text.split())


def said(parted):
    return [(remark.place, remark.said) for remark in parted.remarks]


def shape(text):
    return [(piece.language, piece.text, piece.opens_summary) for piece in split(text).pieces]


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
    assert not any(piece.opens_summary for piece in split(text).pieces)


def test_a_summary_may_come_first():
    assert [kind for _, _, kind in shape(f"English Summary\n{EN}\n{FA}\n{FA}")] == [True, False, False, False]


def test_extents():
    both = split(f"{FA}\n{FA}\nEnglish Summary{EN}")
    assert (both.original, both.extent("fa"), both.extent("en")) == ("fa", "full", "summary")
    same = split(f"{FA}\n{EN}\n{EN}")
    assert (same.extent("fa"), same.extent("en")) == ("full", "full")
    assert (0, "no heading says which text is a summary: the lengths decided") in said(same)
    alone = split(FA)
    assert alone.languages == ("fa",)
    assert alone.extent("fa") == "full"
    assert not alone.remarks


def test_a_line_without_letters_follows_the_line_before():
    imported = split(f"{FA}\n۱۲۳\n{EN}")
    assert [piece.language for piece in imported.pieces] == ["fa", "fa", "en"]
    assert (2, "it has no letter of a language; it went to fa, like what is before it") in said(imported)


@pytest.mark.parametrize(
    ("text", "place", "remark"),
    [
        (f"{FA} <b>", 1, "it has characters that mean something in Markdown"),
        (f"{FA}\n{EN}\n{FA}\n{EN}", 0, "the languages change 3 times"),
        ("سازمان World Health Organization گزارش تازه‌ای داد که بلند است.", 1, "it mixes fa and en; it went to fa"),
    ],
)
def test_what_a_person_must_look_at(text, place, remark):
    assert (place, remark) in said(split(text))


def test_a_stated_language_keeps_what_is_of_another():
    text = f"{FA}\n\n{EN}\n\nthe end of it\n\n{FA}\n\n## English Summary\n\n{EN}"
    found = blocks.of_markdown(text)
    parted = splitting.split(found, LANGUAGES, "line", stated="fa")
    assert [piece.language for piece in parted.pieces] == ["fa", "fa", "fa", "fa", "en", "en"]


def test_addresses_and_code_are_no_words():
    text = f"{FA}\n\n<https://example.org/a-long-address>\n\n```\nprint('code')\n```\n\n![](picture.png)"
    parted = splitting.split(blocks.of_markdown(text), LANGUAGES, "line")
    assert parted.languages == ("fa",)
    assert not [remark for remark in parted.remarks if "short" in remark.said]


def test_addresses_with_names_stand_where_they_are_used():
    text = (
        f"{FA} [متن][one]\n\n{EN} More of [it][two], and of [one].\n\n[one]: https://example.org/1\n\n[two]: /2 'Two'"
    )
    parted = splitting.split(blocks.of_markdown(text), LANGUAGES, "line")
    assert [(piece.language, piece.place) for piece in parted.pieces if piece.kind == "other"] == [
        ("fa", 5),
        ("en", 5),
        ("en", 7),
    ]


ALPHABET = st.sampled_from([*"abZ .:#*<0۱\n\u200c\u00a0", "خلاصه", "English Summary", "Summary", "ای", "م", "\n\n"])


@given(st.lists(ALPHABET, max_size=40).map("".join))
def test_nothing_is_lost_or_changed(text):
    assert seen("".join(piece.text for piece in split(text).pieces)) == seen(text)


MARKDOWN = st.sampled_from(
    ["```\n", "- ", "  ", "    ", "\n", "\n\n", "# ", "a", "English Summary", "خلاصه", "[^1]", "[^1]: ", "> ", "==="]
)


@given(st.lists(MARKDOWN, max_size=30).map("".join))
def test_blocks_of_markdown_hold_every_sign(text):
    found = blocks.of_markdown(text)
    assert seen("".join(block.text for block in found)) == seen(text)
    rows = text.split("\n")
    assert all(rows[block.place - 1] == block.text.split("\n")[0].rstrip() or rows[block.place - 1] for block in found)


def test_blocks_that_go_on_behind_a_blank_line():
    text = "- one\n\n  more\n\n- two\n\n[^1]: note\n\n    its second\n\nplain\n# Heading\nbelow\n\n```\na\n\nb\n```"
    assert [(block.text, block.kind) for block in blocks.of_markdown(text)] == [
        ("- one\n\n  more", "other"),
        ("- two", "other"),
        ("[^1]: note\n\n    its second", "other"),
        ("plain", "paragraph"),
        ("# Heading", "heading"),
        ("below", "paragraph"),
        ("```\na\n\nb\n```", "other"),
    ]


@pytest.mark.parametrize(
    ("paragraph", "title"),
    [
        ("A short one. And more.", "A short one"),
        ("The U.S. President came. He left.", "The U.S. President came"),
        ("آیا صلح ممکن است؟ بله.", "آیا صلح ممکن است؟"),
        ("word " * 40, ("word " * 17).strip() + " word…"),
        ("x" * 200, "x" * 89 + "…"),
        ("می\u200cخواهد", "می\u200cخواهد"),
        ("A **bold** [link](https://example.org/a.b).[^1] More.", "A bold link"),
    ],
)
def test_title_from_the_first_sentence(paragraph, title):
    assert headings.sentence(paragraph) == title
    assert len(title) <= 91


LONG = "این بند آن اندازه بلند است که هیچ کس آن را عنوانی نمی‌پندارد و نقطه‌ای هم در پایان دارد."


@pytest.mark.parametrize(
    ("rows", "kinds"),
    [
        ([LONG, "عنوانی تنها", LONG], ["paragraph", "heading", "paragraph"]),
        ([LONG, "**عنوانی تنها**", LONG], ["paragraph", "heading", "paragraph"]),
        ([LONG, "پرسشی تنها؟", LONG], ["paragraph"] * 3),
        ([LONG, "تهران، ۶ آبان ۱۴۰۴", LONG], ["paragraph"] * 3),
        ([LONG, "سطر یک", "سطر دو", LONG], ["paragraph"] * 4),
        ([LONG, "در پایان"], ["paragraph"] * 2),
    ],
)
def test_headings_that_are_proposed(rows, kinds):
    pieces = split("\n".join(rows)).pieces
    made, remarks = headings.proposed(pieces)
    assert [piece.kind for piece in made] == kinds
    assert seen("".join(piece.text for piece in made)).replace("##", "").replace("**", "") == seen(
        "".join(rows)
    ).replace("**", "")
    assert any("taken for a heading" in remark.said for remark in remarks) == ("heading" in kinds)
