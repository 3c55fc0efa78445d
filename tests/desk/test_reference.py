from pathlib import Path

import pytest

from plugins.checks import texts
from plugins.checks.codes import codes
from plugins.config import SiteConfig
from plugins.desk import reference
from plugins.languages import PERSIAN

DOCS = Path(__file__).parents[2] / "docs"


@pytest.mark.parametrize("language", reference.PAGES)
def test_the_page_is_as_the_checks_are(language):
    made = reference.page(language)
    assert (DOCS / reference.PAGES[language]).read_text("utf-8") == made, "run: inv docs"
    assert [line[4:] for line in made.splitlines() if line.startswith("### ")] == sorted(
        codes(), key=lambda code: ["texts", "files", "pairs", "reading", "building"].index(codes()[code]["found"])
    )


def test_the_persian_page_passes_our_own_checks():
    style = SiteConfig(ezafe="hamza", pronouns="apart")
    found = texts.problems("checks.fa.md", reference.page("fa"), PERSIAN, style)
    assert [str(p) for p in found if p.code not in ("long-sentence", "heading-level")] == []
