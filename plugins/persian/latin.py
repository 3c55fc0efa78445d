"""A Persian text -> Latin letters for an address that can be said and typed.

Persian does not write short vowels, so no table of letters alone gives them: ICU's gives "lvkvyl" (facts/persian.md,
section 4). Words that desks write often stand in a list; in all others an "a" stands where two consonants begin a word
or three meet, since no Persian syllable does so. Whoever wants better gives the slug himself. Source of the letters:
the romanisation that Iranian passports and road signs use (kh, gh, sh, zh; no sign for ع and ء).
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from plugins.persian.letters import FOLD, HALF_SPACE, HAMZA, WORDS
from plugins.persian.numbers import ascii_digits

_LETTERS = dict(
    zip(
        "بپتثجچحخدذرزژسشصضطظغفقکگلمنهآ",
        "b p t s j ch h kh d z r z zh s sh s z t z gh f gh k g l m n h a".split(),
        strict=True,
    )
)
_SILENT = re.compile("[\u0621\u0640\u064b-\u0652\u0655\u0670]")
_HAMZA = str.maketrans({"أ": "ا", "إ": "ا", "ٱ": "ا", "ؤ": "و", "ئ": "ی", "ة": "ه"})
_VOWELS = "aeiou"
_OFTEN = {
    "آب": "ab", "آسیا": "asia", "آلمان": "alman", "آمریکا": "amrika", "امریکا": "amrika", "آینده": "ayandeh",
    "اتحادیه": "ettehadiyeh", "اروپا": "oroupa", "ارز": "arz", "ارمنستان": "armanestan", "از": "az",
    "است": "ast", "اسرائیل": "esrail", "اقتصاد": "eghtesad", "اقتصادی": "eghtesadi", "امنیت": "amniyat",
    "امنیتی": "amniyati", "انتخابات": "entekhabat", "انرژی": "enerzhi", "ایالات": "ayalat", "ایران": "iran",
    "این": "in", "با": "ba", "بازار": "bazar", "بانک": "bank", "بحران": "bohran", "بر": "bar", "برای": "baraye",
    "برق": "bargh", "برنامه": "barnameh", "بودجه": "budjeh", "به": "be", "بین": "beyn", "پس": "pas",
    "پیش": "pish", "تا": "ta", "تجارت": "tejarat", "تجاری": "tejari", "تحریم": "tahrim", "تحول": "tahavvol",
    "ترامپ": "trump", "ترکیه": "torkiyeh", "توافق": "tavafogh", "توافقنامه": "tavafoghnameh", "تهران": "tehran",
    "توسعه": "toseeh", "جدید": "jadid", "جمهور": "jomhur", "جمهوری": "jomhuri", "جنگ": "jang", "جهان": "jahan",
    "جهانی": "jahani", "چین": "chin", "حقوق": "hoghugh", "خاورمیانه": "khavarmianeh", "خبر": "khabar",
    "خلیج": "khalij", "در": "dar", "درباره": "darbareh", "دفاعی": "defai", "دولت": "dolat", "دو": "do",
    "دوم": "dovvom", "دیدار": "didar", "را": "ra", "رئیس": "rais", "رشد": "roshd", "روابط": "ravabet",
    "روسیه": "rusiyeh", "زبان": "zaban", "ژاپن": "japon", "سازمان": "sazman", "سال": "sal", "سفر": "safar",
    "سند": "sanad", "سوریه": "suriyeh", "سه": "se", "سیاست": "siyasat", "سیاسی": "siyasi", "شرق": "shargh",
    "شمال": "shomal", "شورا": "shora", "شورای": "shoraye", "صلح": "solh", "صنعت": "sanat", "عراق": "eragh",
    "عربستان": "arabestan", "غرب": "gharb", "فارس": "fars", "فارسی": "farsi", "فرانسه": "faranseh",
    "فصل": "fasl", "قانون": "ghanun", "قطر": "ghatar", "کاهش": "kahesh", "کشور": "keshvar", "گاز": "gaz",
    "گزارش": "gozaresh", "گفتگو": "goftogu", "گفت": "goft", "گو": "gu", "وگو": "ogu", "مالی": "mali",
    "مجلس": "majles", "محیط": "mohit", "مذاکرات": "mozakerat", "مذاکره": "mozakereh", "مردم": "mardom",
    "مرکزی": "markazi", "مصر": "mesr", "معدن": "madan", "معدنی": "madani", "ملل": "melal", "ملی": "melli",
    "منطقه": "mantagheh", "مواد": "mavad", "موشک": "mushak", "می": "mi", "میان": "mian", "میلیارد": "milyard",
    "نخست": "nokhost", "نرخ": "nerkh", "نشست": "neshast", "نفت": "naft", "نظام": "nezam", "نظامی": "nezami",
    "نو": "no", "وزیر": "vazir", "وزارت": "vezarat", "هسته": "hasteh", "ها": "ha", "های": "haye",
    "هفته": "hafteh", "همکاری": "hamkari", "هند": "hend", "یک": "yek", "یمن": "yaman",
}  # fmt: skip


def latin(text: str) -> str:
    """Words in Latin letters, what is no Persian word as it stands: «گزارش ۱۴۰۴» -> "gozaresh 1404"."""
    return WORDS.sub(lambda match: _word(match[0]), ascii_digits(text))


def _word(word: str) -> str:
    if word == "و":
        return "va"
    parts = word.translate(FOLD).replace(HAMZA, "").split(HALF_SPACE)
    made = [_OFTEN.get(part) or _spelled(_SILENT.sub("", part.translate(_HAMZA))) for part in parts]
    return "".join(made if len(parts) == 1 else map(_joined, made))


def _joined(part: str) -> str:
    """A part between half-spaces, which need not be said alone: one that is a consonant takes a vowel."""
    if not part or any(vowel in part for vowel in _VOWELS):
        return part
    return "ye" if part == "y" else f"{part}a"


def _spelled(word: str) -> str:
    """Sounds, one for each letter; a letter that is now a vowel, now a consonant, by what stands beside it."""
    sounds: list[str] = []
    for number, letter in enumerate(word):
        first, last, below = number == 0, number == len(word) - 1, word[number + 1 : number + 2]
        vowel = bool(sounds) and sounds[-1][-1] in _VOWELS
        if letter in "اع":
            sounds += ["a"] * (first or (letter == "ا" and sounds[-1:] != ["a"]))
        elif letter == "و":
            sounds.append("o" if word == "و" else "v" if first or vowel or below in ("ا", "ی") else "u")
        elif letter == "ی":
            sounds.append("y" if first or (vowel and not last) or below == "ا" else "iy" if below == "ه" else "i")
        elif letter == "ه" and last and number > 1 and not vowel:
            sounds.append("eh")
        else:
            sounds.append(_LETTERS.get(letter, ""))
    return "".join(_sayable([sound for sound in sounds if sound]))


def _sayable(sounds: list[str]) -> Iterator[str]:
    """With an "a" where two consonants begin a word, or a third one follows two."""
    row = 0
    for number, sound in enumerate(sounds):
        opens = sound[0] in _VOWELS  # "iy", "eh"
        row = 0 if sound[-1] in _VOWELS else 1 if opens else row + 1
        below = sounds[number + 1][0] if number + 1 < len(sounds) else "a"
        yield sound
        if below not in _VOWELS and (row == 2 or (row == 1 and number == 0)):
            yield "a"
            row = 0
