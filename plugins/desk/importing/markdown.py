"""HTML -> Markdown that our own reader shows as the same words, by markdownify.

Only what it does otherwise than we read is written here: what is escaped (a backslash before a sign that
Python-Markdown does not know stays in the page), raised and struck words (no sign for them: HTML), footnotes (`[^1]`),
pictures in tables, which stay. Source: Python-Markdown's list of signs that a backslash escapes.
"""

from __future__ import annotations

import re

from bs4 import BeautifulSoup, Tag
from markdownify import ATX, MarkdownConverter

CALL = "gozaresh-call"
NOTE = "gozaresh-note"
"""Elements that `footnotes` puts into a tree: the raised number, and the note."""
_SIGNS = re.compile(r"[\\`*]|(?<!\w)_|_(?!\w)|\[(?=[^\]\n]{0,300}\](?:[(\[:]|$))|!(?=\[)|\{(?=[:#.%{])")
_TAG = re.compile(r"<(?=[a-zA-Z/!?])")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_LINE = re.compile(r"^(\s*)(#{1,6}(?=\s)|>|[+-](?=\s)|!!!|:(?=\s)|={3,}|-{3,}|~{3,})", re.MULTILINE)
_NUMBERED = re.compile(r"^(\s*\d{1,9})([.)])(?=\s)", re.MULTILINE)


class _Writer(MarkdownConverter):
    class Options:
        heading_style = ATX
        bullets = "-"
        table_infer_header = True
        sub_symbol = "<sub>"
        sup_symbol = "<sup>"
        keep_inline_images_in = ("td", "th", "h1", "h2", "h3", "h4", "h5", "h6")
        newline_style = "spaces"

    def escape(self, text: str, parent_tags: set[str]) -> str:
        """Words that look like marks, with a backslash; those that look like HTML, as entities."""
        text = _SIGNS.sub(lambda match: "\\" + match[0], text)
        text = _TAG.sub("&lt;", _ENTITY.sub("&amp;", text))
        if parent_tags & {"td", "th"}:
            return text.replace("|", "\\|")
        return _NUMBERED.sub(r"\1\\\2", _LINE.sub(_at_line_start, text))

    def convert_del(self, _el: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002
        return f"<del>{text}</del>" if text.strip() else text

    convert_s = convert_strike = convert_del

    def convert_q(self, _el: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002
        return f"<q>{text}</q>"

    def convert_gozaresh_call(self, el: Tag, _text: str, parent_tags: set[str]) -> str:  # noqa: ARG002
        return f"[^{el['name']}]"

    def convert_gozaresh_note(self, el: Tag, text: str, parent_tags: set[str]) -> str:  # noqa: ARG002
        lines = text.strip().split("\n")
        inner = [f"    {line}" if line.strip() else "" for line in lines[1:]]
        return "\n\n" + "\n".join([f"[^{el['name']}]: {lines[0]}", *inner]) + "\n\n"


def _at_line_start(match: re.Match[str]) -> str:
    """A backslash, or an entity for a sign that no backslash takes its meaning from."""
    first = match[2][0]
    return match[1] + (f"&#{ord(first)};" if first in ":=~" else f"\\{first}") + match[2][1:]


def write(tree: Tag) -> str:
    """Markdown of a tree."""
    for caption in tree.select("table > caption"):
        caption.name = "p"
        if caption.parent:
            caption.parent.insert_before(caption)
    for columns in tree.find_all(["colgroup", "col"]):
        columns.decompose()
    made = _Writer().convert_soup(tree)
    text = re.sub(r"[ \t]+(?=\n)", lambda match: "  " if len(match[0]) > 1 else "", made)
    return re.sub(r"\n{3,}", "\n\n", text).strip("\n") + "\n"


def footnotes(tree: Tag, soup: BeautifulSoup) -> None:
    """Find notes by their links, as Word, pandoc and Python-Markdown write them: a raised link to an item of a list."""
    numbers: dict[str, str] = {}
    for link in tree.select("sup a[href^='#'], a.footnote-ref[href^='#'], a[role=doc-noteref][href^='#']"):
        target = str(link["href"])[1:]
        note = tree.find(["li", "aside", "p", "div"], id=target)
        if note is None or link.find_parent(id=target):
            continue
        name = numbers.setdefault(target, str(len(numbers) + 1))
        call = soup.new_tag(CALL)
        call["name"] = name
        (link.find_parent("sup") or link).replace_with(call)
    for target, name in numbers.items():
        note = tree.find(["li", "aside", "p", "div"], id=target)
        if note is None:
            continue
        for back in note.select("a[href^='#']"):  # the way back up: an arrow
            if not re.search(r"\w", back.get_text()):
                back.decompose()
        parent = note.parent
        made = soup.new_tag(NOTE)
        made["name"] = name
        made.extend(list(note.contents))
        note.decompose()
        tree.append(made)
        while parent is not None and parent is not tree and not parent.get_text(strip=True) and not parent.find("img"):
            gone, parent = parent, parent.parent
            gone.decompose()
