"""Commands that take groups of options, as Typer reads them: with every option by itself."""

from __future__ import annotations

from collections.abc import Callable
from inspect import Parameter, Signature, signature
from typing import Any, get_type_hints


def ungrouped(command: Callable[..., Any]) -> Callable[..., Any]:
    """``command`` with the fields of each parameter that is a named tuple in the place of that parameter."""
    options: list[Parameter] = []
    groups: dict[str, Any] = {}
    for name, parameter in signature(command, eval_str=True).parameters.items():
        group = parameter.annotation
        if not hasattr(group, "_field_defaults"):
            options.append(parameter.replace(kind=Parameter.KEYWORD_ONLY))
            continue
        groups[name] = group
        for field, hint in get_type_hints(group, include_extras=True).items():
            default = group._field_defaults[field]
            options.append(Parameter(field, Parameter.KEYWORD_ONLY, default=default, annotation=hint))

    def grouped(**given: Any) -> Any:
        made = {name: group(*map(given.pop, group._fields)) for name, group in groups.items()}
        return command(**made, **given)

    grouped.__signature__ = Signature(options)  # type: ignore[attr-defined]
    return grouped
