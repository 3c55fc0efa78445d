"""A font that sets words which no reader can find fails the build, and is named with the words."""

import io
import shutil

import pypdf
import pytest
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables.otTables import MultipleSubst

from plugins.model import Job, Workshop
from plugins.render import text_layer, weasyprint_patches
from plugins.stages import FONTS
from tests import sandbox
from tests.packs.factory import STRINGS, THEME, workshop

GOOD = THEME / "static/fonts/Vazirmatn-Regular.ttf"
SOME = {tag: STRINGS[tag] for tag in ("fa", "en")}


def one_glyph_for_two_letters(font):
    """As in Estedad 5.3, where «قیمت» is read as «تیمت»."""
    for table in font["cmap"].tables:
        table.cmap[ord("ق")] = table.cmap[ord("ت")]


def dots_apart(font):
    """As in Noto Naskh Arabic 5.3 of fontsource: a letter becomes another and its dots, before letters join."""
    change = MultipleSubst()
    names = font.getBestCmap()
    change.mapping = {names[ord("ق")]: [names[ord("ف")], "arabic_2dots"]}
    features = [f.Feature for f in font["GSUB"].table.FeatureList.FeatureRecord if f.FeatureTag == "ccmp"]
    lookup = font["GSUB"].table.LookupList.Lookup[max(i for f in features for i in f.LookupListIndex)]
    lookup.LookupType, lookup.SubTable = 2, [change]


def no_half_space(font):
    for table in font["cmap"].tables:
        table.cmap.pop(0x200C, None)


def theme(folder, spoil=None):
    """A theme with one font, spoilt. Its family is a new one each time: the engine knows a font by its name."""
    (folder / "static/css/pdf").mkdir(parents=True)
    (folder / "static/fonts").mkdir()
    family = spoil.__name__ if spoil else "good"
    face = f"@font-face {{ font-family: '{family}'; src: url(../../fonts/One.ttf); font-weight: 500 }}"
    (folder / "static/css/pdf/document.css").write_text(face)
    with TTFont(GOOD) as font:
        if spoil:
            spoil(font)
        font.save(folder / "static/fonts/One.ttf")
    return Workshop(str(folder), SOME, {})


def problems(shop):
    rendered = text_layer.fonts(Job("fonts", FONTS), {}, shop)
    assert rendered.files == {}
    return rendered.problems


def test_the_fonts_of_the_theme_are_read_back_whole():
    assert problems(workshop()) == ()


def test_every_face_of_the_style_sheets_is_asked():
    found = list(text_layer.faces(str(THEME)))
    assert [str(face) for face in found[:2]] == ["Vazirmatn 400", "Vazirmatn 500"]
    assert "Gozaresh Serif 400 italic" in map(str, found)
    assert {face.file for face in found} == {
        f"static/fonts/{path.name}" for path in THEME.glob("static/fonts/*.ttf")
    } - UNUSED


UNUSED = {"static/fonts/Vazirmatn-SemiBold.ttf"}
"""Share cards are set in it."""


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (one_glyph_for_two_letters, "'قفقاز' is read as 'قفتاز'"),
        (dots_apart, "'ظرفیت' is read as 'ظریت'"),
        (no_half_space, "'می\\u200cگوید' is read as 'میگوید'"),
    ],
)
def test_a_bad_font_is_named_with_its_words(tmp_path, spoil, said):
    (problem,) = problems(theme(tmp_path, spoil))
    assert (problem.code, problem.severity, problem.path) == ("font-text-layer", "error", "theme/static/fonts/One.ttf")
    assert problem.message.startswith(f"PDFs set in {spoil.__name__} 500 cannot be searched or copied from: ")
    assert said in problem.message
    assert problem.message.count(" is read as ") == 4
    assert problem.message.endswith(" more")
    assert "half-space" in problem.fix


def test_the_same_font_unspoilt_passes(tmp_path):
    assert problems(theme(tmp_path)) == ()


@pytest.mark.parametrize("spoil", [None, dots_apart], ids=["good", "bad"])
def test_our_reader_reads_what_pypdf_reads(tmp_path, spoil):
    shop = theme(tmp_path, spoil)
    (face,) = text_layer.faces(shop.theme)
    weasyprint_patches.apply()
    asked = [word for word in text_layer.WORDS if not word.isdecimal()]  # pypdf turns Persian digits
    page = pypdf.PdfReader(io.BytesIO(text_layer.printed(face, asked, shop))).pages[0]
    assert [line.strip() for line in page.extract_text().splitlines()] == list(text_layer.read_back(face, asked, shop))


def test_letters_are_asked_where_they_join_and_alone():
    asked = text_layer.words(SOME.values())
    assert {"پ", "پب", "بپب", "بپ", "q", "Q"} <= set(asked)
    assert len(asked) == len(set(asked))
    assert "ש" in text_layer.words(STRINGS.values())


def test_both_ways_to_write_heh_with_hamza_are_one():
    assert text_layer._same("خانۀ") == text_layer._same("خانهٔ") != text_layer._same("خانه")


# ------------------------------------------------------------------------------------------------------- in a build


def test_a_bad_font_fails_the_build_and_good_ones_are_asked_once(tmp_path):
    made = {path: sandbox.FEW[path] for path in ("topics.yaml", "people.yaml", "series.yaml", "briefings/water.fa.md")}
    site = sandbox.Sandbox(tmp_path, made, pdf=True)
    first = site.build()
    assert not first.failed
    assert FONTS in first.why
    before = site.made()
    site.write({"briefings/water.fa.md": sandbox.WATER.replace("سد پر است", "سد خالی است")})
    second = site.build()
    assert "pdf/water.fa.pdf" in second.why
    assert FONTS not in second.why
    before = site.made()

    other = sandbox.copy_of_theme(tmp_path / "theme")
    font = TTFont(GOOD)
    one_glyph_for_two_letters(font)
    font.save(other / "static/fonts/Vazirmatn-Bold.ttf")
    report = site.build(theme=other)
    assert report.failed
    (problem,) = report.problems
    assert (problem.code, problem.path) == ("font-text-layer", "theme/static/fonts/Vazirmatn-Bold.ttf")
    assert site.made() == before
    shutil.rmtree(other)
    assert FONTS not in site.build().why
    assert site.build(pdf=False).committed
