"""What an output depends on besides its input, as one digest."""

from __future__ import annotations

import json
import os
from dataclasses import fields
from hashlib import sha256

import fraudnews
from fraudnews.errors import RuleError, reason
from fraudnews.model import Options
from fraudnews.rules import built_in_files, rule_files


def recipe_digest(to: str, options: Options, choice: tuple[object, ...] = ()) -> str:
    """SHA-256, in hexadecimal, of version, format, options and the contents of all rule files.

    ``choice`` is what else the caller's result depends on, such as which files are taken; its ``str`` counts. The
    same on every machine, wherever rule files lie. RuleError where one is missing or cannot be read.
    """
    parts = {item.name: str(getattr(options, item.name)) for item in fields(options)}
    parts |= {"keep": ",".join(sorted(options.keep)), "rules": _rules_digest(options.rules)}
    parts |= {"version": fraudnews.__version__, "format": to, "choice": str(choice)}
    return sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()


def _rules_digest(paths: tuple[str, ...]) -> str:
    digest = sha256()
    for path in (*built_in_files(), *rule_files(paths)):
        try:
            data = path.read_bytes()
        except OSError as error:
            raise RuleError(f"{path}: {reason(error)}", "check that it can be read") from None
        digest.update(b"%s\0%d\0%s" % (os.fsencode(path.name), len(data), data))
    return digest.hexdigest()
