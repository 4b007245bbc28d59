"""Where posts come from: files, folders, archives, files of lines, lists, standard input."""

from __future__ import annotations

from fraudnews.sources.folders import Siblings, find_listed, find_post, find_siblings, find_sources, read_packed
from fraudnews.sources.forms import TEMPORARY, Form, Reading
from fraudnews.sources.outputs import (
    OUTPUT_ENDINGS,
    check_output_folder,
    check_outputs,
    check_spared,
    folds_names,
    lies_in,
    output_name,
)
from fraudnews.sources.source import STDIN, Source, Trouble, local_name, read_source, utf8_name

__all__ = [
    "OUTPUT_ENDINGS",
    "STDIN",
    "TEMPORARY",
    "Form",
    "Reading",
    "Siblings",
    "Source",
    "Trouble",
    "check_output_folder",
    "check_outputs",
    "check_spared",
    "find_listed",
    "find_post",
    "find_siblings",
    "find_sources",
    "folds_names",
    "lies_in",
    "local_name",
    "output_name",
    "read_packed",
    "read_source",
    "utf8_name",
]
