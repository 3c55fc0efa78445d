"""Markdown of a briefing -> Body: safe HTML, typeset, its words, headings and references; a line -> Text.

The order of the stages is the contract: render, sanitise, then one tree that headings, references, figures, boxes,
charts and isolates work on, written out once. Nothing here looks at another file (DESIGN section 4).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from plugins.config import SiteConfig
from plugins.model import Body, Html, Language, Problem, Reference, Text
from plugins.sources import boxes, data_blocks, headings, isolate, markdown, references, sanitise, shapes, tree
from plugins.sources.places import Source
from plugins.sources.summary import SummarySplit, split_summary
from plugins.sources.tree import Element, Node
from plugins.values import dataclass

__all__ = ["SummarySplit", "line", "read", "split_summary"]

_WHITE = re.compile(r"\s*[\r\n]\s*|[ \t]{2,}")
_PLAIN_LINE = re.compile(r"[^\\`*_\[\]<>&{}\n\r\t\x00-\x1f\U000F0000-\U000FFFFD]*")


def read(
    text: str, *, first_line: int, path: str, language: Language, config: SiteConfig
) -> tuple[Body, tuple[Problem, ...]]:
    """Read a body. Problems: those of `references`, html-removed, foreign-shortcode, unreadable-markdown."""
    source = Source(text.replace("\r\n", "\n").replace("\r", "\n"), first_line)
    root, problems = _safe_tree(source, path)
    found, ids = headings.number(root)
    opened = references.open_all(root, source, path)
    problems += opened.problems
    problems += references.check_anchors(opened.anchors, ids, source, path)
    shapes.figures(root)
    elements = root.elements()
    shapes.shape(elements, language)
    boxes.title(elements, language.tag)
    inner = _Inner(path, ids, problems, opened.references)
    problems += data_blocks.draw(root, source, path, language, inner.line)
    isolate.typeset(root, language, config.languages)
    problems += _foreign(source, path) + _missing_notes(root, source, path)
    body = Body(Html(tree.serialise(root)), shapes.words(root), found, ids, tuple(opened.references))
    return body, tuple(sorted(problems))


def line(
    markdown: str, *, line: int, column: int, path: str, language: Language, config: SiteConfig
) -> tuple[Text, tuple[Problem, ...]]:
    """Read one line of inline Markdown; `line` and `column` say where it begins in its file."""
    problems: list[Problem] = []
    written = _WHITE.sub(" ", markdown).strip()
    if _PLAIN_LINE.fullmatch(written):
        root, plain = Element("", None, [written]), written
    else:
        source = Source(written, line, column + len(markdown) - len(markdown.lstrip()))
        root, problems = _safe_tree(source, path, inline=True)
        opened = references.open_all(root, source, path)
        problems += opened.problems
        shapes.flatten(root)
        plain = _WHITE.sub(" ", root.text()).strip()
    isolate.typeset(root, language, config.languages)
    return Text(plain, Html(tree.serialise(root))), tuple(sorted(problems))


@dataclass(frozen=True, slots=True)
class _Inner:
    """Reads the lines of Markdown that stand in a block of data; what it finds is added to the body's own."""

    path: str
    ids: frozenset[str]
    problems: list[Problem]
    references: list[Reference]

    def line(self, markdown: str, line: int, column: int) -> list[Node]:
        """Safe nodes, not yet typeset."""
        source = Source(markdown, line, column)
        root, problems = _safe_tree(source, self.path, inline=True)
        opened = references.open_all(root, source, self.path)
        problems += opened.problems + references.check_anchors(opened.anchors, self.ids, source, self.path)
        shapes.flatten(root)
        self.problems.extend(problems)
        self.references.extend(opened.references)
        return root.children


def _safe_tree(source: Source, path: str, *, inline: bool = False) -> tuple[Element, list[Problem]]:
    try:
        rendered = markdown.render_line(source.marked) if inline else markdown.render(source.marked)
    except markdown.UnreadableMarkdownError as error:
        fix = "simplify the text: fewer brackets, quotes or lists inside one another"
        message = f"Markdown could not be read ({error})"
        return Element("", None, [source.text]), [Problem(path, *source.at(0), "unreadable-markdown", message, fix)]
    safe, removed = sanitise.clean(source.text, rendered)
    return tree.parse(safe), _removals(removed, source, path)


_MOST_REMOVALS = 20
"""Of one kind in one file: the author has seen the point by then."""


def _removals(removed: Sequence[sanitise.Removed], source: Source, path: str) -> list[Problem]:
    problems = [_bad_scheme(item, source, path) for item in removed if item.what.endswith(":")]
    fix = "take it out: a page may hold text, pictures and tables, no scripts, styles or frames"
    for kind, count in Counter(item.what for item in removed if not item.what.endswith(":")).items():
        tag, _, attribute = kind.partition(" ")
        what = f"attribute {attribute!r} of <{tag}>" if attribute else f"<{tag}>"
        pattern = rf"(?<![\w-]){re.escape(attribute)}(?=\s*[=\s/>}}])" if attribute else rf"<{re.escape(tag)}\b"
        hits = [(line, column) for _, line, column in source.search(pattern)]
        shown = (hits + [(0, 0)] * count)[: min(count, _MOST_REMOVALS)]
        problems += [Problem(path, *place, "html-removed", f"{what} was removed", fix, "warning") for place in shown]
    return problems


def _bad_scheme(item: sanitise.Removed, source: Source, path: str) -> Problem:
    place = source.of_mark(item.mark)
    place = place if place[0] else source.only(item.written)
    message = f"{item.written!r} begins with {item.what!r}, which no link here may"
    fix = "write an https:// address, mailto:, tel:, or the path of a source file"
    return Problem(path, *place, "bad-scheme", message, fix)


_SHORTCODE = re.compile(r"\{\{[<%].{0,300}?[>%]\}\}|\{%.{0,300}?%\}")


def _foreign(source: Source, path: str) -> list[Problem]:
    if "{" not in source.text:
        return []
    return [
        Problem(
            path,
            *source.at(match.start()),
            "foreign-shortcode",
            f"{match[0]!r} is a command of another site generator and stands in the page as it is",
            "write what it should show",
            "warning",
            source.at(match.end())[1] if "\n" not in match[0] else 0,
        )
        for match in _SHORTCODE.finditer(source.masked)
    ]


_CALL = re.compile(r"\[\^([^\]\n]+)\]")
_NOTE = re.compile(r"^ {0,3}\[\^([^\]\n]+)\]:", re.MULTILINE)


def _missing_notes(root: Element, source: Source, path: str) -> list[Problem]:
    if "[^" not in source.text:
        return []
    left = set(_CALL.findall(root.text()))
    left = left and left - set(_NOTE.findall(source.masked))  # code may show one
    return [
        Problem(
            path,
            *source.at(call.start()),
            "missing-footnote",
            f"{call[0]!r} has no footnote",
            f"write the note below, after a blank line: {call[0]}: …",
        )
        for call in (_CALL.finditer(source.masked) if left else ())
        if call[1] in left
    ]
