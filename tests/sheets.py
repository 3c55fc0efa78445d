"""The style sheets of the theme as rules and declarations, and what each may not say.

A rule of the house is a function: a sheet -> the places that break it. tests/test_sheets.py asks each of every sheet,
and shows each a sheet that breaks it.
"""

import re
from dataclasses import dataclass
from functools import cached_property

import tinycss2
import tinycss2.color4

from plugins.languages import TABLE

CONDITIONS = {"media", "supports"}
"""At-rules that hold rules. Anything else must be known to the sheet that has it (`@font-face`, `@page`)."""
RIGHT_TO_LEFT = sorted(tag for tag, row in TABLE.items() if row.direction == "rtl")


@dataclass(frozen=True)
class Rule:
    selectors: tuple[str, ...]
    declarations: tuple
    condition: str
    """The at-rule around it: "@media print"."""
    line: int

    @property
    def classes(self):
        return {name for selector in self.selectors for name in classes(selector)}


@dataclass(frozen=True)
class Sheet:
    name: str
    """From css/: "components/entry.css"."""
    text: str

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        return tuple(_rules(self.text, self.name))

    @property
    def declarations(self):
        return [declaration for rule in self.rules for declaration in rule.declarations]

    @property
    def comment(self):
        """What the sheet says of itself in its first lines."""
        match = re.match(r"\s*/\*(.*?)\*/", self.text, re.DOTALL)
        return match[1] if match else ""


def classes(selector):
    return re.findall(r"\.([A-Za-z][\w-]*)", selector)


def _rules(text, name, condition=""):
    nodes = (
        text if isinstance(text, list) else tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)
    )
    for node in nodes:
        assert node.type != "error", f"{name}:{node.source_line}: {node.message}"
        if node.type == "at-rule" and node.content is None:
            continue  # @import, @layer: tests/test_sheets.py reads them in site.css
        inside = tinycss2.parse_blocks_contents(node.content, skip_comments=True, skip_whitespace=True)
        if node.type == "at-rule" and node.lower_at_keyword == "page":  # margin boxes stand in it
            boxes = [one for one in inside if one.type == "at-rule"]
            yield from _rules(boxes, name, f"@page {tinycss2.serialize(node.prelude)}".strip())
            inside = [one for one in inside if one not in boxes]
        if node.type == "at-rule" and node.lower_at_keyword in CONDITIONS:
            yield from _rules(inside, name, f"@{node.lower_at_keyword} {tinycss2.serialize(node.prelude).strip()}")
            continue
        for one in inside:
            assert one.type == "declaration", f"{name}:{one.source_line}: {getattr(one, 'message', one.type)}"
        prelude = tinycss2.serialize(node.prelude).strip()
        at = f"@{node.at_keyword} " if node.type == "at-rule" else ""
        yield Rule(tuple(_split(f"{at}{prelude}")), tuple(inside), condition, node.source_line)


def _split(prelude):
    """At the commas that stand in no brackets."""
    depth, start = 0, 0
    for place, sign in enumerate(prelude):
        depth += (sign in "([") - (sign in ")]")
        if sign == "," and depth == 0:
            yield prelude[start:place].strip()
            start = place + 1
    yield prelude[start:].strip()


def tokens(values):
    for token in values:
        yield token
        if token.type in ("function", "() block", "[] block", "{} block"):
            yield from tokens(token.arguments if token.type == "function" else token.content)


def parts(declaration):
    """The values of a shorthand, one by one."""
    return [t for t in declaration.value if t.type not in ("whitespace", "comment") and t != "/"]


def said(declaration):
    return f"{declaration.source_line}: {declaration.name}: {tinycss2.serialize(declaration.value).strip()}"


# ---------------------------------------------------------------------------------------------- rules of the house

_PHYSICAL = re.compile(
    r"(margin|padding|border|scroll-margin|scroll-padding)-(left|right|top|bottom)(-\w+)?|left|right|top|bottom"
    r"|(min-|max-|contain-intrinsic-)?(width|height)|border-(top|bottom)-(left|right)-radius|overflow-[xy]"
    r"|overscroll-behavior-[xy]|background-position-[xy]"
)
_SCROLLS = {"overflow-x", "overflow-y"}
"""Their logical names are in no Chromium before 2025; a table that scrolls in its line does so in each direction."""
_LANG = re.compile(r":lang\((\w+)\)")
_FOUR = re.compile(r"margin|padding|inset|border-(width|style|color)|scroll-(margin|padding)")


def physical(sheet):
    """Left and right, top and bottom: what would have to be said again for the other direction."""
    for declaration in sheet.declarations:
        name = declaration.lower_name
        values = [t.serialize() for t in parts(declaration)]
        idents = {t.lower_value for t in tokens(declaration.value) if t.type == "ident"}
        functions = {t.lower_name for t in tokens(declaration.value) if t.type == "function"}
        if (
            (_PHYSICAL.fullmatch(name) and name not in _SCROLLS)
            or idents & {"left", "right"}
            or functions & {"translatex", "translate", "translate3d", "skewx"}
            or (_FOUR.fullmatch(name) and len(values) == 4 and values[1] != values[3])
            or (name == "border-radius" and len(values) > 1)
        ):
            yield said(declaration)


def coloured(sheet):
    """A colour that is not a token's; nothing, or the colour of the words, is none."""
    for declaration in sheet.declarations:
        for token in tokens(declaration.value):
            if token.type == "ident" and "font" in declaration.lower_name:
                continue
            if token.type in ("hash", "function", "ident"):
                colour = tinycss2.color4.parse_color(token)
                if colour is not None and colour != "currentcolor" and colour.alpha != 0:
                    yield said(declaration)


def spaced(sheet):
    """Letters set apart: it tears joined letters of the Arabic script from each other."""
    yield from (said(d) for d in sheet.declarations if d.lower_name == "letter-spacing")


def justified(sheet):
    """Lines stretched to one length: engines do it with gaps, where Persian would lengthen letters."""
    for declaration in sheet.declarations:
        idents = {t.lower_value for t in parts(declaration) if t.type == "ident"}
        if declaration.lower_name.startswith("text-") and idents & {"justify", "inter-word", "inter-character"}:
            yield said(declaration)


def sloped(sheet):
    """Italics that are not taken back for the scripts that have none."""
    straight = {s for r in sheet.rules for d in r.declarations if d.lower_name == "font-style" for s in r.selectors}
    for rule in sheet.rules:
        listed = ", ".join(rule.selectors)
        taken_back = [s for s in straight if s.startswith(f":is({listed}):is(")]
        if any(set(RIGHT_TO_LEFT) <= set(_LANG.findall(s)) for s in taken_back):
            continue
        if listed == "@font-face" or (_LANG.search(listed) and not set(_LANG.findall(listed)) & set(RIGHT_TO_LEFT)):
            continue
        for declaration in rule.declarations:
            idents = {t.lower_value for t in parts(declaration) if t.type == "ident"}
            if declaration.lower_name in ("font-style", "font") and idents & {"italic", "oblique"}:
                yield said(declaration)


def shouted(sheet):
    """`!important` without a word why on its line or the line before: layers are there to make it needless."""
    lines = sheet.text.splitlines()
    for declaration in sheet.declarations:
        near = "".join(lines[max(0, declaration.source_line - 2) : declaration.source_line])
        if declaration.important and "/*" not in near:
            yield said(declaration)


def by_direction(sheet):
    """A rule for one direction: mirroring is the engine's work. `[dir]` alone, a run of its own direction, may be."""
    for rule in sheet.rules:
        if re.search(r"\[dir\s*[~|^$*]?=|:dir\(", ", ".join(rule.selectors)):
            yield f"{rule.line}: {', '.join(rule.selectors)}"


def unknown_languages(sheet):
    """A language that plugins/languages.py has not."""
    for rule in sheet.rules:
        for tag in re.findall(r""":lang\(([^)]*)\)|\[lang=["']?(\w+)""", ", ".join(rule.selectors)):
            if not set("".join(tag).split(", ")) <= set(TABLE):
                yield f"{rule.line}: {''.join(tag)}"


def by_id(sheet):
    """Elements by id: one purpose, one class."""
    for rule in sheet.rules:
        if any(re.search(r"#[A-Za-z]", selector) for selector in rule.selectors):
            yield f"{rule.line}: {', '.join(rule.selectors)}"


def layered(sheet):
    """A layer of its own, or an import: both are said in site.css alone."""
    yield from re.findall(r"@(?:layer|import|namespace)\b[^;{]*", re.sub(r"/\*.*?\*/", "", sheet.text, flags=re.DOTALL))


def blocks(sheet):
    """The blocks of classes that a component's sheet has: its own name, and those that its first lines name."""
    named = re.search(r"\bBlocks: ([\w, -]+)\.", " ".join(sheet.comment.split()))
    own = sheet.name.rpartition("/")[2].removesuffix(".css")
    return {own, f"g-{own}", *(named[1].split(", ") if named else ())}


def strange(sheet):
    """A rule of a component that names no class of the component: it belongs to another file."""
    mine = blocks(sheet)
    for rule in sheet.rules:
        for selector in rule.selectors:
            if not any(name == block or name.startswith(f"{block}-") for name in classes(selector) for block in mine):
                yield f"{rule.line}: {selector}"


RULES = (physical, coloured, spaced, justified, sloped, shouted, by_direction, unknown_languages, by_id)
