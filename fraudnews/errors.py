"""What can go wrong, as one family of exceptions.

Every error says what is wrong and what to do about it; ``code`` is a short stable word for programs.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable


class FraudnewsError(Exception):
    """The base of all errors that this package raises on purpose.

    ``str(error)`` is ``"what is wrong: what to do"`` on one line.
    """

    code = "error"

    def __init__(self, problem: str, remedy: str) -> None:
        super().__init__(f"{problem}: {remedy}")
        self.problem = problem
        self.remedy = remedy

    def __reduce__(self) -> tuple[type[FraudnewsError], tuple[str, str]]:
        """How to pickle an error, which is sent from a worker to its parent."""
        return type(self), (self.problem, self.remedy)


class EncodingError(FraudnewsError):
    """The bytes are not text in any supported encoding; the message names the offset."""

    code = "encoding"


class BinaryError(FraudnewsError):
    """The input is a picture, an archive or another binary file, not a post."""

    code = "binary"


class TooLargeError(FraudnewsError):
    """The input is larger, or nested deeper, than the limits allow."""

    code = "too-large"

    @classmethod
    def beyond(cls, size: int, limit: int) -> TooLargeError:
        """The error for so many bytes where fewer are allowed."""
        return cls(f"{size:,} bytes, the limit is {limit:,}", "raise it with --max-size")


class EmptyError(FraudnewsError):
    """There is no story in the input, or none was left by cleaning."""

    code = "empty"


class AllRemovedError(EmptyError):
    """There is text in the input, but cleaning would leave nothing of it."""


class TimeLimitError(FraudnewsError):
    """A post took longer than it may."""

    code = "timeout"

    @classmethod
    def after(cls, seconds: float) -> TimeLimitError:
        """The error for a post that is not done after so many seconds."""
        return cls(
            f"not done after {seconds:g} second{'' if seconds == 1 else 's'}",
            "give it more by --timeout, or leave it out",
        )


class MemoryLimitError(FraudnewsError):
    """A post needed more memory than it may have."""

    code = "memory"

    @classmethod
    def reached(cls) -> MemoryLimitError:
        """The error for a post that was refused more memory."""
        return cls("not enough memory for this post", "allow more by --max-memory, or leave it out")


class CrashError(FraudnewsError):
    """A post ended the process that worked on it; the message names the signal or exit code."""

    code = "crashed"


class RuleError(FraudnewsError):
    """A rule file is wrong; the message names file, rule and key."""

    code = "rule"


class UsageError(FraudnewsError):
    """Options or paths that cannot be used together, said before anything is written."""

    code = "usage"


class InputError(FraudnewsError):
    """An input could not be read: missing, vanished, no permission, a link loop."""

    code = "input"


class RecordError(FraudnewsError):
    """There is JSON in the place of a post, or a line that should be the record of a post is none."""

    code = "record"


class FieldError(FraudnewsError):
    """The field that should hold the story of a record is missing or no text, as is likely in all records."""

    code = "field"


class RecordsError(RecordError):
    """There are records of a crawler in the place of one post."""


class OutputError(FraudnewsError):
    """An output could not be written: it exists, the disk is full, no permission."""

    code = "output"


class BusyError(FraudnewsError):
    """Another sync is running on the same output folder."""

    code = "busy"


class LedgerError(FraudnewsError):
    """The ledger of a sync cannot be read or written, so the run cannot go on."""

    code = "ledger"


def meant(word: str, known: Iterable[str], otherwise: str = "") -> str:
    """The remedy for an unknown word: the most similar known one, in any case, else ``otherwise``, or a list of all."""
    from difflib import get_close_matches  # 3 ms: only for messages

    names = {str(name).lower(): str(name) for name in known}
    near = get_close_matches(word.lower(), names, 1)
    return f"did you mean {names[near[0]]!r}?" if near else otherwise or f"one of {', '.join(names.values())}"


def reason(error: OSError) -> str:
    """The message of the system for an error, in lower case, for use within a sentence."""
    return (error.strerror or str(error)).lower()
