"""Lists of outputs -> their levels, their paths, and every refusal."""

import pytest

from plugins.build import order
from plugins.model import BuildError, Job, Output


def output(name, *needs, sources=()):
    return Output(name, "bytes", (), lambda: Job("bytes", None), needs, sources)


def names(*outputs):
    return [[o.name for o in level] for level in order.levels(outputs)]


def fault(*outputs):
    with pytest.raises(BuildError) as caught:
        names(*outputs)
    return caught.value.problems


def test_a_level_holds_all_that_can_be_made_at_once():
    table = (("page", "a.pdf", "b.pdf"), ("sums", "page"), ("b.pdf", "a.pdf"), ("a.pdf",), ("c",), ("d", "c"))
    assert names(*(output(*row) for row in table)) == [["a.pdf", "c"], ["b.pdf", "d"], ["page"], ["sums"]]


def test_the_order_is_that_of_the_list():
    outputs = [output(f"{n}.html", *(["x.pdf"] if n % 3 else [])) for n in range(50)] + [output("x.pdf")]
    first, second = names(*outputs)
    assert first == [f"{n}.html" for n in range(0, 50, 3)] + ["x.pdf"]
    assert second == [f"{n}.html" for n in range(50) if n % 3]


def test_nothing_is_one_empty_level():
    assert names() == [[]]


@pytest.mark.parametrize("name", ["fa/x.html", "FA/X.html"])
def test_two_outputs_of_one_name_are_a_clash_that_names_both(name):
    (problem,) = fault(output("fa/x.html", sources=("one.fa.md",)), output(name, sources=("two.fa.md",)))
    assert (problem.code, problem.path) == ("output-clash", "two.fa.md")
    assert all(word in problem.message for word in ("'fa/x.html'", "one.fa.md", f"{name!r}", "two.fa.md"))


def test_a_need_that_nobody_makes_is_named():
    (problem,) = fault(output("page.html", "gone.pdf", sources=("x.md",)))
    assert (problem.code, problem.path) == ("output-need", "x.md")
    assert "'page.html'" in problem.message
    assert "'gone.pdf'" in problem.message


@pytest.mark.parametrize("needs", [{"a": "a"}, {"a": "b", "b": "a"}, {"a": "b", "b": "c", "c": "a", "d": "a"}])
def test_a_circle_is_named(needs):
    (problem,) = fault(*(output(name, need) for name, need in needs.items()))
    assert problem.code == "output-cycle"
    assert "'a'" in problem.message
    assert "'d'" not in problem.message


def test_all_faults_of_the_list_are_told_at_once():
    problems = fault(output("a"), output("a"), output("b"), output("B"), output("c", "nothing"))
    assert [p.code for p in problems] == ["output-clash", "output-clash", "output-need"]


# ------------------------------------------------------------------------------------------------------ paths


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("a/b", "a/b"), ("a/b", "A/b"), ("a/b", "a"), ("a", "a/b"), ("a", "A/b/c"), ("a/b", "A/c"), ("a/b/c", "a/B/d"),
        ("straße", "STRASSE"), ("a/b/c/d", "a/b"), ("a/b", "a/b/c/d"),
    ],
)  # fmt: skip
def test_a_path_is_claimed_once(first, second):
    claims = order.Claims()
    claims.claim(first, order.owner(output("one", sources=("one.md",))))
    with pytest.raises(BuildError) as caught:
        claims.claim(second, order.owner(output("two", sources=("two.md",))))
    (problem,) = caught.value.problems
    assert (problem.code, problem.path) == ("output-clash", "two.md")
    assert all(word in problem.message for word in ("'one'", "one.md", "'two'", "two.md"))


def test_files_of_one_folder_do_not_clash():
    claims = order.Claims()
    for path in ("a/b/c", "a/b/d", "a/e", "f", "a/b/g/h", "ab", "a-b/c"):
        claims.claim(path, order.owner(output(path)))


@pytest.mark.parametrize(
    "path",
    [
        *("../x", "a/../x", "a/..", "/etc/x", "a//b", "a/", "", ".", "./a"),
        *(".htaccess", "a/.git/hooks", "a/.nojekyll", "a\\b", "a\nb", "a\x7fb", "a/b\x00"),
    ],
)
def test_a_path_that_leaves_the_folder_or_hides_is_refused(path):
    with pytest.raises(BuildError) as caught:
        order.Claims().claim(path, order.owner(output("x", sources=("x.md",))))
    (problem,) = caught.value.problems
    assert (problem.code, problem.path) == ("output-path", "x.md")


@pytest.mark.parametrize("path", [".nojekyll", "a", "fa/x.y.html", "پوشه/نام\u200cها.html", "a..b", "a/b../c"])
def test_other_paths_are_taken(path):
    order.Claims().claim(path, order.owner(output("x")))
