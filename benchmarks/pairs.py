"""Count what the checks of pairs catch and where they cry wolf, over tests/cases/pairs; and how long they take.

    python benchmarks/pairs.py [FOLDER]      (inv bench --pairs)

A `bad-*` case has one planted fault: caught where any warning is raised. A `good-*` case is sound: any warning is a
false alarm. FOLDER: other cases of the same form, whose names need not name a code.
"""

from __future__ import annotations

import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from plugins import pairing  # noqa: E402
from plugins.build.readings import Readings  # noqa: E402
from plugins.build.scan import scan  # noqa: E402
from plugins.checks.pair import Glossary  # noqa: E402
from plugins.config import SiteConfig  # noqa: E402
from plugins.gather import gather  # noqa: E402
from plugins.model import Problem  # noqa: E402
from tests.folders import lay  # noqa: E402

CONFIG = SiteConfig()
NOW = datetime(2026, 1, 1, tzinfo=UTC)


def compared(case: Path) -> tuple[list[Problem], float]:
    """Warnings between the editions of a case, and the seconds that comparing took."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        lay(case, folder)
        files, _ = scan(folder, limit=CONFIG.max_file_bytes)
        gathered = gather(files, CONFIG, NOW, lambda *_: None, Readings(folder, ""))
        common = pairing.Common(CONFIG, Glossary(gathered.collection.names.values()))
        where = {file.path: file.absolute for file in files}
        start = time.perf_counter()
        found = pairing.Pairs(folder, "").problems(gathered.briefings, common, where, pairing.here)
        return [p for p in found if p.severity == "warning"], time.perf_counter() - start


def main() -> None:
    """Print the figures, and every case that is not as it should be."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "tests/cases/pairs"
    cases = sorted(folder.glob("*.txt"))
    compared(cases[0])  # dictionaries are loaded
    bad = {case: compared(case) for case in cases if case.stem.startswith("bad-")}
    good = {case: compared(case) for case in cases if case.stem.startswith("good-")}
    missed = [case for case, (found, _) in bad.items() if not found]
    alarms = [case for case, (found, _) in good.items() if found]
    for case in missed:
        print(f"missed: {case.stem}")
    for case in alarms:
        print(f"false alarm: {case.stem}: {good[case][0][0]}")
    more = sum(len(found) > 1 for found, _ in bad.values())
    took = sorted(seconds for _, seconds in (*bad.values(), *good.values()))
    print(f"caught {len(bad) - len(missed)} of {len(bad)} planted faults ({more} with more than one warning)")
    print(f"false alarms in {len(alarms)} of {len(good)} sound pairs")
    print(f"{1000 * took[len(took) // 2]:.1f} ms a pair (median)")


if __name__ == "__main__":
    main()
