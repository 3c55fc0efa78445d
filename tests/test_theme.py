"""The theme's words, style sheets and templates, read as text: what no page shows by itself."""

import ast
import json
import re
import string
from pathlib import Path

import pytest
import tinycss2
import tinycss2.color4
from jinja2 import Environment, nodes

from plugins.languages import TABLE

ROOT = Path(__file__).parents[1]
THEME = ROOT / "theme"
STRINGS = {path.stem: json.loads(path.read_text("utf-8")) for path in sorted((THEME / "strings").glob("*.json"))}
SHEETS = sorted((THEME / "static/css").rglob("*.css"))
SCREEN = [path for path in SHEETS if "pdf" not in path.relative_to(THEME).parts]
TEMPLATES = sorted((THEME / "templates").rglob("*.*ml"))


def name(path):
    return path.relative_to(THEME).as_posix()


# ------------------------------------------------------------------------------------------------------------ words


def places(text):
    return {field for _, field, _, _ in string.Formatter().parse(text) if field is not None}


def words(text):
    """A text without its {places}."""
    return re.sub(r"\{\w+\}", "", text)


def test_every_language_has_the_same_keys_in_the_same_order():
    assert set(STRINGS) == set(TABLE)
    for tag, texts in STRINGS.items():
        assert list(texts) == list(STRINGS["en"]), tag


def test_every_language_has_a_name_in_every_other():
    for tag, texts in STRINGS.items():
        assert len({texts[f"language_{other}"] for other in TABLE}) == len(TABLE), tag


def test_no_key_stands_twice():
    for path in (THEME / "strings").glob("*.json"):
        keys = json.loads(path.read_text("utf-8"), object_pairs_hook=lambda pairs: [key for key, _ in pairs])
        assert len(keys) == len(set(keys)), path.name


def test_every_text_has_the_same_places_and_says_something():
    for key, english in STRINGS["en"].items():
        for tag, texts in STRINGS.items():
            assert places(texts[key]) == places(english), (tag, key)
            assert texts[key].strip(), (tag, key)


def test_persian_is_written_in_persian_letters_and_signs():
    for key, text in STRINGS["fa"].items():
        plain = words(text)
        assert not re.search("[\u0643\u064a\u0649\u0660-\u0669]", plain), (key, "Arabic letters or digits")
        assert not re.search("[0-9]", plain.replace("SHA-256", "")), (key, "digits of another script")
        assert not re.search("[,;?\"']", plain), (key, "signs of another script")
        assert "  " not in text, key
        assert not re.search("(^|\\s)\u200c|\u200c(\\s|$)|\u200c\u200c", plain), (key, "a half-space parts nothing")
        if re.search(r"\w", plain):
            assert re.search("[\u0621-\u06cc]", plain), (key, "not translated")


@pytest.mark.parametrize(
    ("tag", "foreign"),
    [
        ("en", "[\u0590-\u06ff\u200c]"),
        ("ar", '[\u0590-\u05ff\u067e\u0686\u0698\u06a9\u06af\u06cc\u06c0\u06f0-\u06f9\u0660-\u0669\u200c,;?"]'),
        ("he", "[\u0600-\u06ff\u200c\"'-]"),  # its own geresh, gershayim and maqaf, not the signs of a typewriter
    ],
)
def test_a_language_has_no_letter_or_sign_of_another(tag, foreign):
    for key, text in STRINGS[tag].items():
        plain = words(text).replace("SHA-256", "")
        assert not re.search(foreign, plain), (key, plain)
        assert tag == "en" or not re.search("[A-Za-z]", re.sub("PDF|Atom|SHA-256", "", plain)), (key, "not translated")
        if re.search(r"\w", plain):
            assert re.search(f"[{TABLE[tag].letters}]", plain), (key, "not translated")


class Uses(ast.NodeVisitor):
    """Calls that ask for a word in a module of plugins/."""

    def __init__(self):
        self.asked: list[tuple[str, frozenset[str] | None]] = []
        """Key, and the names of the values given with it (None where they are not in sight)."""
        self.patterns: list[str] = []
        self.literals: set[str] = set()
        self.dynamic = False

    def visit_Constant(self, node):
        if isinstance(node.value, str):
            self.literals.add(node.value)

    def visit_Call(self, node):
        called = node.func
        plural = isinstance(called, ast.Attribute) and called.attr == "plural"
        words = isinstance(called, ast.Name) and called.id in ("words", "s")
        table = isinstance(called, ast.Subscript) and "strings" in ast.unparse(called.value)
        if (plural or words or table) and node.args:
            key, given = node.args[0], frozenset(k.arg for k in node.keywords)
            if isinstance(key, ast.Constant):
                self.asked += [(key.value, given), *([(f"{key.value}_one", None)] if plural else [])]
            elif isinstance(key, ast.JoinedStr):
                self.patterns.append(
                    "".join(re.escape(p.value) if isinstance(p, ast.Constant) else r"[\w-]+" for p in key.values)
                )
            else:
                self.dynamic = True
        self.generic_visit(node)


def python_uses():
    for path in sorted((ROOT / "plugins").rglob("*.py")):
        uses = Uses()
        uses.visit(ast.parse(path.read_text("utf-8")))
        yield uses


def template_uses():
    environment = Environment(autoescape=True)
    for path in TEMPLATES:
        for call in environment.parse(path.read_text("utf-8")).find_all(nodes.Call):
            if isinstance(call.node, nodes.Name) and call.node.name == "s" and isinstance(call.args[0], nodes.Const):
                yield call.args[0].value, frozenset(k.key for k in call.kwargs)


def asked():
    return [pair for uses in python_uses() for pair in uses.asked] + list(template_uses())


@pytest.mark.parametrize(("sheet", "selector"), [("base.css", '[lang="{}"]'), ("pdf/document.css", ":lang({})")])
def test_quotation_marks_are_those_of_the_table(sheet, selector):
    text = (THEME / "static/css" / sheet).read_text("utf-8")
    for tag, language in TABLE.items():
        marks = " ".join(f'"{mark}"' for mark in language.quotes)
        assert re.search(re.escape(selector.format(tag)) + r" \{ quotes: " + re.escape(marks), text), tag


def test_every_word_that_is_asked_for_is_there_with_the_values_it_needs():
    found = asked()
    assert len(found) > 80
    for key, given in found:
        assert key in STRINGS["en"], key
        assert given is None or places(STRINGS["en"][key]) <= given, (key, given)


def test_every_word_is_asked_for_somewhere():
    used = {key for key, _ in asked()}
    patterns = [pattern for uses in python_uses() for pattern in uses.patterns]
    literals = set().union(*(uses.literals for uses in python_uses() if uses.dynamic))
    idle = [
        key
        for key in STRINGS["en"]
        if key not in used | literals and not any(re.fullmatch(pattern, key) for pattern in patterns)
    ]
    assert idle == []


# ----------------------------------------------------------------------------------------------------- style sheets


def declarations(path):
    """Property and value tokens of every declaration, in nested rules too."""

    def inside(content):
        for node in tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True):
            assert node.type != "error", f"{name(path)}:{node.source_line}: {node.message}"
            if node.type == "declaration":
                yield node
            elif getattr(node, "content", None) is not None:
                yield from inside(node.content)

    for rule in tinycss2.parse_stylesheet(path.read_text("utf-8"), skip_comments=True, skip_whitespace=True):
        assert rule.type != "error", f"{name(path)}:{rule.source_line}: {rule.message}"
        if getattr(rule, "content", None) is not None:
            yield from inside(rule.content)


def tokens(values):
    for token in values:
        yield token
        if token.type in ("function", "() block", "[] block", "{} block"):
            yield from tokens(token.arguments if token.type == "function" else token.content)


PHYSICAL = re.compile(
    r"(margin|padding|border|scroll-margin|scroll-padding)-(left|right|top|bottom)(-\w+)?|left|right|top|bottom"
    r"|(min-|max-)?(width|height)|border-(top|bottom)-(left|right)-radius"
)
SIDES = {"text-align", "float", "clear", "caption-side", "text-align-last"}


@pytest.mark.parametrize("path", SCREEN, ids=name)
def test_a_style_sheet_knows_no_left_and_right(path):
    for declaration in declarations(path):
        assert not PHYSICAL.fullmatch(declaration.lower_name), (declaration.source_line, declaration.name)
        idents = {token.lower_value for token in tokens(declaration.value) if token.type == "ident"}
        if declaration.lower_name in SIDES:
            assert not idents & {"left", "right"}, declaration.source_line


@pytest.mark.parametrize("path", SHEETS, ids=name)
def test_letters_are_never_spaced(path):
    """Spacing tears joined Persian letters apart."""
    spaced = [d.source_line for d in declarations(path) if d.lower_name == "letter-spacing"]
    assert spaced == []


@pytest.mark.parametrize("path", [path for path in SCREEN if path.name != "tokens.css"], ids=name)
def test_colours_stand_in_the_tokens_file_alone(path):
    for declaration in declarations(path):
        for token in tokens(declaration.value):
            if token.type == "function" and token.lower_name == "color-mix":
                continue
            if token.type in ("hash", "function") or (token.type == "ident" and "font" not in declaration.lower_name):
                colour = tinycss2.color4.parse_color(token)
                free = colour == "currentcolor" or (colour is not None and colour.alpha == 0)
                assert colour is None or free, (declaration.source_line, token.serialize())


@pytest.mark.parametrize("path", SHEETS, ids=name)
def test_nothing_is_fetched_from_elsewhere(path):
    for url in re.findall(r"""url\(\s*["']?([^"')]+)|@import\s+["']([^"']+)""", path.read_text("utf-8")):
        assert not re.match(r"[a-z]+:|//", "".join(url)), url


def test_every_import_has_a_declared_layer_and_every_sheet_is_imported():
    text = (THEME / "static/css/site.css").read_text("utf-8")
    declared = re.search(r"@layer ([\w, ]+);", text)[1].split(", ")
    imports = re.findall(r"^@import\b.*$", text, re.MULTILINE)
    read = [re.fullmatch(r'@import "([\w/-]+\.css)" layer\((\w+)\);', line) for line in imports]
    assert all(read), imports
    assert {match[2] for match in read} <= set(declared)
    order = [declared.index(match[2]) for match in read]
    assert order == sorted(order), "the imports stand in the order of the layers"
    imported = [THEME / "static/css" / match[1] for match in read]
    assert sorted([*imported, THEME / "static/css/site.css"]) == SCREEN


# -------------------------------------------------------------------------------------------------------- templates


@pytest.mark.parametrize("path", TEMPLATES, ids=name)
def test_a_template_carries_no_style_no_script_and_no_address(path):
    text = path.read_text("utf-8")
    text = re.sub(r"\{#.*?#\}", "", text, flags=re.DOTALL)
    assert not re.search(r"\bstyle\s*=|<style", text)
    assert not re.search(r"\son[a-z]+\s*=", text)
    if "pdf" not in path.relative_to(THEME).parts:
        assert not re.search(r"<script(?! type=\"application/ld\+json\"| src=)", text)
    addresses = set(re.findall(r"https?://[\w./-]+", text))
    known = ("http://www.w3.org/", "http://www.sitemaps.org/schemas/")
    assert not [address for address in addresses if not address.startswith(known)]


def test_markup_passes_unescaped_in_one_known_place():
    """JSON-LD, made safe in site/json_ld.py. All other markup is of the type Html, or is escaped."""
    safe = [name(path) for path in TEMPLATES for _ in re.findall(r"\|\s*safe\b", path.read_text("utf-8"))]
    assert safe == ["templates/components/head.html"]
    assert not [path for path in TEMPLATES if "autoescape" in path.read_text("utf-8")]


def test_a_component_is_one_macro_of_its_files_name():
    for path in (THEME / "templates/components").glob("*.html"):
        macros = re.findall(r"\{% macro (\w+)\(", path.read_text("utf-8"))
        assert macros == [path.stem], path.name
