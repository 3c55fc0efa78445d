"""Names that the Persian press writes as they sound in their own languages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.bilingual.names import EnglishText, PersianText
from plugins.bilingual.sounds import alike, edges, of_latin, of_persian, same

SAME = """
تاکایچی Takaichi|تاکاچی Takaichi|کیشیدا Kishida|شینزو Shinzo|آبه Abe|ایشیبا Ishiba|روسنِفت Rosneft|لوک‌اویل Lukoil
کرملین Kremlin|لاوروف Lavrov|مدودف Medvedev|پوتین Putin|زلنسکی Zelensky|ترامپ Trump|ونس Vance|هگست Hegseth|روبیو Rubio
مرتس Merz|شولتس Scholz|شواب Schwab|شی Xi|جین‌پینگ Jinping|وانگ Wang|چیانگ Qiang|ژائو Zhao|ماکرون Macron|بارنیه Barnier
رنو Renault|پژو Peugeot|لاگارد Lagarde|خیمنز Jiménez|سانچز Sánchez|گارسیا García|خوان Juan|اردوغان Erdoğan|ژیژک Žižek
توسک Tusk|اوربان Orbán|عراقچی Araghchi|پزشکیان Pezeshkian|قالیباف Ghalibaf|هنیه Haniyeh|گروسی Grossi|کالاس Kallas
گزاویه Xavier|برتران Bertrand|واتارا Ouattara|لوئیش Luís|وروتسواف Wrocław|فایزر Pfizer|ووچ Łódź
اسلپنیوف Slepnev|میاسنیکوویچ Myasnikovich|بوشهر Bushehr|نتانیاهو Netanyahu
ملونی Meloni|گوترش Guterres|استارمر Starmer|لولا Lula
"""
OTHERS = """
تاکاچی Kishida|کشور Kishida|مرکل Macron|بایدن Putin|روبیو Blinken|گروسی Guterres|مسقط Doha|پکن Tokyo|زنان Sydney|جز Gaza
میلیون Meloni|ملول Milei|باران Barnier|کسی Kallas|قطار Guterres|دیگر Duda
"""


def pairs(rows):
    return [tuple(pair.split(" ")) for row in rows.strip().split("\n") for pair in row.split("|")]


@pytest.mark.parametrize(("persian", "latin"), pairs(SAME))
def test_one_name(persian, latin):
    assert edges(persian, latin)
    assert same(of_persian(persian), of_latin(latin))


@pytest.mark.parametrize(("persian", "latin"), pairs(OTHERS))
def test_two_names(persian, latin):
    assert not (edges(persian, latin) and same(of_persian(persian), of_latin(latin)))


@pytest.mark.parametrize(("persian", "latin"), [("خامنه‌ای", "Khamenei"), ("نصرالله", "Nasrallah")])
def test_nearly_one_name(persian, latin):
    assert alike(of_persian(persian), of_latin(latin))
    assert not same(of_persian(persian), of_latin(latin))


WORDS = st.text(alphabet="ابپتجچخدرزژسشغفقکگلمنوهی", min_size=1, max_size=8)


@given(WORDS, st.text(alphabet="abcdefghijklmnopqrstuvwxyzéçşžAXW", min_size=1, max_size=10))
def test_what_is_near_stays_near_where_less_is_asked(persian, latin):
    ours, theirs = of_persian(persian), of_latin(latin)
    assert not same(ours, theirs) or alike(ours, theirs, 1)
    assert [alike(ours, theirs, least) for least in (1, 0.8, 0.5, 0)] == sorted(
        alike(ours, theirs, least) for least in (1, 0.8, 0.5, 0)
    )
    assert len(theirs) <= 4 * 96  # as it is written, and without one of three endings


def test_a_common_verb_grounds_no_name():
    assert not PersianText("او دست کشید و رفت").has("Kishida")
    assert PersianText("کیشیدا رفت").has("Kishida") == "کیشیدا"
    assert PersianText("در ورشو و آمریکا").has("Warsaw") == "ورشو"
    assert PersianText("شرکت Siemens گفت").has("Siemens") == "Siemens"
    assert PersianText("رود هیرمند").has("Helmand", ["هیرمند"]) == "هیرمند"


def test_persian_names_in_an_english_text():
    text = EnglishText("Fumio Kishida met lithium traders in the United States")
    assert text.has("کیشیدا") == "Kishida"
    assert text.has("لیتیوم") == "lithium"
    assert text.has("آمریکا")
    assert not text.has("تاکایچی")
    assert text.has("هیرمند", ["Helmand"]) == ""
