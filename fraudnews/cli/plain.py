"""Typer commands whose option values stay strings.

To convert values, Typer 0.29 loads pydantic, which takes longer than this whole package. Our options are strings, lists
of strings, or flags; :mod:`fraudnews.cli.values` checks and converts them.
"""

from __future__ import annotations

from typing import Any

from typer.core import TyperArgument, TyperCommand, TyperGroup

from fraudnews.cli.terminal import write
from fraudnews.errors import UsageError

_LIST = "--files-from"


class _Plain:
    """Replaces the pydantic adapter of Typer: a missing value of a repeatable parameter is an empty tuple."""

    def coerce(self, value: Any, param: Any, ctx: Any) -> Any:  # noqa: ARG002  # as Typer calls it
        return () if value is None and (param.multiple or param.nargs == -1) else value


def _plain() -> _Plain:
    return _Plain()


def _no_type(ctx: Any) -> str:  # noqa: ARG001  # as Typer calls it
    return ""


def _made_plain(params: list[Any]) -> list[Any]:
    for param in params:
        param.get_runtime_param = _plain
        if isinstance(param, TyperArgument):
            param.display_type_rich = _no_type  # type: ignore[method-assign]  # help would say PATH <list[str]>
    return params


def _show_help(ctx: Any, param: Any, value: Any) -> None:  # noqa: ARG001  # as Typer calls it
    if value and not ctx.resilient_parsing:
        write(f"{ctx.get_help()}\n")
        ctx.exit()


class _Plainly:
    """What our commands and groups do differently from those of Typer."""

    help: str | None

    def get_short_help_str(self, limit: int = 0) -> str:  # noqa: ARG002  # as Typer calls it
        """The whole first line of the help, which Typer would cut off after 60 characters."""
        return (self.help or "").partition("\n")[0]

    def get_help_option(self, ctx: Any) -> Any:
        """``--help``, with which Typer would say nothing of a standard output that is closed."""
        option = super().get_help_option(ctx)  # type: ignore[misc]  # of what stands behind it
        option.callback = _show_help
        return option

    def get_params(self, ctx: Any) -> list[Any]:
        """All parameters, including those of ``--help`` and of completion."""
        return _made_plain(super().get_params(ctx))  # type: ignore[misc]  # of what stands behind it


class PlainCommand(_Plainly, TyperCommand):
    """A command with plain options."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """As Typer does, but for an option that may be repeated nowhere else, and would lose posts without a word."""
        if sum(word == _LIST or word.startswith(f"{_LIST}=") for word in args) > 1:
            raise UsageError(f"{_LIST} is given twice", "put the lists into one, as cat does")
        return super().parse_args(ctx, args)


class PlainGroup(_Plainly, TyperGroup):
    """A group of commands with plain options."""
