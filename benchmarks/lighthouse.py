"""Lighthouse's scores of the built demonstration, the median of several runs; exit 1 where one is below 98.

    python benchmarks/lighthouse.py [--runs 5]      (inv bench --lighthouse)

Lighthouse is a program for Node (20 or newer, with npm), the only one of the project: its exact versions stand in
`lighthouse/package-lock.json`, and the first run fetches them. It plays a phone on a slow line. Performance means
something only on a machine that does nothing else.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))

from benchmarks import serving  # noqa: E402 - found only now

KINDS = ("home", "briefing", "parallel", "topic")
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
LOWEST = 98
FLAGS = "--headless=new --no-sandbox --disable-gpu"


def program() -> list[str]:
    """The command, with what it needs fetched where it is not there."""
    if not shutil.which("node") or not shutil.which("npm"):
        sys.exit("Lighthouse needs Node 20 or newer, with npm: install it, then type the same command again.")
    folder, script = HERE / "lighthouse", HERE / "lighthouse/node_modules/lighthouse/cli/index.js"
    if not script.exists():
        words = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
        subprocess.run(words, cwd=folder, check=True)
    return ["node", str(script)]


def report(command: list[str], url: str) -> dict[str, Any]:
    """What one run says."""
    words = [*command, url, "--output=json", "--quiet", f"--chrome-flags={FLAGS}"]
    words.append(f"--only-categories={','.join(CATEGORIES)}")
    environment = os.environ | {"CHROME_PATH": serving.chromium()}
    done = subprocess.run(words, env=environment, check=True, capture_output=True, text=True)
    said: dict[str, Any] = json.loads(done.stdout)
    if "runtimeError" in said:
        sys.exit(f"{url}: {said['runtimeError']['message']}")
    return said


def scores(said: dict[str, Any]) -> list[int]:
    """Of each category, out of a hundred."""
    return [round(100 * said["categories"][name]["score"]) for name in CATEGORIES]


def losses(said: dict[str, Any]) -> set[str]:
    """The audits that cost something: category, name, title."""
    found = set()
    for name in CATEGORIES:
        for part in said["categories"][name]["auditRefs"]:
            audit = said["audits"][part["id"]]
            if part["weight"] and audit["score"] is not None and audit["score"] < 0.9:
                found.add(f"{name}: {audit['id']}: {audit['title']}")
    return found


def main() -> None:
    """Measure, print, judge."""
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--runs", type=int, default=5)
    runs = words.parse_args().runs
    command, low = program(), False
    print(f"{'page':<16}" + "".join(f"{name:>16}" for name in CATEGORIES))
    with tempfile.TemporaryDirectory(prefix="gozaresh-bench-") as folder, serving.demonstration(Path(folder)) as site:
        for kind, path in serving.pages().items():
            if kind.rpartition(", ")[0] not in KINDS:
                continue
            said = [report(command, site.address + path) for _ in range(runs)]
            medians = [statistics.median(column) for column in zip(*map(scores, said), strict=True)]
            print(f"{kind:<16}" + "".join(f"{median:>16g}" for median in medians), flush=True)
            if min(medians) < LOWEST:
                low = True
                print("\n".join(f"  {loss}" for loss in sorted(set().union(*map(losses, said)))))
    print(f"Some are below {LOWEST}." if low else f"None is below {LOWEST}.")
    sys.exit(low)


if __name__ == "__main__":
    main()
