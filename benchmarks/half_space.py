"""Lose the half-spaces of right sentences, restore them, and count: precision, recall, harm, speed.

    python benchmarks/half_space.py      (inv bench --half-space)

On sentences of our own (half_space.txt) and, where they lie beside the project, on those of shared/data/half-space-dev.
Each line is a text of its own. A boundary is a place between two letters; right is a half-space where the sentence has
one. A space that becomes a half-space counts as wrong too. Harm: words that repairs change in right sentences.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from plugins.persian.half_space import repairs, restore  # noqa: E402
from plugins.persian.lexicon import lexicon  # noqa: E402

HALF_SPACE = "\u200c"
OURS = Path(__file__).with_suffix(".txt")
SHARED = ROOT.parent / "shared/data/half-space-dev/gold.txt"
DAMAGES: dict[str, Callable[[str], str]] = {
    "joined": lambda line: line.replace(HALF_SPACE, ""),
    "spaced": lambda line: line.replace(HALF_SPACE, " "),
}


@dataclass(frozen=True, slots=True)
class Figures:
    """Of half-spaces."""

    precision: float
    recall: float


def boundaries(line: str) -> set[int]:
    """How many letters stand before each half-space."""
    found, letters = set(), 0
    for char in line:
        if char == HALF_SPACE:
            found.add(letters)
        elif not char.isspace():
            letters += 1
    return found


def score(gold: Sequence[str], restored: Sequence[str]) -> Figures:
    """All lines together."""
    wanted = made = right = 0
    for line, own in zip(gold, restored, strict=True):
        a, b = boundaries(line), boundaries(own)
        wanted, made, right = wanted + len(a), made + len(b), right + len(a & b)
    return Figures(right / max(1, made), right / max(1, wanted))


def harm(gold: Sequence[str], repaired: Sequence[str]) -> float:
    """Share of the words that were changed."""
    changed = total = 0
    for line, own in zip(gold, repaired, strict=True):
        words, others = line.split(), own.split()
        total += len(words)
        if line != own:
            changed += abs(len(words) - len(others)) + sum(a != b for a, b in zip(words, others, strict=False))
    return changed / max(1, total)


def show(name: str, gold: Sequence[str]) -> None:
    """A table for a set of sentences."""
    print(f"\n{name}: {len(gold)} sentences, {sum(line.count(HALF_SPACE) for line in gold)} half-spaces")
    for kind, damage in DAMAGES.items():
        damaged = [damage(line) for line in gold]
        for tier in ("safe", "likely"):
            began = time.process_time()
            restored = [restore(line, tier=tier) for line in damaged]
            speed = sum(map(len, damaged)) / max(1e-9, time.process_time() - began) / 1e6
            found = score(gold, restored)
            print(
                f"  {kind:7} {tier:7} precision {found.precision:.3f}  recall {found.recall:.3f}  "
                f"{speed:.2f} million characters/s"
            )
    harmed = harm(gold, [restore(line, tier="safe") for line in gold])
    print(f"  right sentences: safe repairs change {100 * harmed:.3f} % of the words")


def main() -> None:
    """Print everything."""
    began = time.process_time()
    lexicon()
    repairs("می شود")
    print(f"loading: {time.process_time() - began:.2f} s")
    show("our own", OURS.read_text("utf-8").splitlines())
    if SHARED.is_file():
        show("shared", SHARED.read_text("utf-8").splitlines())


if __name__ == "__main__":
    main()
