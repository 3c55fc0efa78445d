import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.config import SiteConfig
from plugins.sources import file_names

CONFIG = SiteConfig()


@pytest.mark.parametrize(
    ("path", "slug", "language"),
    [
        ("briefings/2025/us-japan.fa.md", "us-japan", "fa"),
        ("us-japan.en.md", "us-japan", "en"),
        ("us-japan.md", "us-japan", "fa"),
        ("release-v.2.3.md", "release-v.2.3", "fa"),
        ("1.in-the-name.en.md", "1.in-the-name", "en"),
        ("x.notalang.md", "x.notalang", "fa"),
    ],
)
def test_slug_and_language(path, slug, language):
    name, problems = file_names.read(path, CONFIG)
    assert (name.slug, name.language.tag, name.usable, problems) == (slug, language, True, ())


@pytest.mark.parametrize(
    ("path", "code", "fix"),
    [
        ("x.fr.md", "unknown-language", "move the file out of the content folder"),
        ("x.FA.md", "unknown-language", "x.fa.md"),
        ("x.en-GB.md", "unknown-language", "x.en.md"),
        ("US Japan.fa.md", "bad-slug", "us-japan.fa.md"),
        ("گزارش توکیو.en.md", "bad-slug", "gzrsh-twkhyw.en.md"),
        ("-x.md", "bad-slug", "x.md"),
        ("……….md", "bad-slug", "English name"),
        ("a" * 121 + ".md", "bad-slug", "a" * 120 + ".md"),
        ("index.fa.md", "reserved-slug", "index-briefing.fa.md"),
        ("page-3.fa.md", "reserved-slug", "page-3-briefing.fa.md"),
        ("404.md", "reserved-slug", "404-briefing.md"),
    ],
)
def test_names_that_cannot_be(path, code, fix):
    name, (problem,) = file_names.read(f"briefings/{path}", CONFIG)
    assert not name.usable
    assert problem.code == code
    assert fix in problem.fix


@given(st.text(max_size=40))
def test_a_free_id_is_an_id_and_stable(label):
    made = file_names.free_id(label)
    assert file_names.ID.fullmatch(made)
    assert made == file_names.free_id(label)


@pytest.mark.parametrize(
    ("written", "target"),
    [
        ("x.jpg", "briefings/2025/x.jpg"),
        ("../../images/x.jpg", "images/x.jpg"),
        ("/images/x.jpg", "images/x.jpg"),
    ],
)
def test_a_target_is_relative_to_the_file_or_to_content(written, target):
    assert file_names.target(written, "briefings/2025/a.fa.md") == target


@given(st.lists(st.sampled_from(["..", ".", "a", "", "/"]), max_size=9).map("/".join))
def test_no_target_leaves_the_content_folder(written):
    try:
        target = file_names.target(written, "briefings/x.md")
    except ValueError:
        return
    assert not target.startswith(("/", ".."))
