"""A manifest <-> bytes: whole, or as if there were none."""

import marshal
from hashlib import blake2b

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.build import manifest
from plugins.build.manifest import Made, Manifest
from plugins.model import Problem

WARNING = Problem("a.md", 3, 1, "font-letters", "حرفی نیست", "x", "warning", 9)
FULL = Manifest(
    "fingerprint",
    {
        "fa/x.html": Made(
            "d1",
            "l1",
            {"fa/x.html": (5, 1_700_000_000_000_000_001)},
            {"fa/x.html": b"d"},
            {},
            (),
            ("a.md", "b.md"),
            ("pdf/x.pdf",),
        ),
        "pdf/x.pdf": Made(
            "d2", "", {"pdf/x.pdf": (9, 7)}, {"pdf/x.pdf": b"e"}, {"pages": 4, "bytes": 31000, "hash": "…"}, (WARNING,)
        ),
        "search": Made("d3", "", {f"search/{n}": (n, n) for n in range(3)}, {}, {}),
    },
    {"pages": ("parts", ("fa/x.html", "pdf/x.pdf")), "none": ("parts", ())},
)
DATA = FULL.encode()


def taken_apart(made):
    for group in [*made.closed]:
        made.open(group)
    return made


def test_what_is_written_is_read():
    assert taken_apart(manifest.decode(DATA)) == FULL
    assert manifest.decode(Manifest().encode()) == Manifest()


def test_a_group_is_taken_apart_only_when_somebody_asks():
    made = manifest.decode(DATA)
    assert (set(made.outputs), set(made.closed), made.count) == ({"search"}, {"pages", "none"}, 3)
    assert made.problems == FULL.problems == (WARNING,)
    assert made.closed["pages"].needs == ("pdf/x.pdf",)
    assert set(made.open("pages")) == {"fa/x.html", "pdf/x.pdf"}
    assert (set(made.outputs), set(made.closed), made.count) == (set(FULL.outputs), {"none"}, 3)
    assert made.problems == (WARNING,)
    assert made.open("pages") == made.open("unknown") == {}
    assert taken_apart(manifest.decode(made.encode())) == FULL


def test_what_a_manifest_comes_to_is_what_stands():
    files = {path: stat for made in FULL.outputs.values() for path, stat in made.files.items()}
    for made in (FULL, manifest.decode(DATA)):
        made.encode()
        assert (made.totals.files, made.totals.endings["html"], made.totals.endings["pdf"]) == (5, 1, 1)
        assert made.totals.left == manifest.worded(manifest.left(reversed(files.items())))
    assert manifest.decode(DATA).totals == FULL.totals
    assert manifest.decode(Manifest().encode()).totals.left == manifest.worded(manifest.left([]))


FILES = st.dictionaries(st.text(max_size=3), st.tuples(st.integers(0, 9), st.integers(0, 9)), max_size=4)


@given(FILES, FILES)
def test_what_stands_otherwise_has_another_digest(one, other):
    left = [manifest.worded(manifest.left(files.items())) for files in (one, other)]
    assert (left[0] == left[1]) == (one == other)


def test_equal_manifests_are_equal_bytes():
    assert manifest.decode(DATA).encode() == DATA


def test_a_folder_without_one_has_an_empty_one(tmp_path):
    assert manifest.load(tmp_path) == Manifest()
    (tmp_path / "manifest").write_bytes(DATA)
    assert taken_apart(manifest.load(tmp_path)) == FULL
    (tmp_path / "manifest").unlink()
    (tmp_path / "manifest").mkdir()
    assert manifest.load(tmp_path) == Manifest()


@pytest.mark.parametrize("length", [0, 1, 19, 20, 21, 35, 36, 37, len(DATA) // 2, len(DATA) - 1])
def test_one_that_is_cut_off_is_empty(length):
    assert manifest.decode(DATA[:length]) == Manifest()


@given(st.integers(0, len(DATA) - 1), st.integers(1, 255))
def test_one_with_a_wrong_byte_is_empty(place, by):
    damaged = bytearray(DATA)
    damaged[place] ^= by
    assert manifest.decode(bytes(damaged)) == Manifest()


@given(st.binary(max_size=200))
def test_anything_else_is_empty(data):
    assert manifest.decode(data) == Manifest()


@pytest.mark.parametrize("payload", [b"", b"x", marshal.dumps(("f", {"x": ("d",)}))])
def test_one_of_another_form_is_empty(payload):
    """Another version says so in its first line: what stands behind is not looked at."""
    data = b"gozaresh manifest 3\n" + blake2b(payload, digest_size=16).digest() + payload
    assert manifest.decode(data) == Manifest()
