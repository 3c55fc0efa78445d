"""What holds for every check of a file, whatever stands in it."""

from hypothesis import given
from hypothesis import strategies as st

from plugins.checks.texts import FILE_CHECKS
from plugins.config import SiteConfig
from plugins.languages import ENGLISH, PERSIAN
from plugins.sources.sentences import sentences
from plugins.sources.written import Written

CONFIG = SiteConfig()
PIECES = st.sampled_from(
    (
        *"\n \n\t|-#=![](){}<>`*_.,;:?'\"“”‘’«»",
        *("\n\n", "## ", "|---|---|\n", "[here](x)", "![](y)", "```\n", "the the ", "## English Summary\n"),
        *("## خلاصهٔ فارسی\n", "---\n", "title: x\n", "12345", "1.234.567", "۱,۲۳۴", "از از ", "متن ", "word " * 45),
        *("واژه " * 50, "    ", "<img src=x>", "<!-- ", "-->", "\r\n", "last week", "It’s"),
    )
)
TEXTS = st.lists(PIECES, max_size=30).map("".join)


@given(TEXTS, st.sampled_from([PERSIAN, ENGLISH]))
def test_what_is_quoted_stands_where_it_is_said_to(text, language):
    written = Written(text, language, CONFIG.languages)
    for check in FILE_CHECKS:
        for note in check(written, CONFIG):
            assert note.old
            assert text[note.place : note.place + len(note.old)] == note.old, check.__name__
            assert note.place >= written.body or check.__name__ in ("doubled_word", "number_format")


@given(TEXTS)
def test_sentences_stand_in_their_order_and_lose_no_word(text):
    done, kept = 0, []
    for start, end in sentences(text):
        assert done <= start < end <= len(text)
        kept.append(text[start:end])
        done = end
    assert sum(map(str.isalnum, text)) == sum(map(str.isalnum, "".join(kept))) + lost(text, "".join(kept))


def lost(text, kept):
    """Numbers of a numbered list are signs of its items."""
    return sum(map(str.isdigit, text)) - sum(map(str.isdigit, kept))


def test_a_sentence_ends_at_its_mark_and_where_a_block_does():
    text = "One. Two “three.” Four\n\n- five\n- six; seven\n\n1. eight\n\n| nine | ten |\n\n"
    text += '!!! note "Box"\n    Eleven? Twelve'
    said = [text[start:end] for start, end in sentences(text)]
    assert said[:6] == ["One.", "Two “three.”", "Four", "five", "six;", "seven"]
    assert said[6:] == ["eight", "nine", "ten", '!!! note "Box"', "Eleven?", "Twelve"]
