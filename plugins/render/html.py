"""A Page -> its HTML or XML, by the template that it names.

Autoescape is on everywhere (only `Html` values pass as markup), a name that a template misspells is an error, and
a template sees its page and the words of its language, nothing else.
"""

from __future__ import annotations

from functools import lru_cache

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from plugins.model import Download, Facts, Job, Page, Rendered, Strings, Workshop
from plugins.persian.numbers import digits
from plugins.persian.sizes import file_size
from plugins.render.bytecode import Bytecode


@lru_cache(maxsize=2)
def environment(theme: str, compiled: str = "") -> Environment:
    """The theme's templates. `compiled`: a folder that keeps them compiled, another one for each state of the theme."""
    made = Environment(
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
    return made


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
