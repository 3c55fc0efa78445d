"""Editions -> the digests that decide keys: each says what it must, and no more."""

from dataclasses import replace

from plugins.model import Blob, Briefing, Collection, Person
from plugins.parts import Parts
from tests.packs.factory import edition

ONE = replace(edition("a", "fa"), record="r1", shown="s1")


def whole(made=ONE, paths=None, **tables):
    return Parts(Collection((Briefing("a", (made,)),), **tables), paths or {}).whole(made)


def listed(made=ONE, **tables):
    briefing = Briefing("a", (made,))
    return Parts(Collection((briefing,), **tables)).listed(briefing)


def test_where_a_link_leads_decides_the_page():
    """The other text may get another address, and then this page leads there."""
    made = replace(ONE, links=("briefings/b.fa.md",))
    assert whole(made, {"briefings/b.fa.md": "fa/b.html"}) != whole(made, {"briefings/b.fa.md": "fa/c.html"})
    assert whole(ONE, {"briefings/b.fa.md": "fa/b.html"}) == whole(ONE, {"briefings/b.fa.md": "fa/c.html"})


def test_a_carried_file_decides_the_page():
    made = replace(ONE, uses=("files/a.csv",))
    first, second = (whole(made, blobs={"files/a.csv": Blob("files/a.csv", digest, 3)}) for digest in "xy")
    assert first != second


def test_who_wrote_it_decides_the_page_and_no_list():
    made = replace(ONE, authors=("sara",))
    first, second = ({"people": {"sara": Person("sara", {"en": name})}} for name in ("Sara", "S."))
    assert whole(made, **first) != whole(made, **second)
    assert listed(made, **first) == listed(made, **second)


def test_the_text_decides_the_page_and_no_list():
    other = replace(ONE, record="r2")
    assert whole(ONE) != whole(other)
    assert listed(ONE) == listed(other)
    assert listed(ONE) != listed(replace(ONE, shown="s2"))
    assert listed(ONE) != listed(replace(ONE, status="draft"))
