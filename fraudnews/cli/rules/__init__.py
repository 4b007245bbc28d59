"""``fraudnews rules``: a group of commands, of which only the one that is named is loaded and built."""

from __future__ import annotations

from importlib import import_module

import typer

from fraudnews.cli.grouping import ungrouped
from fraudnews.cli.plain import PlainCommand, PlainGroup

HELP = "List, show, test, try and learn the rules that say what is boilerplate."
#: The commands in the order of the help, each with the module that has it.
_MODULES = {
    "list": "listing",
    "show": "show",
    "path": "path",
    "test": "proving",
    "try": "trying",
    "suggest": "suggesting",
    "schema": "schema",
}


def group(words: list[str]) -> typer.Typer:
    """The group with the command that the first of ``words`` names; with all of them, if it names none."""
    named = words[0] if words else ""
    app = typer.Typer(cls=PlainGroup, help=HELP, no_args_is_help=True, rich_markup_mode=None)
    for name in (named,) if named in _MODULES else _MODULES:
        module = import_module(f"{__name__}.{_MODULES[name]}")
        app.command(name, cls=PlainCommand, help=module.HELP)(ungrouped(module.command))
    return app
