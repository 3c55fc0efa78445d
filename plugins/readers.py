"""Nothing yet -> who will read files, always on this machine, for the files are here.

After an edit half of the time goes into loading modules. So one worker loads what reading needs (Markdown, YAML, nh3)
while the process that builds finds out what it is asked for, lists the content and loads what planning and rendering
need. Where there is nothing to do it has begun in vain, on a core that nobody needed.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from plugins.build.processes import Local, crew
from plugins.build.workers import cores

READ = "plugins.reading:read"
"""What reads a file, in whatever process."""


_here: list[Local] = []
"""Who has been hired in this process: between a command and its build lies Pelican, which hands nobody over."""


@contextmanager
def hired() -> Iterator[Local]:
    """Hire them, as many as there are cores, for as long as the block lasts; those who are here already, within one."""
    if _here:
        yield _here[-1]
        return
    with crew(cores()) as readers:
        readers.expect(READ)
        _here.append(readers)
        try:
            yield readers
        finally:
            _here.remove(readers)
