"""The import rule (DESIGN §2): a folder imports only folders above it in the house; run as a program or from a test."""

from __future__ import annotations

import ast
import sys
from pathlib import Path

LAYERS = ("model", "lang", "intake", "parse", "extract", "compare", "link", "store", "ledger", "export")
SHELLS = ("cli", "api", "web")
SHELLS_MAY = {"ledger", "export", "model"}
OPEN = {"errors", "settings"}

EXCEPTIONS = {
    # the settings of the reading shells: `read` runs the pipeline without a ledger, `doctor` asks what is installed
    ("cli", "intake"),
    ("cli", "extract"),
    ("cli", "parse"),
    ("cli", "lang"),
    ("api", "web"),
    ("web", "api"),
    ("api", "intake"),
}


def imported(path: Path) -> list[tuple[int, str]]:
    """Line and dotted name of everything of ours that a file imports."""
    found = []
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.level == 0 and (node.module or "").split(".")[0] == "recoupe":
            names = [f"{node.module}.{a.name}" for a in node.names] if node.module == "recoupe" else [node.module or ""]
            found += [(node.lineno, name) for name in names]
        elif isinstance(node, ast.ImportFrom) and node.level > 0:
            found.append((node.lineno, "recoupe.<relative>"))
        elif isinstance(node, ast.Import):
            found += [(node.lineno, a.name) for a in node.names if a.name.split(".")[0] == "recoupe"]
    return found


def allowed(folder: str, target: str) -> bool:
    """Whether a file of one folder may import from another."""
    if target in OPEN or target == folder or target.startswith("__"):
        return True
    if folder in OPEN:
        return False
    if folder in SHELLS:
        return target in SHELLS_MAY or (folder, target) in EXCEPTIONS
    return target in LAYERS and folder in LAYERS and LAYERS.index(target) < LAYERS.index(folder)


def violations(package: Path) -> list[str]:
    """One line for each import that goes the wrong way, relative ones included."""
    wrong = []
    for path in sorted(package.rglob("*.py")):
        place = path.relative_to(package)
        folder = place.parts[0] if len(place.parts) > 1 else place.stem
        if folder in ("__init__", "__main__", "demo"):
            continue
        for line, name in imported(path):
            target = ([*name.split("."), "__init__"])[1]
            if not allowed(folder, target):
                wrong.append(f"{place}:{line}: {folder} imports {target}")
    return wrong


if __name__ == "__main__":
    found = violations(Path(__file__).resolve().parents[2] / "src" / "recoupe")
    print("\n".join(found) or "imports: every folder looks upwards only")
    sys.exit(bool(found))
