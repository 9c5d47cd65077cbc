"""Make docs/quality.md from what is held in floors.json and the bars in bars.toml.

    python eval/table.py [--check]

``--check`` writes nothing and fails where the page is not what would be written.
"""

from __future__ import annotations

import json
import sys
import tomllib
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
PAGE = HERE.parent / "docs" / "quality.md"

HEAD = """# How good it is

Measured by `make eval` on the development halves of gold that is not ours to ship (but for the example story); what is reached is held as a
floor in `eval/floors.json`, and floors only rise. Rules were corrected by looking at errors on these halves, so expect other texts to come out somewhat
lower. "Others" is the best figure of another program on the same gold, as far as one is known. This page is made by `python eval/table.py`.

| measure | figure | reached | aim | others |
|---|---|--:|--:|---|
"""


def rows() -> list[str]:
    """A line of the table for each figure that has a bar and is held."""
    floors: dict[str, dict[str, float]] = json.loads((HERE / "floors.json").read_text(encoding="utf-8"))
    bars: dict[str, dict[str, Any]] = tomllib.loads((HERE / "bars.toml").read_text(encoding="utf-8"))
    made = []
    for task, figures in bars.items():
        what = figures["what"]
        for path, bar in figures.items():
            if path == "what" or path not in floors.get(task, {}):
                continue
            value, aim = floors[task][path], bar.get("aim")
            less = "less is better" in bar["name"]
            met = aim is None or (value <= aim if less else value >= aim - 0.0005)
            shown = f"{value:.3f}" if met else f"{value:.3f} ✗"
            peer = f"{bar['peer']:g} ({bar['who']})" if "peer" in bar else ""
            made.append(f"| {what} | {bar['name']} | {shown} | {'' if aim is None else f'{aim:g}'} | {peer} |")
            what = ""
    return made


def page() -> str:
    """The whole page."""
    seeds = json.loads((HERE / "floors.json").read_text(encoding="utf-8")).get("seeds", {})
    tail = (
        "\n✗: the aim is not reached.\n\n"
        "On two real French reports of 2022, read by a careful analyst: "
        f"{seeds.get('statements', 0):.0f} of 31 statements with their extent, {seeds.get('speakers', 0):.0f} with the right speaker, "
        f"{seeds.get('stances', 0):.0f} with the right stance; {seeds.get('events', 0):.0f} of 17 events, {seeds.get('events_parties', 0):.0f} with both parties; "
        f"{seeds.get('figures', 0):.0f} of 8 figures; {seeds.get('moments', 0):.0f} of 10 moments.\n\n"
        "What is still missed and why: [statements](speech.md), [events](events.md), [moments](moments.md), [figures](figures.md), "
        "[names and places](mentions.md), [the cross-check](crosscheck.md).\n"
    )
    return HEAD + "\n".join(rows()) + "\n" + tail


def main() -> int:
    """Write or check the page; returns the exit code."""
    if "--check" not in sys.argv:
        PAGE.write_text(page(), encoding="utf-8")
        return 0
    if PAGE.read_text(encoding="utf-8") != page():
        print("docs/quality.md is not what eval/table.py makes: run it", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
