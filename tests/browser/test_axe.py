"""axe-core finds nothing on any kind of page: in both languages, light and dark, on a phone and on a desk.

With the scheme only colours change, so a dark page is asked about these alone.
"""

from importlib.resources import files

import pytest

from benchmarks import serving
from tests.conftest import ROOT, build

pytestmark = pytest.mark.browser
AXE = files("axe_playwright_python").joinpath("axe.min.js").read_text("utf-8")
COLOURS = ["color-contrast", "link-in-text-block"]
SIDEWAYS = "document.scrollingElement.scrollWidth - document.scrollingElement.clientWidth"
RUN = """async rules => {
    const asked = rules.length ? {runOnly: {type: 'rule', values: rules}} : {};
    const said = await axe.run(document, {resultTypes: ['violations'], ...asked});
    return said.violations.flatMap(v => v.nodes.map(n => `${v.id}: ${n.target}: ${n.html.slice(0, 120)}`));
}"""
LONG = "Donaudampfschifffahrtsgesellschaft" * 3
EVERYTHING = f"""---
title: Everything
date: 2025-10-28
---
A [link](https://example.org) in a line, `code`, *stress*, **weight** and a note.[^1] متن فارسی.

> A quotation.

| One | Two |
|---|---:|
| {LONG} | 1 |

```
{LONG}
```

```chart
title: Drawn
2026 | 97
2027 | -95
```

```chart
kind: columns
2026 | 97
2027 | 95
```

```timeline
2024 | Signed
2025 | In force
```

[^1]: A note.
"""
GONE = "---\ntitle: Gone\ndate: 2025-10-28\nstatus: withdrawn\nreason: It was wrong.\n---\nText.\n"


def violations(page, widths=(1280, 360)):
    """Of the page that is open."""
    found = []
    page.evaluate(AXE)
    for width in widths:
        page.set_viewport_size({"width": width, "height": 800})
        for scheme, rules in (("light", []), ("dark", COLOURS)):
            page.emulate_media(color_scheme=scheme)
            found += [f"{width} {scheme} {fault}" for fault in page.evaluate(RUN, rules)]
    return found


@pytest.mark.parametrize("half", [0, 1])
def test_nothing_is_found_on_any_kind_of_page(visit, server, half):
    with visit() as (page, watch):
        for name, path in list(serving.pages().items())[half::2]:
            if path == "404.html":
                watch.allowed.add(server + path)
            page.goto(server + path)
            assert violations(page) == [], name


def test_nothing_is_found_on_a_text_that_has_everything(visit, site):
    _, output = site({"briefings/all.en.md": EVERYTHING, "briefings/gone.en.md": GONE})
    with serving.served(output) as address, visit() as (page, _):
        for path in ("en/all.html", "en/gone.html", "en/index.html"):
            page.goto(address + path)
            assert violations(page) == [], path


@pytest.mark.parametrize("tag", ["ar", "he"])
def test_nothing_is_found_on_a_site_in_another_language_and_none_scrolls_sideways(visit, tmp_path, tag):
    content, output = ROOT / f"tests/site/languages/{tag}", tmp_path / "output"
    build(content, output, pdf=False, languages=[tag, "en"])
    with serving.served(output) as address, visit() as (page, _):
        for file in sorted([*output.glob(f"{tag}/*.html"), *output.glob(f"{tag}-en/*.html")]):
            path = file.relative_to(output).as_posix()
            page.goto(address + path)
            assert violations(page, widths=[360]) == [], path
            page.set_viewport_size({"width": 320, "height": 800})
            assert page.evaluate(SIDEWAYS) <= 0, path


def test_what_cannot_be_read_is_found(visit, server):
    with visit() as (page, _):
        page.goto(f"{server}en/about.html")
        page.evaluate("document.querySelector('h1').style.color = '#ddd'")
        page.evaluate("document.querySelector('main').append(new Image())")
        said = " ".join(violations(page))
        assert "color-contrast" in said
        assert "image-alt" in said
