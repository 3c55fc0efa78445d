"""A view -> the output of its page: masthead, navigation, language switch, head.

hreflang stands only between pages that exist in truth (a stub is switched to, but is no alternate), with the page
itself and x-default among them. Source: Google's and the HTML standard's rules for rel=alternate hreflang.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from plugins.languages import ARABIC_SCRIPT, LATIN_SCRIPT
from plugins.model import Alternate, Head, Job, Output, Page
from plugins.parts import digest
from plugins.site.context import SiteContext
from plugins.site.policy import POLICY
from plugins.site.views import Frame, Link, SitemapUrl
from plugins.values import dataclass

STYLESHEET = "css/site.css"
ICON = "icons/icon.svg"
SCRIPT = "js/reader.js"
WORKER = "js/worker.js"
OFFLINE = "offline.html"
"""What the service worker shows where it has no copy and no line."""
FONTS = {ARABIC_SCRIPT: "fonts/Vazirmatn-Variable.woff2", LATIN_SCRIPT: "fonts/GozareshSerif-Regular.woff2"}
"""What a page fetches ahead, by the letters of its language; the system's own face comes without asking."""


@dataclass(frozen=True, slots=True)
class Said:
    """What a page says about itself, beside what the frame knows."""

    title: str
    """Without the site's name."""
    description: str = ""
    og_type: str = "website"
    og_image: str = ""
    """Path in `output/`."""
    published: str = ""
    modified: str = ""
    author: str = ""
    json_ld: str = ""
    feeds: tuple[tuple[str, str], ...] = ()


def frame(context: SiteContext, tag: str, section: str = "") -> Frame:
    """Masthead and foot of a language; `section` is the key of the current part."""
    if (tag, section) not in context.frames:
        context.frames[tag, section] = _frame(context, tag, section)
    made: Frame = context.frames[tag, section]
    return made


def _frame(context: SiteContext, tag: str, section: str) -> Frame:
    words = context.strings[tag]
    sections = [("home", "index"), ("topics", "topics"), ("archive", "archive")]
    if context.pdfs:
        sections.append(("packs", "packs"))
    if context.collection.names:
        sections.append(("names", "names"))
    navigation = tuple(Link(words(key), f"{tag}/{name}.html", current=key == section) for key, name in sections)
    return Frame(
        title=context.title(tag),
        name=context.typeset(context.title(tag), tag),
        description=context.typeset(context.forms(context.config.description, tag), tag),
        home=f"{tag}/index.html",
        stylesheet=context.assets.get(STYLESHEET, ""),
        navigation=navigation,
        pages=static_links(context, tag),
        feed=feed_path(tag),
        licence=context.typeset(context.forms(context.config.licence, tag), tag),
        preload=_preload(context, tag),
        icon=context.assets.get(ICON, ""),
        policy=POLICY,
        script=context.assets.get(SCRIPT, ""),
        worker="" if context.config.drafts else context.assets.get(WORKER, ""),
        newest=newest_path(tag),
        manifest="" if context.config.drafts else manifest_path(tag),
        find=_find(context, tag),
    )


def _find(context: SiteContext, tag: str) -> tuple[Link, ...]:
    """What stands where readers look for a search: the ways to a briefing that need none."""
    words = context.strings[tag]
    links = [Link(words("find_topic"), f"{tag}/topics.html")]
    if context.collection.names:
        links.append(Link(words("find_name"), f"{tag}/names.html"))
    return (*links, Link(words("find_month"), f"{tag}/archive.html"))


def _preload(context: SiteContext, tag: str) -> tuple[str, ...]:
    font = context.assets.get(FONTS.get(context.language(tag).letters, ""))
    return (font,) if font else ()


def static_links(context: SiteContext, tag: str) -> tuple[Link, ...]:
    """Links to the static pages, in a language's words where the page has them."""
    slugs = sorted({page.slug for page in context.collection.pages})
    links = []
    for slug in slugs:
        found = {p.language: p for p in context.collection.pages if p.slug == slug}
        shown = found.get(tag) or next(iter(found.values()))
        language = None if shown.language == tag else context.language(shown.language)
        links.append(Link(shown.title.html, f"{tag}/{slug}.html", language))
    return tuple(links)


def feed_path(tag: str, topic: str = "") -> str:
    """The path of a language's Atom feed, or of a topic's."""
    return f"feeds/{tag}/{topic}.atom.xml" if topic else f"feeds/{tag}.atom.xml"


def manifest_path(tag: str) -> str:
    """The path of a language's web manifest: what the site is called where it is installed."""
    return f"{tag}/site.webmanifest"


def newest_path(tag: str) -> str:
    """The path of the list of what a device keeps of a language."""
    return f"{tag}/newest.json"


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page of the site: its output, and its line of the sitemap where it has one."""

    output: Output
    url: SitemapUrl | None


View = Callable[[], tuple[Any, Said]]
"""Builds what the template prints and what the page says about itself; called only where the page is made."""


def page(
    context: SiteContext,
    tag: str,
    *,
    path: str,
    template: str,
    parts: tuple[str, ...],
    view: View,
    section: str = "",
    twins: Mapping[str, tuple[str, bool]] | None = None,
    noindex: bool = False,
    modified: str = "",
    x_default: str = "",
    needs: tuple[str, ...] = (),
    sources: tuple[str, ...] = (),
) -> Leaf:
    """A page. `parts`: what decides `view`, beside the frame and the settings.

    `twins`: language tag -> path of the same page in it and whether it exists there in truth; None where the same
    path under the other language's folder always does. `modified`: for the sitemap. `x_default`: the path that it
    names; the site's first language's page where empty.
    """
    hidden = noindex or context.config.drafts

    def make() -> Job:
        content, said = view()
        known = _twins(context, tag, path) if twins is None else twins
        others = () if hidden else alternates(context, known, x_default)
        switch = tuple(
            Alternate(row, *known[row.tag]) for row in context.config.languages if row.tag != tag and row.tag in known
        )
        value = Page(
            path=path,
            template=template,
            language=context.language(tag),
            head=_head(context, tag, path, said, others, noindex=hidden),
            content=content,
            site=frame(context, tag, section),
            switch=switch,
        )
        return Job("template", value)

    beside = ("hidden" if hidden else "", x_default, repr(twins) if twins else "")
    decided = (frame_digest(context, tag), template, section, modified, *beside, *parts)
    output = Output(path, "template", decided, make, needs, sources)
    if hidden or not context.config.site_url:
        return Leaf(output, None)
    others = alternates(context, _twins(context, tag, path) if twins is None else twins, x_default)
    return Leaf(output, SitemapUrl(context.config.absolute(path), modified, others))


def _twins(context: SiteContext, tag: str, path: str) -> dict[str, tuple[str, bool]]:
    rest = path.removeprefix(f"{tag}/")
    return {row.tag: (f"{row.tag}/{rest}", True) for row in context.config.languages}


def settled(content: Any, said: Said) -> tuple[tuple[str, ...], View]:
    """`parts` and `view` of a page whose content cost little and is there already."""
    return (digest(content, said),), lambda: (content, said)


def frame_digest(context: SiteContext, tag: str) -> str:
    """What masthead and foot hang on."""
    if (tag, "digest") not in context.frames:
        context.frames[tag, "digest"] = digest(frame(context, tag))
    made: str = context.frames[tag, "digest"]
    return made


def _head(
    context: SiteContext, tag: str, path: str, said: Said, others: tuple[tuple[str, str], ...], *, noindex: bool
) -> Head:
    site = context.title(tag)
    absolute = context.config.absolute
    return Head(
        title=f"{said.title} | {site}" if said.title != site else site,
        description=said.description,
        canonical="" if noindex else absolute(path),
        alternates=others,
        feeds=((site, feed_path(tag)), *said.feeds),
        og_type=said.og_type,
        og_image=absolute(said.og_image) if said.og_image else "",
        og_image_alt=said.title if said.og_image else "",
        published=said.published,
        modified=said.modified,
        author=said.author,
        json_ld=said.json_ld,
        noindex=noindex,
    )


def alternates(
    context: SiteContext, twins: Mapping[str, tuple[str, bool]], x_default: str = ""
) -> tuple[tuple[str, str], ...]:
    """hreflang -> URL for the pages that exist, itself among them; empty where the site's address is unknown."""
    if not context.config.site_url:
        return ()
    real = {tag: path for tag, (path, exists) in twins.items() if exists}
    if not real:
        return ()
    default = x_default or real.get(context.config.first.tag) or next(iter(real.values()))
    rows = [(tag, context.config.absolute(path)) for tag, path in real.items()]
    return (*rows, ("x-default", context.config.absolute(default)))
