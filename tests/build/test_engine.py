"""Outputs that a test makes up -> what the engine renders, in which order, and what it refuses.

The renderers stand here: a "part" makes the files of its value and, as facts, what it was given.
"""

import sys

import pytest

from plugins.build import engine
from plugins.model import BuildError, Job, Output, Problem, Rendered, Workshop

NAME = "gozaresh_test_renderers"
WORKSHOP = Workshop("theme", {}, {})


def part(job, facts, workshop):
    assert workshop is WORKSHOP
    return Rendered(dict.fromkeys(job.value, b"x"), {"given": {name: dict(fact) for name, fact in facts.items()}})


def broken(job, facts, workshop):
    raise job.value


def careful(job, facts, workshop):
    return Rendered({}, problems=(Problem("", 3, 1, "a", "one"), Problem("own.md", 0, 0, "b", "two")))


RENDERERS = {
    **{function.__name__: f"{NAME}:{function.__name__}" for function in (part, broken, careful)},
    "bytes": "plugins.render.files:plain",
    "copy": "plugins.render.files:copy",
}


@pytest.fixture(autouse=True)
def _renderers(monkeypatch):
    monkeypatch.setitem(sys.modules, NAME, sys.modules[__name__])


@pytest.fixture
def stage(tmp_path):
    with engine.staging(tmp_path) as made:
        yield made


def output(name, *needs, files=None, kind="part", value=None, sources=()):
    return Output(name, Job(kind, value or files or (name,)), needs, sources)


def run(stage, *outputs, workshop=WORKSHOP):
    steps = []
    results = engine.render(outputs, RENDERERS, workshop, stage, lambda *step: steps.append(step))
    return results, steps


def fault(stage, *outputs):
    with pytest.raises(BuildError) as caught:
        run(stage, *outputs)
    return caught.value.problems


def test_what_is_needed_is_made_first_and_its_facts_are_handed_over(stage):
    given = [("page.html", "a.pdf", "b.pdf"), ("sums", "page.html"), ("b.pdf", "a.pdf"), ("a.pdf",)]
    results, steps = run(stage, *(output(*names) for names in given))
    assert [name for name, _, _ in steps] == ["a.pdf", "b.pdf", "page.html", "sums"]
    assert [(done, total) for _, done, total in steps] == [(1, 4), (2, 4), (3, 4), (4, 4)]
    assert set(results.facts["page.html"]["given"]) == {"a.pdf", "b.pdf"}
    assert results.facts["a.pdf"]["given"] == {}


def test_an_output_sees_no_facts_but_those_it_needs(stage):
    results, _ = run(stage, output("a"), output("b"), output("c", "b"))
    assert set(results.facts["c"]["given"]) == {"b"}


def test_the_order_is_the_same_each_time():
    outputs = [output(f"{n}.html", *(["x.pdf"] if n % 3 else [])) for n in range(50)] + [output("x.pdf")]
    assert engine.order(outputs) == engine.order(outputs)


def test_files_lie_in_the_staging_folder_under_their_paths(stage):
    page = output("fa/x.html", kind="bytes", value=("fa/x.html", b"hello"))
    run(stage, page, output("search", files=("search/a", "search/b")))
    assert (stage.folder / "fa/x.html").read_bytes() == b"hello"
    assert sorted(stage.paths) == ["fa/x.html", "search/a", "search/b"]


def test_a_blob_is_copied(stage, tmp_path):
    (tmp_path / "paper.pdf").write_bytes(b"%PDF")
    workshop = Workshop("theme", {}, {"d1": str(tmp_path / "paper.pdf")})
    results, _ = run(stage, Output("assets/paper.pdf", Job("copy", "assets/paper.pdf", ("d1",))), workshop=workshop)
    assert (stage.folder / "assets/paper.pdf").read_bytes() == b"%PDF"
    assert results.facts["assets/paper.pdf"] == {"bytes": 4}


def test_a_staging_folder_begins_empty_and_ends_with_the_block(tmp_path):
    (tmp_path / "staging/left").mkdir(parents=True)
    with engine.staging(tmp_path) as stage:
        assert list(stage.folder.iterdir()) == []
        stage.put("a", b"")
    assert not stage.folder.exists()


def test_problems_without_a_path_get_the_first_source(stage):
    results, _ = run(stage, output("x", kind="careful", value=1, sources=("a.md", "b.md")))
    assert [p.path for p in results.problems] == ["a.md", "own.md"]
    results, _ = run(stage, output("x", kind="careful", value=1))
    assert results.problems[0].path == ""


# ------------------------------------------------------------------------------------------------------ refusals


@pytest.mark.parametrize("name", ["fa/x.html", "FA/X.html"])
def test_two_outputs_of_one_name_are_a_clash_that_names_both(stage, name):
    (problem,) = fault(stage, output("fa/x.html", sources=("one.fa.md",)), output(name, sources=("two.fa.md",)))
    assert (problem.code, problem.path) == ("output-clash", "two.fa.md")
    assert all(word in problem.message for word in ("'fa/x.html'", "one.fa.md", f"{name!r}", "two.fa.md"))
    assert stage.paths == []


@pytest.mark.parametrize(
    ("first", "second"),
    [("a/b", "a/b"), ("a/b", "A/b"), ("a/b", "a"), ("a", "a/b"), ("a", "A/b/c"), ("a/b", "A/c"), ("straße", "STRASSE")],
)
def test_two_outputs_that_make_one_path_are_a_clash(stage, first, second):
    (problem,) = fault(
        stage, output("one", files=(first,), sources=("one.md",)), output("two", files=(second,), sources=("two.md",))
    )
    assert (problem.code, problem.path) == ("output-clash", "two.md")
    assert all(word in problem.message for word in ("'one'", "one.md", "'two'", "two.md"))


@pytest.mark.parametrize(
    "path",
    [
        *("../x", "a/../x", "a/..", "/etc/x", "a//b", "a/", "", ".", "./a"),
        *(".htaccess", "a/.git/hooks", "a/.nojekyll", "a\\b", "a\nb"),
    ],
)
def test_a_path_that_leaves_the_folder_or_hides_is_refused(stage, path):
    (problem,) = fault(stage, Output("x", Job("part", (path,)), sources=("x.md",)))
    assert (problem.code, problem.path) == ("output-path", "x.md")
    assert list(stage.folder.iterdir()) == []


@pytest.mark.parametrize("path", [".nojekyll", "a", "fa/x.y.html", "پوشه/نام\u200cها.html", "a..b"])
def test_other_paths_are_taken(stage, path):
    run(stage, output(path))
    assert (stage.folder / path).is_file()


def test_a_need_that_nobody_makes_is_named(stage):
    (problem,) = fault(stage, output("page.html", "gone.pdf", sources=("x.md",)))
    assert (problem.code, problem.path) == ("output-need", "x.md")
    assert "'page.html'" in problem.message
    assert "'gone.pdf'" in problem.message


@pytest.mark.parametrize("needs", [{"a": "a"}, {"a": "b", "b": "a"}, {"a": "b", "b": "c", "c": "a", "d": "a"}])
def test_a_circle_is_named(stage, needs):
    (problem,) = fault(stage, *(output(name, need) for name, need in needs.items()))
    assert problem.code == "output-cycle"
    assert "'a'" in problem.message
    assert "'d'" not in problem.message
    assert stage.paths == []


def test_all_faults_of_the_list_are_told_at_once(stage):
    problems = fault(stage, output("a"), output("a"), output("b"), output("B"), output("c", "nothing"))
    assert [p.code for p in problems] == ["output-clash", "output-clash", "output-need"]


def test_a_renderer_that_fails_is_named_with_its_source(stage):
    broken_page = output("fa/x.html", kind="broken", value=ValueError("no such word"), sources=("x.fa.md",))
    (problem,) = fault(stage, broken_page)
    assert (problem.code, problem.path) == ("render-failed", "x.fa.md")
    assert problem.message == "'fa/x.html' cannot be made from x.fa.md: ValueError: no such word"


def test_what_a_renderer_itself_refuses_stays_as_it_is(stage):
    refused = BuildError(Problem("", 0, 0, "card-engine", "no"))
    assert fault(stage, output("x", kind="broken", value=refused)) == refused.problems


def test_an_interruption_is_not_a_failed_render(stage):
    with pytest.raises(KeyboardInterrupt):
        run(stage, output("x", kind="broken", value=KeyboardInterrupt()))


def test_a_full_disk_is_a_problem(stage, monkeypatch):
    def full(*_args, **_kwargs):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(engine.os, "fchmod", full)
    (problem,) = fault(stage, output("x"))
    assert problem.code == "cannot-write"
    assert "No space left" in problem.message
