"""Texts that other people wrote, beside the project: used where they are there, never copied into it."""

import html
import re
import unicodedata
from html.parser import HTMLParser
from pathlib import Path

import pytest

from plugins.sources.tree import VOID

FOLDER = Path(__file__).parents[3] / "shared" / "samples"


def signs(text: str) -> str:
    """The letters, digits and half-spaces alone, digits in one script: what typesetting may not change."""
    kept = (c for c in text if c == "\u200c" or unicodedata.category(c)[0] in "LMN")
    return "".join(str(unicodedata.decimal(c, c)) for c in kept)


class _Prose(HTMLParser):
    """The text below `class="prose"`, without the numbers of notes and what is hidden where no style is read."""

    def __init__(self) -> None:
        super().__init__()
        self.depth = 0
        self.note = False
        self.hidden: list[str] = []
        self.parts: list[str] = []

    def handle_starttag(self, tag, attrs):
        if self.hidden or "hidden" in dict(attrs):
            self.hidden += [tag] if tag not in VOID else []
            return
        if tag == "div" and (self.depth or dict(attrs).get("class") == "prose"):
            self.depth += 1
        self.note = "footnote-ref" in (dict(attrs).get("class") or "").split()

    def handle_endtag(self, tag):
        if self.hidden:
            self.hidden.pop()
            return
        self.note = False
        if tag == "div" and self.depth:
            self.depth -= 1

    def handle_data(self, data):
        if self.depth and not self.note and not self.hidden:
            self.parts.append(data)


def prose(page: str) -> str:
    """The signs of a page's text."""
    reader = _Prose()
    reader.feed(page)
    return signs("".join(reader.parts))


_NO_WORDS = re.compile(r"(`[^`]*`)|\[\^[^\]]*\]|(?<=\])\([^)]*\)|(?<=\])\[([^\]]*)\]|</?[a-zA-Z][^>]*>")
"""What of a line is no word on the page; code (group 1) is, and so is a label (group 2) that nothing explains."""


def written(body: str) -> list[str]:
    """The signs of each line of a Markdown text that stand on the page as they are, without notes and markup."""
    labels = {label.lower() for label in re.findall(r"^\s*\[([^\]^]+)\]:", body, re.MULTILINE)}

    def keep(match: re.Match[str]) -> str:
        return match[1] or (match[2] if match[2] and match[2].lower() not in labels else "")

    lines, code = [], False
    for line in re.sub(r"<!--.*?-->", "", body, flags=re.DOTALL).split("\n"):
        if re.match(r"\s*(```|~~~)", line):
            code = not code
        elif code:
            lines.append(signs(line))
        elif not re.match(r"\s*(\[\^?[^\]]*\]:|:?-+:?\s*\|)", line):
            words = re.sub(r"^\s*(\d+[.)]|#+)\s|\{[:#][^}]*\}\s*$", "", _NO_WORDS.sub(keep, line))
            lines.append(signs(html.unescape(words)))
    return [line for line in lines if line]


@pytest.fixture(scope="session")
def samples():
    if not FOLDER.is_dir():
        pytest.skip("the sample texts are not beside the project")
    return FOLDER


@pytest.fixture
def lost():
    """`lost(Markdown, page)` -> the lines whose words are not on the page in their order."""

    def compare(body: str, page: str) -> list[str]:
        shown, at, missing = prose(page), 0, []
        for line in written(body):
            found = shown.find(line, at)
            if found < 0:
                missing.append(line)
            else:
                at = found + len(line)
        return missing

    return compare
