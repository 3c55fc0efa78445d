"""tests/cases/components/*.yaml -> each component's examples as typed values, and the HTML that they render to.

A file says the component's parameters with their types (of plugins/site/views.py and plugins/model.py) and its
examples, each with the same case in several languages. A field or parameter that does not exist fails here. A day is
written once and stands in both calendars, as on the site; a language is its tag; a text is its HTML.
"""

import re
import types
import typing
from collections import defaultdict
from dataclasses import dataclass, is_dataclass
from datetime import UTC, datetime, time
from functools import cache

import yaml
from jinja2 import nodes

from plugins import model
from plugins.languages import TABLE
from plugins.model import Html, Language, Moment, Page, Text
from plugins.render.html import environment
from plugins.site import views
from plugins.site.entries import date_view
from plugins.site.views import DateView, Frame
from plugins.theme import read_strings
from tests.conftest import ROOT, settings

CASES = ROOT / "tests/cases/components"
GIVEN = {"page", "s"}
"""Parameters that every example has: a page of its language, and the language's words."""
FACTS = {"pages": 4, "bytes": 31_000, "sha256": "0123456789abcdef" * 4, "cover": ("assets/covers/x.png", 360, 510)}
"""What every PDF turned out to be."""
_TYPES = {**vars(model), **vars(views)}


@dataclass(frozen=True)
class Example:
    component: str
    name: str
    language: Language
    values: dict
    page: Page
    inside: str
    """The element that the component's HTML may stand in, where not everywhere."""

    @property
    def html(self) -> str:
        macro = getattr(templates().get_template(f"components/{self.component}.html").module, self.component)
        given = {"page": self.page, "s": words()[self.language.tag]}
        return str(macro(**{k: v for k, v in given.items() if k in macro.arguments}, **self.values))


@cache
def templates():
    return environment(str(ROOT / "theme"))


@cache
def words():
    return read_strings(ROOT / "theme", settings(languages=list(TABLE)))


def components():
    return sorted(path.stem for path in (ROOT / "theme/templates/components").glob("*.html"))


def parameters(component):
    """Parameter -> whether it must be given."""
    source = (ROOT / f"theme/templates/components/{component}.html").read_text("utf-8")
    (macro,) = [m for m in templates().parse(source).find_all(nodes.Macro) if m.name == component]
    free = len(macro.args) - len(macro.defaults)
    return {arg.name: place < free for place, arg in enumerate(macro.args)}


def read(component, table=None):
    """The examples of a component. `table`: instead of its file."""
    table = yaml.safe_load((CASES / f"{component}.yaml").read_text("utf-8")) if table is None else table
    known(f"{component}.yaml", table, {"parameters", "examples", "inside"})
    wanted = {name: needed for name, needed in parameters(component).items() if name not in GIVEN}
    kinds = {name: eval(kind, _TYPES) for name, kind in (table.get("parameters") or {}).items()}
    assert set(kinds) == set(wanted), f"{component}: the macro has {sorted(wanted)}, its examples {sorted(kinds)}"
    for name, languages in table["examples"].items():
        where = f"{component}, {name}"
        for tag, written in languages.items():
            language = TABLE[tag]
            values = dict(written or {})
            page = _page(language, values.pop("page", {}), where)
            known(where, values, kinds)
            missing = [key for key, needed in wanted.items() if needed and key not in values]
            assert not missing, f"{where}: {missing} must be given"
            made = {key: value(kinds[key], data, language, where) for key, data in values.items()}
            yield Example(component, name, language, made, page, table.get("inside", ""))


def known(where, given, names):
    assert set(given) <= set(names), f"{where}: {sorted(set(given) - set(names))} is not among {sorted(names)}"


def _page(language, changes, where):
    tag = language.tag
    frame = {"title": tag, "name": "", "description": "", "home": f"{tag}/index.html", "stylesheet": "assets/site.css"}
    frame |= {"navigation": [], "pages": [], "feed": f"feeds/{tag}.atom.xml", "licence": ""}
    fields = {"path": f"{tag}/here.html", "template": "", "language": tag, "head": {"title": tag}, "content": None}
    fields |= changes | {"site": value(Frame, frame | changes.get("site", {}), language, where)}
    return value(Page, fields, language, where).with_facts(defaultdict(lambda: FACTS))


def value(kind, data, language, where):
    """YAML -> a value of a type."""

    def below(kind, item):
        return value(kind, item, language, where)

    kinds = typing.get_args(kind)
    if types.NoneType in kinds:
        made = None if data is None else below(kinds[0], data)
    elif typing.get_origin(kind) is tuple:
        kinds = kinds[:1] * len(data) if kinds[-1] is ... else kinds
        made = tuple(below(one, item) for one, item in zip(kinds, data, strict=True))
    elif kind in READ:
        made = READ[kind](data, language)
    elif (is_dataclass(kind) or hasattr(kind, "_fields")) and isinstance(data, dict):
        hints = typing.get_type_hints(kind)
        known(f"{where}: {kind.__name__}", data, hints)
        made = kind(**{key: below(hints[key], item) for key, item in data.items()})
    else:
        assert kind is typing.Any or isinstance(data, kind), f"{where}: {data!r} is no {kind.__name__}"
        made = data
    return made


def _day(data, language):
    timed = isinstance(data, datetime)
    at = data if timed else datetime.combine(data, time())
    return date_view(Moment(at.replace(tzinfo=UTC), timed), language)


READ = {
    Language: lambda data, language: TABLE[data],
    Html: lambda data, language: Html(data),
    Text: lambda data, language: Text(re.sub("<[^>]*>", "", data), Html(data)),
    DateView: _day,
}
"""What is written shorter than field by field."""
