"""The stages of a build on one screen: scan -> sources -> checks -> site, packs -> build.

This is the only module that knows the order; each stage knows its own part. Content faults come back in the Report,
and a build with an error has changed nothing.
"""

from __future__ import annotations

import json
import shutil
import time
from collections import deque
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

from plugins import site, telling
from plugins.build import MARK, commit, engine, fingerprint, labour, manifest, readings, workers, writing
from plugins.build.rendering import Common, Done
from plugins.build.staging import staging
from plugins.build.tasks import Shares, Tasks
from plugins.config import SiteConfig
from plugins.facing import Read, Wanted
from plugins.gather import Gathered, Spread, gather
from plugins.model import Collection, Job, Output, Pack, Planned, Problem, Strings, Workshop, plain, ready
from plugins.parts import Parts
from plugins.readers import READ
from plugins.request import Clock, Report, Request, named, reading_fingerprint, stops
from plugins.shortcut import Seen, remember
from plugins.site.assets import Assets
from plugins.site.context import SiteContext, content_paths
from plugins.theme import read_strings, read_theme
from plugins.values import dataclass

RENDERERS = {
    "template": "plugins.render.html:page",
    "pdf": "plugins.render.pdf:document",
    "fonts": "plugins.render.text_layer:fonts",
    "picture": "plugins.render.pictures:picture",
    "card": "plugins.render.cards:card",
    "copy": "plugins.render.files:copy",
    "bytes": "plugins.render.files:plain",
}
"""Kind of job -> the function that makes its bytes."""
HEAVY = frozenset({"pdf", "fonts", "picture", "card"})
"""Kinds of which one at a time goes to a worker, the longest first."""
_LARGE = 40
"""A pack of so many sources is drawn by all workers, before one binds it."""
FONTS = "fonts of the PDFs"
"""An output without files: whether words set in the PDFs' fonts can be read back."""
_MANY = 25
"""Files or pages that go to a worker at once."""


@dataclass(frozen=True, slots=True)
class Checked:
    """What reading and checking came to."""

    report: Report
    gathered: Gathered
    seen: Seen


def check(
    request: Request,
    clock: Clock,
    problems: list[Problem],
    state: Path,
    seen: Seen,
    readers: workers.Crew,
    *,
    keep: bool = True,
) -> Checked:
    """Read everything and find every problem; nothing of `output/` changes. `keep`: what was read and found, for the
    next time.
    """
    config = request.config
    clock.stage("read")
    cache = readings.load(state, reading_fingerprint(request), keep=keep)
    gathered = gather(seen.files, config, request.now, clock.progress.step, cache, _read_all(readers, request))
    clock.stage("check")
    noted = cache.noted
    if noted.get("checked") != gathered.checked:
        from plugins import checks

        told = [plain(problem) for problem in checks.problems(gathered.collection, config)]
        noted = {"checked": gathered.checked, "found": json.dumps(told)}
    found = [Problem(*problem) for problem in json.loads(noted["found"])]
    compared = request.check_only or request.strict
    if compared:
        # No finding between editions stops a build but under --strict; comparing takes as long as half of a build.
        found += _between(request, gathered, state, seen, readers, keep=keep)
    stay, notes = telling.told([*seen.problems, *gathered.problems, *found], gathered, request, compared=compared)
    problems += stay
    if keep and (gathered.fresh or len(gathered.rows) != len(cache.rows) or noted != cache.noted):
        rows = {path: row for path, row in gathered.rows.items() if row.digest}
        cache.save(rows, seen.when, noted)
    clock.stop()
    report = Report(
        named(problems, request),
        request.output,
        failed=stops(problems, strict=request.strict),
        briefings=_count(gathered.collection, config),
        notes=notes,
        stages=tuple(clock.stages),
    )
    return Checked(report, gathered, seen)


def _between(
    request: Request, gathered: Gathered, state: Path, seen: Seen, readers: workers.Crew, *, keep: bool
) -> list[Problem]:
    """What the editions of a briefing say otherwise than one another."""
    from plugins import pairing
    from plugins.checks.pair import Glossary

    glossary = Glossary(gathered.collection.names.values())
    table = gathered.rows.get("names.yaml")
    pairs = pairing.Pairs(state, fingerprint.joined(reading_fingerprint(request), table.digest if table else ""))

    def spread(common: pairing.Common, wanted: Sequence[pairing.Wanted]) -> Iterator[tuple[int, tuple[Problem, ...]]]:
        return readers.map(pairing.COMPARE, common, wanted, chunk=_MANY, name=lambda one: repr(one.slug))

    where = {file.path: file.absolute for file in seen.files}
    found = pairs.problems(gathered.briefings, pairing.Common(request.config, glossary), where, spread)
    if keep:
        with writing(state):
            pairs.save()
    return found


def _read_all(readers: workers.Crew, request: Request) -> Spread:
    def spread(config: SiteConfig, wanted: Sequence[Wanted]) -> Iterator[tuple[int, Read]]:
        results = readers.map(READ, config, wanted, chunk=_MANY, name=lambda file: repr(file.path))
        if wanted and not request.check_only:
            labour.load(RENDERERS["template"])  # what has been read will be rendered; they are at work meanwhile
        return results

    return spread


def _render_all(request: Request) -> engine.Spread:
    hands = request.config.workers or workers.cores()

    def spread(common: Common, tasks: Tasks) -> Iterator[Done]:
        heavy = tasks.only(sorted(tasks.of(HEAVY).outputs, key=lambda output: -len(output.parts)))
        large = tasks.only([o for o in heavy.outputs if o.kind == "pdf" and len(o.sources) >= _LARGE])
        with workers.crew(hands) as crew:
            if isinstance(hands, int) and hands > 1 and common.workshop.pieces and large:
                # All hands on the articles of a large pack; whoever then binds it finds them drawn.
                deque(crew.map("plugins.render.volumes:draw", common, Shares(large, hands), chunk=1), maxlen=0)
            for part, chunk in ((heavy, 1), (tasks.of(HEAVY, others=True), _MANY)):
                done = crew.map(
                    "plugins.build.rendering:render", common, part, chunk=chunk, name=lambda t: repr(t.name)
                )
                yield from (result for _, result in done)

    return spread


def build(request: Request, clock: Clock, checked: Checked, problems: list[Problem], state: Path) -> Report:
    """Render what changed and put it in place."""
    gathered, seen, report = checked.gathered, checked.seen, checked.report
    clock.stage("plan")
    config = request.config
    strings = read_strings(request.theme, config)
    theme, theme_blobs = read_theme(request.theme)
    planned = plan(gathered.collection, config, strings, theme)
    old = manifest.load(state)
    before = engine.Before(old, request.output, seen.stats(request, old.totals.left), seen.fingerprint, state)
    clock.stage("render")
    with staging(state) as stage:
        shared = isinstance(config.workers, int)
        compiled, drawn = (_kept(name, seen.fingerprint, state) if shared else "" for name in ("templates", "pieces"))
        blobs = gathered.blobs | theme_blobs | _sources(gathered, request)
        workshop = Workshop(str(request.theme), strings, blobs, compiled, drawn)
        common = Common(RENDERERS, workshop, str(stage.folder) if shared else "")
        made = engine.render(planned, common, stage, before, clock.progress.step, _render_all(request))
        if any(name.endswith(".pdf") for name in made.why):
            _forget_pieces(drawn)
        problems += telling.allowed(made.problems, gathered, config)
        if stops(problems, strict=request.strict):
            clock.stop()
            return replace(report, problems=named(problems, request), failed=True, stages=tuple(clock.stages))
        clock.stage("commit")
        new = made.manifest.encode()
        done = commit.commit(stage, request.output, config.claimed, keep=made.staying, state=state, manifest=new)
    clock.stop()
    totals = made.manifest.totals
    report = replace(
        report,
        problems=named(problems, request),
        pages=totals.endings.get("html", 0),
        pdfs=totals.endings.get("pdf", 0),
        written=done.written,
        unchanged=totals.files - done.written,
        removed=done.removed,
        stages=tuple(clock.stages),
        committed=True,
        why=made.why,
    )
    remember(request, state, seen, gathered.until, made.manifest, report)
    return report


def _forget_pieces(folder: str) -> None:
    """Let go of drawn articles that no build has asked for in a month."""
    oldest = time.time() - 30 * 86_400
    for path in Path(folder).glob("*"):
        with suppress(OSError):
            if path.stat().st_mtime < oldest:
                path.unlink()


def _sources(gathered: Gathered, request: Request) -> dict[str, str]:
    """Digest -> file of the Markdown that PDFs to keep carry."""
    packs = gathered.collection.packs
    if not request.config.archive_pdfs and not any("archive" in p.formats for p in packs):
        return {}
    editions = [e for b in gathered.collection.briefings for e in b.editions]
    return {e.record: str(request.content / e.path) for e in editions}


def _kept(name: str, fingerprint: str, state: Path) -> str:
    """Where compiled templates or drawn articles are kept: those of other code, libraries or another theme go."""
    for folder in (state / name).glob("*"):
        if folder.name != fingerprint:
            shutil.rmtree(folder, ignore_errors=True)
    return str(state / name / fingerprint)


def plan(collection: Collection, config: SiteConfig, strings: dict[str, Strings], theme: Assets) -> Planned:
    """Everything that the site is made of."""
    paths = content_paths(collection, config)
    parts = Parts(collection, paths)
    documents: Sequence[Output] = ()
    bound: Sequence[Pack] = ()
    if config.pdf:
        from plugins import packs

        documents, bound = packs.outputs(collection, config, strings, parts), packs.plan(collection, config, strings)
    context = SiteContext(
        collection=collection,
        config=config,
        strings=strings,
        assets=theme.paths,
        packs=tuple(bound),
        pdfs=frozenset(output.name for output in documents),
        content_paths=paths,
        parts=parts,
    )
    mark = ready(".nojekyll", Job("bytes", (".nojekyll", MARK)))
    fonts = (ready(FONTS, Job("fonts", FONTS)),) if documents else ()
    return (mark, *theme.outputs, *site.outputs(context), *documents, *fonts)


def _count(collection: Collection, config: SiteConfig) -> dict[str, int]:
    editions = [e for b in collection.briefings for e in b.editions]
    return {row.tag: sum(e.language == row.tag for e in editions) for row in config.languages}
