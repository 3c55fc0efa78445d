"""Outputs that a test makes up -> what the engine makes, what it keeps, why, and what it refuses.

The renderers stand here: a "part" makes the files of its value and, as facts, what it was given.

Over 300 lines: one small engine with outputs made by hand, and all that it is asked.
"""

import os
import sys

import pytest

from plugins.build import MARK, commit, engine, manifest, staging
from plugins.build.manifest import Manifest
from plugins.build.rendering import Common
from plugins.model import BuildError, Group, Job, Output, Problem, Rendered, Workshop

NAME = "gozaresh_test_renderers"
WORKSHOP = Workshop("theme", {}, {})


def part(job, facts, workshop):
    assert workshop is WORKSHOP
    return Rendered(dict.fromkeys(job.value, b"x"), {"given": {name: dict(fact) for name, fact in facts.items()}})


def broken(job, facts, workshop):
    raise job.value


def careful(job, facts, workshop):
    return Rendered({}, problems=(Problem("", 3, 1, "a", "one"), Problem("own.md", 0, 0, "b", "two")))


def counted(job, facts, workshop):
    """Bytes and facts that the value names."""
    path, data, pages = job.value
    return Rendered({path: data}, {"pages": pages})


RENDERERS = {
    **{function.__name__: f"{NAME}:{function.__name__}" for function in (part, broken, careful, counted)},
    "bytes": "plugins.render.files:plain",
}


@pytest.fixture(autouse=True)
def _renderers(monkeypatch):
    monkeypatch.setitem(sys.modules, NAME, sys.modules[__name__])


class Site:
    """A state folder and an output folder; a build is `render` and a commit."""

    def __init__(self, folder, *, trusting):
        self.trusting = trusting
        self.state, self.output = folder / "state", folder / "output"
        self.state.mkdir()
        self.manifest, self.fingerprint, self.steps = Manifest(), "one", []

    def render(self, stage, *outputs, spread=engine.alone, folder=None):
        self.steps = []
        stats = commit.stats(commit.standing(self.output))
        if self.trusting and manifest.worded(manifest.left(stats.items())) == self.manifest.totals.left:
            stats = None
        before = engine.Before(self.manifest, self.output, stats, self.fingerprint, self.state)
        common = Common(RENDERERS, WORKSHOP, str(stage.folder) if folder is None else folder)
        return engine.render(outputs, common, stage, before, lambda *step: self.steps.append(step), spread)

    def build(self, *outputs, **how):
        """The results, and the names of what was put."""
        with staging.staging(self.state) as stage:
            mark = output(".nojekyll", kind="bytes", value=(".nojekyll", MARK))
            made = self.render(stage, mark, *outputs, **how)
            put = set(stage.paths)
            self.closed = set(made.manifest.closed)
            data = made.manifest.encode()
            commit.commit(stage, self.output, (), keep=made.staying, state=self.state, manifest=data)
        self.manifest = manifest.decode(data)
        made.open()
        return made, put

    def fault(self, *outputs):
        with staging.staging(self.state) as stage, pytest.raises(BuildError) as caught:
            self.render(stage, *outputs)
        return caught.value.problems


@pytest.fixture(params=[False, True], ids=["looks at each", "sees that all is as it was left"])
def site(tmp_path, request):
    return Site(tmp_path, trusting=request.param)


@pytest.fixture
def stage(tmp_path):
    with staging.staging(tmp_path) as made:
        yield made


def output(name, *needs, files=None, kind="part", value=None, parts=("v1",), sources=()):
    return Output(name, kind, parts, lambda: Job(kind, value or files or (name,)), needs, sources)


def text(name, said, *, pages=1, **more):
    return output(name, kind="counted", value=(name, said, pages), **({"parts": (repr(said),)} | more))


# ------------------------------------------------------------------------------------------------------- the order


def test_what_is_needed_is_made_first_and_its_facts_are_handed_over(site, stage):
    made = []

    def spread(common, tasks):
        made.extend(o.name for o in tasks.outputs)
        return engine.alone(common, tasks)

    given = [("page.html", "a.pdf", "b.pdf"), ("sums", "page.html"), ("b.pdf", "a.pdf"), ("a.pdf",)]
    results = site.render(stage, *(output(*names) for names in given), spread=spread)
    assert made == ["a.pdf", "b.pdf", "page.html", "sums"]
    assert site.steps[-1] == (4, 4)
    facts = {name: made.facts for name, made in results.manifest.outputs.items()}
    assert set(facts["page.html"]["given"]) == {"a.pdf", "b.pdf"}
    assert facts["a.pdf"]["given"] == {}


def test_an_output_sees_no_facts_but_those_it_needs(site, stage):
    results = site.render(stage, output("a"), output("b"), output("c", "b"))
    assert set(results.manifest.outputs["c"].facts["given"]) == {"b"}


def test_files_lie_in_the_staging_folder_under_their_paths(site, stage):
    page = output("fa/x.html", kind="bytes", value=("fa/x.html", b"hello"))
    site.render(stage, page, output("search", files=("search/a", "search/b")))
    assert (stage.folder / "fa/x.html").read_bytes() == b"hello"
    assert sorted(stage.paths) == ["fa/x.html", "search/a", "search/b"]


def test_bytes_that_come_back_are_put_here(site, stage):
    """As from a cluster, which has no disk in common with us."""
    results = site.render(stage, output("fa/x.html"), folder="")
    assert (stage.folder / "fa/x.html").read_bytes() == b"x"
    assert stage.paths == {"fa/x.html"}
    status = (stage.folder / "fa/x.html").stat()
    assert results.manifest.outputs["fa/x.html"].files == {"fa/x.html": (status.st_size, status.st_mtime_ns)}


def test_the_order_in_which_results_come_shows_nowhere(tmp_path):
    def backwards(common, tasks):
        return iter(list(engine.alone(common, tasks))[::-1])

    outputs = [text(f"{n}.html", b"%d" % n, sources=(f"{n}.md",)) for n in range(9)]
    sites = []
    for name, spread in (("one", engine.alone), ("two", backwards)):
        (tmp_path / name).mkdir()
        sites.append(Site(tmp_path / name, trusting=True))
        sites[-1].build(*outputs, spread=spread)
    assert list(sites[0].manifest.outputs) != list(sites[1].manifest.outputs)
    assert {n: m.decided for n, m in sites[0].manifest.outputs.items()} == {
        n: m.decided for n, m in sites[1].manifest.outputs.items()
    }
    assert sites[1].build(*outputs)[0].why == {}


# ---------------------------------------------------------------------------------------------- what is not made anew


def test_equal_parts_are_not_made_again_and_their_jobs_are_not_built(site):
    site.build(text("a.html", b"a"), text("b.html", b"b"))

    def never():
        raise AssertionError

    lazy = Output("a.html", "counted", (repr(b"a"),), never)
    made, put = site.build(lazy, text("b.html", b"B"))
    assert made.why == {"b.html": "what it shows has changed"}
    assert put == {"b.html"}
    assert (site.output / "b.html").read_bytes() == b"B"
    assert {p.name for p in site.output.iterdir()} == {".nojekyll", "a.html", "b.html"}


def test_what_nobody_makes_any_more_goes(site):
    site.build(text("a.html", b"a"), text("b.html", b"b"))
    made, put = site.build(text("a.html", b"a"))
    assert (made.why, put) == ({}, set())
    assert set(made.manifest.outputs) == {".nojekyll", "a.html"}
    assert not (site.output / "b.html").exists()


def test_another_fingerprint_makes_all_anew_and_equal_bytes_keep_their_time(site):
    site.build(text("a.html", b"a"), text("b.html", b"b"))
    before = (site.output / "a.html").stat()
    site.fingerprint = "two"
    made, put = site.build(text("a.html", b"a"), text("b.html", b"B", parts=("b'b'",)))
    assert set(made.why) == {".nojekyll", "a.html", "b.html"}
    assert set(made.why.values()) == {"the theme, the settings, the code, a font or an engine is another one"}
    assert put == {"b.html"}
    after = (site.output / "a.html").stat()
    assert (before.st_ino, before.st_mtime_ns) == (after.st_ino, after.st_mtime_ns)
    assert site.build(text("a.html", b"a"), text("b.html", b"b"))[0].why == {}


def damage(path, how):
    status = path.stat()
    match how:
        case "deleted":
            path.unlink()
        case "cut":
            os.truncate(path, 1)
        case "edited":
            path.write_bytes(b"!" * status.st_size)
        case "edited, its time kept":
            path.write_bytes(b"!" * (status.st_size + 1))
            os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
        case "a link":
            path.rename(path.with_suffix(".away"))
            path.symlink_to(path.with_suffix(".away"))
        case "a folder":
            path.unlink()
            (path / "deep").mkdir(parents=True)


@pytest.mark.parametrize("how", ["deleted", "cut", "edited", "edited, its time kept", "a link", "a folder"])
def test_a_file_that_is_not_as_it_was_written_is_made_again(site, how):
    outputs = text("a.html", b"aaa"), text("b.html", b"bbb")
    site.build(*outputs)
    damage(site.output / "a.html", how)
    made, _ = site.build(*outputs)
    gone = how in ("deleted", "a link", "a folder")
    assert made.why == {"a.html": "a.html is missing" if gone else "a.html was changed by another hand"}
    assert {p.name: p.read_bytes() for p in site.output.iterdir()} == {
        ".nojekyll": MARK, "a.html": b"aaa", "b.html": b"bbb",
    }  # fmt: skip
    assert not (site.output / "a.html").is_symlink()


def test_an_output_of_many_files_is_made_whole_when_one_is_gone(site):
    several = output("search", files=("search/a", "search/b"))
    site.build(several)
    (site.output / "search/b").unlink()
    made, put = site.build(several)
    assert made.why == {"search": "search/b is missing"}
    assert put == {"search/b"}
    assert {p.name for p in (site.output / "search").iterdir()} == {"a", "b"}


def test_a_page_follows_the_facts_that_it_prints_and_no_others(site):
    def outputs(pages, said=b"pdf"):
        return (
            text("x.pdf", said, pages=pages),
            text("y.pdf", b"pdf"),
            output("page.html", "x.pdf"),
            output("z", "y.pdf"),
        )

    site.build(*outputs(1))
    made, _ = site.build(*outputs(2, b"PDF"))
    assert made.why == {
        "x.pdf": "what it shows has changed",
        "page.html": "the size or the pages of a PDF that it offers have changed",
    }
    made, _ = site.build(*outputs(2, b"Pdf"))
    assert list(made.why) == ["x.pdf"]


def test_a_kept_output_still_gives_its_facts_and_its_problems(site):
    warned = output("w", kind="careful", sources=("a.md",))
    site.build(warned, text("x.pdf", b"pdf", pages=7))
    made, _ = site.build(warned, text("x.pdf", b"pdf", pages=7), output("page.html", "x.pdf"))
    assert list(made.why) == ["page.html"]
    assert made.manifest.outputs["page.html"].facts["given"] == {"x.pdf": {"pages": 7}}
    assert [p.path for p in made.problems] == ["a.md", "own.md"]


# ------------------------------------------------------------------------------------------------------ refusals


@pytest.mark.parametrize("name", ["fa/x.html", "FA/X.html"])
def test_two_outputs_of_one_name_are_a_clash_that_names_both(site, name):
    (problem,) = site.fault(output("fa/x.html", sources=("one.fa.md",)), output(name, sources=("two.fa.md",)))
    assert (problem.code, problem.path) == ("output-clash", "two.fa.md")
    assert all(word in problem.message for word in ("'fa/x.html'", "one.fa.md", f"{name!r}", "two.fa.md"))


@pytest.mark.parametrize("kept", [False, True])
@pytest.mark.parametrize(
    ("first", "second"),
    [("a/b", "a/b"), ("a/b", "A/b"), ("a/b", "a"), ("a", "a/b"), ("a", "A/b/c"), ("a/b", "A/c"), ("straße", "STRASSE")],
)
def test_two_outputs_that_make_one_path_are_a_clash(site, first, second, kept):
    """Also where the first was made by the build before."""
    one, two = (
        output("one", files=(first,), sources=("one.md",)), output("two", files=(second,), sources=("two.md",)),
    )  # fmt: skip
    if kept:
        site.build(one)
    (problem,) = site.fault(one, two)
    assert (problem.code, problem.path) == ("output-clash", "two.md")
    assert all(word in problem.message for word in ("'one'", "one.md", "'two'", "two.md"))


@pytest.mark.parametrize("folder", [None, ""])
@pytest.mark.parametrize("path", ["../x", "/etc/x", "a//b", "", ".htaccess", "a/.git/hooks", "a\\b", "a\nb"])
def test_a_path_that_leaves_the_folder_or_hides_is_refused(site, stage, path, folder):
    with pytest.raises(BuildError) as caught:
        site.render(stage, output("x", files=(path,), sources=("x.md",)), folder=folder)
    (problem,) = caught.value.problems
    assert (problem.code, problem.path) == ("output-path", "x.md")
    assert list(stage.folder.iterdir()) == []


def test_a_renderer_that_fails_is_named_with_its_source(site):
    failing = output("fa/x.html", kind="broken", value=ValueError("no such word"), sources=("x.fa.md",))
    (problem,) = site.fault(failing)
    assert (problem.code, problem.path) == ("render-failed", "x.fa.md")
    assert problem.message == "'fa/x.html' cannot be made from x.fa.md: ValueError: no such word"


def test_an_interruption_is_not_a_failed_render(site, stage):
    with pytest.raises(KeyboardInterrupt):
        site.render(stage, output("x", kind="broken", value=KeyboardInterrupt()))


# ------------------------------------------------------------------------------------------------------------- groups


def group(name, *outputs, parts=("v1",)):
    """A group that counts how often it is planned."""
    asked = []
    made = Group(name, parts, lambda: (asked.append(1), outputs)[1])
    return made, asked


def test_a_group_that_nothing_has_changed_is_not_planned(site):
    def build(said, parts):
        pages, asked = group("pages", text("a", said), text("fa/b", b"b"), parts=parts)
        results, put = site.build(text("c", said), pages)
        return results, put, len(asked)

    results, put, asked = build(b"one", ("v1",))
    assert (put, asked) == ({".nojekyll", "a", "fa/b", "c"}, 1)
    results, put, asked = build(b"two", ("v1",))
    assert (put, asked, results.keep) == ({"c"}, 0, {".nojekyll", "a", "fa/b"})
    assert set(results.manifest.outputs) == {".nojekyll", "a", "fa/b", "c"}
    assert site.steps[-1] == (4, 4)
    results, put, asked = build(b"two", ("v2",))
    assert (put, asked, set(results.why)) == ({"a"}, 1, {"a"})
    results, put, asked = build(b"two", ("v2",))
    assert (put, asked) == (set(), 0)


@pytest.mark.parametrize(
    ("damage", "planned"),
    [
        (lambda file: file.unlink(), []),  # put back from what is kept
        (lambda file: file.write_bytes(b"mine"), [1]),  # and so is the kept one: it is the same file
    ],
)
def test_a_group_is_planned_again_where_a_file_of_it_cannot_be_put_back(site, damage, planned):
    site.build(group("pages", text("a", b"a"), text("b", b"b"))[0])
    damage(site.output / "b")
    pages, asked = group("pages", text("a", b"a"), text("b", b"b"))
    results, put = site.build(pages)
    assert (asked, set(results.why), put) == (planned, {"b"}, {"b"})
    assert (site.output / "b").read_bytes() == b"b"


def test_a_group_that_is_gone_takes_its_files_and_folders_along(site):
    one, two = (lambda: group("one", text("fa/a", b"a"))[0]), group("two", text("fa/b/c", b"c"), text("d", b"d"))[0]
    site.build(one(), two)
    results, put = site.build(one())
    assert (put, results.keep) == (set(), {".nojekyll", "fa/a"})
    assert sorted(p.name for p in site.output.rglob("*")) == [".nojekyll", "a", "fa"]


def test_what_nothing_has_changed_is_not_even_taken_apart(site):
    groups = [group(name, text(f"{name}/x", b"x"), parts=(name,))[0] for name in ("one", "two")]
    site.build(*groups)
    site.build(*groups)
    assert site.closed == ({"one", "two"} if site.trusting else set())
    changed = group("two", text("two/x", b"y"), parts=("else",))[0]
    _, put = site.build(groups[0], changed)
    assert (put, site.closed) == ({"two/x"}, {"one"} if site.trusting else set())
    _, put = site.build(groups[0], changed, text("one/y", b"y"))
    assert (put, site.closed) == ({"one/y"}, set()), "a new name could be one of theirs"
    _, put = site.build(groups[0])
    assert (put, tree(site.output)) == (set(), {".nojekyll", "one/x"})


def tree(folder):
    return {p.relative_to(folder).as_posix() for p in folder.rglob("*") if p.is_file()}


def test_a_group_is_planned_again_under_another_fingerprint(site):
    site.build(group("pages", text("a", b"a"))[0])
    site.fingerprint = "two"
    pages, asked = group("pages", text("a", b"a"))
    assert set(site.build(pages)[0].why) == {".nojekyll", "a"}
    assert asked == [1]


def test_a_group_is_planned_again_where_something_that_it_prints_is_made_again(site):
    def build(pages, facts):
        made, asked = group("pages", output("page", "doc"))
        results, _ = site.build(text("doc", b"d", pages=pages, parts=(facts,)), made)
        return set(results.why), len(asked)

    assert build(1, "one") == ({".nojekyll", "doc", "page"}, 1)
    assert build(1, "one") == (set(), 0)
    assert build(2, "two") == ({"doc", "page"}, 1)
    assert build(2, "three") == ({"doc"}, 1)
    (site.output / "doc").unlink()
    assert build(2, "three") == ({"doc"}, 1)
    assert build(2, "three") == (set(), 0)


def test_a_group_without_its_need_is_refused(site):
    site.build(text("doc", b"d"), group("pages", output("page", "doc"))[0])
    assert [p.code for p in site.fault(group("pages", output("page", "doc"))[0])] == ["output-need"]


@pytest.mark.parametrize("path", ["fa/a", "FA/A", "fa", "fa/a/b"])
def test_a_path_of_a_group_that_was_not_planned_is_taken(site, path):
    site.build(group("pages", text("fa/a", b"a"))[0])
    pages, asked = group("pages", text("fa/a", b"a"))
    mark = output(".nojekyll", kind="bytes", value=(".nojekyll", MARK))
    assert [p.code for p in site.fault(mark, pages, text(path, b"x"))] == ["output-clash"]
    assert asked == []


def test_an_output_may_leave_its_group(site):
    site.build(group("pages", text("a", b"a"), text("b", b"b"))[0])
    results, put = site.build(text("a", b"a"), group("pages", text("b", b"b"), parts=("v2",))[0])
    assert (put, results.keep, dict(results.why)) == (set(), {".nojekyll", "a", "b"}, {})
