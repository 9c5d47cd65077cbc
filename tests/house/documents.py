"""Documents that cannot lie about the tree: every relative link and every named file of ours exists."""

from __future__ import annotations

import re
import sys
from pathlib import Path

LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
CODE_PATH = re.compile(r"`((?:src|tests|docs|eval|bench|examples)/[\w./-]+)`")
ROOM_PATH = re.compile(r"`((?:model|lang|intake|parse|extract|compare|link|store|ledger|export|cli|api|web)/[\w./-]*)`")
"""A path below the package, as pages name it for short."""


def anchors(path: Path) -> set[str]:
    """Anchors of a page's headings, as the usual renderers make them."""
    text = re.sub(r"```.*?```", "", path.read_text(encoding="utf-8"), flags=re.S)
    heads = re.findall(r"^#+\s+(.+)$", text, flags=re.M)
    return {re.sub(r"[^\w\- ]", "", head.lower()).strip().replace(" ", "-") for head in heads}


def dead(root: Path) -> list[str]:
    """One line for each link or named path that leads nowhere."""
    pages = sorted(
        [*root.glob("*.md"), *root.glob("docs/**/*.md"), *root.glob("examples/*.md"), *root.glob("eval/*.md")]
    )
    wrong = []
    for page in pages:
        text = page.read_text(encoding="utf-8")
        for target in LINK.findall(text):
            if re.match(r"[a-z]+:", target):
                continue
            name, _, anchor = target.partition("#")
            place = (page.parent / name).resolve() if name else page
            if not place.exists():
                wrong.append(f"{page.relative_to(root)}: no {target}")
            elif anchor and place.suffix == ".md" and anchor not in anchors(place):
                wrong.append(f"{page.relative_to(root)}: no heading for {target}")
        wrong += [
            f"{page.relative_to(root)}: no {name}"
            for name in CODE_PATH.findall(text)
            if not (root / name.rstrip("/")).exists()
        ]
        wrong += [
            f"{page.relative_to(root)}: no {name} in src/recoupe"
            for name in ROOM_PATH.findall(text)
            if not (root / "src" / "recoupe" / name).exists()
        ]
    return wrong


if __name__ == "__main__":
    found = dead(Path(__file__).resolve().parents[2])
    print("\n".join(found) or "documents: every link leads somewhere")
    sys.exit(bool(found))
