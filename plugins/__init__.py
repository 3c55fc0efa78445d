"""Gozaresh: a folder of Markdown briefings -> a two-language site and PDF packs.

The folders are the stages of the pipeline; `stages.py` shows the whole of it on one screen:

    model, languages, config      the values, the table of languages, the settings
    persian/                      pure knowledge of Persian text: letters, numbers, dates
    english/, bilingual/          the same of English text; of both at once: sounds, places, offices, equal quantities
    sources/                      a source file -> editions (front matter, Markdown, sanitise, typeset, places)
    checks/                       a text, a pair of editions, the collection -> problems; one rule a file
    site/                         the collection -> outputs: pages, lists, feeds, alternates, pictures
    packs/                        the collection -> outputs: the PDF of an edition, packs
    search/                       the collection -> outputs: the index
    render/                       a job -> bytes: Jinja in one file, WeasyPrint in another, pictures in a third
    build/                        outputs -> files: scan, engine, commit
    desk/                         what authors touch: import, reports, what the terminal shows
    parts, stored, rest, reading, gather    an output's keys; cached editions; files -> the collection
    telling                       all problems -> those that a run tells of
    values, readers               how values are made; who reads files, hired when a command begins
    pairing                       the editions of a briefing -> problems between them, kept
    stages, pipeline, settings, hooks    the order of it all; the lock; Pelican's settings; Pelican itself

Imports point down only: model < languages, config < persian < english < bilingual < sources, checks < site, packs,
search < stages < pipeline < desk, hooks < tasks.py. `build` knows `model` alone; `render` knows `model` and
`languages`. sources, persian, english, bilingual, checks, site, packs and search are pure: no clock, no network, no
disk. tests/test_layers.py holds this.
"""
