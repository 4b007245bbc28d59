"""What can go wrong, as one family of exceptions.

Every error says what is wrong and what to do about it; ``code`` is a short stable word for programs.
"""

from __future__ import annotations


class FraudnewsError(Exception):
    """The base of all errors that this package raises on purpose.

    ``str(error)`` is ``"what is wrong: what to do"`` on one line.
    """

    code = "error"

    def __init__(self, problem: str, remedy: str) -> None:
        super().__init__(f"{problem}: {remedy}")
        self.problem = problem
        self.remedy = remedy


class EncodingError(FraudnewsError):
    """The bytes are no text in any encoding that we read; the message names the offset."""

    code = "encoding"


class BinaryError(FraudnewsError):
    """The input is a picture, an archive or another binary file, not a post."""

    code = "binary"


class TooLargeError(FraudnewsError):
    """The input is larger, or nested deeper, than the limits allow."""

    code = "too-large"


class EmptyError(FraudnewsError):
    """There is no story in the input, or none was left by cleaning."""

    code = "empty"


class RuleError(FraudnewsError):
    """A rule file is wrong; the message names file, rule and key."""

    code = "rule"


class UsageError(FraudnewsError):
    """Options or paths that cannot be used together, said before anything is written."""

    code = "usage"


class InputError(FraudnewsError):
    """An input could not be read: missing, vanished, no permission, a link loop."""

    code = "input"


class OutputError(FraudnewsError):
    """An output could not be written: it exists, the disk is full, no permission."""

    code = "output"


class BusyError(FraudnewsError):
    """Another sync is at work on the same output folder."""

    code = "busy"


class LedgerError(FraudnewsError):
    """The ledger of a sync cannot be read or written, so the run cannot go on."""

    code = "ledger"
