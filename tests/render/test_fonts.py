"""The fonts of the pages: small, with every letter that the languages need and every shape that it takes."""

import importlib.util
import io

import pytest
import uharfbuzz
from fontTools.ttLib import TTFont

from plugins.languages import TABLE
from tests.conftest import ROOT

FILES = sorted((ROOT / "theme/fonts").glob("*.woff2"))
LIMIT = 90_000
"""Bytes of all the fonts of a language's pages."""
OF_LANGUAGE = {"fa": "Vazirmatn", "en": "GozareshSerif"}


@pytest.fixture(scope="module")
def cutter():
    spec = importlib.util.spec_from_file_location("cut", ROOT / "theme/fonts/cut.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def cut():
    """What the pages load."""
    return {path.stem: (ROOT / "theme/static/fonts" / path.name).read_bytes() for path in FILES}


def opened(data):
    return TTFont(io.BytesIO(data))


@pytest.mark.parametrize("tag", OF_LANGUAGE)
def test_the_fonts_of_a_language_are_within_the_budget(cut, tag):
    assert sum(len(data) for name, data in cut.items() if name.startswith(OF_LANGUAGE[tag])) <= LIMIT


def test_persian_with_a_latin_title_is_within_the_budget(cut):
    assert len(cut["Vazirmatn-Variable"]) + len(cut["GozareshSerif-Regular"]) <= LIMIT


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_nothing_of_the_table_is_lost(cutter, cut, path):
    """What the whole font has of it, the cut one has."""
    wanted = cutter.characters(path.stem)
    assert opened(cut[path.stem]).getBestCmap().keys() == wanted & TTFont(path).getBestCmap().keys()


@pytest.mark.parametrize("tag", OF_LANGUAGE)
def test_every_letter_of_the_language_and_of_the_interface_is_there(cut, tag):
    row = TABLE[tag]
    said = (ROOT / f"theme/strings/{tag}.json").read_text("utf-8")
    wanted = {*said, *row.alphabet, *row.digits, *"".join(row.quotes), row.decimal, row.thousands, *row.comma} - {"\n"}
    for name, data in cut.items():
        if name.startswith(OF_LANGUAGE[tag]):
            assert wanted - set(map(chr, opened(data).getBestCmap())) == set(), name


def test_persian_joins_and_keeps_its_half_space_and_weights(cut):
    font = opened(cut["Vazirmatn-Variable"])
    features = {record.FeatureTag for record in font["GSUB"].table.FeatureList.FeatureRecord}
    assert {"init", "medi", "fina", "rlig", "ccmp"} <= features | {"rlig", "ccmp"}
    assert {"init", "medi", "fina"} <= features
    assert "\u200c" in map(chr, font.getBestCmap())
    (axis,) = font["fvar"].axes
    assert (axis.axisTag, axis.minValue, axis.maxValue) == ("wght", 400, 700), "all that the style sheets ask for"


def shaped(data, text, direction, features):
    font = opened(data)
    font.flavor = None
    plain = io.BytesIO()
    font.save(plain)
    buffer = uharfbuzz.Buffer()
    buffer.add_str(text)
    buffer.direction = direction
    buffer.guess_segment_properties()
    uharfbuzz.shape(uharfbuzz.Font(uharfbuzz.Face(plain.getvalue())), buffer, features)
    return [
        (info.cluster, place.x_advance, place.x_offset, place.y_offset)
        for info, place in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True)
    ]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_cut_is_not_seen(cut, path):
    """Every word of the interface stands as in the whole font: joined, kerned, with its marks and figures."""
    tag, direction = ("fa", "rtl") if path.stem.startswith("Vazirmatn") else ("en", "ltr")
    text = (ROOT / f"theme/strings/{tag}.json").read_text("utf-8") + " \u06f1\u06f2\u06f3 0123 \u0644\u0651\u0627 fi AV"
    text = "".join(letter for letter in text if ord(letter) in opened(cut[path.stem]).getBestCmap())
    for features in ({}, {"tnum": True}, {"lnum": True}):
        assert shaped(cut[path.stem], text, direction, features) == shaped(path.read_bytes(), text, direction, features)


def test_the_cuts_are_what_inv_fonts_makes(cutter, cut):
    assert {path.stem: cutter.cut(path) for path in FILES} == cut
    assert set(cutter.LETTERS) == {path.stem.partition("-")[0] for path in FILES}


def test_the_licences_stand_in_the_cut_fonts(cut):
    for name, data in cut.items():
        assert "Open Font License" in str(opened(data)["name"].getDebugName(13)), name
