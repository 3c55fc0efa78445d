"""docs/instant-view.txt applied to real pages, as Telegram's manual has it: every part is found, and nothing more."""

import re

import pytest

from tests.conftest import ADDRESS, ROOT
from tests.sandbox import picture

pytestmark = pytest.mark.browser
RULES = (ROOT / "docs/instant-view.txt").read_text("utf-8")
APPLY = """rules => {
    const xpath = (query, from = document) => {
        const found = document.evaluate(query, from, null, XPathResult.ORDERED_NODE_SNAPSHOT_TYPE, null);
        return Array.from({length: found.snapshotLength}, (_, i) => found.snapshotItem(i));
    };
    const made = {}, counts = {};
    let last = [];
    const nodes = query => query === '$@' ? last
        : query.startsWith('$body') ? (made.body ? xpath('.' + query.slice(5), made.body) : []) : xpath(query);
    const renamed = (node, tag) => {
        const other = document.createElement(tag);
        other.append(...node.childNodes);
        node.replaceWith(other);
    };
    for (const [name, argument, query] of rules) {
        const found = nodes(query);
        counts[`${name}${argument && '(' + argument + ')'}: ${query}`] = found.length;
        if (name === '@remove') found.forEach(node => node.remove());
        else if (name === '@datetime') last = found.map(node => String(Date.parse(node.value) / 1000));
        else if (name === '@prepend_to') found.reverse().forEach(node => made.body.prepend(node));
        else if (name === '@append_to') found.forEach(node => made.body.append(node));
        else if (name === '@wrap_inner') found.forEach(node => {
            const b = document.createElement('b');
            b.append(...node.childNodes);
            node.append(b);
        });
        else if (name === '@split_parent') found.forEach(node => {
            const [before, parent] = [node.parentNode.cloneNode(), node.parentNode];
            while (parent.firstChild !== node) before.append(parent.firstChild);
            parent.before(before, node);
        });
        else if (name.startsWith('<')) found.forEach(node => renamed(node, name.slice(1, -1)));
        else if (!(name in made) && found.length) made[name] = found[0];
    }
    const said = value => value.nodeType === 2 ? value.value : value.textContent ?? value;
    return {
        counts, body: made.body.outerHTML,
        parts: Object.fromEntries(Object.entries(made).map(([name, value]) => [name, said(value).trim()])),
        tags: [...new Set([...made.body.querySelectorAll('*')].map(e => e.localName))].sort(),
        outside: [...made.body.querySelectorAll('p img, p p')].length,
    };
}"""
SHOWN = set(
    "h1 h2 h3 h4 h5 h6 p pre hr ul ol li blockquote figure img figcaption cite table caption thead tbody tr td th"
    " details summary b strong i em u s del code kbd mark sub sup a br div section span bdi time small abbr".split()
)
"""What the manual has a form for, and elements that it looks through."""
PNG = picture("blue", 600)
WHOLE = {
    "topics.yaml": "water: {fa: آب, en: Water}\n",
    "people.yaml": "sara: {fa: سارا محبی, en: Sara Mohebbi}\nomid: {fa: امید راد, en: Omid Rad}\n",
    "names.yaml": "urmia: {kind: place, fa: ارومیه, en: Urmia}\n",
    "images/lead.png": PNG,
    "images/dam.png": picture("red"),
    "briefings/water.fa.md": """---
title: آب ارومیه
date: 2025-10-28 14:30
summary: دریاچه کم‌آب است.
topics: [water]
authors: [sara, omid]
key_points: [نکتهٔ یک]
image: {file: /images/lead.png, alt: دریاچه, caption: دریاچه از بالا, credit: رسانه}
sources: [{title: سند, url: "https://example.org/a"}]
corrections: [{date: 2025-11-01, text: عدد اصلاح شد.}]
---

دریاچهٔ ارومیه کم‌آب است.[^1]

![سد](../images/dam.png)

سد ![سد](../images/dam.png) پر.

```chart
title: تراز
۱۴۰۳ | ۱۲
```

اصطلاح
:   شرح آن

[^1]: یادداشت.
""",
    "briefings/water.en.md": """---
title: Water of Urmia
date: 2025-10-28
translator: omid
---

The lake is low.
""",
}


def rules():
    """Name, argument and query of each rule; conditions and options apart."""
    lines = [line for line in RULES.splitlines() if line.strip() and not line.startswith("#")]
    made = []
    for line in lines:
        name, _, query = line.partition(": ")
        if name[0] in "~?!":
            continue
        head, _, argument = name.partition("(")
        made.append((head, argument.rstrip(")"), re.sub(r'has-class\("([\w-]+)"\)', CLASS, query)))
    return made


CLASS = r'contains(concat(" ", normalize-space(@class), " "), " \1 ")'


def conditions():
    return [
        (line[1:].partition(": ")[0], re.sub(r'has-class\("([\w-]+)"\)', CLASS, line.partition(": ")[2]), line[0])
        for line in RULES.splitlines()
        if line[:1] in ("?", "!")
    ]


def applies(page):
    exists = "query => document.evaluate(`boolean(${query})`, document).booleanValue"
    found = [(sign, page.evaluate(exists, query) == (name == "exists")) for name, query, sign in conditions()]
    return any(true for sign, true in found if sign == "?") and all(true for sign, true in found if sign == "!")


@pytest.fixture(scope="module")
def opened(browser):
    context = browser.new_context()
    yield context.new_page()
    context.close()


def test_every_part_of_a_briefing_is_found_and_only_that(site, opened):
    report, output = site(WHOLE)
    assert not report.failed
    opened.goto((output / "fa/water.html").as_uri())
    assert applies(opened)
    assert opened.evaluate("document.documentElement.dir") == "rtl", "by which the view is set from right to left"
    seen = opened.evaluate(APPLY, rules())
    parts = seen["parts"]
    assert parts.pop("body")
    assert parts.pop("cover").split() == ["دریاچه", "از", "بالا", "عکس:", "رسانه"]
    assert parts.pop("image_url").startswith(f"{ADDRESS}/assets/")
    assert parts == {
        "title": "آب ارومیه",
        "author": "سارا محبی، امید راد",
        "description": "دریاچه کم‌آب است.",
        "site_name": "گزارش",
        "published_date": "1761649200",
    }
    unused = {rule for rule, count in seen["counts"].items() if not count}
    assert unused == {rule for rule in seen["counts"] if ".webp" in rule or "//dd[p]" in rule}
    words = re.sub(r"\s+", " ", re.sub("<[^>]*>", " ", seen["body"]))
    order = [
        "اصلاح شده است", "دریاچه کم‌آب است", "نکتهٔ یک", "دریاچهٔ ارومیه", "تراز", "۱۴۰۳", "۱۲", "اصطلاح", "شرح آن",
        "یادداشت", "منابع", "سند", "عدد اصلاح شد",
    ]  # fmt: skip
    found = [words.index(word) for word in order]
    assert found == sorted(found)
    for once in ("یادداشت", "نکتهٔ یک"):
        assert words.count(once) == 1, once
    for out in ("Urmia", "BibTeX", "TY - ", "هم‌رسانی", "متن کامل", "↩"):
        assert out not in words, out
    assert set(seen["tags"]) <= SHOWN
    assert seen["outside"] == 0


def test_pages_that_are_no_text_have_no_view(site, opened):
    gone = "---\ntitle: رفته\ndate: 1404-08-06\nstatus: withdrawn\nreason: نادرست\n---\nمتن.\n"
    only = "---\ntitle: Only\ndate: 2025-10-01\n---\nText.\n"
    _, output = site(WHOLE | {"briefings/gone.fa.md": gone, "briefings/only.en.md": only})
    for path in ("fa/gone", "en/gone", "fa/only", "fa-en/water", "fa/index", "index", "404", "fa/topics/water"):
        opened.goto((output / f"{path}.html").as_uri())
        assert not applies(opened), path
    for path in ("en/only", "en/water"):
        opened.goto((output / f"{path}.html").as_uri())
        assert applies(opened), path
    _, output = site({"briefings/draft.fa.md": only.replace("date", "status: draft\ndate")}, folder="x", drafts=True)
    opened.goto((output / "fa/draft.html").as_uri())
    assert not applies(opened)


def test_every_briefing_of_the_demonstration_has_title_date_and_text(opened, built):
    seen = 0
    for path in built.pages():
        if 'class="briefing briefing-full"' not in built.read(path) or path[2] != "/":
            continue
        opened.goto((built.output / path).as_uri())
        if applies(opened):
            seen += 1
            made = opened.evaluate(APPLY, rules())
            assert {"title", "published_date", "site_name", "body"} <= set(made["parts"]), path
            assert set(made["tags"]) <= SHOWN, path
            assert made["outside"] == 0, path
    assert seen > 10
