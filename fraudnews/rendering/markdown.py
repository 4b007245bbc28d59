"""An article as CommonMark with GFM tables, under a YAML front matter of its metadata."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from fraudnews.model import Article, Block, BlockKind, Cell, Container, Json, Metadata, Run
from fraudnews.rendering.header import begins_with, header_fields
from fraudnews.rendering.inline import autolink, render_inlines
from fraudnews.rendering.nesting import goes_on, is_one_list, shared_depth

if TYPE_CHECKING:
    from json import JSONEncoder

_HARD_BREAK = "\\\n"
_UNPRINTABLE = "[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]"
_CLOSING_HASHES = re.compile(r"(?<![^ ])#+$")
_BACKTICKS = re.compile(r"`{3,}")
_BARE_KEY = re.compile(r"[A-Za-z_][\w-]*", re.ASCII)
_WORDS = frozenset((BlockKind.PARAGRAPH, BlockKind.TERM, BlockKind.CAPTION))
_RESERVED_KEYS = frozenset("true false null yes no on off y n".split())


def render_markdown(article: Article, *, title: bool, front_matter: bool) -> str:
    """The article as one Markdown document that ends in a line end.

    ``title`` puts the title over the story as a heading, unless the story begins with it.
    """
    pieces = [render_front_matter(article.meta)] if front_matter else []
    blocks = article.blocks
    heading = article.meta.title
    if title and heading and not begins_with(blocks, heading):
        blocks = (Block(BlockKind.HEADING, (Run(heading),), level=1), *blocks)
    pieces.append("\n".join(_body(blocks)))
    return "\n".join(pieces) + "\n"


def render_front_matter(meta: Metadata) -> str:
    """The metadata as YAML between two ``---``, in a fixed order; every string is quoted.

    A field takes precedence over a key of the same name in ``extra``, as no key may be repeated.
    """
    given = {key: value for key, value in header_fields(meta).items() if value is not None and value != []}
    lines = ["---"]
    for key, value in {**given, **meta.extra, **given}.items():
        name = key if _BARE_KEY.fullmatch(key) and key.lower() not in _RESERVED_KEYS else _quoted(key)
        if isinstance(value, list) and value and all(isinstance(entry, str) for entry in value):
            lines.append(f"{name}:")
            lines += [f"  - {_quoted(entry)}" for entry in value]
        elif key == "date" and "date" in given:
            lines.append(f"{name}: {value}")
        else:
            lines.append(f"{name}: {_quoted(value)}")
    lines += ["---", ""]
    return "\n".join(lines)


def _quoted(value: Json) -> str:
    """The value as JSON, which is YAML except for characters that YAML takes for line ends or forbids."""
    if isinstance(value, str) and value.isprintable():
        return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
    if isinstance(value, bool):
        return str(value).lower()
    text = _encoder().encode(value)
    return re.sub(_UNPRINTABLE, lambda match: f"\\u{ord(match[0]):04x}", text)


@cache
def _encoder() -> JSONEncoder:
    from json import JSONEncoder  # 2 ms: only for headers that need it

    return JSONEncoder(ensure_ascii=False)


def _body(blocks: tuple[Block, ...]) -> list[str]:
    """The lines of all blocks, each after the marks of its containers."""
    lines: list[str] = []
    before: tuple[Container, ...] = ()
    markers: dict[int, str] = {}
    previous: Block | None = None
    for block in blocks:
        path = block.path
        content = _lines_of(block, first=not lines)
        if not content:
            continue
        if not path and not before:  # most of them
            lines += ["", *content] if lines else content
            previous = block
            continue
        shared = shared_depth(path, before)
        opening = _prefix(path[:shared])
        if previous is not None and not _is_tight(previous, block, shared):
            lines.append(opening.rstrip())
        for depth, container in enumerate(path[shared:], shared):
            neighbour = before[depth] if depth == shared and depth < len(before) else None
            opening += _opening(container, neighbour, markers)
        lines.append(opening + content[0])
        prefix = _prefix(path)
        lines += [prefix + line if line else prefix.rstrip() for line in content[1:]]
        before, previous = path, block
    return lines


def _is_tight(previous: Block, block: Block, shared: int) -> bool:
    """Whether no empty line is needed: between items of one list, or between an item and a list in it."""
    if previous.kind not in _WORDS or block.kind not in _WORDS:
        return False
    if not goes_on(block.path, previous.path, shared):
        return False
    # Only a bullet and the number 1 can begin a list without an empty line before it.
    return shared < len(previous.path) or block.path[shared].number in (None, 1)


def _opening(container: Container, neighbour: Container | None, markers: dict[int, str]) -> str:
    """The mark that begins a quote or an item; ``markers`` holds that of each list.

    A list right after another gets the other mark, or the two would be one.
    """
    if container.kind == "quote":
        return "> "
    if neighbour is not None and is_one_list(neighbour, container):
        mark = markers[neighbour.uid]
    else:
        last = markers.get(neighbour.uid) if neighbour is not None else None
        pair = "-*" if container.number is None else ".)"
        mark = pair[1] if last == pair[0] else pair[0]
    markers[container.uid] = mark
    return f"{mark} " if container.number is None else f"{_number(container.number)}{mark} "


def _number(number: int) -> str:
    return str(max(0, min(number, 999_999_999)))  # CommonMark allows nine digits


def _prefix(path: tuple[Container, ...]) -> str:
    """The beginning of a line within the containers of ``path`` that opens none of them."""
    pieces = []
    for container in path:
        if container.kind == "quote":
            pieces.append("> ")
        else:
            pieces.append("  " if container.number is None else " " * (len(_number(container.number)) + 2))
    return "".join(pieces)


def _lines_of(block: Block, *, first: bool) -> list[str]:
    """The lines of one block without its containers; ``first``: it is the first block of the document."""
    if block.kind is BlockKind.PARAGRAPH and not block.path:  # most of them
        text = render_inlines(block.inlines, _HARD_BREAK)
        return text.split("\n") if text else []
    match block.kind:
        case BlockKind.CODE:
            return _code(block)
        case BlockKind.TABLE:
            return _table(block.rows)
        case BlockKind.RULE:
            # "- ---" is one rule, and a body that begins with "---" would be taken for a front matter
            in_list = any(container.kind != "quote" for container in block.path)
            return ["___" if in_list or first else "---"]
        case BlockKind.EMBED:
            return [autolink(item.text) for item in block.inlines if type(item) is Run]
        case BlockKind.HEADING:
            text = render_inlines(block.inlines, " ", starts=False)
            return ["#" * block.level + " " + _CLOSING_HASHES.sub(r"\\\g<0>", text)] if text else []
        case _:
            item = bool(block.path) and block.path[-1].kind != "quote"
            text = render_inlines(block.inlines, _HARD_BREAK, item=item)
            return text.split("\n") if text else []


def _code(block: Block) -> list[str]:
    text = "".join(item.text for item in block.inlines if type(item) is Run)
    longest = max(map(len, _BACKTICKS.findall(text)), default=2)
    fence = "`" * (longest + 1)
    return [fence + block.lang, *text.split("\n"), fence]


def _table(rows: tuple[tuple[Cell, ...], ...]) -> list[str]:
    cells = [[render_inlines(cell.inlines, "<br>", starts=False).replace("|", "\\|") for cell in row] for row in rows]
    lines = ["| " + " | ".join(row) + " |" for row in cells]
    lines.insert(1, "|" + " --- |" * len(rows[0]))
    return lines
