"""What is promised of every PDF, read from the PDF itself: by a validator, by pypdf and by pdfplumber."""

import hashlib
import io
import logging
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import ClassVar

import page as validator
import pdfplumber
import pypdf
import pytest
from PIL import Image

from plugins.languages import TABLE
from plugins.model import Briefing, Collection, Html, Illustration, Pack, Picture, Rendered, Text
from plugins.persian.numbers import ascii_digits
from plugins.render import pdf, press, weasyprint_patches
from plugins.render.fetcher import DeniedError, Fetcher, picture
from tests.packs.factory import STRINGS, briefing, collection, edition, pdfs, text, workshop

LONG = {
    "fa": '<h2 id="p{0}">بخش {0}</h2><p>' + "نخست‌وزیر می‌گوید همکاری‌ها ادامه دارد. " * 60 + "</p>",
    "en": '<h2 id="p{0}">Part {0}</h2><p>' + "The minister says that the work goes on. " * 80 + "</p>",
}
LONG = {tag: "".join(part.format(number) for number in range(4)) for tag, part in LONG.items()}


def sample() -> Collection:
    """Two full editions, a long briefing, a summary, and one in each language alone."""
    return collection(
        briefing("a", "fa", "en"),
        Briefing("b", (edition("b", "fa", html=LONG["fa"]), edition("b", "en", html=LONG["en"]))),
        Briefing("c", (edition("c", "fa"), edition("c", "en", extent="summary", html="<p>Short.</p>"))),
        briefing("d", "en"),
        briefing("e", "fa"),
        packs=(
            Pack(
                "x",
                {"fa": "قواعد تجارت", "en": "Rules of trade"},
                ("b", "a", "d"),
                ("fa", "en"),
                path="packs/x.yaml",
            ),
        ),
    )


@pytest.fixture(scope="module")
def made() -> dict[str, Rendered]:
    outputs = pdfs(sample())
    return {output.name: pdf.document(output.job, {}, workshop()) for output in outputs}


@pytest.fixture(scope="module")
def values():
    return {output.name: output.job.value for output in pdfs(sample())}


NAMES = [
    "pdf/a.fa.pdf",
    "pdf/a.en.pdf",
    "pdf/c.en.pdf",
    "pdf/a.fa-en.pdf",
    "pdf/c.fa-en.pdf",
    "packs/x.fa.pdf",
    "packs/x.en.pdf",
    "packs/week-2025-w44.fa.pdf",
]
each = pytest.mark.parametrize("name", NAMES)
each_pack = pytest.mark.parametrize("name", [name for name in NAMES if name.startswith("packs/")])


def reader(rendered: Rendered) -> pypdf.PdfReader:
    return pypdf.PdfReader(io.BytesIO(data(rendered)))


def data(rendered: Rendered) -> bytes:
    return next(iter(rendered.files.values()))


def one(slug: str, language: str, **fields) -> Rendered:
    made = collection(Briefing(slug, (edition(slug, language, **fields),)), pictures=fields.pop("pictures", {}))
    return pdf.document(pdfs(made)[0].job, {}, workshop())


# -------------------------------------------------------------------------------- the whole file


def test_nothing_is_logged(made):
    assert [problem for rendered in made.values() for problem in rendered.problems] == []


@each
def test_pdf_ua(made, name):
    report = validator.validate_pdf_bytes(data(made[name]), profile="ua1")
    assert [(failure.rule_id, failure.message) for failure in report.failures] == []
    assert report.is_compliant
    assert report.rules.total > 100


@pytest.mark.parametrize(
    "html",
    [
        '<p>A <a href="https://x.org"><bdi dir="rtl" lang="fa">سلام</bdi> <b>x</b></a>.</p>',
        "<table><caption>C</caption><thead><tr><th>A</th><th>B</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></table>",
        "<ul><li><p>x</p><p>y</p></li><li><p>z</p><ol><li><p>w</p></li></ol></li></ul>",
        "<p>\U0001f4ca and \u0647\u064b</p>",
        "<dl><dt>Term</dt><dd>Meaning</dd></dl><ul><li>x<ol><li>y</li></ol></li></ul><hr><pre><code>x</code></pre>",
        "<blockquote><p>Q</p></blockquote><details><summary>S</summary><p>D</p></details>",
        '<h2 id="a">A</h2><h4 id="b">B</h4>',
        (
            '<figure class="g-chart g-bars"><figcaption>C</figcaption><table><tbody><tr><th scope="row">A</th><td>'
            '<span class="g-bar g-bar-50"></span> <span class="g-value">1</span></td></tr></tbody></table></figure>'
        ),
        (
            '<figure class="g-chart g-columns"><table><thead><tr><th scope="col">A</th></tr></thead><tbody><tr><td>'
            '<span class="g-value">1</span> <span class="g-bar g-bar-50"></span></td></tr></tbody></table></figure>'
        ),
        '<ul class="g-timeline"><li dir="ltr"><div class="g-date">A</div>B</li></ul>',
        (
            '<ul class="g-numbers g-of-2"><li dir="ltr"><div class="g-figure">26</div>'
            '<div class="g-counted">A</div></li>'
            '<li dir="ltr"><div class="g-figure">7</div><div class="g-counted">B</div></li></ul>'
        ),
    ],
    ids=[
        "link",
        "table",
        "loose lists",
        "letters without a shape",
        "lists",
        "quotation",
        "skipped-level",
        "bars",
        "columns",
        "time-line",
        "numbers",
    ],
)
def test_pdf_ua_of_what_authors_write(html):
    report = validator.validate_pdf_bytes(data(one("a", "en", html=html)), profile="ua1")
    assert [(failure.rule_id, failure.message) for failure in report.failures] == []


@each
def test_facts_are_those_of_the_file(made, name):
    assert {key: fact for key, fact in made[name].facts.items() if key != "cover"} == {
        "pages": len(reader(made[name]).pages),
        "bytes": len(data(made[name])),
        "sha256": hashlib.sha256(data(made[name])).hexdigest(),
    }


@each
def test_metadata_is_in_the_language_of_the_pdf(made, values, name):
    found, value = reader(made[name]), values[name]
    catalog = found.trailer["/Root"]
    assert catalog["/Lang"] == value.language.tag
    assert catalog["/ViewerPreferences"]["/Direction"] == ("/R2L" if value.language.direction == "rtl" else "/L2R")
    assert catalog["/ViewerPreferences"]["/DisplayDocTitle"]
    assert (found.metadata.title, found.metadata.author) == (
        value.title,
        "، ".join(value.authors).replace("، ", ", "),
    )
    assert found.metadata.subject == value.description
    assert found.metadata["/Keywords"] == ", ".join(value.keywords)
    assert found.metadata["/CreationDate"].startswith("D:20251028")


def test_the_same_bytes_from_two_processes(made, tmp_path):
    script = (
        "from tests.render.test_pdf import *\n"
        "for o in pdfs(sample()):\n"
        "    if o.name in NAMES: print(o.name, pdf.document(o.job, {}, workshop()).facts['sha256'])"
    )
    seen = {f"{name} {made[name].facts['sha256']}" for name in NAMES}
    for seed in ("1", "2"):
        run = subprocess.run(
            [sys.executable, "-c", script], env=os.environ | {"PYTHONHASHSEED": seed, "TZ": f"UTC+{seed}"},
            cwd=Path(__file__).parents[2], capture_output=True, text=True, check=True,
        )  # fmt: skip
        assert set(run.stdout.splitlines()) == seen
        assert run.stderr == ""


# -------------------------------------------------------------------------------- its text


def words(html: str) -> list[str]:
    return unescape(re.sub(r"<[^>]+>", " ", html)).split()


@pytest.mark.parametrize("language", ["fa", "en"])
def test_the_text_layer_holds_the_words_with_their_half_spaces(language):
    html = LONG[language]
    found = " ".join(p.extract_text() for p in reader(one("a", language, html=html)).pages).split()
    missing = [word for word in words(html) if word not in found]
    assert missing == []
    if language == "fa":
        assert sum("\u200c" in word for word in found) >= html.count("\u200c") > 0


@pytest.mark.parametrize("html", ["<p>اعلام شدۀ کاملاً حقّ مُدّعی اً أً أ اصلاً تجريبياً خطأً.</p>", "<p>أً سپس أ و اً و ا.</p>"])
def test_a_letter_with_a_mark_takes_nothing_from_the_letter_without(html):
    """WeasyPrint lets one glyph of the two stand for nothing, wherever else it stands."""
    found = " ".join(p.extract_text() for p in reader(one("a", "fa", html=html)).pages).split()
    assert [word for word in words(html) if word not in found] == []


def test_a_letter_without_a_shape_leaves_all_others_readable():
    found = reader(one("a", "fa", html="<p>نخست‌وزیر \U0001f4ca می‌گوید.</p>")).pages[0].extract_text()
    assert {"نخست\u200cوزیر", "نکته\u200cهای"} <= set(found.split())
    assert "\ufffd" in found


def lines(rendered: Rendered) -> Iterator[list[dict]]:
    with pdfplumber.open(io.BytesIO(data(rendered))) as opened:
        for sheet in opened.pages:
            yield from rows_of(sheet)


def rows_of(sheet) -> list[list[dict]]:
    """Words by line, from the top; digits and Latin in the order of the eye, Persian letters too."""
    rows: dict[int, list[dict]] = {}
    for word in sheet.extract_words():
        rows.setdefault(round(word["bottom"]), []).append(word)
    return [rows[bottom] for bottom in sorted(rows)]


@pytest.mark.parametrize(
    ("language", "inside", "expected"),
    [
        ("fa", '<bdi dir="ltr" lang="en">Alpha <b>Beta</b> Gamma</bdi>', ["Alpha", "Beta", "Gamma"]),
        ("en", '<bdi dir="rtl" lang="fa">الف <b>ب</b> پ</bdi>', ["پ", "ب", "فلا"]),
    ],
)
def test_a_run_of_the_other_direction_is_drawn_in_its_own_order(language, inside, expected):
    around = "سلام {} پایان" if language == "fa" else "Hello {} end"
    rendered = one("a", language, html=f"<p>{around.format(inside)}</p>")
    row = next(row for row in lines(rendered) if any(word["text"] == expected[0] for word in row))
    drawn = [word["text"] for word in sorted(row, key=lambda word: word["x0"])]
    assert [word for word in drawn if word in expected] == expected


def test_elements_of_another_language_say_so(made):
    languages = set()
    for number in range(1, 4000):
        try:
            element = reader_object(made["pdf/a.fa.pdf"], number)
        except StopIteration:
            break
        if isinstance(element, dict) and element.get("/Type") == "/StructElem" and "/Lang" in element:
            languages.add((element["/S"], element["/Lang"]))
    assert ("/Span", "en") in languages


def reader_object(rendered: Rendered, number: int):
    opened = reader(rendered)
    if number >= opened.trailer["/Size"]:
        raise StopIteration
    return opened.get_object(pypdf.generic.IndirectObject(number, 0, opened))


# -------------------------------------------------------------------------------- contents and outline


def page_of(opened: pypdf.PdfReader, name: str) -> int:
    return opened.get_page_number(opened.named_destinations[name].page.get_object()) + 1


@each_pack
def test_the_contents_print_the_real_page_numbers(made, values, name):
    opened, value = reader(made[name]), values[name]
    with pdfplumber.open(io.BytesIO(data(made[name]))) as plumbed:
        rows = rows_of(plumbed.pages[1])
    digits = f"[{value.language.digits}]+"
    leaders = [row for row in rows if sum(set(word["text"]) == {"."} for word in row) > 3]
    numbers = [next(word["text"] for word in row if re.fullmatch(digits, word["text"])) for row in leaders]
    assert [int(ascii_digits(n)) for n in numbers] == [
        page_of(opened, line.anchor) for line in value.contents if line.anchor
    ]
    for article in value.articles:
        assert article.title.plain.split()[0] in opened.pages[page_of(opened, article.id) - 1].extract_text()


def flat(outline) -> Iterator[str]:
    for item in outline:
        if isinstance(item, list):
            yield from flat(item)
        else:
            yield str(item.title).strip()


@each
def test_the_outline_is_the_headings(made, values, name):
    value = values[name]
    html = (
        pdf.environment(workshop().theme)
        .get_template("pdf/document.html")
        .render(document=value, s=STRINGS[value.language.tag])
    )
    headings = [
        re.sub(r"[ \n]+", " ", unescape(re.sub(r"<[^>]+>", "", inner)))
        for inner in re.findall(r"<h[1-6]\b[^>]*>(.*?)</h[1-6]>", html, re.DOTALL)
    ]
    assert list(flat(reader(made[name]).outline)) == headings
    assert len(headings) > len(value.articles)


@each
def test_pages_are_numbered_in_the_digits_of_the_language(made, values, name):
    value = values[name]
    with pdfplumber.open(io.BytesIO(data(made[name]))) as opened:
        for number, sheet in enumerate(opened.pages, 1):
            last = [word["text"] for word in rows_of(sheet)[-1]]
            shown = str(number).translate(str.maketrans("0123456789", value.language.digits))
            assert last == [shown] or (value.cover and number == 1)


@each_pack
def test_the_head_of_a_page_names_its_briefing_but_not_over_the_title(made, values, name):
    opened, value = reader(made[name]), values[name]
    title = value.articles[[article.id for article in value.articles].index("b")].title.plain.split()[1:4]
    first = page_of(opened, "b") - 1
    assert opened.pages[first].extract_text().split().count(title[0]) == 1
    assert set(title) <= set(opened.pages[first + 1].extract_text().split())


# -------------------------------------------------------------------------------- fetching


def test_how_to_cite_stands_on_no_page_alone():
    """Of texts that fill a page more and more, line by line, until a second one is needed."""
    sizes = []
    for count in range(8, 24):
        opened = reader(one("a", "en", html="<p>The work goes on.</p>" * count))
        last = opened.pages[-1].extract_text()
        sizes.append(len(opened.pages))
        assert "How to cite" in last, count
        assert "Corrections" in last, count  # what comes before it
    assert {1, 2} <= set(sizes)


@pytest.fixture
def theme(tmp_path):
    (tmp_path / "theme").mkdir()
    (tmp_path / "theme" / "in.css").write_text("a { color: red }")
    (tmp_path / "theme" / "key.pem").write_text("secret")
    (tmp_path / "out.css").write_text("secret")
    (tmp_path / "theme" / "link.css").symlink_to(tmp_path / "out.css")
    return tmp_path / "theme"


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1:9/x.png",
        "https://example.org/x.png",
        "ftp://example.org/x",
        "//example.org/x.png",
        "file:///etc/passwd",
        "file://{theme}/../out.css",
        "file://{theme}/%2e%2e/out.css",
        "file://{theme}/link.css",
        "file://{theme}/key.pem",
        "file://host{theme}/in.css",
        "blob:unknown",
        "data:text/plain," + "x" * 70_000,
        "",
    ],
)
def test_the_fetcher_refuses(theme, url):
    fetcher = Fetcher(pdf.Workshop(str(theme), {}, {}))
    with pytest.raises((DeniedError, OSError, ValueError)):
        fetcher(url.format(theme=theme))
    assert fetcher.denied


def test_the_fetcher_reads_the_theme_and_small_data(theme):
    fetcher = Fetcher(pdf.Workshop(str(theme), {}, {}))
    assert fetcher(f"file://{theme}/in.css").read() == b"a { color: red }"
    assert fetcher("data:text/plain,x").read() == b"x"
    assert fetcher.denied == []


def test_a_refused_address_is_an_error_and_stands_once():
    rendered = one(
        "a",
        "en",
        html='<p><img alt="x" src="http://127.0.0.1:9/x.png"> <img alt="x" src="file:///etc/passwd"></p>',
    )
    assert [(problem.severity, problem.path) for problem in rendered.problems] == [("error", "briefings/a.en.md")] * 2
    assert "http://127.0.0.1:9/x.png" in rendered.problems[0].message


def test_what_the_engine_says_becomes_a_warning(capfd):
    rendered = one("a", "en", title=text("Title 日"))
    assert [problem.severity for problem in rendered.problems] == ["warning"]
    assert "U+65E5" in rendered.problems[0].message
    assert capfd.readouterr() == ("", "")


def photograph() -> bytes:
    image, out = Image.new("RGB", (40, 20), "red"), io.BytesIO()
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "SecretCamera"  # turned by a quarter; maker
    image.save(out, "JPEG", exif=exif)
    return out.getvalue()


def test_a_picture_loses_its_metadata_and_stands_upright():
    cleaned = picture(photograph())
    assert b"SecretCamera" not in cleaned
    assert Image.open(io.BytesIO(cleaned)).size == (20, 40)


def test_a_picture_of_the_content_folder_is_printed(tmp_path):
    file = tmp_path / "x.jpg"
    file.write_bytes(photograph())
    shown = edition("a", "en", image=Illustration("images/x.jpg", "A red field", Text("Red", Html("Red")), "Somebody"))
    library = collection(
        Briefing("a", (shown,)), pictures={"images/x.jpg": Picture("images/x.jpg", "d1", 20, 40, "JPEG")}
    )
    job = pdfs(library)[0].job
    rendered = pdf.document(job, {}, workshop({"d1": str(file)}))
    assert rendered.problems == ()
    assert len(reader(rendered).pages[0].images) == 1
    assert b"SecretCamera" not in data(rendered)


# -------------------------------------------------------------------------------- patches


def test_another_engine_is_an_error_and_no_file(monkeypatch):
    monkeypatch.setattr(weasyprint_patches, "VERSION", "71.0")
    rendered = one("a", "en")
    assert rendered.files == {}
    assert [problem.severity for problem in rendered.problems] == ["error"]


def test_a_changed_function_is_found(monkeypatch):
    monkeypatch.setattr(weasyprint_patches.tags, "_build_box_tree", lambda *_: iter(()))
    monkeypatch.setattr(
        weasyprint_patches.drawing, "draw_first_line", weasyprint_patches.drawing.draw_first_line.replaces
    )
    with pytest.raises(weasyprint_patches.EngineChanged, match="_build_box_tree"):
        weasyprint_patches.apply()


def test_every_font_of_the_theme_has_a_half_space_or_is_latin():
    from fontTools.ttLib import TTFont

    for file in Path(workshop().theme, "static/fonts").glob("*.ttf"):
        cmap = TTFont(file).getBestCmap()
        assert 0x200C in cmap or ord("ا") not in cmap, file.name


def test_all_languages_have_the_words():
    assert {tag for tag in TABLE if "pdf_colophon" in STRINGS[tag].texts} == set(TABLE)


def test_each_document_names_the_letters_it_lacks_though_pelican_drops_repeated_messages():
    class Once(logging.Filter):
        seen: ClassVar[set[str]] = set()

        def filter(self, record):
            new = record.getMessage() not in self.seen
            self.seen.add(record.getMessage())
            return new

    logger, once = logging.getLogger("weasyprint"), Once()
    logger.addFilter(once)
    try:
        with press.listening() as first:
            logger.warning("the same")
        with press.listening() as second:
            logger.warning("the same")
    finally:
        logger.removeFilter(once)
    assert first == second == ["the same"]
