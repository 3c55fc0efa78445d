from plugins.languages import ARABIC, ENGLISH, HEBREW, PERSIAN
from plugins.persian import numbers
from plugins.persian.collation import sort_key


def test_digits_of_both_languages():
    assert numbers.digits(1404, PERSIAN) == "۱۴۰۴"
    assert numbers.digits("2025/07", PERSIAN) == "۲۰۲۵/۰۷"
    assert numbers.digits(1404, ENGLISH) == "1404"


def test_grouped_and_decimal():
    assert numbers.grouped(1234567, PERSIAN) == "۱٬۲۳۴٬۵۶۷"
    assert numbers.grouped(1234567, ENGLISH) == "1,234,567"
    assert numbers.decimal(1.25, PERSIAN) == "۱٫۲"
    assert numbers.decimal(3.0, ENGLISH) == "3"


def test_ascii_digits_reads_both_sets():
    assert numbers.ascii_digits("۱۴۰۴ ٢٠٢٥") == "1404 2025"


def test_persian_sorts_by_its_alphabet():
    words = ["گاز", "پاک", "کاغذ", "آب", "ژاله", "چاپ", "هند", "وام", "یزد", "نان", "زمین"]
    ordered = sorted(words, key=lambda w: sort_key(w, PERSIAN))
    assert ordered == ["آب", "پاک", "چاپ", "زمین", "ژاله", "کاغذ", "گاز", "نان", "وام", "هند", "یزد"]


def test_half_space_and_letter_variants_do_not_count():
    assert sort_key("می\u200cرود", PERSIAN)[0] == sort_key("میرود", PERSIAN)[0]
    assert sort_key("كتاب", PERSIAN)[0] == sort_key("کتاب", PERSIAN)[0]


def test_arabic_sorts_by_its_own_alphabet():
    """The order that ICU 78 (CLDR 48) gives, and Persian's letters beside their like."""
    words = ["وجه", "أمل", "هدى", "تين", "ابن", "پان", "كتاب", "ةمر", "بان", "تمر", "إربد", "ياء", "ثلج"]
    ordered = sorted(words, key=lambda w: sort_key(w, ARABIC))
    assert ordered == ["ابن", "إربد", "أمل", "بان", "پان", "ةمر", "تمر", "تين", "ثلج", "كتاب", "هدى", "وجه", "ياء"]
    assert sort_key("مُدُن", ARABIC)[0] == sort_key("مدن", ARABIC)[0]
    assert sort_key("كتابی", ARABIC)[0] == sort_key("کتابي", ARABIC)[0]


def test_in_hebrew_a_letter_at_a_words_end_is_the_same_letter():
    assert sort_key("ים", HEBREW)[0] == sort_key("ימ", HEBREW)[0]
    words = ["תל אביב", "עכו", "אשדוד", "מים", "מכמורת", "אילת", "צפת"]
    assert sorted(words, key=lambda w: sort_key(w, HEBREW)) == [
        *("אילת", "אשדוד", "מים", "מכמורת", "עכו", "צפת", "תל אביב"),
    ]


def test_english_ignores_case_and_accents():
    words = ["Šefčovič", "Smith", "apple", "Zürich", "Ålborg"]
    assert sorted(words, key=lambda w: sort_key(w, ENGLISH)) == [
        "Ålborg",
        "apple",
        "Šefčovič",
        "Smith",
        "Zürich",
    ]
