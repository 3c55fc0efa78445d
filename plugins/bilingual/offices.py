"""Offices and forms of address in English and Persian: what stands before a name and says whose it is."""

from __future__ import annotations

import re

from plugins.persian.letters import PERSIAN
from plugins.values import dataclass


@dataclass(frozen=True, slots=True)
class Office:
    """An office in both languages."""

    english: tuple[str, ...]
    persian: tuple[str, ...]
    """With half-spaces; a space in its place is understood."""


OFFICES = (
    Office(("prime minister", "premier"), ("نخست\u200cوزیر",)),
    Office(("vice president", "vice-president"), ("معاون رئیس\u200cجمهور", "معاون اول")),
    Office(("president",), ("رئیس\u200cجمهور", "رئیس\u200cجمهوری", "پرزیدنت", "رئیس")),
    Office(("chancellor",), ("صدراعظم",)),
    Office(("foreign minister", "secretary of state", "foreign secretary"), ("وزیر امور خارجه", "وزیر خارجه")),
    Office(("defence minister", "defense minister", "defense secretary", "defence secretary"), ("وزیر دفاع",)),
    Office(("finance minister", "treasury secretary"), ("وزیر دارایی", "وزیر خزانه\u200cداری", "وزیر اقتصاد")),
    Office(("minister", "secretary"), ("وزیر",)),
    Office(("secretary-general", "secretary general"), ("دبیرکل", "دبیر کل")),
    Office(("director-general", "director general", "director"), ("مدیرکل", "مدیر کل", "مدیر")),
    Office(("chairman", "chairwoman", "chair", "speaker"), ("رئیس",)),
    Office(("crown prince",), ("ولیعهد",)),
    Office(("king", "emir", "sultan"), ("پادشاه", "شاه", "امیر", "سلطان")),
    Office(("queen",), ("ملکه",)),
    Office(("pope",), ("پاپ",)),
    Office(("ambassador",), ("سفیر",)),
    Office(("senator",), ("سناتور",)),
    Office(("governor",), ("استاندار", "فرماندار", "رئیس بانک مرکزی")),
    Office(("mayor",), ("شهردار",)),
    Office(("general",), ("ژنرال", "سردار", "سرلشکر", "سپهبد")),
    Office(("spokesman", "spokeswoman", "spokesperson"), ("سخنگوی", "سخنگو")),
    Office(("ayatollah",), ("آیت\u200cالله",)),
    Office(("professor", "dr", "dr."), ("پروفسور", "دکتر", "استاد")),
    Office(("mr", "mr.", "mrs", "mrs.", "ms", "ms."), ("آقای", "خانم")),
)
"""The longer before those that they end with."""
ADDRESSES = ("خانم", "آقای", "آقا", "پرزیدنت", "دکتر")
"""What Persian puts before a name alone."""
ENGLISH = {words: office for office in OFFICES for words in office.english}


def persian(office: Office) -> re.Pattern[str]:
    """A pattern of the office in a Persian text."""
    words = "|".join(form.replace("\u200c", "[\u200c ]?") for form in sorted(office.persian, key=len, reverse=True))
    return re.compile(f"(?<![{PERSIAN}\u200c])(?:{words})(?![{PERSIAN}])")
