"""Slips of a letter, twins that differ by one, names in two spellings: found where they are, and nowhere else."""

import pytest

from plugins.persian import names, typos


def found(check, text):
    return [(repair.old, repair.new, text[repair.place : repair.place + len(repair.old)]) for repair in check(text)]


@pytest.mark.parametrize(("typed", "meant"), [("وحود", "وجود"), ("مخلس", "مجلس"), ("نامزذ", "نامزد"), ("دزیا", "دریا")])
def test_one_letter_of_like_shape(typed, meant):
    assert found(typos.slips, f"این {typed} است") == [(typed, meant, typed)]
    assert found(typos.slips, f"این {meant} است") == []


def test_what_comes_again_is_a_name():
    assert found(typos.slips, "وحود و وحود") == []


@pytest.mark.parametrize(
    "text",
    ["کردند شدند دهند می‌کنند", "سرمایه‌گذاران", "توست سیمای برندگان", "ترامپ تاکایچی عراقچی", "الحمد", "کتابخانه‌هایشان"],
)
def test_words_that_may_be_right(text):
    assert found(typos.slips, text) == []


TWICE = "ایالات متحده آمد و ایالات متحده رفت و "


def test_a_term_and_its_twin():
    assert found(typos.near_pairs, TWICE + "ایالت متحده ماند") == [("ایالت", "ایالات", "ایالت")]
    assert found(typos.near_pairs, "مشارکت کردند و مشارکت کردند و مشاکت کردند") == [("مشاکت", "مشارکت", "مشاکت")]


@pytest.mark.parametrize(
    "rest", ["ایالات متحده", "ایالت متحده و ایالت متحده", "شرکت متحده", "مورد دیگر و مورد دیگر و موارد دیگر"]
)
def test_no_twin(rest):
    assert found(typos.near_pairs, TWICE + rest) == []


def test_a_name_with_a_mark_and_without():
    assert found(typos.variants, "روسنفت و روسنِفت") == [("روسنِفت", "روسنفت", "روسنِفت")]
    for right in ("روسنِفت", "کِشت و کشت", "حتماً حتما", "کتابِ او و کتاب", "نامهٔ نامه", "می‌کَند می‌کند", "محمّد محمد"):
        assert found(typos.variants, right) == []


def test_names_by_their_title_and_by_being_unknown():
    text = "خانم تاکاچی با آقای آبه و ترامپ و پزشکیان دربارهٔ بازارهای کشور گفت‌وگو کرد."
    assert [(n.name, n.by, n.title) for n in names.names(text)] == [
        ("تاکاچی", "title", "خانم"),
        ("آبه", "title", "آقای"),
        ("ترامپ", "unknown", ""),
    ]
    assert all(text[n.place :].startswith(n.name) for n in names.names(text))
