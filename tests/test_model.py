import posixpath
from urllib.parse import unquote

from hypothesis import given
from hypothesis import strategies as st

from plugins.model import BuildError, Html, Problem, link

NAMES = st.text("abcضگ-.\u200c", min_size=1, max_size=4).filter(lambda name: name not in {".", ".."})
PATHS = st.lists(NAMES, min_size=1, max_size=4).map("/".join)


@given(PATHS, PATHS)
def test_a_link_leads_from_page_to_target(page, target):
    found = posixpath.normpath(posixpath.join(posixpath.dirname(page), unquote(link(page, target))))
    assert found == target
    assert link(page, target).isascii()


def test_links_by_hand():
    assert link("fa/x.html", "fa/y.html") == "y.html"
    assert link("fa/topics/x.html", "en/y.html#زمینه") == "../../en/y.html#%D8%B2%D9%85%DB%8C%D9%86%D9%87"
    assert link("fa/x.html", "fa/x.html#a") == "#a"
    assert link("fa/x.html", "fa/x.html") == "x.html"
    assert link("404.html", "fa/index.html", "/repo/") == "/repo/fa/index.html"
    assert link("", "fa/x.html") == "fa/x.html"


def test_html_passes_as_markup_and_survives_pickling():
    import pickle

    value = pickle.loads(pickle.dumps(Html("<b>")))
    assert value.__html__() == "<b>"


def test_a_build_error_keeps_its_problems_across_processes():
    import pickle

    problem = Problem("x.md", 1, 2, "code", "message")
    assert pickle.loads(pickle.dumps(BuildError(problem))).problems == (problem,)


def test_a_problem_reads_as_design_says():
    problem = Problem("content/x.fa.md", 7, 12, "arabic-letter", "“ك” in Persian text", "write “ک”")
    assert str(problem) == "content/x.fa.md:7:12: error: arabic-letter: “ك” in Persian text; write “ک”"
    assert str(Problem("", 0, 0, "busy", "wait", severity="warning")) == "site: warning: busy: wait"
