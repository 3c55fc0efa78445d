"""What is promised of packs and bilingual PDFs, read from the PDFs, and of the pieces that packs are made of."""

import io
import re
import subprocess
from collections import Counter
from dataclasses import replace

import page as validator
import pdfplumber
import pypdf
import pypdfium2
import pytest

from plugins.model import Briefing, Name, Pack
from plugins.persian.numbers import ascii_digits
from plugins.render import composing, pdf, pieces, volumes
from tests.packs.factory import CONFIG, briefing, collection, edition, pdfs, text, workshop

NAMES = {
    "japan": Name("japan", "place", {"fa": "ژاپن", "en": "Japan"}),
    "takaichi": Name(
        "takaichi", "person", {"fa": "تاکایچی", "en": "Takaichi"}, {"fa": "سانائه تاکایچی", "en": "Sanae Takaichi"}
    ),
    "nobody": Name("nobody", "person", {"fa": "هیچ‌کس", "en": "Nobody"}),
}
LONG = {
    "fa": "".join(
        f'<h2 id="p{n}">بخش {n}</h2><p>' + "نخست‌وزیر می‌گوید همکاری‌ها ادامه دارد. " * 60 + "</p>" for n in range(4)
    )
    + "<p>تاکایچی در توکیو بود.</p>",
    "en": "".join(
        f'<h2 id="p{n}">Part {n}</h2><p>' + "The minister says that the work goes on. " * 80 + "</p>" for n in range(4)
    )
    + "<p>Takaichi was in Tokyo.</p>",
}


def sample(**changes):
    return collection(
        briefing("a", "fa", "en"),
        Briefing("b", (edition("b", "fa", html=LONG["fa"]), edition("b", "en", html=LONG["en"], **changes))),
        Briefing("c", (edition("c", "fa"), edition("c", "en", extent="summary", html="<p>Short.</p>"))),
        names=NAMES,
        packs=(
            Pack(
                "x", {"fa": "قواعد", "en": "Rules"}, ("b", "a", "c"), ("fa", "en"), path="packs/x.yaml", number="7",
                formats=("a4", "a5", "large", "archive"),
            ),
        ),
    )  # fmt: skip


def outputs(made=None):
    return {output.name: output for output in pdfs(made or sample(), replace(CONFIG, week_packs=False))}


def shop(tmp_path=None):
    """With the Markdown of every edition, which is short."""
    folder = "" if tmp_path is None else str(tmp_path)
    return replace(workshop(), pieces=folder)


def render(output, at=None):
    job = output.make()
    rendered = pdf.document(job, {}, at or shop())
    assert rendered.problems == ()
    return next(iter(rendered.files.values()))


@pytest.fixture(scope="module")
def made():
    return {
        name: render(output)
        for name, output in outputs().items()
        if name.startswith("packs/") and "archive" not in name
    }


def opened(data):
    return pypdf.PdfReader(io.BytesIO(data))


def words(data):
    return Counter(word for sheet in opened(data).pages for word in sheet.extract_text().split())


def page_of(reader, name):
    return reader.get_page_number(reader.named_destinations[name].page.get_object()) + 1


def elements(data):
    """Every structure element, by what it says."""
    reader = opened(data)
    for number in range(1, reader.trailer["/Size"]):
        found = reader.get_object(pypdf.generic.IndirectObject(number, 0, reader))
        if isinstance(found, dict) and found.get("/Type") == "/StructElem":
            yield found


# ------------------------------------------------------------------------------- what a pack has


@pytest.mark.parametrize("name", ["packs/x.fa.pdf", "packs/x.en.a5.pdf", "packs/x.en.large.pdf"])
def test_every_format_is_accessible(made, name):
    report = validator.validate_pdf_bytes(made[name], profile="ua1")
    assert [(failure.rule_id, failure.message) for failure in report.failures] == []


@pytest.mark.parametrize(("form", "size"), [("", (595, 842)), (".a5", (420, 595)), (".large", (595, 842))])
def test_every_format_has_its_paper_and_no_page_is_empty_or_overflows(made, form, size):
    for tag in ("fa", "en"):
        with pdfplumber.open(io.BytesIO(made[f"packs/x.{tag}{form}.pdf"])) as sheets:
            for sheet in sheets.pages:
                assert (round(sheet.width), round(sheet.height)) == size
                assert len(sheet.chars) > 20
                assert all(
                    c["x0"] > 0 and c["x1"] < sheet.width and c["top"] > 0 and c["bottom"] < sheet.height
                    for c in sheet.chars
                )


def test_large_print_is_large(made):
    with pdfplumber.open(io.BytesIO(made["packs/x.en.large.pdf"])) as sheets:
        sizes = Counter(round(c["size"], 1) for sheet in sheets.pages for c in sheet.chars)
    assert sizes.most_common(1)[0][0] >= 16
    text_of_notes_and_margins = [size for size, count in sizes.items() if count > 40]
    assert min(text_of_notes_and_margins) >= 11.5


@pytest.mark.parametrize("tag", ["fa", "en"])
def test_the_index_prints_the_pages_on_which_names_stand(made, tag):
    reader = opened(made[f"packs/x.{tag}.pdf"])
    value = outputs()[f"packs/x.{tag}.pdf"].make().value
    own, other = value.indexes
    assert [own.language.tag, other.language.tag] == [tag, "en" if tag == "fa" else "fa"]
    entries = [entry for group in own.groups for entry in group.entries]
    assert len(entries) == 2, "one of the three is named nowhere"
    assert [group.letter for group in own.groups] == (["T"] if tag == "en" else ["ت", "ژ"]) or tag == "en"
    last = reader.pages[page_of(reader, "c") - 1 :]
    printed = " ".join(ascii_digits(" ".join(sheet.extract_text() for sheet in last)).split())
    for entry in entries:
        pages = [page_of(reader, anchor) for anchor in entry.anchors]
        assert pages == sorted(set(pages))
        shown = entry.name.split("،")[0].split(",")[0]
        assert re.search(rf"{shown}.{{0,60}}?" + r"\D{1,3}".join(map(str, pages)), printed), (shown, pages)
        for number in pages:
            assert shown in reader.pages[number - 1].extract_text()


def test_the_briefings_at_a_glance_are_one_page_with_true_numbers(made):
    reader = opened(made["packs/x.en.pdf"])
    glance = [n for n, sheet in enumerate(reader.pages) if sheet.extract_text().startswith("At a glance")]
    (number,) = glance
    found = re.findall(r"^(\d+)$", reader.pages[number].extract_text(), re.MULTILINE)
    assert [int(n) for n in found[:3]] == [page_of(reader, slug) for slug in ("b", "a", "c")]


def test_sources_stand_once_and_the_colophon_has_each_texts_digest(made):
    said = " ".join(words(made["packs/x.en.pdf"]))
    assert words(made["packs/x.en.pdf"])["Outlook"] == 4, "in each briefing, and once among the sources"
    for e in (e for b in sample().briefings for e in b.editions if e.language == "en"):
        assert e.digest[:4] in said
        assert e.digest[12:16] in said


def test_contents_notes_and_figures_have_their_roles(made):
    found = list(elements(made["packs/x.fa.pdf"]))
    roles = Counter(str(element["/S"]) for element in found)
    assert roles["/TOC"] == 1
    assert roles["/TOCI"] == 3
    notes = [element["/ID"] for element in found if element["/S"] == "/Note"]
    assert len(notes) == len(set(notes)) == 2
    codes = [element for element in found if element["/S"] == "/Figure"]
    assert [str(code["/Alt"]) for code in codes] == ["نشانی این صفحه در وب"] * 3
    heads = [str(element["/ID"]) for element in found if element["/S"] == "/TH"]
    assert len(heads) == len(set(heads)) > 3
    cells = [element["/A"]["/Headers"] for element in found if element["/S"] == "/TD"]
    assert {str(name) for cell in cells for name in cell} <= set(heads)


def test_the_number_of_the_issue_stands_on_the_cover(made):
    assert "۷" in opened(made["packs/x.fa.pdf"]).pages[0].extract_text()


# ------------------------------------------------------------------------------ text as readers get it


def test_half_spaces_are_read_back_by_every_reader(made, tmp_path):
    data = made["packs/x.fa.pdf"]
    (tmp_path / "x.pdf").write_bytes(data)
    poppler = subprocess.run(["pdftotext", tmp_path / "x.pdf", "-"], capture_output=True, check=True).stdout.decode()
    with_pdfium = "".join(sheet.get_textpage().get_text_range() for sheet in pypdfium2.PdfDocument(data))
    with_pypdf = " ".join(words(data).elements())
    for word in ("می\u200cگوید", "نخست\u200cوزیر", "همکاری\u200cها"):
        assert {word in said for said in (poppler, with_pdfium, with_pypdf)} == {True}, word
    found = pypdfium2.PdfDocument(data)
    assert any(sheet.get_textpage().search("می\u200cگوید").get_next() for sheet in found)


# -------------------------------------------------------------------------------------- two languages


def test_both_editions_begin_on_one_line_each_on_its_side():
    data = render(outputs()["pdf/a.fa-en.pdf"])
    with pdfplumber.open(io.BytesIO(data)) as sheets:
        sheet = sheets.pages[0]
        half = sheet.width / 2
        latin = [c for c in sheet.chars if c["text"].isascii() and c["text"].isalpha() and c["size"] > 16]
        persian = [c for c in sheet.chars if "\u0600" < c["text"] < "\u06ff" and c["size"] > 15]
        assert latin
        assert persian
        assert all(c["x1"] < half for c in latin)
        assert all(c["x0"] > half for c in persian)
        assert abs(min(c["top"] for c in latin) - min(c["top"] for c in persian)) < 12


def test_two_columns_are_no_table_to_a_screen_reader():
    found = list(elements(render(outputs()["pdf/b.fa-en.pdf"])))
    roles = Counter(str(element["/S"]) for element in found)
    assert roles["/Table"] == roles["/TR"] == roles["/TD"] == 0
    languages = Counter(str(element.get("/Lang")) for element in found if element["/S"] == "/Div")
    assert languages["fa"] == languages["en"] > 4


def test_a_heading_stands_on_the_page_of_its_text():
    with pdfplumber.open(io.BytesIO(render(outputs()["pdf/b.fa-en.pdf"]))) as sheets:
        for sheet in sheets.pages:
            rows = [word for word in sheet.extract_words() if word["bottom"] < sheet.height - 70]
            assert rows[-1]["text"] != "Part"
            last = max(word["bottom"] for word in rows)
            assert "Part" not in {word["text"] for word in rows if word["bottom"] > last - 4}


def test_a_summary_stands_beside_the_full_text():
    said = opened(render(outputs()["pdf/c.fa-en.pdf"])).pages[0].extract_text()
    assert "Short." in said
    assert "خلاصه" in said


# --------------------------------------------------------------------------------------------- to keep


def test_a_pack_to_keep_carries_its_sources(tmp_path):
    source = tmp_path / "source.md"
    source.write_text("---\ntitle: x\n---\n", "utf-8")
    made = sample()
    kept = collection(
        *(
            Briefing(b.slug, tuple(replace(e, record=f"r{n}{m}") for m, e in enumerate(b.editions)))
            for n, b in enumerate(made.briefings)
        ),
        names=NAMES,
        packs=made.packs,
    )
    blobs = {e.record: str(source) for b in kept.briefings for e in b.editions}
    at = replace(workshop(), blobs=blobs)
    output = outputs(kept)["packs/x.fa.archive.pdf"]
    data = render(output, at)
    report = validator.validate_pdf_bytes(data, profile="3u")
    assert [(failure.rule_id, failure.message) for failure in report.failures] == []
    attached = opened(data).attachments
    assert set(attached) == {"a.fa.md", "b.fa.md", "c.fa.md"}
    assert attached["a.fa.md"] == [source.read_bytes()]
    assert render(output, at) == data, "the clock is not in it"


# --------------------------------------------------------------------------------------------- pieces


def test_a_pack_of_pieces_is_the_pack_laid_out_as_a_whole(monkeypatch, made):
    def none(*_):
        raise pieces.NoPieceError

    name = "packs/x.fa.pdf"
    monkeypatch.setattr(volumes, "piece", none)
    whole = render(outputs()[name])
    assert words(whole) == words(made[name])
    for reader in (opened(whole), opened(made[name])):
        assert len(reader.pages) == len(opened(whole).pages)
        assert set(reader.named_destinations) == set(opened(whole).named_destinations)
        assert [len(sheet.get("/Annots", [])) for sheet in reader.pages] == [
            len(sheet.get("/Annots", [])) for sheet in opened(whole).pages
        ]
    roles = [Counter(str(element["/S"]) for element in elements(data)) for data in (whole, made[name])]
    # What is drawn beside the text is no element of the tree: only the whole has leaves for it.
    assert {role: n for role, n in roles[0].items() if role not in ("/NonStruct", "/P", "/Span")} == {
        role: n for role, n in roles[1].items() if role not in ("/NonStruct", "/P", "/Span")
    }


def test_an_edit_lays_out_one_article_again_and_the_bytes_are_those_of_a_clean_build(tmp_path, made):
    name = "packs/x.en.pdf"
    assert render(outputs()[name], shop(tmp_path)) == made[name]
    before = set(tmp_path.iterdir())
    assert len(before) == 3
    assert render(outputs()[name], shop(tmp_path)) == made[name], "from what was kept"
    changed = outputs(sample(title=text("Another title")))[name]
    again = render(changed, shop(tmp_path))
    assert len(set(tmp_path.iterdir()) - before) == 1
    assert again == render(changed)
    assert again != made[name]


@pytest.mark.parametrize("damage", [b"", b"x", None])
def test_a_damaged_piece_is_made_again(tmp_path, made, damage):
    name = "packs/x.en.pdf"
    render(outputs()[name], shop(tmp_path))
    for path in tmp_path.iterdir():
        data = path.read_bytes()
        path.write_bytes(data[: len(data) // 2] if damage is None else damage)
    assert render(outputs()[name], shop(tmp_path)) == made[name]


def test_what_the_engine_says_of_a_piece_is_said_again_from_what_was_kept(tmp_path):
    odd = collection(
        Briefing("a", (edition("a", "en", html="<p>\U0001f600 face</p>"),)),
        briefing("b", "en"),
        packs=(Pack("x", {"en": "Rules"}, ("a", "b"), ("en",), path="packs/x.yaml"),),
    )
    output = outputs(odd)["packs/x.en.pdf"]
    first, second = (pdf.document(output.make(), {}, shop(tmp_path)) for _ in range(2))
    assert first.problems == second.problems
    assert [problem.code for problem in first.problems] == ["missing-glyph"]
    assert first.files == second.files


def test_numbers_that_come_out_otherwise_are_counted_again(monkeypatch, made):
    """As where the numbers themselves make a line of the contents longer."""
    name = "packs/x.fa.pdf"
    right = volumes._numbers
    monkeypatch.setattr(volumes, "fill", lambda document, pieces: composing.fill(document, pieces) + 1)
    monkeypatch.setattr(volumes, "_numbers", lambda slots, before, language: right(slots, before + 5, language))
    assert words(render(outputs()[name])) == words(made[name])


def test_a_document_that_cannot_be_recorded_is_laid_out_as_a_whole(monkeypatch):
    def none(*_):
        raise pieces.NoPieceError

    monkeypatch.setattr(volumes, "record", none)
    assert "Takaichi" in words(render(outputs()["packs/x.en.pdf"]))


def test_two_pages_of_an_edition_are_small():
    html = "<p>" + "نخست‌وزیر می‌گوید همکاری‌ها ادامه دارد. " * 40 + "</p>"
    made = collection(Briefing("a", (edition("a", "fa", html=html),)))
    data = render(outputs(made)["pdf/a.fa.pdf"])
    assert len(opened(data).pages) == 2
    assert len(data) <= 40_000
