"""The program: which commands there are, in which language it speaks, and what its exit codes mean."""

from __future__ import annotations

import gc
import os
import re
import sys
from collections.abc import Sequence
from importlib import import_module
from typing import Any

import typer
from typer.exceptions import TyperException

from recoupe import __version__
from recoupe.cli import messages
from recoupe.cli.options import LangOption
from recoupe.cli.out import Exit, note, print_error, print_refusals
from recoupe.errors import LedgerError, ModelError, RecoupeError, SettingsError
from recoupe.export.errors import told
from recoupe.intake.refusal import Refusal

__all__ = ["COLLECTING", "COMMANDS", "build", "main"]

COLLECTING = (50_000, 20, 100)
"""How often cycles are looked for among what was made: what a ledger is made of stays and has none, so that looking as
often as Python does of itself takes a tenth of the time of linking."""

COMMANDS = (
    "demo", "read", "add", "brief", "diff", "claims", "statements", "figures", "who", "timeline", "show", "stories", "origins",
    "decide", "export", "serve", "watch", "verify", "rebuild", "doctor",
)  # fmt: skip
"""Each is a module of this folder with a function ``run``; its help and words are ``messages/<language>/<command>.toml``."""


def build() -> Any:
    """Return the program as a command, its help in the language that is set."""
    app = typer.Typer(rich_markup_mode=None, pretty_exceptions_enable=False, no_args_is_help=True, add_completion=True)
    app.callback(help=messages.say("main.help"), epilog=messages.say("main.codes"))(_start)
    for name in COMMANDS:
        module = import_module(f"recoupe.cli.{name}")
        told_of = messages.say(f"{name}.help")
        bare = getattr(module, "NEEDS_ARGUMENTS", False)
        app.command(name, help=told_of, short_help=_short(told_of), no_args_is_help=bare)(module.run)
    command = typer.main.get_command(app)
    _translate(command)
    return command


_LINE = 62
"""Columns for what a command does, beside its name in 80."""


def _short(words: str) -> str:
    """The first sentence of a help, or as much of it as ends with a clause: the library would cut it inside a word group."""
    first = words.split("\n", 1)[0].split(". ", 1)[0].rstrip(".")
    if len(first) <= _LINE:
        return first
    strong = re.split(r"[\u00a0 ]?[:;] | \(", first, maxsplit=1)[0]
    comma = strong.rfind(", ", 0, _LINE)
    return strong if len(strong) <= _LINE or comma < 0 else strong[:comma]


def _version(asked: bool) -> None:
    if asked:
        sys.stdout.write(f"recoupe {__version__}\n")
        raise typer.Exit


def _start(
    version: bool = typer.Option(False, "--version", help="main.version", is_eager=True, callback=_version),
    lang: LangOption = None,
) -> None:
    """What stands before the commands."""


def _translate(command: Any) -> None:
    """Put words for the keys that stand as help of options and arguments."""
    for parameter in command.params:
        if getattr(parameter, "help", None):
            parameter.help = told(messages.say(parameter.help), messages.language())
    own = command.get_help_option(typer.Context(command))  # made when it is first asked for, and kept
    if own is not None:
        own.help = told(own.help or "", messages.language())
    for inner in getattr(command, "commands", {}).values():
        _translate(inner)


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the program and leave with its exit code (see ``Exit``)."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    gc.set_threshold(*COLLECTING)
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    try:
        messages.use(messages.asked_for(given, os.environ))
        code = build().main(args=given, prog_name="recoupe", standalone_mode=False)
    except KeyboardInterrupt:  # before a command has begun
        sys.exit(_STOPPED)
    except TyperException as error:
        _print_misunderstood(error)
        sys.exit(Exit.USAGE)
    except RecoupeError as error:
        print_error(error)
        sys.exit(_code(error))
    if code == _STOPPED and given[0] in ("add", "rebuild"):
        note(messages.say("add.interrupted"))
    sys.exit(code if isinstance(code, int) else Exit.OK)


_STOPPED = 130
"""Exit code of a program that was stopped with Ctrl-C, as shells have it."""


def _print_misunderstood(error: TyperException) -> None:
    """Print what was not understood of a command, in our form and language; a command without its arguments prints its help."""
    words, context = error.format_message(), getattr(error, "ctx", None)
    if "\n" in words:
        note(words)
    else:
        print_refusals([Refusal("", "usage", words, f"{context.command_path if context else 'recoupe'} --help")])


def _code(error: RecoupeError) -> Exit:
    if isinstance(error, LedgerError):
        return Exit.LEDGER
    if isinstance(error, ModelError):
        return Exit.MODEL
    return Exit.USAGE if isinstance(error, SettingsError) else Exit.REFUSED
