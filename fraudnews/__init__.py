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
from fraudnews.model import Article, Options

if TYPE_CHECKING:
    from collections.abc import Callable

    from fraudnews.core import clean, render  # noqa: TC004  # at run time they are properties

__all__ = ["Article", "FraudnewsError", "Options", "clean", "render"]
__version__ = "0.1.0"


class _Package(ModuleType):
    """The package loads what cleans (60 ms) when somebody asks for it: many commands clean nothing.

    Modules in it have the same names. Python sets a package's attribute to each module that it loads; here, that
    changes nothing.
    """

    @property
    def clean(self) -> Callable[..., Article]:
        from fraudnews import core

        return core.clean

    @clean.setter
    def clean(self, _module: object) -> None:
        pass

    @property
    def render(self) -> Callable[..., str]:
        from fraudnews import core

        return core.render

    @render.setter
    def render(self, _module: object) -> None:
        pass


sys.modules[__name__].__class__ = _Package
