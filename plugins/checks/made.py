"""Entries that files made by naming them -> one warning for each, at its first place, however many files name it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from plugins.model import Collection, Edition, Problem

Named = Callable[[Edition], tuple[tuple[str, tuple[str, ...]], ...]]
"""An edition -> front-matter key and ids under it."""


def made_as_they_come(collection: Collection, table: str, named: Named) -> Iterator[Problem]:
    """Problems of code free-topic or free-person. `table`: "topics" or "people"."""
    first: dict[str, tuple[str, int, int]] = {}
    files: dict[str, int] = {}
    editions = [e for b in collection.briefings for e in b.editions if not e.embedded]
    for edition in sorted(editions, key=lambda e: e.path):
        for key, ids in named(edition):
            for number, made in enumerate(ids):
                if f"{table}/{made}" in collection.made:
                    if made not in first:  # only then is the rest of the edition loaded
                        place = edition.marks.get(f"{key}.{number}", edition.marks.get(key, (1, 0)))
                        first[made] = edition.path, *place
                    files[made] = files.get(made, 0) + 1
    entries = collection.topics if table == "topics" else collection.people
    for made, (path, line, column) in first.items():
        names = "، ".join(dict.fromkeys(entries[made].names.values()))
        more = f" (in {files[made]} files)" if files[made] > 1 else ""
        code = "free-topic" if table == "topics" else "free-person"
        message = f"{names!r}{more} has no entry in {table}.yaml and is made as it comes"
        names_of = set(entries[made].names.values())
        same = next((e.id for e in entries.values() if e.id != made and names_of & set(e.names.values())), "")
        fix = f"write {same!r}" if same else f"enter it in {table}.yaml as {made!r}, and write that here"
        yield Problem(path, line, column, code, message, fix, "warning")
