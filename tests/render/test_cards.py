"""A card's texts -> the picture: its size, its sides, its letters."""

import io
import re
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageFont

from plugins.languages import ENGLISH, PERSIAN
from plugins.model import BuildError, Job, Workshop
from plugins.render import cards
from plugins.site.cards import Card

THEME = Path(__file__).parents[2] / "theme"
FA = Card("c.png", PERSIAN, "توافق ژاپن و امریکا بر سر مواد معدنی", "انرژی", "گزارش", "سه\u200cشنبه ۶ آبان ۱۴۰۴")
EN = Card("c.png", ENGLISH, "Tokyo and Washington sign on minerals", "Energy", "Gozaresh", "Tuesday 28 October 2025")
LONG_FA = (
    "قانون هوش مصنوعی اروپا چه می\u200cگوید و از سال ۲۰۲۶ چه تغییری در کار شرکت\u200cهای ایرانی "
    "و بازار نرم\u200cافزار خواهد داد "
)
LONG_EN = "What the agreement says, what it leaves out, and who must still ratify it before the next assembly meets "


def rendered(card):
    return cards.card(Job("card", card), {}, Workshop(str(THEME), {}, {}))


def drawn(card):
    return Image.open(io.BytesIO(rendered(card).files["c.png"]))


def changed(card, **values):
    return Card(**{name: getattr(card, name) for name in Card.__slots__} | values)


def ink(image, box):
    """The box of what is not paper in a part of the picture."""
    part = image.convert("RGB").crop(box)
    found = ImageChops.difference(part, Image.new("RGB", part.size, cards.PAPER)).getbbox()
    return found and (found[0] + box[0], found[1] + box[1], found[2] + box[0], found[3] + box[1])


TITLE = (0, cards.RULE_TOP + 12, 1200, cards.BASELINE_FOOT - 30)
FOOT = (0, cards.BASELINE_FOOT - 30, 1200, 630)
TEXTS = [FA, EN, changed(FA, title=LONG_FA * 2), changed(EN, title=LONG_EN * 3), changed(FA, title="آب", kicker="")]


@pytest.mark.parametrize("card", TEXTS)
def test_a_card_has_the_size_of_open_graph_and_is_light(card):
    made = rendered(card)
    (data,) = made.files.values()
    image = Image.open(io.BytesIO(data))
    assert (image.size, image.format, image.mode) == ((1200, 630), "PNG", "P")
    assert len(data) <= 40_000
    assert made.problems == ()
    assert not image.info.keys() & {"date", "Software", "exif", "icc_profile"}


@pytest.mark.parametrize("card", TEXTS)
def test_nothing_leaves_the_margins(card):
    left, top, right, bottom = ink(drawn(card), (0, 0, 1200, 630))
    assert left >= cards.MARGIN - 6  # a letter may lean over a little
    assert right <= 1200 - cards.MARGIN + 6
    assert top > 60
    assert bottom < 600


@pytest.mark.parametrize("card", TEXTS)
def test_the_title_keeps_off_the_foot(card):
    image = drawn(card)
    assert ink(image, TITLE)[3] < ink(image, FOOT)[1] - 8


def test_persian_begins_on_the_right_and_english_on_the_left():
    short_fa, short_en = changed(FA, title="آب", date=""), changed(EN, title="Water", date="")
    for box in (TITLE, FOOT, (0, 0, 1200, cards.RULE_TOP)):
        assert ink(drawn(short_fa), box)[0] > 600
        assert ink(drawn(short_en), box)[2] < 600


def test_a_persian_title_that_begins_with_a_latin_name_still_reads_from_the_right():
    alone = changed(FA, title="AI")
    both = changed(FA, title="AI و ما")
    left, _, right, _ = ink(drawn(alone), TITLE)
    box = (1200 - cards.MARGIN - (right - left), TITLE[1], 1200, TITLE[3])
    name_alone, name = (drawn(card).convert("L").crop(box) for card in (alone, both))
    assert ImageChops.difference(name_alone, name).getbbox() is None


def test_letters_are_joined_and_the_half_space_is_no_box():
    font = ImageFont.truetype(THEME / "static/fonts" / cards.PERSIAN.title, 60, layout_engine=ImageFont.Layout.RAQM)
    apart = font.getlength("س", direction="rtl") * 2
    assert font.getlength("سس", direction="rtl") < apart - 5
    assert font.getlength("س\u200cس", direction="rtl") == apart
    with_half_space, without = (changed(FA, title=f"دا{gap}دا") for gap in ("\u200c", ""))
    # «ا» joins to nothing: only a box would show
    assert drawn(with_half_space).tobytes() == drawn(without).tobytes()


def test_a_long_title_is_cut_with_an_ellipsis_in_four_lines(monkeypatch):
    lines = written(monkeypatch, changed(EN, title=LONG_EN * 5))
    assert len(lines) == cards.MAX_LINES
    assert lines[-1].endswith("…")
    assert LONG_EN.startswith(lines[0])


@pytest.mark.parametrize("card", [FA, EN, changed(FA, title=LONG_FA), changed(EN, title=LONG_EN)])
def test_a_title_is_set_whole_in_even_lines(monkeypatch, card):
    lines = written(monkeypatch, card)
    assert " ".join(lines).replace("\u00a0", " ") == card.title.strip()
    assert len(lines) <= cards.MAX_LINES
    assert len(lines) == 1 or min(map(len, lines)) > max(map(len, lines)) / 2


def test_no_line_breaks_at_a_half_space_after_va_or_inside_a_short_name(monkeypatch):
    for cut in range(0, len(LONG_FA), 3):
        title = LONG_FA[cut:] + "و AI Act (EU Rule) و Horizon Europe"
        lines = written(monkeypatch, changed(FA, title=title))
        assert not any(re.search("(^|\\s)و$|AI$|EU$|Horizon$", line) for line in lines[:-1])
        assert "".join(lines).count("\u200c") == title.count("\u200c")


def test_a_word_wider_than_the_card_is_cut(monkeypatch):
    lines = written(monkeypatch, changed(EN, title="https://example.org/" + "very-long-path/" * 9))
    assert lines[0].endswith("…")


def written(monkeypatch, card):
    """The lines of the title."""
    lines = []
    real = cards._Sheet.write

    def write(self, text, *args):
        lines.append(text)
        real(self, text, *args)

    with monkeypatch.context() as patch:
        patch.setattr(cards._Sheet, "write", write)
        rendered(card)
    return [line for line in lines if line not in (card.kicker, card.foot, card.date)]


def test_a_persian_word_in_an_english_title_is_not_boxes():
    assert rendered(changed(EN, title="Qanat (قنات) and Urmia")).problems == ()


def test_a_letter_that_no_face_has_is_a_warning():
    (problem,) = rendered(changed(EN, title="Kanji 漢 here")).problems
    assert (problem.code, problem.severity) == ("card-letter", "warning")
    assert "'漢' (U+6F22)" in problem.message


def test_the_same_bytes_come_twice():
    assert rendered(FA).files == rendered(FA).files


def test_colours_are_the_theme_s():
    image = drawn(EN).convert("RGB")
    assert image.getpixel((5, 5)) == cards.PAPER
    assert image.getpixel((cards.MARGIN + 20, cards.RULE_TOP + 3)) == cards.LAPIS
    assert cards.INK in {colour for _, colour in image.getcolors()}


def test_without_fribidi_the_build_stops(monkeypatch):
    monkeypatch.setattr(cards.features, "check", lambda name: name != "raqm")
    with pytest.raises(BuildError, match=r"card-engine.*libfribidi0"):
        rendered(FA)
