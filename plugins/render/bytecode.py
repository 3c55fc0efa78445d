"""Compiled templates <-> a folder of the state folder: to compile them takes longer than to fill the page of an edit.

Jinja names what it keeps by the template's name and believes it where the digest of the template's source fits. What
the disk has damaged must not reach marshal, so a digest of our own stands before it.
Source: Jinja's documentation, "Bytecode Cache"; Python's, "marshal" (not for data that may be wrong).
"""

from __future__ import annotations

from contextlib import suppress
from hashlib import blake2b
from pathlib import Path

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

_DIGEST = 16


class Bytecode(BytecodeCache):
    """A folder of compiled templates; one that cannot be read or written is an empty one."""

    def __init__(self, folder: str) -> None:
        """`folder` need not be there."""
        self._folder = Path(folder)

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take what was kept, if it is whole."""
        try:
            data = (self._folder / bucket.key).read_bytes()
        except OSError:
            return
        if data[:_DIGEST] == blake2b(data[_DIGEST:], digest_size=_DIGEST).digest():
            bucket.bytecode_from_string(data[_DIGEST:])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep it. Two workers may write at once: half of one and half of the other is not whole."""
        data = bucket.bytecode_to_string()
        with suppress(OSError):
            self._folder.mkdir(parents=True, exist_ok=True)
            (self._folder / bucket.key).write_bytes(blake2b(data, digest_size=_DIGEST).digest() + data)
