"""Pictures that a text shows -> files that go along with it, if the site can show them.

They lie in the file itself (Word, OpenDocument, `data:` in HTML) or beside it. A picture of another site becomes a
link, for no page of ours asks another host. What cannot be carried is told, and its description stays.
"""

from __future__ import annotations

import re
from dataclasses import field, replace
from pathlib import Path
from urllib.parse import unquote

from plugins.config import SiteConfig
from plugins.desk.importing.raw import PICTURE, Block, Raw, Remark
from plugins.sources import pictures
from plugins.values import dataclass

_PICTURE = re.compile(r'!\[([^\]\n]{0,500})\]\(<?([^()\s<>]{1,1000})>?(?:\s+"[^"\n]{0,500}")?\)')
_OWN = re.compile(PICTURE.format(r"(\d+)"))
_REMOTE = re.compile(r"(?:https?:)?//", re.IGNORECASE)
ROOT = "../../"
"""From a briefing's folder to the content folder."""
_ENDINGS = {"JPEG": "jpg", "PNG": "png", "WEBP": "webp", "GIF": "gif"}


@dataclass(frozen=True, slots=True)
class Carried:
    """A text whose pictures are `PICTURE`, numbered as in `files`."""

    raw: Raw
    files: tuple[tuple[str, bytes], ...]
    """Ending of the name, bytes."""
    image: str = ""
    """The picture of the briefing: `PICTURE`, or a path of the content folder."""


@dataclass(slots=True)
class _Bag:
    source: Path
    folder: Path
    config: SiteConfig
    held: tuple[bytes, ...]
    files: list[tuple[str, bytes]] = field(default_factory=list)
    remarks: list[Remark] = field(default_factory=list)

    def carried(self, block: Block) -> str:
        """A block with its pictures as they will stand there."""
        return _PICTURE.sub(lambda match: self.put(match[2], match[1], block.place), block.text)

    def put(self, written: str, alt: str, place: int) -> str:
        """What stands for a picture in the text."""
        if _REMOTE.match(written):
            said = f"the picture {written} lies on another site: it became a link"
            self.remarks.append(Remark(place, said, "put the picture into content/images/ and show it from there"))
            return f"[{alt or written}]({written})"
        name = self.name(written, place)
        return f"![{alt}]({name})" if name else alt

    def name(self, written: str, place: int) -> str:
        """The address to write; empty where the picture cannot be shown."""
        own = _OWN.fullmatch(written)
        number = int(own[1]) if own else 0
        data = self.held[number - 1] if 0 < number <= len(self.held) else None
        if data is None:
            data = None if own else self._beside(written)
        if data is None:
            if self.there(written):
                return ROOT + written.lstrip("/")
            if not own:
                said = f"the picture {written} is not beside the file"
                self.remarks.append(Remark(place, said, "put it into content/images/ and write its path there"))
            return written
        seen, problems = pictures.read(f"picture {number}" if own else written, data)
        if seen is None:
            why = problems[0].message if problems else "it cannot be read"
            said = f"{f'picture {number}' if own else written} is left out: {why}"
            self.remarks.append(Remark(place, said, "save it as PNG or JPEG, put it into content/images/ and show it"))
            return ""
        if (file := (_ENDINGS[seen.format], data)) not in self.files:
            self.files.append(file)
        return PICTURE.format(self.files.index(file) + 1)

    def there(self, written: str) -> bool:
        """Whether a path from the content folder's root leads to a file of it."""
        return written.startswith("/") and _inside(self.folder, written) is not None

    def _beside(self, written: str) -> bytes | None:
        if self.there(written):
            return None
        found = _inside(self.source.parent, unquote(re.sub(r"[?#].*", "", written)))
        if found is None or found.stat().st_size > self.config.max_file_bytes:
            return None
        return found.read_bytes()


def carry(raw: Raw, source: Path, folder: Path, config: SiteConfig) -> Carried:
    """Find the pictures of a text. `folder`: the content folder, whose own pictures stay where they are."""
    bag = _Bag(source, folder, config, raw.pictures)
    blocks = []
    for block in raw.blocks:
        if block.text.startswith(("```", "~~~")):
            blocks.append(block)
            continue
        text = bag.carried(block)
        blocks += [replace(block, text=text)] if text.strip() else []
    stated = raw.facts.picture
    image = "" if not stated or _REMOTE.match(stated) else bag.name(stated, 0)
    if image == stated:
        image = ""
    facts = raw.facts
    if stated and not image:
        facts = replace(facts, imported={**facts.imported, "image": stated})
    made = replace(raw, blocks=tuple(blocks), facts=facts, remarks=(*raw.remarks, *bag.remarks))
    return Carried(made, tuple(bag.files), image)


def _inside(folder: Path, written: str) -> Path | None:
    """A file in a folder, by a path that does not leave it, by a link neither."""
    try:
        path = folder / written.lstrip("/")
        real = path.resolve(strict=True)
        return path if real.is_relative_to(folder.resolve()) and real.is_file() else None
    except (OSError, ValueError):
        return None
