"""An article to a string: Markdown, plain text, or one line of JSON."""

from __future__ import annotations

from enum import StrEnum

from fraudnews.errors import UsageError
from fraudnews.model import Article, Break, Image, Images, Inline, Links, Options, Run

__all__ = ["Format", "render_article"]


class Format(StrEnum):
    """The output formats."""

    MARKDOWN = "markdown"
    TEXT = "text"
    JSONL = "jsonl"


def render_article(article: Article, to: str, options: Options) -> str:
    """Return ``article`` in the format ``to``, with a line end; JSON is one line.

    Raises UsageError for an unknown format or field.
    """
    if article.meta.date is not None and article.meta.date.tzinfo is not options.timezone:
        article = article._replace(meta=article.meta._replace(date=article.meta.date.astimezone(options.timezone)))
    if options.links == Links.TEXT or options.images == Images.DROP:
        article = _without(article, options)
    if to == Format.MARKDOWN:
        from fraudnews.rendering.markdown import render_markdown

        return render_markdown(article, title=options.title, front_matter=options.front_matter)
    if to == Format.TEXT:
        from fraudnews.rendering.text import render_text

        return render_text(article, title=options.title)
    if to == Format.JSONL:
        from fraudnews.rendering.record import FIELDS, render_record

        unknown = [name for name in options.fields if name not in FIELDS]
        if unknown:
            raise UsageError(f"unknown field {unknown[0]!r}", f"pick from {', '.join(FIELDS)}")
        return render_record(article, options.fields)
    raise UsageError(f"unknown format {to!r}", f"one of {', '.join(Format)}")


def _without(article: Article, options: Options) -> Article:
    """The article without links or pictures, as the options ask, and without blocks that have nothing else."""
    blocks = []
    for block in article.blocks:
        inlines = _strip(block.inlines, options)
        rows = tuple(tuple(cell._replace(inlines=_strip(cell.inlines, options)) for cell in row) for row in block.rows)
        if inlines or not block.inlines:
            blocks.append(block._replace(inlines=inlines, rows=rows))
    images = () if options.images == Images.DROP else article.images
    return article._replace(blocks=tuple(blocks), images=images)


def _strip(inlines: tuple[Inline, ...], options: Options) -> tuple[Inline, ...]:
    out: list[Inline] = []
    for item in inlines:
        if type(item) is Image and options.images == Images.DROP:
            continue
        if type(item) is Break and (not out or type(out[-1]) is Break):
            continue  # the line was a picture
        if options.links == Links.TEXT and isinstance(item, Run | Image):
            out.append(item._replace(href=None))
        else:
            out.append(item)
    if out and type(out[-1]) is Break:
        out.pop()
    return tuple(out) if any(type(item) is Image or (type(item) is Run and item.text.strip()) for item in out) else ()
