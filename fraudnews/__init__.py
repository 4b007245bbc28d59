r"""fraudnews: scraped Chinese news posts in, the clean story out.

>>> from fraudnews import clean, render
>>> article = clean("<p>　　警方提醒：不要扫描陌生二维码。</p><p>责任编辑：杨小树</p>")
>>> render(article, "text")
'警方提醒：不要扫描陌生二维码。\n'
>>> article.meta.editor
('杨小树',)
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING

from fraudnews.errors import FraudnewsError
from fraudnews.model import Article, Images, Kind, Links, Options

if TYPE_CHECKING:
    from fraudnews.core import clean, render  # noqa: TC004  # at run time they are properties

__all__ = ["Article", "FraudnewsError", "Images", "Kind", "Links", "Options", "clean", "render"]
__version__ = "0.1.0"


def _from_core(name: str) -> property:
    """The function ``name`` of core. Python sets it to the module of that name when it loads that: it stays."""

    def load(_package: ModuleType) -> object:
        from fraudnews import core

        return getattr(core, name)

    def stay(_package: ModuleType, _module: object) -> None:
        pass

    return property(load, stay)


class _Package(ModuleType):
    """The package loads what cleans (60 ms) when somebody asks for it: many commands clean nothing."""

    clean = _from_core("clean")
    render = _from_core("render")


sys.modules[__name__].__class__ = _Package
