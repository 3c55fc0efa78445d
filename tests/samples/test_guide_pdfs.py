"""Long articles in Persian, English and Arabic, written by others -> PDFs and packs that hold what is promised."""

import io
import re
import subprocess

import page as validator
import pdfplumber
import pypdf
import pypdfium2
import pytest

from plugins.persian.numbers import ascii_digits
from tests.conftest import build
from tests.samples.conftest import FOLDER
from tests.samples.test_other_generators import _head, read

TAGS = ("fa", "en", "ar")
FORMS = {"fa": "گزارش", "en": "Gozaresh", "ar": "تقارير"}
SETTINGS = dict.fromkeys(("title", "description", "publisher", "licence"), FORMS)
PACK = "title: {fa: راهنما, en: Guide, ar: دليل}\nlanguages: [fa, en, ar]\nbriefings: [metrics, getting-paid]\n"


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Path -> PDF; built once."""
    if not FOLDER.exists():
        pytest.skip("the samples are not here")
    texts = {n: t for n, t in read(FOLDER, "guide").items() if n.split(".")[0] in ("metrics", "getting-paid")}
    files = {f"briefings/{name}": _head(_linked(text)) for name, text in texts.items()}
    files["packs/guide.yaml"] = PACK
    content = tmp_path_factory.mktemp("guide") / "content"
    for path, text in files.items():
        (content / path).parent.mkdir(parents=True, exist_ok=True)
        (content / path).write_text(text, "utf-8")
    output = content.with_name("output")
    report = build(content, output, languages=TAGS, week_packs=False, bilingual_pdfs=False, **SETTINGS)
    assert not report.failed, report.problems
    return {path.relative_to(output).as_posix(): path.read_bytes() for path in output.rglob("*.pdf")}


def _linked(text):
    """With every link that is none of this site led to another."""
    return re.sub(r"\]\((?!https?:)[^)]*\)", "](https://source.example/)", text)


each = pytest.mark.parametrize("tag", TAGS)


@each
def test_they_are_accessible(made, tag):
    for name in (f"packs/guide.{tag}.pdf", f"pdf/metrics.{tag}.pdf"):
        report = validator.validate_pdf_bytes(made[name], profile="ua1")
        assert [(failure.rule_id, failure.message) for failure in report.failures] == []


@each
def test_contents_print_the_real_pages(made, tag):
    reader = pypdf.PdfReader(io.BytesIO(made[f"packs/guide.{tag}.pdf"]))
    pages = [
        reader.get_page_number(reader.named_destinations[slug].page.get_object()) + 1
        for slug in ("metrics", "getting-paid")
    ]
    with pdfplumber.open(io.BytesIO(made[f"packs/guide.{tag}.pdf"])) as sheets:
        rows: dict[int, list[str]] = {}
        for word in sheets.pages[1].extract_words():
            rows.setdefault(round(word["bottom"]), []).append(word["text"])
    leaders = [row for row in rows.values() if row.count(".") > 3]
    assert [next(ascii_digits(w) for w in row if w.isdecimal()) for row in leaders] == list(map(str, pages))


@each
def test_no_page_is_empty_or_drawn_past_its_edge(made, tag):
    with pdfplumber.open(io.BytesIO(made[f"packs/guide.{tag}.pdf"])) as sheets:
        assert len(sheets.pages) > 8
        for sheet in sheets.pages:
            assert len(sheet.chars) > 20
            assert all(
                c["x0"] > 0 and c["x1"] < sheet.width and c["top"] > 0 and c["bottom"] < sheet.height
                for c in sheet.chars
            )


@each
def test_the_same_words_in_the_pack_and_in_the_editions_for_three_readers(made, tag, tmp_path):
    def with_pypdf(data):
        return " ".join(sheet.extract_text() for sheet in pypdf.PdfReader(io.BytesIO(data)).pages)

    def with_pdfium(data):
        return " ".join(sheet.get_textpage().get_text_range() for sheet in pypdfium2.PdfDocument(data))

    def with_poppler(data):
        (tmp_path / "x.pdf").write_bytes(data)
        return subprocess.run(["pdftotext", tmp_path / "x.pdf", "-"], capture_output=True, check=True).stdout.decode()

    for read_by in (with_pypdf, with_pdfium, with_poppler):
        pack = set(read_by(made[f"packs/guide.{tag}.pdf"]).split())
        edition = set(read_by(made[f"pdf/metrics.{tag}.pdf"]).split())
        assert len(edition - pack) <= 0.02 * len(edition), sorted(edition - pack)[:20]
        if tag == "fa":
            assert sum("\u200c" in word for word in edition) > 80


@each
def test_source_words_are_in_the_text_layer(made, tag):
    text = (FOLDER / f"guide/metrics.{tag}.md").read_text("utf-8").partition("\n---\n")[2]
    plain = re.sub(r"\]\([^)]*\)|<[^>]+>|[*_`#>\[\]|]|\(|\)", " ", text)
    data = made[f"pdf/metrics.{tag}.pdf"]
    found = set(" ".join(sheet.extract_text() for sheet in pypdf.PdfReader(io.BytesIO(data)).pages).split())
    wanted = [
        w for w in plain.split() if re.fullmatch(r"[\w\u200c\u064b-\u065f]{3,}", w) and not re.search(r"[0-9]|http", w)
    ]
    assert len(wanted) > 400
    missing = [word for word in wanted if word not in found]
    assert len(missing) <= 0.04 * len(wanted), missing[:40]
