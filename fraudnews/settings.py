"""A digest of all that a result depends on besides its posts."""

from __future__ import annotations

from hashlib import sha256

import fraudnews
from fraudnews.model import Options
from fraudnews.rulefiles import rules_digest


def settings_digest(to: str, options: Options, *more: object) -> str:
    """The SHA-256, in hexadecimal, of version, format, options, rules and ``more``.

    It is the same on every machine, wherever the rule files are. RuleError if one cannot be read.
    """
    parts = {name: str(value) for name, value in options._asdict().items()}
    parts |= {"keep": ",".join(sorted(options.keep)), "rules": rules_digest(options.rules)}
    parts |= {"version": fraudnews.__version__, "format": to, "more": repr(more)}
    return sha256(repr(sorted(parts.items())).encode("utf-8", "surrogatepass")).hexdigest()
