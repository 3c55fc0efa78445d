"""The table of languages: tag -> Language. A new language is a row here and a file in theme/strings.

Directions, digits, month names, quotation marks and alphabets are written out, never taken from an OS locale:
ICU's own Persian full date comes out in the wrong order, and Pelican loses an article when a locale is missing.
Sources: CLDR 48 (digits, quotation marks, month names), W3C ALREQ (separators), the alphabets' dictionaries.
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

ARABIC_SCRIPT = "\u0620-\u064a\u066e-\u06d3\u06d5\u06fa-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc"
"""Strong letters of the Arabic script, for a regular-expression class (UAX #9: AL)."""
LATIN_SCRIPT = "A-Za-z\u00aa\u00ba\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02b8\u1e00-\u1eff\u0370-\u03ff\u0400-\u052f"
"""Strong left-to-right letters of Latin, Greek and Cyrillic (UAX #9: L)."""

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
)

TABLE: dict[str, Language] = {row.tag: row for row in (PERSIAN, ENGLISH)}

KNOWN_TAGS = frozenset({*TABLE, "ar", "ckb", "de", "es", "fr", "he", "ja", "ps", "ru", "tr", "ur", "zh"})
"""Tags that a file name's last part may be: "x.fr.md" is a file in a language that the site does not have, not
a slug "x.fr"."""
