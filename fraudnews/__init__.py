r"""fraudnews: scraped Chinese news posts in, the clean story out.

>>> from fraudnews import clean, render
>>> article = clean("<p>　　警方提醒：不要扫描陌生二维码。</p><p>责任编辑：杨小树</p>")
>>> render(article, "text")
'警方提醒：不要扫描陌生二维码。\n'
>>> article.meta.editor
('杨小树',)
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from fraudnews.errors import FraudnewsError
from fraudnews.model import Article, Images, Kind, Links, Options

if TYPE_CHECKING:
    from fraudnews.core import clean, render

__all__ = ["Article", "FraudnewsError", "Images", "Kind", "Links", "Options", "clean", "render"]
__version__ = "0.1.0"


def __getattr__(name: str) -> object:
    """Load what cleans (60 ms) when somebody asks for it: many commands clean nothing."""
    if name not in ("clean", "render"):
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from fraudnews import core

    return getattr(core, name)
