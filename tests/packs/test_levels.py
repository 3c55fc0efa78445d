import re

import pytest

from plugins.model import Html
from plugins.packs.levels import close_gaps


@pytest.mark.parametrize(
    ("written", "printed"),
    [
        ("2 3 4", "2 3 4"),
        ("2 4 4 3 2", "2 3 3 3 2"),
        ("3 3 2", "2 2 2"),
        ("6", "2"),
        ("2 5 6 3", "2 3 4 3"),
        ("", ""),
    ],
)
def test_levels_have_no_gap(written, printed):
    html = "".join(f'<h{level} id="x">A</h{level}><hr>' for level in written.split())
    found = re.findall(r"<h([1-6]) id=\"x\">A</h\1>", close_gaps(Html(html)))
    assert " ".join(found) == printed
