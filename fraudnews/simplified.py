"""Traditional characters as simplified ones: rules and lines are compared in these, whichever a post is written in.

One character stands for one, so that places in a text are the same in both. The pairs, in ``simplified.txt``, are those
of Unicode's Unihan database (kSimplifiedVariant) whose simplified character is in GB 2312. Brackets and colons that few
sites have stand for those that rules have, too.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

PAIRS = Path(__file__).with_name("simplified.txt")
_MARKS = "［【 ］】 〖【 〗】 ﹕： ∶："
#: Of all these, every line or two of traditional text has one, and marks of few sites are the first four.
_SIGNS = "［〖﹕∶們這來個為時說國會對後過關請轉載點閱讀責權聞報網號記圖廣動聯歡論錄連標瀏體發內傳專辦礙編薦"


def is_traditional(text: str) -> bool:
    """Whether there are traditional characters in a text of more than a few words: a cheap test."""
    for sign in _SIGNS:  # noqa: SIM110  # every post is asked, and any() takes longer
        if sign in text:
            return True
    return False


def simplified(text: str) -> str:
    """``text`` with simplified characters for traditional ones, and all others as they are."""
    return text.translate(_table())


def as_compared(text: str) -> str:
    """One text as lines are compared: in simplified characters."""
    return simplified(text) if is_traditional(text) else text


@cache
def _table() -> dict[int, str]:
    return {ord(pair[0]): pair[1] for pair in f"{PAIRS.read_text('utf-8')} {_MARKS}".split()}
