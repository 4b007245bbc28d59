"""One post with every removed piece in its place, and the reason for its removal."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from fraudnews.cleaning import clean_anyway
from fraudnews.core import read_input
from fraudnews.model import Article, Block, BlockKind, Image, Kind, Options, Removal, Run
from fraudnews.reasons import Reason, by_id, find_reasons
from fraudnews.rendering.header import header_fields
from fraudnews.rendering.text import block_text, body_text, without_blanks


class Piece(NamedTuple):
    """A piece of the post in reading order: of the story (``removal`` is None), or removed from it.

    ``text`` may have several lines; ``images`` are the addresses of the pictures and videos in the piece.
    """

    text: str
    images: tuple[str, ...] = ()
    removal: Removal | None = None
    reason: Reason | None = None


class Explanation(NamedTuple):
    """A clean article, and all its pieces in order.

    ``whole`` is the text before cleaning, ``story`` that of the clean article.
    """

    article: Article
    pieces: tuple[Piece, ...]
    whole: str
    story: str


def explain(
    data: bytes, options: Options, body_field: str | None = None, reasons: Mapping[str, Reason] | None = None
) -> Explanation:
    """Return how one post is cleaned, or with ``body_field`` a line of JSON.

    Raises as :func:`fraudnews.core.clean` does, except for a post that is all boilerplate: its article has no blocks.
    ``reasons``, by id, are those for the rules of ``options``, to be read only once for many posts.
    """
    post = read_input(data, body_field, options)
    article = clean_anyway(post, options)
    whole = clean_anyway(post, options._replace(keep=frozenset(Kind)))
    known = by_id(find_reasons(options.rules)) if reasons is None else reasons
    return Explanation(
        article,
        tuple(
            piece._replace(reason=known.get(piece.removal.rule)) if piece.removal else piece
            for piece in _pieces(article, whole.blocks)
        ),
        body_text(whole.blocks),
        body_text(article.blocks),
    )


def as_json(explanation: Explanation) -> dict[str, Any]:
    """The explanation as plain JSON: the header, then the pieces, each removed one with its reason."""
    article = explanation.article
    return {
        "id": article.id,
        "path": article.path,
        **header_fields(article.meta),
        "site": article.site,
        "mended": list(article.mended),
        "brakes": list(article.brakes),
        "pieces": [_piece_as_json(piece) for piece in explanation.pieces],
    }


def diff(explanation: Explanation, name: str) -> Iterator[str]:
    """The lines of a unified diff, without line ends, from the whole text of the post to the clean text."""
    from difflib import unified_diff

    return unified_diff(
        explanation.whole.splitlines(), explanation.story.splitlines(), name, f"{name} (clean)", lineterm=""
    )


def _piece_as_json(piece: Piece) -> dict[str, Any]:
    shown: dict[str, Any] = {"text": piece.text, "images": list(piece.images), "removed": None}
    if piece.removal is not None:
        reason = piece.reason
        shown["removed"] = {
            "rule": piece.removal.rule,
            "kind": piece.removal.kind.value,
            "file": str(reason.path) if reason else None,
            "line": reason.line if reason else None,
            "why": reason.why if reason else None,
        }
    return shown


def _pieces(article: Article, whole: tuple[Block, ...]) -> Iterator[Piece]:
    """The blocks of the story with the removals between them, or inside if a line was removed from a block."""
    waiting: dict[int, list[Removal]] = {}
    for removal in article.removed:
        waiting.setdefault(removal.place, []).append(removal)
    originals = _originals(article.blocks, whole)
    for place, block in enumerate(article.blocks):
        removals = waiting.get(place, [])
        inside = _inside(block, originals.get(place), removals)
        if inside is None:
            yield from map(_taken, removals)
            yield _kept(block)
        else:
            yield from inside
    yield from map(_taken, waiting.get(len(article.blocks), []))


def _kept(block: Block) -> Piece:
    images = tuple(item.src for item in block.every_inline if type(item) is Image)
    if block.kind is BlockKind.RULE:
        return Piece("――――")
    if block.kind is BlockKind.EMBED:
        return Piece("", tuple(item.href or "" for item in block.inlines if type(item) is Run))
    return Piece(body_text((block,)), images)


def _taken(removal: Removal) -> Piece:
    return Piece(removal.text, removal.images, removal)


def _originals(blocks: tuple[Block, ...], whole: tuple[Block, ...]) -> dict[int, Block]:
    """The original block for each block that lost a line, by index: both sequences have the same order."""
    found: dict[int, Block] = {}
    position = 0
    for index, block in enumerate(blocks):
        if not any(_lines(block)):
            continue
        for at in range(position, len(whole)):
            if whole[at].path == block.path and whole[at].kind is block.kind and _holds(whole[at], block):
                if whole[at].inlines != block.inlines:
                    found[index] = whole[at]
                position = at + 1
                break
    return found


def _holds(original: Block, block: Block) -> bool:
    """Whether every line of ``block`` begins a line of ``original``, in order."""
    lines = iter(_lines(original))
    return all(any(line.startswith(mine) for line in lines) for mine in _lines(block))


def _lines(block: Block) -> list[str]:
    return [without_blanks(line) for line in block_text(block).split("\n")]


def _inside(block: Block, original: Block | None, removals: list[Removal]) -> list[Piece] | None:
    """The lines of ``original``, each kept or removed; None if they do not add up to the block and the removals.

    Removals from before the block come first.
    """
    if original is None:
        return None
    lines = block_text(original).split("\n")
    for first in range(len(removals)):
        inner = _split(lines, removals[first:])
        kept = [piece.text for piece in inner or () if piece.removal is None]
        if inner is not None and without_blanks("".join(kept)) == "".join(_lines(block)):
            pictures = [Piece("", _kept(block).images)] if _kept(block).images else []
            return [*map(_taken, removals[:first]), *_with_mark(inner, block), *pictures]
    return None


def _with_mark(pieces: list[Piece], block: Block) -> Iterator[Piece]:
    """The pieces of a block, the first that is kept with the list mark of the block."""
    first, bare = (text.partition("\n")[0] for text in (body_text((block,)), block_text(block)))
    mark = first.removesuffix(bare)
    for piece in pieces:
        is_marked = piece.removal is None and bool(piece.text.strip())
        yield piece._replace(text=mark + piece.text) if is_marked else piece
        mark = "" if is_marked else mark


def _split(lines: list[str], removals: list[Removal]) -> list[Piece] | None:
    """``lines`` split into kept and removed pieces, None unless every removal is found."""
    pieces: list[Piece] = []
    waiting = [*removals]
    for line in lines:
        text = waiting[0].text if waiting else ""
        if text and without_blanks(line) == without_blanks(text):
            pieces.append(_taken(waiting.pop(0)))
        elif text and line.rstrip().endswith(text):
            pieces += [Piece(line.rstrip().removesuffix(text).rstrip()), _taken(waiting.pop(0))]
        else:
            pieces.append(Piece(line))
    return None if waiting else pieces
