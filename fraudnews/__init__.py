r"""fraudnews: scraped Chinese news posts in, the clean story out.

>>> from fraudnews import clean, render
>>> article = clean("<p>　　警方提醒：不要扫描陌生二维码。</p><p>责任编辑：杨小树</p>")
>>> render(article, "text")
'警方提醒：不要扫描陌生二维码。\n'
>>> article.meta.editor
('杨小树',)
"""

from __future__ import annotations

from fraudnews.core import clean, render
from fraudnews.errors import FraudnewsError
from fraudnews.model import Article, Options

__all__ = ["Article", "FraudnewsError", "Options", "clean", "render"]
__version__ = "0.1.0"
