"""The picture of a pack's first page: there for each pack and language, once, and the same everywhere."""

import hashlib
import io
import os
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from plugins.model import Pack
from plugins.render import covers, pdf
from tests.packs.factory import CONFIG, briefing, collection, pdfs, workshop

NAME = "packs/x.fa.pdf"


def sample(**fields):
    fields = {"titles": {"fa": "قواعد تجارت", "en": "Rules of trade"}} | fields
    pack = Pack("x", briefings=("a", "b"), languages=("fa", "en"), path="packs/x.yaml", **fields)
    return collection(briefing("a", "fa", "en"), briefing("b", "fa"), packs=(pack,))


def outputs(**fields):
    return {output.name: output for output in pdfs(sample(**fields), replace(CONFIG, week_packs=False))}


@pytest.fixture(scope="module")
def made():
    return pdf.document(outputs()[NAME].job, {}, workshop())


def drawn(rendered):
    return rendered.files[rendered.facts["cover"][0]]


def test_a_new_picture_has_a_new_name(made):
    other = pdf.document(outputs(titles={"fa": "دیگر", "en": "Other"})[NAME].job, {}, workshop())
    assert other.facts["cover"][0] != made.facts["cover"][0]


def test_it_lies_beside_the_pdf_and_the_facts_say_where(made):
    path, width, height = made.facts["cover"]
    assert set(made.files) == {NAME, path}
    assert re.fullmatch(r"assets/covers/x\.fa\.[0-9a-f]{10}\.png", path)
    with Image.open(io.BytesIO(made.files[path])) as picture:
        assert picture.format == "PNG"
        assert picture.size == (width, height) == (covers.WIDTH, 510)
    assert len(made.files[path]) < 12_000
    assert "sha256" in made.facts


def test_it_shows_ink_and_the_accent_on_paper(made):
    with Image.open(io.BytesIO(drawn(made))) as picture:
        colours = {colour: count for count, colour in picture.convert("RGB").getcolors()}
    assert max(colours, key=colours.get) == (255, 255, 255)
    assert min(map(sum, colours)) < 120, "ink"
    assert any(blue > red + 60 for red, _, blue in colours), "lapis"


def test_in_persian_the_accent_stands_on_the_right(made):
    with Image.open(io.BytesIO(drawn(made))) as picture:
        image = picture.convert("RGB")
    places = [
        x for x in range(image.width) for y in range(60) if image.getpixel((x, y))[2] > image.getpixel((x, y))[0] + 60
    ]
    assert places
    assert min(places) > image.width / 2


def test_a_pack_of_several_formats_has_one_and_an_edition_none():
    found = outputs(formats=("a4", "a5", "large"))
    pictures = {name: output.job.value.picture for name, output in found.items()}
    assert {name: picture for name, picture in pictures.items() if picture} == {
        "packs/x.fa.pdf": "assets/covers/x.fa",
        "packs/x.en.pdf": "assets/covers/x.en",
    }
    assert {"pdf/a.fa.pdf", "packs/x.fa.a5.pdf"} <= set(pictures)
    (first,) = [o for o in outputs(formats=("a5", "large")).values() if o.job.value.picture and ".fa" in o.name]
    assert first.name == "packs/x.fa.a5.pdf"


def test_without_a_place_there_is_no_picture():
    assert covers.beside("", b"") == ({}, {})


def test_the_same_bytes_from_another_process(made):
    script = (
        "import hashlib\n"
        "from tests.render.test_covers import *\n"
        "made = pdf.document(outputs()[NAME].job, {}, workshop())\n"
        "print(hashlib.sha256(drawn(made)).hexdigest())"
    )
    run = subprocess.run(
        [sys.executable, "-c", script], env=os.environ | {"PYTHONHASHSEED": "7", "TZ": "UTC+5"},
        cwd=Path(__file__).parents[2], capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert run.stdout.strip() == hashlib.sha256(drawn(made)).hexdigest()
