from pathlib import Path

import pytest

from plugins.desk.importing import slugs
from plugins.desk.importing.raw import Facts
from plugins.model import BuildError


@pytest.mark.parametrize(
    ("text", "slug"),
    [
        ("Trump's visit to the U.S. and Japan", "trumps-visit-to-the-us-and-japan"),
        ("فارسی", ""),
        ("Café São Paulo", "cafe-sao-paulo"),
        ("“Quoted” – dash", "quoted-dash"),
        ("word " * 30, "word-word-word-word-word-word-word-word-word-word"),
    ],
)
def test_slug(text, slug):
    assert slugs.slug(text) == slug


FA = {"fa": "پل تازهٔ ارس"}
BOTH = FA | {"en": "A new bridge"}


@pytest.mark.parametrize(
    ("facts", "titles", "name", "slug"),
    [
        (Facts(), BOTH, "draft 3 (final).txt", "a-new-bridge"),
        (Facts(), FA, "x.txt", "pal-tazeh-ars"),
        (Facts(slug="bridge", keys={"title": "x"}), BOTH, "x.md", "bridge"),
        (Facts(keys={"title": "x"}), BOTH, "2025-10-28-the-bridge.fa.md", "the-bridge"),
        (Facts(keys={"title": "x"}), BOTH, "posts/old-bridge/index.md", "old-bridge"),
        (Facts(keys={"title": "x"}), BOTH, "پل.md", "a-new-bridge"),
        (Facts(slug="archive", keys={"title": "x"}), BOTH, "x/archive.md", "a-new-bridge"),
    ],
)
def test_where_it_comes_from(facts, titles, name, slug):
    assert slugs.find("", facts, titles, Path(name), named=True)[0] == slug


def test_nothing_gives_one():
    with pytest.raises(BuildError) as caught:
        slugs.find("", Facts(), {"fa": "؟!"}, Path("x.txt"), named=True)
    assert caught.value.problems[0].fix == "--slug a-few-latin-words"
