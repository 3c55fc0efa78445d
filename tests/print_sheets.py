"""What a style sheet of the PDFs may not say, for WeasyPrint 70 gets it wrong in a right-to-left line, or stops.

As in tests/sheets.py a rule is a function: a sheet -> the places that break it. Each fault was measured on pages of
Persian; tests/render/test_weasyprint_canaries.py says when an upgrade has mended one, so that its rule can go.
"""

import re

from tests import sheets
from tests.sheets import Sheet, parts, said, tokens

_SCRIPTS = set(sheets.RIGHT_TO_LEFT)
_ITALIC = {"italic", "oblique"}


def idents(declaration):
    return {token.lower_value for token in parts(declaration) if token.type == "ident"}


def displayed(sheet, *kinds):
    for rule in sheet.rules:
        for declaration in rule.declarations:
            if declaration.lower_name == "display" and idents(declaration) & set(kinds):
                yield rule, declaration


def gridded(sheet):
    """A grid without a direction: its columns are not mirrored. Say `direction: ltr` and place each cell."""
    for rule, declaration in displayed(sheet, "grid", "inline-grid"):
        if "direction" not in {d.lower_name for d in rule.declarations}:
            yield said(declaration)


def flexed(sheet):
    """A flex box without a word why it stays on one page: one that breaks leaves a blank page, or never ends."""
    lines = sheet.text.splitlines()
    for _, declaration in displayed(sheet, "flex", "inline-flex"):
        near = "".join(lines[max(0, declaration.source_line - 2) : declaration.source_line])
        if "/*" not in near:
            yield said(declaration)


def flexed_numbers(sheet):
    """A page number made inside a flex box: it is always 0. Give it an element of its own, or a table's cell."""
    numbered = {before(selector) for rule, _ in target_counters(sheet) for selector in rule.selectors}
    for rule, declaration in displayed(sheet, "flex", "inline-flex"):
        if numbered & {before(selector) for selector in rule.selectors}:
            yield said(declaration)


def before(selector):
    """A selector's element: without a pseudo-element and without what asks for an attribute."""
    return re.sub(r"\[[^]]*\]|::\w+(-\w+)*", "", selector).strip()


def target_counters(sheet):
    for rule in sheet.rules:
        for declaration in rule.declarations:
            for token in tokens(declaration.value):
                if token.type == "function" and token.lower_name.startswith("target-"):
                    yield rule, declaration


def unguarded(sheet):
    """A page number of what may have no address: the engine loses it, or stops there. Select `a[href]`."""
    for rule, declaration in target_counters(sheet):
        asked = {
            attribute.arguments[0].value
            for token in tokens(declaration.value)
            if token.type == "function" and token.lower_name.startswith("target-")
            for attribute in token.arguments
            if attribute.type == "function" and attribute.lower_name == "attr"
        }
        if any(f"[{name}" not in selector for name in asked for selector in rule.selectors):
            yield said(declaration)


def ruled(sheet):
    """A rule between columns: it is drawn in the outer margin."""
    yield from (said(d) for d in sheet.declarations if d.lower_name.startswith("column-rule"))


def floated(sheet):
    """A float of inline content: at the line's end it stops the engine, elsewhere it falls into the margin.

    A box with a width of its own may float, to a side that has a logical name; a footnote does.
    """
    for rule in sheet.rules:
        box = "width" in {d.lower_name for d in rule.declarations} and not any("::" in s for s in rule.selectors)
        for declaration in rule.declarations:
            if declaration.lower_name == "float":
                allowed = {"footnote", "none"} | ({"inline-start", "inline-end"} if box else set())
                if not idents(declaration) <= allowed:
                    yield said(declaration)


def initial(sheet):
    """A first letter set apart: it no longer joins the second."""
    for rule in sheet.rules:
        for selector in rule.selectors:
            if "::first-letter" in selector and not latin(selector):
                yield f"{rule.line}: {selector}"


def latin(selector):
    """Whether a selector is for languages alone that are written from left to right."""
    named = set(re.findall(r":lang\((\w+)\)", selector))
    return bool(named) and not named & _SCRIPTS


def slanted(sheet):
    """Italics that Persian and Arabic do not get back upright: the engine would slant their letters itself."""
    upright = {s for r in sheet.rules for d in r.declarations if d.lower_name == "font-style" for s in r.selectors}
    for rule in sheet.rules:
        for selector in rule.selectors:
            taken_back = any(s.startswith((f"{selector}:is(", f"{selector}:lang(")) and scripts(s) for s in upright)
            if selector == "@font-face" or latin(selector) or taken_back:
                continue
            for declaration in rule.declarations:
                if declaration.lower_name in ("font-style", "font") and idents(declaration) & _ITALIC:
                    yield said(declaration)


def scripts(selector):
    """Whether a selector is for both languages of the Arabic script."""
    return {"fa", "ar"} <= set(re.findall(r":lang\((\w+)\)", selector))


def ranged(sheet):
    """A family of several files by range: they become one font, and its glyphs are other letters'."""
    yield from (said(d) for d in sheet.declarations if d.lower_name == "unicode-range")


def doubled(sheet):
    """One face given twice: it is the same, with the range left out."""
    known = set()
    for rule in sheet.rules:
        if rule.selectors == ("@font-face",):
            told = {d.lower_name: "".join(t.serialize() for t in d.value).strip() for d in rule.declarations}
            face = (told.get("font-family"), told.get("font-weight", "400"), told.get("font-style", "normal"))
            if face in known:
                yield f"{rule.line}: {' '.join(map(str, face))}"
            known.add(face)


def embedded(sheet):
    """`unicode-bidi` is not known to the engine, nor is a `direction` that the HTML does not say (but in a grid)."""
    for rule in sheet.rules:
        grid = any(d.lower_name == "display" and idents(d) & {"grid", "inline-grid"} for d in rule.declarations)
        box = rule.selectors[0].startswith("@")
        for declaration in rule.declarations:
            if declaration.lower_name == "unicode-bidi" or (
                declaration.lower_name == "direction" and not grid and not box
            ):
                yield said(declaration)


def physical(sheet):
    """Left and right where they have a logical name. Heights have none that the engine knows.

    Margin boxes and the place of footnotes have none either: the sheets of one direction (`rtl.css`, `a5-ltr.css`) may.
    """
    if {"rtl", "ltr"} & set(re.split(r"[-./]", sheet.name)):
        return
    for declaration in sheet.declarations:
        values = [token.serialize() for token in parts(declaration)]
        four = re.fullmatch(r"margin|padding|inset|border-(width|style|color)", declaration.lower_name)
        if (
            re.search(r"(^|-)(left|right)($|-)", declaration.lower_name)
            or idents(declaration) & {"left", "right"}
            or (four and len(values) == 4 and values[1] != values[3])
        ):
            yield said(declaration)


RULES = (
    gridded, flexed, flexed_numbers, unguarded, ruled, floated, initial, slanted, ranged, doubled, embedded,
    physical, sheets.spaced, sheets.justified, sheets.shouted, sheets.unknown_languages,
)  # fmt: skip


def imported(folder, name):
    """A sheet of a folder and all that it imports, each once: what WeasyPrint reads of it."""
    found = {}
    waiting = [(folder / name).resolve()]
    while waiting:
        path = waiting.pop()
        if path not in found:
            text = path.read_text("utf-8")
            found[path] = Sheet(path.relative_to(folder.resolve()).as_posix(), text)
            waiting += [(path.parent / other).resolve() for other in re.findall(r'@import\s+(?:url\()?"([^"]+)"', text)]
    return list(found.values())
