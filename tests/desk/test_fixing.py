"""`inv fix`: what is written and what is not, to the byte."""

import codecs

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plugins.config import SiteConfig
from plugins.desk import fixing
from plugins.model import BuildError

Z = "\u200c"
SITE = SiteConfig()
TEXT = """---
title: دولت ميگويد
date: ۱۴۰۴/۰۸/۰۶
topics: [energy]
summary: "نخست وزیر می گوید, که میشود"
---

رئیسجمهور گفت که میشود , و می گوید `میشود` و [نام](میشود.md "میشود").

```
میشود
```

A Latin text, with 123 and "quotes" ?  And  more .
تردیدی وحود ندارد.
"""


@pytest.fixture
def file(tmp_path):
    def make(text, name="x.fa.md"):
        path = tmp_path / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return make


def fixed(path, **wishes):
    found = fixing.fix(path, wishes.pop("site", SITE), **wishes)
    fixing.write(found)
    return path.read_text("utf-8")


def test_only_what_is_wrong_in_persian_prose_is_written(file):
    assert fixed(file(TEXT)) == (
        TEXT.replace("ميگويد", f"می{Z}گوید")
        .replace('نخست وزیر می گوید, که میشود"', f'نخست{Z}وزیر می{Z}گوید, که می{Z}شود"')
        .replace("رئیسجمهور گفت که میشود , و می گوید", f"رئیس{Z}جمهور گفت که می{Z}شود، و می{Z}گوید")
    )


def test_what_is_likely_is_written_where_it_is_asked_for(file):
    path = file(TEXT)
    assert "وحود" in fixed(path)
    assert "وجود" in fixed(path, likely=True)


def test_a_text_that_keeps_its_half_spaces_is_mended_only_where_that_is_asked_for(file):
    text = f"او می{Z}گوید که کتاب{Z}ها را خوانده{Z}اند و می شود کتابهای دیگر را هم دید.\n"
    path = file(text)
    assert fixed(path) == text
    assert fixed(path, likely=True) == text.replace("می شود", f"می{Z}شود")


def test_a_second_run_has_nothing_to_do(file):
    path = file(TEXT)
    for likely in (False, True):
        once = fixed(path, likely=likely)
        assert fixing.diff(fixing.fix(path, SITE, likely=likely), "x") == ""
        assert path.read_text("utf-8") == once


def test_the_diff_says_why(file):
    found = fixing.fix(file("متن میشود\nمتن\nكتاب\n", "raw.txt"), SITE)
    assert fixing.diff(found, "raw.txt").splitlines() == [
        "--- raw.txt",
        "+++ raw.txt",
        f"@@ -1 +1 @@ half-space: “میشود” → “می{Z}شود”, «می» stands off from its verb",
        "-متن میشود",
        f"+متن می{Z}شود",
        "@@ -3 +3 @@ arabic-letter: “ك” → “ک”, (U+0643) looks like “ک” (U+06A9), and no search finds it",
        "-كتاب",
        "+کتاب",
    ]


def test_line_ends_and_byte_order_marks_stay(file):
    data = codecs.BOM_UTF8 + b"---\r\ntitle: x\r\n---\r\n" + "میشود\r\nو كتاب\u2028x\r\n".replace("\u2028", "").encode()
    path = file(data)
    fixed(path)
    assert path.read_bytes() == data.replace("میشود".encode(), f"می{Z}شود".encode()).replace("ك".encode(), "ک".encode())


def test_the_last_line_may_lack_its_end(file):
    found = fixing.fix(file("میشود", "raw.txt"), SITE)
    assert fixing.diff(found, "raw.txt").count("\\ No newline at end of file") == 2


@pytest.mark.parametrize("name", ["x.ar.md", "x.ar.txt", "x.en.txt", "x.en.md"])
def test_files_of_other_languages_stay(file, name):
    text = "---\ntitle: x\n---\n\nكتاب يوم می شود, هل?\n"
    assert fixed(file(text, name)) == text


def test_what_the_front_matter_allows_stays(file):
    text = "---\ntitle: x\nallow: {half-space: نقل است}\n---\n\nمیشود كه\n"
    assert fixed(file(text)) == text.replace("ك", "ک")


def test_names_yaml_is_right(file, tmp_path):
    (tmp_path / "names.yaml").write_text("x:\n  kind: place\n  fa: میشود\n  en: X\n", "utf-8")
    known = fixing.glossary(tmp_path, SITE)
    assert known == {"میشود"}
    assert fixed(file("میشود و میرود\n"), known=known) == f"میشود و می{Z}رود\n"
    assert fixing.glossary(tmp_path / "none", SITE) == frozenset()
    assert fixed(file("این مخلس است\n"), known=frozenset({"مخلس"}), likely=True) == "این مخلس است\n"


def test_the_desks_style_is_written(file):
    site = SiteConfig(ezafe="hamza", pronouns="together", digits="persian")
    text = f"---\ntitle: x\ndate: 2025-01-01\n---\n\nخانه{Z}ی ما و آن{Z}ها در سال 2025 و 12.5 درصد و v2.0\n"
    assert fixed(file(text), site=site).endswith("خانهٔ ما و آنها در سال ۲۰۲۵ و ۱۲٫۵ درصد و v2.0\n")
    assert fixed(file(text)) == text, "where the desk has not chosen, nothing is done"
    site = SiteConfig(ezafe="ye", pronouns="apart")
    assert fixed(file("خانهٔ ما و آنها و آنهایی\n"), site=site) == f"خانه{Z}ی ما و آن{Z}ها و آن{Z}هایی\n"


@pytest.mark.parametrize("data", [b"\xff\xfe\x00", "متن\x00".encode()])
def test_what_cannot_be_read_is_said(file, data):
    with pytest.raises(BuildError):
        fixing.fix(file(data), SITE)


def test_files_of_a_folder(tmp_path, file):
    assert fixing.files(file("x")) == [tmp_path / "x.fa.md"]
    assert fixing.files(tmp_path) == [tmp_path / "x.fa.md"]
    (tmp_path / "empty").mkdir()
    for wrong in (tmp_path / "empty", tmp_path / "none"):
        with pytest.raises(BuildError):
            [fixing.fix(path, SITE) for path in fixing.files(wrong)]


LATIN = 'https://x.example/a,b?q=می شود `می شود ، كتاب` <i class="می شود"> [^می]'
PIECES = st.sampled_from(
    [*"میشود می شود كتاب کتابها رئیسجمهور نخست وزیر «متن» متن، ( ) وحود 12 ۱2 آنها خانه‌ی , ? ; . ؟ ، « »".split(),
     Z, " ", "  ", "\n", "\n\n", "- ", "\u0640", "\u200b", "\u00a0", "\u200f", "ﺗﻮ", "## ", "| ", "**", LATIN]
)  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=60)
@given(pieces=st.lists(PIECES, max_size=25), likely=st.booleans())
def test_fixing_is_done_once_and_touches_nothing_but_persian(file, pieces, likely):
    head = "---\ntitle: x\ndate: 1404-08-06\nauthors: [كاتب]\nslug: x\n---\n\n"
    text = head + "متن " + " ".join(pieces) + "\n" + LATIN + "\n"
    path = file(text)
    site = SiteConfig(ezafe="hamza", pronouns="apart", digits="persian")
    once = fixed(path, likely=likely, site=site)
    assert once.startswith(head)
    assert once.count("\n") == text.count("\n")
    assert once.count(LATIN) >= 1
    assert [c for c in once if c.isascii() and c.isalpha()] == [c for c in text if c.isascii() and c.isalpha()]
    assert fixed(path, likely=likely, site=site) == once
