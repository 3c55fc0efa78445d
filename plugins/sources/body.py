"""Markdown of a briefing -> Body: safe HTML, typeset, its words, headings and references; a line -> Text.

The order of the stages is the contract: render, sanitise, then one tree that headings, references, boxes, figures
and isolates work on, written out once. Nothing here looks at another file (DESIGN section 4).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from plugins.config import SiteConfig
from plugins.model import Body, Html, Language, Problem, Text
from plugins.sources import boxes, headings, isolate, markdown, places, references, sanitise, shapes, tree
from plugins.sources.places import Source
from plugins.sources.tree import Element

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
    problems += references.check_anchors(root, ids, source, path)
    shapes.shape(root, language)
    boxes.title(root, language.tag)
    isolate.typeset(root, language, config.languages)
    problems += _foreign(source, path)
    body = Body(Html(tree.serialise(root)), shapes.words(root), found, ids, tuple(opened.references))
    return body, tuple(sorted(problems))


def line(
    markdown: str, *, line: int, column: int, path: str, language: Language, config: SiteConfig
) -> tuple[Text, tuple[Problem, ...]]:
    """Read one line of inline Markdown; `line` and `column` say where it begins in its file."""
    problems: list[Problem] = []
    written = " ".join(markdown.split("\n")).strip() if "\n" in markdown or "\r" in markdown else markdown.strip()
    if _PLAIN_LINE.fullmatch(written):
        root, plain = Element("", None, [written]), written
    else:
        source = Source(written, line, column + len(markdown) - len(markdown.lstrip()))
        root, problems = _safe_tree(source, path, inline=True)
        opened = references.open_all(root, source, path)
        problems += opened.problems
        shapes.flatten(root)
        plain = re.sub(r"[ \t\n]+", " ", root.text()).strip()
    isolate.typeset(root, language, config.languages)
    return Text(plain, Html(tree.serialise(root))), tuple(sorted(problems))


def _safe_tree(source: Source, path: str, *, inline: bool = False) -> tuple[Element, list[Problem]]:
    try:
        rendered = markdown.render_line(source.marked) if inline else markdown.render(source.marked)
    except markdown.UnreadableMarkdown as error:
        fix = "simplify the text: fewer brackets, quotes or lists inside one another"
        message = f"Markdown could not be read ({error})"
        return Element("", None, [source.text]), [
            Problem(path, *source.at(0), "unreadable-markdown", message, fix)
        ]
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
        for place in (hits + [(0, 0)] * count)[: min(count, _MOST_REMOVALS)]:
            problems.append(Problem(path, *place, "html-removed", f"{what} was removed", fix, "warning"))
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


# ---------------------------------------------------------------------------------------- a summary in the same file


@dataclass(frozen=True, slots=True)
class SummarySplit:
    """A file that holds a text and, as its last section, a summary in another language."""

    main: str
    """Line for line as in the file; the summary's lines are gone, footnotes defined among them and used here stay."""
    summary: str
    """What follows the heading."""
    language: Language
    first_line: int
    """0-based: where the summary begins, counted from the first line of the text."""
    heading_line: int
    """0-based."""


_SECTION = re.compile(r"^## +(\S.*)$", re.MULTILINE)
_LABEL = re.compile(r"\[\^([^\]\n]+)\](?!:)")
_NOTE = re.compile(r"^ {0,3}\[\^([^\]\n]+)\]:.*\n?(?:(?: {4}|\t).*\n?|\n(?= {4}|\t))*", re.MULTILINE)
_ID_SUFFIX = re.compile(r"\{[^{}]*\}\s*$")


def split_summary(text: str, *, language: Language, languages: Sequence[Language]) -> SummarySplit | None:
    """Part a text from the summary at its end. None if its last section is not headed as one."""
    if "## " not in text:
        return None
    sections = list(_SECTION.finditer(places.mask_fences(text)))
    if not sections:
        return None
    heading = sections[-1]
    wanted = _folded(_ID_SUFFIX.sub("", heading[1]).rstrip(" #"))
    other = next(
        (row for row in languages if row.tag != language.tag and _folded(row.summary_heading) == wanted), None
    )
    if other is None:
        return None
    before = text[: heading.start()]
    after = text[heading.end() :].removeprefix("\n")
    heading_line = text.count("\n", 0, heading.start())
    return SummarySplit(_with_notes(before, after), after, other, heading_line + 1, heading_line)


def _folded(heading: str) -> str:
    folded = headings.slugify(heading.replace("ۀ", "ه").replace("هٔ", "ه").replace("ي", "ی").replace("ك", "ک"))
    return folded.replace("-", "")


def _with_notes(main: str, rest: str) -> str:
    """The main text with the footnotes it uses that are defined after the summary, each on its own line."""
    if "[^" not in rest:
        return main
    used = set(_LABEL.findall(main))
    kept: set[int] = set()
    for note in _NOTE.finditer(rest):
        if note[1] in used:
            row = rest.count("\n", 0, note.start())
            kept.update(range(row, row + note[0].count("\n") + 1))
    if not kept:
        return main
    rows = enumerate(rest.split("\n"))
    return main + "\n" + "\n".join(text if row in kept else "" for row, text in rows)
