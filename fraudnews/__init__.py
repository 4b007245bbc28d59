r"""fraudnews: scraped Chinese news posts in, the clean story out.

>>> from fraudnews import clean, render
>>> article = clean("<p>　　警方提醒：不要扫描陌生二维码。</p><p>责任编辑：杨小树</p>")
>>> render(article, "text")
'警方提醒：不要扫描陌生二维码。\n'
>>> article.meta.editor
('杨小树',)
"""

from __future__ import annotations

TYPE_CHECKING = False  # as typing has it, which takes long to load
if TYPE_CHECKING:
    from fraudnews.core import clean, render
    from fraudnews.errors import FraudnewsError
    from fraudnews.model import Article, Images, Kind, Links, Options

__all__ = ["Article", "FraudnewsError", "Images", "Kind", "Links", "Options", "clean", "render"]
__version__ = "0.1.0"

_HOMES = {"FraudnewsError": "errors", "clean": "core", "render": "core"}


def __getattr__(name: str) -> object:
    """Load a name when somebody asks for it: what cleans takes 60 ms, and the command first settles Ctrl-C."""
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"fraudnews.{_HOMES.get(name, 'model')}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
