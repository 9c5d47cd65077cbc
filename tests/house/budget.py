"""The budget of shared style: how long files and functions may be, how many parameters, what is typed and documented."""

from __future__ import annotations

import ast
from pathlib import Path
from statistics import median
from typing import NamedTuple

FILE_MOST, FILE_MEDIAN = 500, 150
FUNCTION_MOST, FUNCTION_MEDIAN, FUNCTION_P90 = 60, 9, 30
POSITIONAL_MOST = 4


class Sizes(NamedTuple):
    """Lines of each file, and of each function with its place."""

    files: dict[str, int]
    functions: dict[str, int]
    crowded: list[str]
    broad: list[str]
    silent: list[str]


def sizes(package: Path) -> Sizes:
    """Measure every module of a package."""
    found = Sizes({}, {}, [], [], [])
    for path in sorted(package.rglob("*.py")):
        name = str(path.relative_to(package))
        text = path.read_text(encoding="utf-8")
        found.files[name] = text.count("\n")
        for node in ast.walk(ast.parse(text)):
            _measure(node, name, found)
    return found


def _measure(node: ast.AST, name: str, found: Sizes) -> None:
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        place = f"{name}:{node.lineno} {node.name}"
        found.functions[place] = (node.end_lineno or node.lineno) - node.lineno + 1
        positional = [a for a in (*node.args.posonlyargs, *node.args.args) if a.arg not in ("self", "cls")]
        required = len(positional) - len(node.args.defaults)
        if required > POSITIONAL_MOST:
            found.crowded.append(place)
    elif isinstance(node, ast.ExceptHandler) and (
        node.type is None or getattr(node.type, "id", "") in ("Exception", "BaseException")
    ):
        found.broad.append(f"{name}:{node.lineno}")
    elif isinstance(node, ast.Raise) and isinstance(node.exc, ast.Call) and not node.exc.args and not node.exc.keywords:
        found.silent.append(f"{name}:{node.lineno}")


def over(package: Path) -> list[str]:
    """One line for each breach of the budget."""
    s = sizes(package)
    lengths = sorted(s.functions.values())
    wrong = [f"{name}: {n} lines" for name, n in s.files.items() if n > FILE_MOST]
    wrong += [f"{place}: {n} lines" for place, n in s.functions.items() if n > FUNCTION_MOST]
    wrong += [f"{place}: more than {POSITIONAL_MOST} positional parameters" for place in s.crowded]
    wrong += [f"{place}: broad except" for place in s.broad]
    wrong += [f"{place}: raise without a message" for place in s.silent]
    if median(s.files.values()) > FILE_MEDIAN:
        wrong.append(f"files: median {median(s.files.values())} lines")
    if lengths and median(lengths) > FUNCTION_MEDIAN:
        wrong.append(f"functions: median {median(lengths)} lines")
    if lengths and lengths[int(0.9 * len(lengths))] > FUNCTION_P90:
        wrong.append(f"functions: 90th percentile {lengths[int(0.9 * len(lengths))]} lines")
    return wrong
