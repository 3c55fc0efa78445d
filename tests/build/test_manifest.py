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
)
DATA = FULL.encode()


def test_what_is_written_is_read():
    assert manifest.decode(DATA) == FULL
    assert manifest.decode(Manifest().encode()) == Manifest()


def test_equal_manifests_are_equal_bytes():
    assert manifest.decode(DATA).encode() == DATA


def test_a_folder_without_one_has_an_empty_one(tmp_path):
    assert manifest.load(tmp_path) == Manifest()
    (tmp_path / "manifest").write_bytes(DATA)
    assert manifest.load(tmp_path) == FULL
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
    data = b"gozaresh manifest 2\n" + blake2b(payload, digest_size=16).digest() + payload
    assert manifest.decode(data) == Manifest()
