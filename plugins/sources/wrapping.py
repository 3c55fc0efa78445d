"""A list of inline nodes and the runs in its text -> the same list with each run in a `<bdi>` of its own.

Runs come fitted (`runs.fit`): none cuts an element, so that one either holds an element whole or lies within it.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable
from dataclasses import field

from plugins.sources.runs import Run
from plugins.sources.tree import Element, Node
from plugins.values import dataclass


@dataclass(slots=True)
class Flat:
    """A sequence of inline nodes as one string: an atom (picture, break, isolate) is one character of it."""

    parts: list[str]
    widths: dict[int, int]
    """`id()` of an element -> its length in the string."""
    spans: list[tuple[int, int]]
    """Where the elements that are no atoms begin and end, outer before inner."""


@dataclass(frozen=True, slots=True)
class Box:
    """A new isolate, without attributes yet, and the run in it."""

    element: Element
    run: Run


def wrap(nodes: list[Node], start: int, found: Iterable[Run], widths: dict[int, int], boxes: list[Box]) -> list[Node]:
    """The nodes that begin at a position, with the runs among them wrapped; the new isolates go to `boxes`."""
    wrapping = _Wrapping(deque(found), widths, boxes)
    position = start
    for node in nodes:
        if isinstance(node, str):
            end = position + len(node)
            wrapping.text(node, position, end)
        else:
            end = position + widths[id(node)]
            wrapping.element(node, position, end)
        position = end
    return wrapping.out


@dataclass(slots=True)
class _Wrapping:
    waiting: deque[Run]
    """The first is the one in the open box, if a box is open."""
    widths: dict[int, int]
    boxes: list[Box]
    out: list[Node] = field(default_factory=list)
    box: Element | None = None

    def text(self, text: str, start: int, end: int) -> None:
        cut = start
        while self.waiting and (self.box is not None or self.waiting[0].start < end):
            run = self.waiting[0]
            if self.box is None:
                self.put(text[cut - start : run.start - start])
                cut = run.start
                self.open(run)
            stop = min(run.end, end)
            self.put(text[cut - start : stop - start])
            cut = stop
            if run.end > end:
                return
            self.close()
        self.put(text[cut - start :])

    def element(self, element: Element, start: int, end: int) -> None:
        if self.box is None and self.waiting and start < end:
            run = self.waiting[0]
            if run.start == start and end <= run.end:
                self.open(run)
            elif run.start >= start and run.end <= end:
                inner = []
                while self.waiting and self.waiting[0].end <= end:
                    inner.append(self.waiting.popleft())
                element.children = wrap(element.children, start, inner, self.widths, self.boxes)
        self.put(element)
        if self.box is not None and self.waiting[0].end <= end:
            self.close()

    def put(self, node: Node) -> None:
        if node != "":
            (self.out if self.box is None else self.box.children).append(node)

    def open(self, run: Run) -> None:
        box = Element("bdi")
        self.boxes.append(Box(box, run))
        self.out.append(box)
        self.box = box

    def close(self) -> None:
        self.box = None
        self.waiting.popleft()
