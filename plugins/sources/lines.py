"""The lines of a data block, each with its place in the file; and what is wrong with one."""

from __future__ import annotations

from plugins.values import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """A line without the white space around it, and where its first character stands."""

    text: str
    line: int
    column: int

    def at(self, offset: int) -> tuple[int, int]:
        """Line and column in the file of a character of it."""
        return self.line, self.column + offset

    def parts(self) -> tuple[str, str, int] | None:
        """The words on both sides of the first `|`, and where the second begin; None without one."""
        first, bar, second = self.text.partition("|")
        if not bar:
            return None
        return first.strip(), second.strip(), len(self.text) - len(second.lstrip())


@dataclass(frozen=True, slots=True)
class Fault:
    """A mistake: its place (None: the block itself), what is wrong, what to type."""

    at: tuple[int, int] | None
    message: str
    fix: str
