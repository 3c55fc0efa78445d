"""The table of languages: tag -> Language. A new language is a row here and a file in theme/strings.

Directions, digits, month names, quotation marks and alphabets are written out, never taken from an OS locale:
ICU's own Persian full date comes out in the wrong order, and Pelican loses an article when a locale is missing.
Sources: CLDR 48 (digits, quotation marks, month names), W3C ALREQ (separators), the alphabets' dictionaries. Where
they differ from CLDR: Arabic has the «» of its press, not CLDR's ”“, and the names of the Solar Hijri months as Arabic
papers write them, for CLDR's are misread («آيان» for Aban).
"""

from __future__ import annotations

from plugins.model import Language

_GREGORIAN_EN = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_HIJRI_EN = (
    "Farvardin", "Ordibehesht", "Khordad", "Tir", "Mordad", "Shahrivar",
    "Mehr", "Aban", "Azar", "Dey", "Bahman", "Esfand",
)  # fmt: skip
_GREGORIAN_FA = (
    "ژانویهٔ", "فوریهٔ", "مارس", "آوریل", "مهٔ", "ژوئن", "ژوئیهٔ", "اوت", "سپتامبر", "اکتبر", "نوامبر", "دسامبر",
)  # fmt: skip
_HIJRI_FA = (
    "فروردین", "اردیبهشت", "خرداد", "تیر", "مرداد", "شهریور", "مهر", "آبان", "آذر", "دی", "بهمن", "اسفند",
)  # fmt: skip

_GREGORIAN_AR = (
    "يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر",
)  # fmt: skip
_HIJRI_AR = (
    "فروردين", "أرديبهشت", "خرداد", "تير", "مرداد", "شهريور", "مهر", "آبان", "آذر", "دي", "بهمن", "إسفند",
)  # fmt: skip
_GREGORIAN_HE = (
    "ינואר", "פברואר", "מרץ", "אפריל", "מאי", "יוני", "יולי", "אוגוסט", "ספטמבר", "אוקטובר", "נובמבר", "דצמבר",
)  # fmt: skip
_HIJRI_HE = (
    "פרורדין", "ארדיבהשת", "ח׳רדאד", "תיר", "מרדאד", "שהריור", "מהר", "אבאן", "אד׳ר", "די", "בהמן", "אספנד",
)  # fmt: skip

ARABIC_SCRIPT = "\u0620-\u064a\u066e-\u06d3\u06d5\u06fa-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc"
"""Strong letters of the Arabic script, for a regular-expression class (UAX #9: AL)."""
LATIN_SCRIPT = "A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02b8\u1e00-\u1eff\u0370-\u03ff\u0400-\u052f"
"""Strong left-to-right letters of Latin, Greek and Cyrillic (UAX #9: L)."""

HEBREW_SCRIPT = "\u05d0-\u05ea\u05ef-\u05f2\ufb1d\ufb1f-\ufb28\ufb2a-\ufb4f"
"""Strong letters of the Hebrew script (UAX #9: R)."""

PERSIAN = Language(
    tag="fa",
    name="فارسی",
    direction="rtl",
    digits="۰۱۲۳۴۵۶۷۸۹",
    decimal="٫",
    thousands="٬",
    calendars=("solar-hijri", "gregorian"),
    months={"solar-hijri": _HIJRI_FA, "gregorian": _GREGORIAN_FA},
    weekdays=("دوشنبه", "سه\u200cشنبه", "چهارشنبه", "پنجشنبه", "جمعه", "شنبه", "یکشنبه"),
    alphabet="آاأإءئؤبپتثجچحخدذرزژسشصضطظعغفقکگلمنوهةیى",
    quotes=("«", "»", "‹", "›"),
    comma="، ",
    summary_heading="خلاصهٔ فارسی",
    letters=ARABIC_SCRIPT,
    og_locale="fa_IR",
    babel="persian",
    until="تا",
    same_letters="يی ىی كک ۀه ةه أا إا ؤو",
)

ENGLISH = Language(
    tag="en",
    name="English",
    direction="ltr",
    digits="0123456789",
    decimal=".",
    thousands=",",
    calendars=("gregorian", "solar-hijri"),
    months={"solar-hijri": _HIJRI_EN, "gregorian": _GREGORIAN_EN},
    weekdays=("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"),
    alphabet="abcdefghijklmnopqrstuvwxyz",
    quotes=("‘", "’", "“", "”"),
    comma=", ",
    summary_heading="English Summary",
    letters=LATIN_SCRIPT,
    og_locale="en_GB",
    babel="english",
)

ARABIC = Language(
    tag="ar",
    name="العربية",
    direction="rtl",
    digits="0123456789",
    decimal=".",
    thousands=",",
    calendars=("gregorian", "solar-hijri"),
    months={"solar-hijri": _HIJRI_AR, "gregorian": _GREGORIAN_AR},
    weekdays=("الاثنين", "الثلاثاء", "الأربعاء", "الخميس", "الجمعة", "السبت", "الأحد"),
    alphabet="ءابپتثجچحخدذرزژسشصضطظعغفڤقكگلمنهوي",
    quotes=("«", "»", "”", "“"),
    comma="، ",
    summary_heading="ملخص بالعربية",
    letters=ARABIC_SCRIPT,
    og_locale="ar_AR",
    babel="arabic",
    until="إلى",
    same_letters="آا أا إا ٱا ؤو ئي ىي یي ةت کك",
)

HEBREW = Language(
    tag="he",
    name="עברית",
    direction="rtl",
    digits="0123456789",
    decimal=".",
    thousands=",",
    calendars=("gregorian", "solar-hijri"),
    months={"solar-hijri": _HIJRI_HE, "gregorian": _GREGORIAN_HE},
    weekdays=("יום שני", "יום שלישי", "יום רביעי", "יום חמישי", "יום שישי", "יום שבת", "יום ראשון"),
    alphabet="אבגדהוזחטיכלמנסעפצקרשת",
    quotes=("”", "”", "’", "’"),
    comma=", ",
    summary_heading="תקציר בעברית",
    letters=HEBREW_SCRIPT,
    og_locale="he_IL",
    babel="hebrew",
    of_month="ב",
    until="עד",
    same_letters="ךכ םמ ןנ ףפ ץצ",
)

TABLE: dict[str, Language] = {row.tag: row for row in (PERSIAN, ENGLISH, ARABIC, HEBREW)}

KNOWN_TAGS = frozenset({*TABLE, "ckb", "de", "es", "fr", "ja", "ps", "ru", "tr", "ur", "zh"})
"""Tags that a file name's last part may be: "x.fr.md" is a file in a language that the site does not have, not
a slug "x.fr"."""
