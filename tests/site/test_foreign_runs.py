"""A run of another script says its language and direction wherever it stands: in texts, lists, tables, settings."""

import re

import pytest

from plugins.languages import TABLE
from tests.site.reading import by_class, elements, parse, text

FOREIGN = {
    row.tag: f"[{''.join(other.letters for other in TABLE.values() if other.letters != row.letters)}]"
    for row in TABLE.values()
}
"""Language -> letters that are not its script's."""
AS_THEY_ARE = r"\b(PDF|Atom|CSV)\b"
"""What the interface itself says in Latin letters among Persian ones, at the end of a line or alone."""

FILES = {
    "topics.yaml": """
water:
  fa: آب و UN Water
  en: Water and سدها
  about: {fa: کارهای FAO در کشور, en: What the وزارت does}
alone: {fa: تنها به فارسی, about: {fa: بی‌نام}}
""",
    "series.yaml": "notes:\n  fa: یادداشت‌های OECD\n  en: Notes on نفت\n  about: {fa: از OECD, en: On نفت}\n",
    "people.yaml": """
anna: {en: Anna Weiss, about: {fa: عضو UNESCO, en: Of میراد}}
sara: {fa: سارا محبی, about: {en: Member of میراد}}
""",
    "names.yaml": """
fao: {kind: organisation, fa: سازمان FAO, en: The FAO of تهران}
""",
    "briefings/2025/dams.fa.md": """---
title: سد تازه و برنامهٔ FAO
summary: خلاصه با UNESCO
date: 2025-10-28
authors: [anna, sara]
topics: [water, alone]
series: notes
number: 2
image: {file: ../../dam.png, alt: سد, caption: سد از UN Photo, credit: UN Photo}
key_points: [نکته با WHO]
sources: [{title: Water in the basin, publisher: World Bank}]
attachments: [{file: ../../table-2025.csv}]
corrections: [{date: 2025-11-02, text: نام World Bank درست شد}]
---
سازمان FAO می‌گوید.

## آب در Mesopotamia

یک.

## کار FAO

دو.

## پایان

سه.
""",
    "briefings/2025/dams.en.md": """---
title: The new سد
summary: A summary with سد
date: 2025-10-28
authors: [anna, sara]
topics: [water, alone]
series: notes
key_points: [A point with سد]
---
The FAO of تهران says.
""",
    "briefings/2025/lakes.en.md": """---
title: Lakes
date: 2025-10-29
status: withdrawn
reason: Because of وزارت
---
Text.
""",
    "briefings/2025/wells.fa.md": """---
title: چاه‌های GERD
summary: تنها به فارسی، با GERD
date: 2025-10-30
aliases: [old-wells.html]
---
متن.
""",
    "pages/about.fa.md": "---\ntitle: دربارهٔ Gozaresh\n---\nمتن.\n",
    "pages/method.en.md": "---\ntitle: On روش\n---\nText.\n",
    "table-2025.csv": "a,b\n",
}
SETTINGS = {
    "title": {"fa": "گزارش Mirad", "en": "The گزارش"},
    "description": {"fa": "گزارش‌های Mirad", "en": "Briefings by میراد"},
    "publisher": {"fa": "میز Mirad", "en": "The میراد desk"},
    "licence": {"fa": "با مجوز CC BY", "en": "Under مجوز"},
}


def bare(root, tag, inherited=""):
    """Texts of another script than the language around them; code, addresses and scripts are in no language."""
    if not isinstance(root.tag, str) or root.tag in ("script", "code", "pre", "kbd", "samp"):
        return
    tag = root.get("lang", tag)
    for said in [root.text, *(child.tail for child in root)]:
        words = re.sub(AS_THEY_ARE, "", said or "")
        if tag in FOREIGN and re.search(FOREIGN[tag], words) and not words.strip().startswith("http"):
            yield f"<{root.tag} {root.get('class', '')}> {said.strip()}"
    for child in root:
        yield from bare(child, tag)


def found(root):
    return list(bare(root.find("body"), root.get("lang")))


def test_no_page_of_the_demonstration_has_a_bare_run(trees):
    assert {path: found(root) for path, root in trees.items() if found(root)} == {}


@pytest.fixture
def mixed(site, tmp_path):
    """A site in which everything that can be written is written in two scripts."""
    from PIL import Image

    (tmp_path / "content").mkdir()
    Image.new("RGB", (40, 30)).save(tmp_path / "content/dam.png")
    report, output = site(FILES, **SETTINGS)
    assert report.committed, "\n".join(map(str, report.problems))
    return {p.relative_to(output).as_posix(): parse(p.read_text("utf-8")) for p in output.rglob("*.html")}


def test_names_of_tables_settings_and_fields_are_marked_like_texts(mixed):
    assert len(mixed) > 30
    assert {path: found(root) for path, root in mixed.items() if found(root)} == {}


def test_marks_are_made_not_printed(mixed):
    """Markup stands where a page shows it, and nowhere else: not in titles, not in attributes, not as words."""
    for path, root in mixed.items():
        assert "<bdi" not in "".join(root.itertext()), path
        for element in elements(root):
            assert not [v for v in element.attrib.values() if "<bdi" in v], (path, element.tag)


def test_a_name_that_a_language_lacks_is_in_the_other_and_says_so(mixed):
    page = mixed["fa/dams.html"]
    facts = by_class(page, "facts")[0]
    (anna,) = [e for e in elements(facts) if e.tag == "a" and text(e) == "Anna Weiss"]
    assert [(e.tag, e.get("lang"), e.get("dir")) for e in anna] == [("bdi", "en", "ltr")]
    heading = next(e for e in elements(mixed["en/people/sara.html"]) if e.tag == "h1")
    assert [(e.tag, e.get("lang"), e.get("dir")) for e in heading] == [("bdi", "fa", "rtl")]


def test_a_bare_run_is_seen():
    assert list(bare(parse("<html lang=fa><body><p>سد <b>GERD</b>، PDF").find("body"), "fa")) == ["<b > GERD"]
    assert not list(bare(parse('<html lang=fa><body><p>سد <bdi lang="en" dir="ltr">GERD</bdi>').find("body"), "fa"))
