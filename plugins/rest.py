"""A row of the cache -> what reading its file gave beside the row, loaded when somebody asks for it.

Where the cache is damaged there, the file is read again; so nobody who asks needs to know.
"""

from __future__ import annotations

import pickle
from dataclasses import dataclass
from functools import partial
from typing import Any

from plugins.build.readings import Readings, Row
from plugins.build.scan import ContentFile
from plugins.config import SiteConfig
from plugins.facing import Read, Wanted
from plugins.model import BuildError, Edition, Problem
from plugins.stored import without_texts


@dataclass(slots=True)
class Rest:
    """What reading a file gave beside its row: from the cache, or where that is damaged by reading it again."""

    file: ContentFile
    row: Row
    cache: Readings
    config: SiteConfig
    _value: Any = None
    _loaded: bool = False

    def value(self) -> Any:
        """The value, loaded once."""
        if not self._loaded:
            data = self.cache.get(self.row.rest)
            self._value, self._loaded = pickle.loads(data or self._again().rest), True  # noqa: S301 - whole by its checksum
        return self._value

    def edition(self, number: int) -> Edition:
        """An edition of the file."""
        found: Edition = self.value()[number]
        return without_texts(found, partial(self.texts, number))

    def texts(self, number: int) -> tuple[str, str]:
        """HTML and words of an edition's body; not kept."""
        data = self.cache.get(self.row.texts)
        found: tuple[str, str] = pickle.loads(data or self._again().texts)[number]  # noqa: S301 - the same
        return found

    def _again(self) -> Read:
        from plugins.reading import read

        again = read(self.config, Wanted(self.row.facing[0], self.file.path, self.file.absolute))
        if not again.digest and again.facing is not None:  # gone since
            raise BuildError(*(Problem(*problem) for problem in again.facing.problems))
        return again
