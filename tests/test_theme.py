"""The theme's words and templates, read as text: what no page shows by itself. Style sheets: test_sheets.py."""

import ast
import json
import re
import string
from pathlib import Path

import pytest
from jinja2 import Environment, nodes

from plugins.languages import TABLE

ROOT = Path(__file__).parents[1]
THEME = ROOT / "theme"
STRINGS = {path.stem: json.loads(path.read_text("utf-8")) for path in sorted((THEME / "strings").glob("*.json"))}
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
        assert not re.search("[0-9]", re.sub("SHA-256|A[45]", "", plain)), (key, "digits of another script")
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
        plain = re.sub("SHA-256|A[45]|PDF/A", "", words(text))
        assert not re.search(foreign, plain), (key, plain)
        assert tag == "en" or not re.search("[A-Za-z]", re.sub("PDF|Atom", "", plain)), (key, "not translated")
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
