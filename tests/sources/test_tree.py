"""A fragment as a tree and as its blocks: nothing is lost, and both see the same parts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from plugins.sources.tree import Block, blocks, parse, serialise

LEAVES = st.sampled_from(["text", " \n", "&lt;p&gt;", "<br>", '<img alt="a > b">', "<hr>", "<p></p>", "\u06cc\u200c"])


def wrapped(inside):
    tags = st.sampled_from(
        [("<p>", "</p>"), ('<div class="x">', "</div>"), ("<ul><li>", "</li></ul>"), ("<p>", "</p>")]
    )
    return st.tuples(tags, st.lists(inside, max_size=3)).map(lambda t: t[0][0] + "".join(t[1]) + t[0][1])


FRAGMENTS = st.lists(st.recursive(LEAVES, wrapped, max_leaves=12), max_size=6).map("".join)


@given(FRAGMENTS)
def test_blocks_are_the_children_of_the_tree(source):
    source = serialise(parse(source))
    made = blocks(source)
    assert "".join(block.html for block in made) == source
    children = [("", child) if isinstance(child, str) else (child.tag, None) for child in parse(source).children]
    joined = []
    for tag, text in children:  # a tree may hold two texts in a row
        if tag or not joined or joined[-1][0]:
            joined.append([tag, text])
    assert [block.tag for block in made] == [tag for tag, _ in joined]


@pytest.mark.parametrize(
    ("source", "parts"),
    [
        ("", []),
        ("a", [("", "a")]),
        ("<hr><p>a<br>b</p>\n<p>c</p>", [("hr", "<hr>"), ("p", "<p>a<br>b</p>"), ("", "\n"), ("p", "<p>c</p>")]),
        ('<div title="<p>"><p></p></div>x', [("div", '<div title="<p>"><p></p></div>'), ("", "x")]),
    ],
)
def test_blocks(source, parts):
    assert blocks(source) == tuple(Block(*part) for part in parts)
