"""Every style sheet of the site keeps the rules of tests/sheets.py, and each rule sees what breaks it.

Those of the PDFs keep others: tests/test_print_sheets.py.
"""

import re
from pathlib import Path

import pytest
import tinycss2.color4

from plugins.site.assets import assets
from tests import sheets
from tests.sheets import Sheet, classes, said, tokens

THEME = Path(__file__).parents[1] / "theme"
CSS = THEME / "static/css"


def sheet(path):
    return Sheet(path.relative_to(CSS).as_posix(), path.read_text("utf-8"))


ALL = [sheet(path) for path in sorted(CSS.rglob("*.css"))]
SCREEN = [one for one in ALL if not one.name.startswith("pdf/")]
COMPONENTS = [one for one in ALL if one.name.startswith("components/")]
TOKENS = next(one for one in ALL if one.name == "tokens.css")


def names(of):
    return [one.name for one in of]


@pytest.mark.parametrize("rule", sheets.RULES, ids=lambda rule: rule.__name__)
@pytest.mark.parametrize("one", SCREEN, ids=lambda one: one.name)
def test_a_sheet_keeps_the_rules(one, rule):
    if not (one is TOKENS and rule is sheets.coloured):
        assert list(rule(one)) == []


@pytest.mark.parametrize("one", COMPONENTS, ids=lambda one: one.name)
def test_a_components_sheet_speaks_of_the_component(one):
    assert list(sheets.strange(one)) == []


def test_a_block_of_classes_belongs_to_one_sheet():
    owners = {}
    for one in COMPONENTS:
        for block in sheets.blocks(one):
            assert block not in owners, (block, one.name, owners[block])
            owners[block] = one.name
    assert owners["entry"] == "components/entry.css"


@pytest.mark.parametrize(
    ("rule", "bad"),
    [
        (sheets.physical, ".x { margin-left: 1em }"),
        (sheets.physical, "@media print { .x { padding-top: 1em } }"),
        (sheets.physical, ".x { width: 1em }"),
        (sheets.physical, ".x { text-align: left }"),
        (sheets.physical, ".x { float: right }"),
        (sheets.physical, ".x { left: 0 }"),
        (sheets.physical, ".x { border-top-left-radius: 2px }"),
        (sheets.physical, ".x { border-radius: 2px 0 }"),
        (sheets.physical, ".x { inset: 0 1em 0 2em }"),
        (sheets.physical, ".x { margin: 0 1em 0 auto }"),
        (sheets.physical, ".x { transform: translateX(1em) }"),
        (sheets.physical, ".x { background: linear-gradient(to right, transparent, currentcolor) }"),
        (sheets.physical, ".x { transform-origin: left }"),
        (sheets.coloured, ".x { color: #123456 }"),
        (sheets.coloured, ".x { border: 1px solid red }"),
        (sheets.coloured, ".x { background: rgb(1 2 3) }"),
        (sheets.coloured, ".x { background: hsl(1 2% 3%) }"),
        (sheets.coloured, ".x { background: oklch(0.5 0.1 20) }"),
        (sheets.coloured, ".x { --own: white }"),
        (sheets.coloured, ".x { color: color-mix(in srgb, var(--ink) 10%, black) }"),
        (sheets.spaced, ".x:lang(en) { letter-spacing: 1px }"),
        (sheets.justified, ".x { text-align: justify }"),
        (sheets.sloped, ".x { font-style: italic }"),
        (sheets.sloped, ".x { font: italic 1em serif }"),
        (sheets.sloped, ".x:lang(fa) { font-style: oblique }"),
        (sheets.sloped, "em { font-style: italic } :is(em):is(:lang(fa), :lang(ar)) { font-style: normal }"),
        (sheets.shouted, ".x { color: inherit !important }"),
        (sheets.by_direction, '[dir="rtl"] .x { color: inherit }'),
        (sheets.by_direction, ".x:dir(rtl) { color: inherit }"),
        (sheets.unknown_languages, ".x:lang(xx) { color: inherit }"),
        (sheets.unknown_languages, '[lang="xx"] { color: inherit }'),
        (sheets.by_id, "#g-main { color: inherit }"),
        (sheets.layered, "@layer base { .x { color: inherit } }"),
        (sheets.layered, '@import "x.css";'),
        (sheets.strange, ".y { color: inherit }"),
        (sheets.strange, ".xy { color: inherit }"),
        (sheets.strange, ".x, p { color: inherit }"),
    ],
)
def test_a_rule_sees_what_breaks_it(rule, bad):
    assert list(rule(Sheet("components/x.css", bad)))


def test_the_rules_let_pass_what_is_meant():
    good = """/* Blocks: y, z. */
    .x { margin: 0 1em 2em; inset: 0 1em 0 1em; margin-inline-start: 1em; overflow-x: auto; float: inline-start }
    .x-part { color: var(--ink); background: color-mix(in srgb, var(--lapis) 12%, transparent); border-radius: 1px }
    .y em { font-style: italic }
    :is(.y em):is(:lang(ar), :lang(fa), :lang(he)) { font-style: normal }
    .z:lang(en) { font-style: italic; color: currentColor }
    .g-x [dir] { text-align: end; font: 700 1em sans-serif }
    .x { color: inherit !important /* against the reader's own sheet */ }
    """
    one = Sheet("components/x.css", good)
    assert [fault for rule in (*sheets.RULES, sheets.layered, sheets.strange) for fault in rule(one)] == []


# ------------------------------------------------------------------------------------------------- layers, the whole


def test_every_import_has_a_declared_layer_and_every_sheet_is_imported():
    text = (CSS / "site.css").read_text("utf-8")
    declared = re.search(r"@layer ([\w, ]+);", text)[1].split(", ")
    imports = re.findall(r"^@import\b.*$", text, re.MULTILINE)
    read = [re.fullmatch(r'@import "([\w/-]+\.css)" layer\((\w+)\);', line) for line in imports]
    assert all(read), imports
    assert {match[2] for match in read} == set(declared)
    order = [declared.index(match[2]) for match in read]
    assert order == sorted(order), "the imports stand in the order of the layers"
    assert sorted([*(match[1] for match in read), "site.css"]) == sorted(names(SCREEN))
    layers = {match[1]: match[2] for match in read}
    assert all(layers[one.name] == "components" for one in COMPONENTS)


def test_no_rule_lies_outside_the_layers():
    """site.css only says the order; the other sheets say no layer themselves, so each lies in the one of its import."""
    entry = next(one for one in SCREEN if one.name == "site.css")
    assert entry.rules == ()
    assert [fault for one in SCREEN if one is not entry for fault in sheets.layered(one)] == []


def test_the_whole_is_what_browsers_are_sent():
    """Each sheet once, in its layer, in one file."""
    made = {one.name: one.text for one in SCREEN if one.name != "fonts.css"} | {"fonts.css": ""}
    (output,) = [o for o in assets({f"css/{k}": v for k, v in made.items()}, ()).outputs if o.name.endswith(".css")]
    whole = output.job.value[1].decode()
    assert "@import" not in whole
    assert whole.count("@layer") == whole.count("@layer ") == len(SCREEN)
    assert "/*" not in whole


@pytest.mark.parametrize("one", ALL, ids=lambda one: one.name)
def test_nothing_is_fetched_from_elsewhere(one):
    for url in re.findall(r"""url\(\s*["']?([^"')]+)|@import\s+["']([^"']+)""", one.text):
        assert not re.match(r"[a-z]+:|//", "".join(url)), url


# ------------------------------------------------------------------------------------------------- classes, both ways

READ = {
    "briefing": "Telegram's template finds the text by it, and so do our tests",
    "parallel": "the same for both editions beside each other",
    "choice-name": "reader.js shows and hides the choice as one; its name has no look of its own",
    "date-first": "the day in the page's own calendar: tests and readers of the markup look for it",
}
"""Class without a rule -> why it is there."""
MADE = r"g-(bar|from|of)-\d+|g-bars|g-columns"
"""Classes that sources/charts.py and pulled.py put together: tests/sources/test_data_blocks.py has them."""


def used():
    """Class -> the template that has it. What is decided in the class attribute stands as "*"."""
    found = {}
    for path in sorted((THEME / "templates").rglob("*.html")):
        if "pdf" in path.relative_to(THEME).parts:
            continue
        text = path.read_text("utf-8")
        written = re.findall(r'class="([^"]*)"', text) + re.findall(r"block kind %\}([\w -]*)\{%", text)
        for value in written:
            for name in re.sub(r"\{\{.*?\}\}", "*", re.sub(r"\{%.*?%\}", " ", value)).split():
                found.setdefault(name, path.name)
    return found


def plugins():
    return "\n".join(path.read_text("utf-8") for path in sorted((THEME.parent / "plugins").rglob("*.py")))


def test_every_class_of_a_sheet_is_written_somewhere():
    """A rule for what no page has is dead."""
    code, templates = plugins(), used()
    styled = {name for one in SCREEN for rule in one.rules for name in rule.classes}
    assert len(styled) > 80
    dead = [
        name
        for name in sorted(styled)
        if name not in templates and not re.fullmatch(MADE, name) and not re.search(rf"(?<![\w-]){name}(?![\w-])", code)
    ]
    assert dead == []


def test_every_class_of_a_template_has_a_rule_or_a_reason():
    styled = {name for one in SCREEN for rule in one.rules for name in rule.classes}
    idle = {name: path for name, path in used().items() if name not in styled | set(READ)}
    kinds = {name for name in idle if name.endswith("-page") or name in ("home", "briefing-*")}
    assert set(idle) - kinds == set(), "a page's kind is for readers of the markup; every other class has a look"


# ------------------------------------------------------------------------------------------------------------ tokens


def test_every_token_is_there_and_used():
    """A token is defined in tokens.css, or in the sheet that uses it."""
    defined = {d.name for d in TOKENS.declarations if d.name.startswith("--")}
    asked = set()
    for one in SCREEN:
        # Bars: the lengths come from the classes of steps.css.
        own = {d.name for d in one.declarations if d.name.startswith("--")} | {"--bar", "--from"}
        for declaration in one.declarations:
            for token in tokens(declaration.value):
                if token.type == "function" and token.lower_name == "var":
                    name = token.arguments[0].value
                    asked.add(name)
                    assert name in defined | own, (one.name, said(declaration))
    assert defined - asked == set()


def colours(condition, selector=":root"):
    """Token -> its value, in the rule of tokens.css under a condition."""
    return {
        d.name: "".join(t.serialize() for t in d.value).strip()
        for rule in TOKENS.rules
        if rule.condition == condition and rule.selectors == (selector,)
        for d in rule.declarations
        if d.name.startswith("--")
    }


DARK = "@media screen and (prefers-color-scheme: dark)"


def light():
    return {k: v for k, v in colours("").items() if tinycss2.color4.parse_color(v) and not k.startswith("--dark-")}


def dark():
    return {k.replace("--dark-", "--"): v for k, v in colours("").items() if k.startswith("--dark-")}


def test_every_colour_is_chosen_for_light_dark_and_print():
    assert len(light()) >= 7
    assert set(dark()) == set(light())
    turned = {name: f"var({name.replace('--', '--dark-', 1)})" for name in light()}
    assert colours(DARK, ':root:not([data-theme="light"])') == turned, "where the device is dark"
    assert colours("@media screen", ':root[data-theme="dark"]') == turned, "where the reader has chosen it"
    assert set(colours("@media print")) == set(light())


def luminance(colour):
    """WCAG 2.2, relative luminance."""
    channels = [float(c) for c in tinycss2.color4.parse_color(colour).to("srgb").coordinates]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one, other):
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("palette", [light, dark, lambda: colours("@media print")], ids=["light", "dark", "print"])
def test_words_stand_out_from_their_ground(palette):
    """WCAG 2.2, 1.4.3: 4.5 to 1, also for small words."""
    found = palette()
    for ground in ("--paper", "--wash"):
        for ink in ("--ink", "--ink-soft", "--lapis", "--lapis-strong"):
            assert contrast(found[ink], found[ground]) >= 4.5, (ink, ground)


def test_contrast_is_measured_as_the_standard_has_it():
    assert round(contrast("#000", "#fff"), 2) == 21
    assert round(contrast("#777", "#fff"), 2) == 4.48


def test_selectors_are_read_whole():
    assert classes(":is(.a, .b-c) > .d:not(.e)") == ["a", "b-c", "d", "e"]
    (rule,) = Sheet("x.css", "@media print { .a, :is(.b, .c) { color: inherit } }").rules
    assert rule.selectors == (".a", ":is(.b, .c)")
    assert rule.condition == "@media print"
