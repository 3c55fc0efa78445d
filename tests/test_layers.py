"""DESIGN section 3: imports point down only, and the pure stages know no clock, network or disk."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
MAKERS = set((ROOT / "plugins").glob("*/data/make.py"))
"""Scripts beside the data that they made; nothing imports them."""
FILES = sorted({*(ROOT / "plugins").rglob("*.py"), ROOT / "tasks.py"} - MAKERS)

MAY_IMPORT = {
    "model": set(),
    "languages": {"model"},
    "config": {"model", "languages"},
    "persian": {"model", "languages", "persian"},
    "english": {"model", "languages", "persian", "english"},
    "bilingual": {"model", "languages", "persian", "english", "bilingual"},
    "sources": {"model", "languages", "config", "persian", "english", "sources"},
    "checks": {"model", "languages", "config", "persian", "english", "bilingual", "sources", "checks"},
    "pairing": {"model", "config", "sources", "checks"},
    "parts": {"model"},
    "stored": {"model"},
    "site": {"model", "languages", "config", "persian", "sources", "parts", "site"},
    "packs": {"model", "languages", "config", "persian", "sources", "parts", "packs"},
    "search": {"model", "languages", "config", "persian", "sources", "search"},
    # The facts that a page prints of its PDFs are written in the language's digits where they become known.
    "render": {"model", "languages", "persian", "render"},
    "build": {"model", "build"},
    "facing": set(),
    "reading": {"persian", "model", "config", "facing", "parts", "stored", "sources", "checks", "build"},
    "readers": {"build"},
    "rest": {"model", "config", "facing", "stored", "reading", "build"},
    "telling": {"model", "config", "checks", "gather", "request"},
    "request": {"model", "config", "build"},
    "shortcut": {"model", "request", "build"},
    "theme": {"model", "config", "site", "build"},
    "gather": {"model", "languages", "config", "facing", "parts", "rest", "stored", "reading", "sources", "build"},
    "stages": {
        "model",
        "languages",
        "config",
        "sources",
        "checks",
        "site",
        "packs",
        "search",
        "parts",
        "theme",
        "request",
        "shortcut",
        "facing",
        "build",
        "gather",
        "pairing",
        "readers",
        "telling",
    },
    "pipeline": {"model", "readers", "request", "shortcut", "build", "stages"},
    "settings": {"model", "config", "request"},
    "desk": {
        "model",
        "languages",
        "config",
        "persian",
        "sources",
        "checks",
        "build",
        "request",
        "settings",
        "pipeline",
        "desk",
    },
    "hooks": {"model", "settings", "desk"},
    "tasks": {"model", "languages", "config", "request", "settings", "readers", "pipeline", "desk", "hooks", "build"},
}
# A renderer is handed a frozen value that a stage above made, and names its type; it may not call the stage.
VALUES = {("render", "packs.values"), ("render", "site.cards")}
PURE = {
    "model",
    "languages",
    "config",
    "persian",
    "english",
    "bilingual",
    "sources",
    "checks",
    "parts",
    "stored",
    "facing",
    "site",
    "packs",
}
PURE |= {"search"}
IMPURE = {
    "os",
    "pathlib",
    "socket",
    "subprocess",
    "urllib.request",
    "shutil",
    "tempfile",
    "random",
    "time",
    "io.open",
}
CALLS = {"open", "now", "today", "utcnow"}


def layer(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return parts[1] if parts[0] == "plugins" and len(parts) > 1 else parts[-1]


def imports(tree: ast.AST):
    """Dotted names of plugins modules (and of others) that a file imports at run time or for types."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node.lineno, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            if node.module == "plugins":
                yield from ((node.lineno, f"plugins.{alias.name}") for alias in node.names)
            else:
                yield node.lineno, node.module


def upward(path: Path) -> list[str]:
    here = layer(path)
    found = []
    for line, name in imports(ast.parse(path.read_text("utf-8"))):
        if name.startswith("plugins."):
            there = name.split(".")[1]
            inside = name.removeprefix("plugins.")
            if there not in {"values", *MAY_IMPORT.get(here, set())} and (here, inside) not in VALUES:
                found.append(f"{path.relative_to(ROOT)}:{line} imports {name}")
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(ROOT)))
def test_imports_point_down(path):
    if path == ROOT / "plugins/__init__.py":
        assert not list(imports(ast.parse(path.read_text("utf-8"))))
    else:
        assert not upward(path)


@pytest.mark.parametrize("path", [p for p in FILES if layer(p) in PURE], ids=lambda p: str(p.relative_to(ROOT)))
def test_pure_stages_touch_nothing(path):
    tree = ast.parse(path.read_text("utf-8"))
    faults = [f"{line}: {name}" for line, name in imports(tree) if name in IMPURE]
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            name = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            stream = name == "open" and isinstance(node.func, ast.Attribute) and layer(path) in {"sources", "model"}
            if name in CALLS and not stream and not (layer(path) == "model" and name == "open"):
                faults.append(f"{node.lineno}: calls {name}()")
    assert not faults


def test_pelican_signals_are_known_to_hooks_alone():
    users = {layer(p) for p in FILES for _, name in imports(ast.parse(p.read_text("utf-8"))) if "pelican" in name}
    assert users <= {"hooks", "tasks"}


def test_weasyprint_is_known_to_render_alone():
    users = {
        p.relative_to(ROOT).as_posix()
        for p in FILES
        for _, name in imports(ast.parse(p.read_text("utf-8")))
        if name.startswith("weasyprint")
    }
    assert {path.rpartition("/")[0] for path in users} == {"plugins/render"}
