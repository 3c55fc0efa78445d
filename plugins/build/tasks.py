"""Outputs that have to be made -> tasks, each built when it is asked for; or shares of tasks for several processes.

On Linux a worker is a fork that sees the outputs where they lie, so that only numbers go out to it (see processes).
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import overload

from plugins.build.rendering import Task
from plugins.model import Facts, Output


class Tasks(Sequence[Task]):
    """Tasks whose jobs are built when they are asked for, which may be in another process."""

    def __init__(self, outputs: Sequence[Output], facts: Mapping[str, Facts]) -> None:
        """`facts`: output -> what it was given."""
        self.outputs = outputs
        self._facts = facts

    def __len__(self) -> int:
        """How many."""
        return len(self.outputs)

    @overload
    def __getitem__(self, index: int) -> Task: ...
    @overload
    def __getitem__(self, index: slice) -> Tasks: ...
    def __getitem__(self, index: int | slice) -> Task | Tasks:
        """Build a task, or take a part of them."""
        if isinstance(index, slice):
            return Tasks(self.outputs[index], self._facts)
        output = self.outputs[index]
        return Task(output.name, output.make(), self._facts.get(output.name, {}), output.sources)

    def of(self, kinds: Collection[str], *, others: bool = False) -> Tasks:
        """Those of some kinds, or those of all others."""
        return self.only([output for output in self.outputs if (output.kind in kinds) != others])

    def only(self, outputs: Sequence[Output]) -> Tasks:
        """Those of some outputs, in their order."""
        return Tasks(outputs, self._facts)


class Shares(Sequence[tuple[Task, int, int]]):
    """Tasks, each in so many shares that may be done in as many processes: the task, which share, of how many."""

    def __init__(self, tasks: Tasks, of: int) -> None:
        """`of`: how many shares each task has."""
        self._tasks, self._of = tasks, of

    def __len__(self) -> int:
        """How many shares."""
        return len(self._tasks) * self._of

    @overload
    def __getitem__(self, index: int) -> tuple[Task, int, int]: ...
    @overload
    def __getitem__(self, index: slice) -> list[tuple[Task, int, int]]: ...
    def __getitem__(self, index: int | slice) -> tuple[Task, int, int] | list[tuple[Task, int, int]]:
        """Build a task, with the number of the share."""
        if isinstance(index, slice):
            return [self[place] for place in range(*index.indices(len(self)))]
        return self._tasks[index // self._of], index % self._of, self._of
