"""All subcommands and their options, as Typer reads them."""

from __future__ import annotations

import contextlib
import sys
from importlib import import_module

import typer

from fraudnews.cli.grouping import ungrouped
from fraudnews.cli.options import Version
from fraudnews.cli.plain import PlainCommand, PlainGroup

_app = typer.Typer(
    name="fraudnews",
    cls=PlainGroup,
    help="Clean and convert scraped Chinese news posts: the story stays, the site's boilerplate goes.",
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


@_app.callback()
def _root(version: Version = False) -> None:
    pass


#: The commands; each is a module of this package.
_COMMANDS = ("markdown", "text", "jsonl", "sync", "cluster", "explain", "check", "review", "rules", "schema")


def run_app() -> int:
    """Run the command line and return the exit code.

    Typer takes 20 ms to build a command from its options, so if the first word names one, only that is loaded.
    """
    is_named = len(sys.argv) > 1 and sys.argv[1] in _COMMANDS
    for name in (sys.argv[1],) if is_named else _COMMANDS:
        module = import_module(f"fraudnews.cli.{name}")
        if name == "rules":
            _app.add_typer(module.group(sys.argv[2:]), name=name)
            continue
        _app.command(name, cls=PlainCommand, help=module.HELP)(ungrouped(module.command))
    try:
        return int(_app(prog_name="fraudnews", standalone_mode=False) or 0)
    except typer.TyperException as error:
        if sys.stderr is None:  # Typer would show it among results
            return error.exit_code
        with contextlib.suppress(OSError):  # where messages cannot be written, the exit code tells
            getattr(error, "show", error.format_message)()  # the usage, then what is wrong
        return error.exit_code
    except typer.Abort:
        raise KeyboardInterrupt from None
