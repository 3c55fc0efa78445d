"""CLDR, through Babel -> places.z and LICENCE-cldr.txt beside this script: names of places in English and Persian.

    uv run --no-project --with babel==2.19.0 python plugins/bilingual/data/make.py

Territories, languages (which are what the people are called too: Russian, روسی) and the cities of the time zones.
Babel is not needed where the file is read (`places.py`). A row is "English<tab>Persian<tab>kind"; packed by zlib.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from pathlib import Path

import babel
from babel import Locale

HERE = Path(__file__).parent
_ENGLISH = re.compile("[A-Z][A-Za-z\u00c0-\u024f'\u2019. -]{2,}")
_PERSIAN = re.compile("[\u0621-\u06cc\u0654\u200c ]{2,}")


def pairs() -> Iterator[tuple[str, str, str]]:
    """English and Persian names of the same, and what it is: t(erritory), l(anguage), c(ity)."""
    english, persian = Locale("en"), Locale("fa")
    for table in ("territories", "languages"):
        ours, theirs = getattr(persian, table), getattr(english, table)
        yield from ((theirs[key], ours[key], table[0]) for key in theirs if key in ours)
    for zone, said in persian.time_zones.items():
        if "city" in said:
            known = english.time_zones.get(zone, {}).get("city")
            yield known or zone.rpartition("/")[2].replace("_", " "), said["city"], "c"


def main() -> None:
    """Write the files."""
    rows = {
        f"{ours}\t{theirs}\t{kind}"
        for ours, theirs, kind in pairs()
        if _ENGLISH.fullmatch(ours) and _PERSIAN.fullmatch(theirs) and not theirs.isascii()
    }
    (HERE / "places.z").write_bytes(zlib.compress("\n".join(sorted(rows)).encode(), 9))
    folder = Path(babel.__file__).parent / "locale-data"
    (HERE / "LICENCE-cldr.txt").write_bytes((folder / "LICENSE.unicode").read_bytes())


if __name__ == "__main__":
    main()
