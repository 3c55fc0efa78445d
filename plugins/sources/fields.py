"""The nodes of a YAML head or file -> values by the schema, with every problem and the place of every value.

A key that is there and empty counts as left out. What is wrong is reported and left out of the values, so
that one look shows everything that is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from plugins.languages import KNOWN_TAGS
from plugins.model import Allowance
from plugins.sources.file_names import FileName
from plugins.sources.nodes import Entry, Node, Scalar, Sequence, Table
from plugins.sources.schema import Field, nearest
from plugins.sources.values import KINDS, Context, Refused, place, words


def read(
    table: Table, fields: Mapping[str, Field], context: Context, *, prefix: str = "", lenient: bool = False
) -> dict[str, Any]:
    """Key -> value, for keys that are there and right.

    Marks go to the context as "topics", "topics.0", "sources.0.url". `lenient` makes unknown keys warnings.
    Codes: unknown-key, missing-key, bad-value, bad-date, outside-content.
    """
    values: dict[str, Any] = {}
    refused = set()
    for key, entry in table.entries.items():
        spec = fields.get(key)
        if spec is None:
            _unknown(key, entry, fields, context, lenient=lenient)
            continue
        if spec.kind == "kept":
            continue
        mark = prefix + key
        if empty(entry.value) and not (spec.kind == "reasons" and isinstance(entry.value, Table)):
            continue
        context.marks[mark] = place(entry.value)
        value = _many(spec, entry.value, mark, context) if spec.many else _one(spec, entry.value, mark, context)
        if value is None:
            refused.add(key)
        else:
            values[key] = value
    for spec in fields.values():
        if spec.required and spec.name not in values and spec.name not in refused:
            _missing(spec, table, context)
    if not prefix:
        context.refused |= refused
    return values


def empty(node: Node) -> bool:
    """Whether a value says nothing."""
    if isinstance(node, Scalar):
        return not node.text.strip()
    inner = node.items if isinstance(node, Sequence) else [entry.value for entry in node.entries.values()]
    return all(map(empty, inner))


def agree(values: Mapping[str, Any], name: FileName, context: Context) -> None:
    """`lang` and `slug`, where written, say what the file name says. Code: contradicts-file-name."""
    for key, right in (("lang", name.language.tag), ("slug", name.slug)):
        written = values.get(key, right)
        if name.usable and written.lower() != right:
            message = f"{key} is “{written}” here and “{right}” in the file's name"
            target = f"{name.slug}.{written}.md" if key == "lang" else f"{written}.{name.language.tag}.md"
            fix = f"delete the line, or rename the file to {target}"
            context.report(context.marks[key], "contradicts-file-name", message, fix)


def _unknown(key: str, entry: Entry, fields: Mapping[str, Field], context: Context, *, lenient: bool) -> None:
    near = nearest(key, fields)
    at = entry.line, entry.column
    if lenient:
        fix = f"write {near}:" if near and "://" not in str(entry.value) else "delete the line if nothing needs it"
        context.report(at, "unknown-key", f"nothing is done with “{key}”", fix, "warning")
        return
    fix = f"write {near}" if near else "delete the line" + _listed(fields)
    context.report(at, "unknown-key", f"“{key}” is not a key", fix)


def _listed(fields: Mapping[str, Field]) -> str:
    names = [name for name in fields if name not in KNOWN_TAGS]
    return f"; the keys are {', '.join(names)}" if 0 < len(names) <= 6 else ""


def _missing(spec: Field, table: Table, context: Context) -> None:
    entry = table.entries.get(spec.name)
    at = (entry.line, entry.column) if entry else (table.line, table.column)
    message = f"“{spec.name}” is empty" if entry else f"“{spec.name}” is missing"
    context.report(at, "missing-key", message, f"write {spec.name}: {spec.example}")


def _many(spec: Field, node: Node, mark: str, context: Context) -> tuple[Any, ...] | None:
    items = node.items if isinstance(node, Sequence) else (node,)
    values: list[Any] = []
    for item in items:
        if empty(item):
            continue
        own = f"{mark}.{len(values)}"
        context.marks[own] = place(item)
        value = _one(spec, item, own, context)
        if value is not None and not (spec.kind in ("id", "person", "label") and value in values):
            values.append(value)
        else:
            for gone in [key for key in context.marks if key == own or key.startswith(f"{own}.")]:
                del context.marks[gone]
    return tuple(values) or None


def _one(spec: Field, node: Node, mark: str, context: Context) -> Any:  # noqa: PLR0911
    """The value, or None with the problem reported."""
    if spec.kind == "mapping" and spec.shorthand and isinstance(node, Scalar):
        return _from_shorthand(spec, node, mark, context)
    if spec.kind == "reasons":
        return _reasons(spec, node, context)
    if spec.kind in ("mapping", "forms", "form-lists"):
        if not isinstance(node, Table):
            context.report(place(node), "bad-value", f"{spec.name} takes keys and values", f"write {spec.example}")
            return None
        if spec.kind == "mapping":
            return _mapping(spec, node, mark, context)
        return read(node, _languages(spec), context, prefix=f"{mark}.") or None
    if not isinstance(node, Scalar):
        given = "a list" if isinstance(node, Sequence) else "a value with keys of its own"
        fix = f"write {spec.example}; put it in quotes if it begins with [ or {{"
        context.report(place(node), "bad-value", f"{spec.name} takes a text, not {given}", fix)
        return None
    try:
        return KINDS[spec.kind](node, spec, context)
    except Refused as refused:
        context.report(place(node), refused.code, refused.message, refused.fix)
        return None


def _languages(spec: Field) -> Mapping[str, Field]:
    return {tag: Field(tag, "words", spec.doc, "…", many=spec.kind == "form-lists") for tag in sorted(KNOWN_TAGS)}


def _mapping(spec: Field, node: Table, mark: str, context: Context) -> dict[str, Any] | None:
    fields = {inner.name: inner for inner in spec.fields}
    values = read(node, fields, context, prefix=f"{mark}.")
    return values if all(inner.name in values for inner in spec.fields if inner.required) else None


def _from_shorthand(spec: Field, node: Scalar, mark: str, context: Context) -> dict[str, Any] | None:
    """A plain text: the field's main key; among sources, an address is its own title."""
    entry = Entry(node.line, node.column, node)
    entries = {spec.shorthand: entry}
    if spec.name == "sources" and re.fullmatch(r"https?://\S+", node.text.strip()):
        entries["url"] = entry
    return _mapping(spec, Table(entries, node.line, node.column), mark, context)


def _reasons(spec: Field, node: Node, context: Context) -> tuple[Allowance, ...] | None:
    reasons: list[Allowance] = []
    for code, at, reason in pairs(node):
        if not re.fullmatch(r"[a-z][a-z0-9-]*", code):
            context.report(at, "bad-value", f"“{code}” is not a check's code", f"write {spec.example}")
        elif not reason:
            context.report(at, "missing-key", f"“{code}” is allowed without a reason", f"write {{{code}: why}}")
        else:
            reasons.append(Allowance(code, reason, *at))
    return tuple(reasons) or None


def pairs(node: Node) -> Iterator[tuple[str, tuple[int, int], str]]:
    """Codes of an `allow` with their places and reasons, whether it is a mapping or a list of them."""
    if isinstance(node, Scalar):
        yield words(node.text), place(node), ""
    elif isinstance(node, Table):
        for code, entry in node.entries.items():
            yield (
                code,
                (entry.line, entry.column),
                words(entry.value.text) if isinstance(entry.value, Scalar) else "",
            )
    else:
        for item in node.items:
            if isinstance(item, Sequence):
                yield "[…]", place(item), ""
            else:
                yield from pairs(item)
