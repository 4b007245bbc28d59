"""What commands that analyse posts have in common: which posts, how they are read, and by how many workers."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from functools import partial
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from fraudnews.cli.ending import end_cleanly_on_signals
from fraudnews.cli.inputs import Inputs, refuse_to_wait
from fraudnews.cli.values import all_inputs, batch_limits, conversion_options
from fraudnews.errors import FraudnewsError, RuleError, UsageError
from fraudnews.model import Limits, Options
from fraudnews.sources import Source

if TYPE_CHECKING:
    from fraudnews.cli.options import Conversion, Resources, Wanted
    from fraudnews.posts import Outcome
    from fraudnews.sinks import OutputSink

_I = TypeVar("_I")
_T = TypeVar("_T")


class Archive(NamedTuple):
    """Posts to analyse, and the resources for it."""

    inputs: Inputs
    limits: Limits

    def look(
        self, look: Callable[[Outcome], _T], options: Options, skip: str | None = None
    ) -> Generator[_T, None, None]:
        """The result of ``look`` for each post, cleaned with ``options``, in order; close it to end the workers.

        ``skip`` is a real path to leave out. Raises RuleError and UsageError, which concern every post.
        """
        from fraudnews.batch import each_post
        from fraudnews.posts import Outcome, look_at

        self.inputs.check_spared("standard output", None, options.rules)
        end_cleanly_on_signals()
        work = partial(look_at, look=look, options=options)
        source = None
        with closing(each_post(work, self.inputs.find(skip), options.max_size, self.limits)) as outcomes:
            for source, outcome in outcomes:
                if isinstance(outcome, RuleError | UsageError):
                    raise outcome
                yield look(Outcome(source.name, b"", None, outcome)) if isinstance(outcome, FraudnewsError) else outcome
        if source is None:
            self.inputs.say_none_found()

    def each(self, work: Callable[[_I], _T], items: list[_I], /) -> Iterator[_T | FraudnewsError]:
        """The results of ``work`` for items, by workers as if the items were posts."""
        from fraudnews.batch import each_post

        sources = (Source(str(number), "", b"") for number in range(len(items)))
        with closing(each_post(partial(_at, work=work, items=items), sources, 1, self.limits)) as outcomes:
            for _, outcome in outcomes:
                yield outcome


def _at(source: Source, work: Callable[[_I], _T], items: list[_I]) -> _T:
    """The result of ``work`` for the item whose number is the name of the source; any other name means the first."""
    return work(items[int(source.name) if source.name.isdecimal() else 0])


def archive(paths: list[str] | None, wanted: Wanted, resources: Resources) -> Archive:
    """The Archive for these options; standard input if there are no paths. UsageError."""
    if not paths and wanted.files_from is None:
        refuse_to_wait()
    return Archive(all_inputs(paths, wanted, resources.max_size), batch_limits(resources))


def open_output(output: str | None, example: str, *, overwrite: bool) -> OutputSink:
    """The sink for a single result of all posts: standard output, or the file ``output``.

    UsageError if that is a folder, which suggests ``example``; OutputError if it cannot be written.
    """
    from fraudnews.sinks import open_sink

    sink = open_sink(output, "text", overwrite=overwrite)
    if sink.folder is not None:
        raise UsageError(f"{output} is a folder", f"name a file in it, such as {example}")
    return sink


def checked_options(given: Conversion, max_size: str) -> Options:
    """The Options for these options, with the user's rules found and checked. UsageError or RuleError."""
    from fraudnews.ruleset import check_rules

    options = conversion_options(given, max_size)
    check_rules(options)
    return options
