"""The command line: one file a subcommand, each reads its arguments, calls the core, and reports."""

from __future__ import annotations

import sys
from importlib import import_module

import typer

from fraudnews.cli.ending import exit_code
from fraudnews.cli.options import Version
from fraudnews.cli.plain import PlainCommand, PlainGroup

app = typer.Typer(
    name="fraudnews",
    cls=PlainGroup,
    help="Clean and convert scraped Chinese news posts: the story stays, the site's boilerplate goes.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@app.callback()
def _root(version: Version = False) -> None:
    pass


#: Each is a module of this package.
_COMMANDS = ("markdown", "text", "jsonl", "sync", "cluster", "explain", "check", "review", "rules", "schema")


def main() -> None:
    """The entry point of the ``fraudnews`` command.

    Typer takes 20 ms to build a command from its options, so where the first word names one, only that is loaded.
    """
    is_named = len(sys.argv) > 1 and sys.argv[1] in _COMMANDS
    for name in (sys.argv[1],) if is_named else _COMMANDS:
        module = import_module(f"{__name__}.{name}")
        if name == "rules":
            app.add_typer(module.group(sys.argv[2:]), name=name)
            continue
        app.command(name, cls=PlainCommand, help=module.HELP)(module.command)
    sys.exit(exit_code(lambda: app(prog_name="fraudnews", standalone_mode=False)))
