"""Texts of other sites -> briefings: all are imported, no word is lost, and what is not ours is kept."""

import re
from datetime import UTC, datetime

import pytest

from plugins.config import SiteConfig
from plugins.desk.importing import intake
from plugins.desk.importing.intake import Wishes
from plugins.persian.letters import FOLD

NOW = datetime(2026, 1, 1, tzinfo=UTC)
BUILD_FAULTS = {"absolute-link", "broken-anchor", "remote-picture"}
"""Of links and pictures of the old site: a person has to say what they are now."""


@pytest.mark.parametrize("folder", ["mirad", "hextra", "guide"])
def test_every_text_is_imported_whole(samples, tmp_path, folder):
    paths = [path for path in sorted((samples / folder).glob("*.md")) if not path.name.endswith(".ar.md")]
    assert paths
    for number, path in enumerate(paths):
        planned = intake.plan(path, tmp_path / str(number), Wishes(), SiteConfig(), NOW)
        made = "\n".join(draft.text for draft in planned.drafts)
        made += " ".join(repair.made.old for draft in planned.drafts for repair in draft.source.repairs)
        lost = words(path.read_text("utf-8-sig")) - words(made)
        pictures = words(" ".join(remark.said for remark in planned.remarks))
        assert lost - pictures == set(), path.name
        errors = {problem.code for problem in planned.problems if problem.severity == "error"}
        assert errors <= BUILD_FAULTS, path.name


def words(text):
    """Without keys of a head, the language that the file's name says too, signs, and what repairs change."""
    text = re.sub(r"^(?:---|lang: ..$|[A-Za-z_]+:)", " ", text, flags=re.MULTILINE)
    text = text.replace("\u200c", "").translate(FOLD)
    return {word for word in re.findall(r"[\w\u064b-\u0655]{2,}", text) if not word.isdigit()}
