"""A Page -> its HTML or XML, by the template that it names.

Autoescape is on everywhere (only `Html` values pass as markup), a name that a template misspells is an error, and
a template sees its page and the words of its language, nothing else.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from plugins.model import Download, Facts, Job, Page, Rendered, Strings, Workshop
from plugins.persian.numbers import digits
from plugins.persian.sizes import file_size
from plugins.render.bytecode import Bytecode
from plugins.render.templating import PageEnvironment

SHARED = frozenset({"head_site", "masthead_site", "foot"})
"""Components that print the frame and its links alone: of a page they see no more than its folder.

They were a quarter of the time of a page.
"""
PURE = frozenset({"date"})
"""Components of values alone, of which a site has few: a list names each day many times."""


@lru_cache(maxsize=2)
def environment(theme: str, compiled: str = "") -> Environment:
    """The theme's templates. `compiled`: a folder that keeps them compiled, another one for each state of the theme."""
    made = PageEnvironment(
        loader=FileSystemLoader(f"{theme}/templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
        bytecode_cache=Bytecode(compiled) if compiled else None,
        auto_reload=not compiled,  # a cluster's workers outlive an edit of the templates
    )
    made.globals["download_meta"] = download_meta
    made.globals["cover"] = cover
    for path in sorted(Path(theme, "templates", "components").glob("*.html")):
        component = _component(made, path.stem)
        if compiled and path.stem in SHARED:
            component = _shared(component)
        elif compiled and path.stem in PURE:
            component = lru_cache(maxsize=1 << 12)(component)
        made.globals[path.stem] = component
    return made


def _component(made: Environment, name: str) -> Callable[..., str]:
    """The macro of a component, which every template calls by its name; read when first called.

    To import it in each template (`{% from … %}`) took a third of the time of a page, at every page.
    """

    def macro() -> Callable[..., str]:
        found: Callable[..., str] = getattr(made.get_template(f"components/{name}.html").module, name)
        return found

    known = macro if made.auto_reload else cache(macro)

    def component(*given: object, **named: object) -> str:
        return known()(*given, **named)

    return component


def _shared(component: Callable[..., str]) -> Callable[..., str]:
    """The component, made once for all pages of a folder; not where the words may become others (a cluster)."""
    made: dict[Any, str] = {}

    def shared(page: Page, *words: Strings) -> str:
        key = (page.site, page.path.rpartition("/")[0], page.base)
        if key not in made:
            made[key] = component(page, *words)
        return made[key]

    return shared


def page(job: Job, facts: Facts, workshop: Workshop) -> Rendered:
    """Render a page, feed or sitemap."""
    value: Page = job.value
    template = environment(workshop.theme, workshop.compiled).get_template(value.template)
    text = template.render(page=value.with_facts(facts), s=workshop.strings[value.language.tag])
    return Rendered({value.path: text.encode()})


def download_meta(page: Page, words: Strings, download: Download) -> str:
    """ "4 pages, 31 kB, PDF", from what the PDF turned out to be."""
    fact = page.facts[download.output]
    pages, size = int(fact["pages"]), file_size(int(fact["bytes"]), words)
    return words.plural("download_meta", pages, pages=digits(pages, words.language), size=size)


class Drawn(NamedTuple):
    """A picture of a PDF's first page: its path in `output/`, and its size in pixels."""

    path: str
    width: int
    height: int


def cover(page: Page, downloads: Sequence[Download]) -> Drawn | None:
    """The cover of the first PDF that turned out to have one."""
    found = (page.facts[download.output].get("cover") for download in downloads)
    return next((Drawn(*drawn) for drawn in found if drawn), None)
