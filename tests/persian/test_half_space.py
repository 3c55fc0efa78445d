"""Half-spaces: words, whole texts, and figures on sentences whose right spelling is known."""

import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from benchmarks import half_space as bench
from plugins.persian import lexicon as words
from plugins.persian.half_space import Repair, damage, repairs, restore

Z = "\u200c"
DEV = Path(__file__).parents[3] / "shared" / "data" / "half-space-dev"


def likely(text):
    return restore(text, tier="likely")


@pytest.mark.parametrize(
    "right",
    [
        # The dictionary, and what is made as it makes words
        "رئیس-جمهور", "نخست-وزیر", "سرمایه-گذاری", "سرمایه-گذاران", "آسیب-پذیری", "تزلزل-ناپذیری", "روزنامه-نگار",
        # Verbs
        "می-گوید", "نمی-شود", "برمی-گردد", "می-کرده-اند", "می-رسانندشان", "می-شد", "نمی-توان",
        # A silent ه and what hangs on it
        "شده-اند", "نشده-ام", "مجموعه-ای", "خانه-ای", "خانه-اش", "پروژه-ی", "علاقه-مان",
        # Plurals
        "همکاری-های", "دارایی-های", "توافقنامه-ها", "تحریم-هایی", "سال-های", "تیم-های",
        # Comparatives
        "مهم-ترین", "آسیب-پذیرتر",
    ],
)  # fmt: skip
def test_a_word_that_lost_its_half_spaces(right):
    right = right.replace("-", Z)
    found = repairs(right.replace(Z, ""))
    assert [repair.new for repair in found] == [right]
    assert (found[0].place, found[0].old) == (0, right.replace(Z, ""))
    assert found[0].reason


@pytest.mark.parametrize(
    "word",
    "میدان میدانی میراث میهن تنهایی انتهای بهای گرانبهای کارهای روزهای داشتند بیشترین دخترها راهی توجهی بقایای برایمان"
    " آنها اینها روسنفت ترامپ تاکایچی پزشکیان نهصدمین".split(),
)
def test_a_word_that_is_right_stays(word):
    assert repairs(word) == []


@pytest.mark.parametrize(
    ("typed", "right"),
    [
        ("می شود", "می-شود"), ("نمی توان", "نمی-توان"), ("برمی گردد", "برمی-گردد"), ("کتاب ها", "کتاب-ها"),
        ("سرور های", "سرورهای"), ("شده اند", "شده-اند"), ("خانه ای", "خانه-ای"), ("پروژه ی ما", "پروژه-ی ما"),
        ("بزرگ ترین", "بزرگ-ترین"), ("نخست وزیر", "نخست-وزیر"), ("سه شنبه", "سه-شنبه"), ("پیش بینی ها", "پیش-بینی-ها"),
        ("سرمایه گذاری های", "سرمایه-گذاری-های"), ("بی درنگ", "بی-درنگ"), ("می\u00a0شود", "می-شود"),
        ("توافقنامه ها", "توافقنامه-ها"), ("واژه نامهٔ تازه", "واژه-نامهٔ تازه"),
    ],
)  # fmt: skip
def test_a_space_where_a_half_space_was(typed, right):
    assert likely(typed) == right.replace("-", Z)


@pytest.mark.parametrize(
    "text",
    [
        "سال گذشته",
        "ایالات متحده",
        "گفته شده",
        "به ویژه",
        "آن که",
        "این کار",
        "وارد شده بود",
        "هر چه",
        "می ناب",
        "مرد جوان",
        "سد تر",
    ],
)
def test_a_space_between_words_stays(text):
    assert likely(text) == text


def test_letters_stay_as_they_were_typed():
    assert likely("ميگويد كه ميشود") == f"مي{Z}گويد كه مي{Z}شود"
    assert likely("نام\u0640ه\u200c \u200cها")  # nonsense is left, and raises nothing


def test_names_have_the_last_word():
    assert [r.new for r in repairs("کوپالسا و بن بستی", known=frozenset({f"کوپال{Z}سا", f"بن{Z}بستی"}))] == [
        f"کوپال{Z}سا",
        f"بن{Z}بستی",
    ]
    assert repairs("لوکاویل", known=frozenset({"لوکاویل"})) == []


NORMAL = f"او می{Z}گوید که کتاب{Z}های تازه را خوانده{Z}اند و نوشته{Z}های دیگر هم می{Z}رسد. "


def test_a_text_that_keeps_its_half_spaces_is_only_suggested_to():
    text = NORMAL + "میشود دید."
    assert [r.tier for r in repairs(text)] == ["likely"]
    assert restore(text, tier="safe") == text
    assert [r.tier for r in repairs("میشود دید.")] == ["safe"]


def test_plurals_written_together_are_damage_only_beside_other_damage():
    assert likely("کتابهای خوب می شود") == f"کتابهای خوب می{Z}شود"  # one who sets spaces means what is joined
    assert likely("کتابهای خوب میشود") == f"کتاب{Z}های خوب می{Z}شود"
    assert [r.tier for r in repairs("کتابهای خوب")] == ["likely"]
    assert [r.tier for r in repairs("کتابهای خوب میشود و میرود")] == ["safe"] * 3


def test_pronouns_are_repaired_only_in_a_text_without_any_half_space():
    assert "آنها" in likely("آنها میشود")
    whole = "آنها میشود و میرود و میگوید و شدهاند و رفتهاند"
    assert likely(whole).startswith(f"آن{Z}ها")


def test_what_an_author_is_told_of():
    assert damage(NORMAL + "کتابهای خوب و روانشناسی") == []
    assert [r.old for r in damage(NORMAL + "میشود و می شود")] == ["میشود", "می شود"]
    assert [r.old for r in damage(NORMAL + f"هم{Z}زمان یا همزمان")] == ["همزمان"]
    assert damage(NORMAL + f"کار{Z}ها و کارها") == []  # behind ر it does not show
    assert [r.old for r in damage("کتابهای خوب میشود و میرود")] == ["کتابهای", "میشود", "میرود"]
    assert [r.old for r in damage(NORMAL + "نخست وزیر روز سه شنبه")] == ["نخست وزیر", "سه شنبه"]


def test_repairs_stand_in_order_and_do_not_overlap():
    text = "رئیسجمهور و نخست وزیر ها می گوید توافقنامه های تازه شدهاند"
    found = repairs(text)
    assert all(text[r.place : r.place + len(r.old)] == r.old for r in found)
    assert all(one.place + len(one.old) <= other.place for one, other in pairwise(found))
    assert all(isinstance(r, Repair) for r in found)


def letters(text):
    return "".join(char for char in text if char != Z and not char.isspace())


PIECES = st.sampled_from(
    [*"می نمی ها های ای اند تر ترین شود کتاب خانه رئیس جمهور نخست وزیر سه شنبه بی هم پیش بینی گذاری".split(), Z, " ",
     "ی", "A", "\u200f", "۱", ".", "،", "\n", "ۀ", "ك", "\u0654", "\u00a0", "«"]
)  # fmt: skip
TEXTS = st.lists(PIECES, max_size=30).map("".join) | st.text(max_size=40)


@given(TEXTS)
def test_restoring_changes_half_spaces_and_spaces_alone(text):
    for tier in ("safe", "likely"):
        made = restore(text, tier=tier)
        assert letters(made) == letters(text)
        assert made.count("\n") == text.count("\n")


def figures(sentences, damaged, *, tier="likely"):
    return bench.score(sentences, [restore(line, tier=tier) for line in damaged])


@pytest.mark.parametrize(("kind", "precision", "recall"), [("joined", 0.93, 0.93), ("spaced", 0.97, 0.87)])
def test_figures_on_the_shared_sentences(kind, precision, recall):
    if not DEV.is_dir():
        pytest.skip("the development sentences are not beside the project")
    gold, damaged = ((DEV / f"{name}.txt").read_text("utf-8").splitlines() for name in ("gold", kind))
    found = figures(gold, damaged)
    assert found.precision >= precision
    assert found.recall >= recall


def test_safe_repairs_leave_the_shared_sentences_alone():
    if not DEV.is_dir():
        pytest.skip("the development sentences are not beside the project")
    gold = (DEV / "gold.txt").read_text("utf-8").splitlines()
    assert bench.harm(gold, [restore(line, tier="safe") for line in gold]) <= 0.0005


@pytest.mark.parametrize(("kind", "precision", "recall"), [("joined", 0.97, 0.94), ("spaced", 0.97, 0.92)])
def test_figures_on_our_own_sentences(kind, precision, recall):
    gold = bench.OURS.read_text("utf-8").splitlines()
    found = figures(gold, [bench.DAMAGES[kind](line) for line in gold])
    assert found.precision >= precision
    assert found.recall >= recall
    assert bench.harm(gold, [restore(line, tier="safe") for line in gold]) == 0


def test_it_is_fast():
    text = bench.OURS.read_text("utf-8").replace(Z, "") * 20
    repairs(text)
    began = time.process_time()
    repairs(text)
    assert (
        len(text) / (time.process_time() - began) > 200_000
    )  # a million on a free machine; a fifth on one that is not


def test_the_lexicon_is_small_and_has_its_notice():
    folder = Path(words.__file__).parent / "data"
    assert (folder / "lexicon.z").stat().st_size < 700_000
    assert "Permission is hereby granted" in (folder / "LICENCE-hazm.txt").read_text("utf-8")
    assert words.lexicon().strong("کتاب")
    assert words.lexicon().listed("سپاسمند")
    assert not words.lexicon().listed("سپاسمنددد")
