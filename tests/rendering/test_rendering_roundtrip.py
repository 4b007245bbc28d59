"""Markdown renders right: a CommonMark parser gives back the text, links, pictures, code, emphasis and nesting."""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from fraudnews.model import Article, Block, BlockKind, Break, Cell, Container, Image, Inline, Mark, Metadata, Run
from fraudnews.rendering.markdown import render_markdown

PARSER = MarkdownIt("commonmark").enable(["table", "strikethrough"])

#: A character with its style, a picture, or a line end. Punctuation at the edge of emphasis may fall outside
#: of it, so only letters and digits carry their emphasis.
Seen = tuple[Any, ...]
LINE_END: Seen = ("line end",)
EMPHASIS = Mark.BOLD | Mark.ITALIC | Mark.STRIKE

PIECES = [
    "警方", "提醒", "诈骗", "a", "B", "x1", "3~5%", "5%~6%", "#话题#", "# ", "## 注", "**", "*", "__", "_", "~~", "~", "`", "``", "```",
    "\\", "\\\\", "|", "||", "<tag>", "</b>", "<!--", "-->", "<", ">", "&amp;", "&#123;", "&", ";", "😀", "🇨🇳", "ＡＢ", "１．",
    "“", "”", "《", "》", "，", "。", "！", "!", "（", "）", "、", "[", "]", "(", ")", "](", "[x](y)", "[注]: ", "[ ] ", "![", ":",
    "1. ", "1.", "2) ", "10.", "-", "- ", "---", "+ ", "===", "=", "--|--", ":-", "> ", " ", "  ", "\u3000", "$", "€", "™", "'", '"',
    "https://a.cn/b_c", "www.a.cn", "a_b", "C#", "3 * 4", ".", "%", "^", "{% x %}", "---\n".strip(),
]  # fmt: skip
ADDRESSES = [
    "https://a.cn/x?a=1&b=2", "https://a.cn/词_(条)", "/relative/地址", "mailto:a@b.cn", "https://a.cn/)x(", "https://a.cn/&copy;",
    "https://a.cn/a*b_c~d[e]", "https://a.cn/%20", "x.html#top", "https://a.cn/((((a))))", "https://a.cn/'b'!", 'https://a.cn/"c',
    "https://a.cn/x!", "https://a.cn/￥，。",
]  # fmt: skip

texts = st.lists(st.sampled_from(PIECES), min_size=1, max_size=5).map("".join)
words = texts.filter(lambda text: bool(text.strip()))
marks = st.one_of(st.just(0), st.sampled_from([1 << bit for bit in range(6)]), st.integers(0, 63))
runs = st.builds(Run, texts, marks, st.one_of(st.none(), st.none(), st.sampled_from(ADDRESSES)))
images = st.builds(
    Image, st.sampled_from(ADDRESSES), st.one_of(st.just(""), words), st.sampled_from([None, *ADDRESSES[:3]])
)
inlines = st.lists(st.one_of(runs, runs, runs, images, st.just(Break())), min_size=1, max_size=6).map(tuple)
visible = inlines.filter(
    lambda items: any(type(i) is Image or (type(i) is Run and bool(i.text.strip())) for i in items)
)
listings = st.lists(
    st.sampled_from([*PIECES, "\n", "\n\n", "\t", "    ", "\n```\n", "\n~~~~", "\n  "]), min_size=1, max_size=8
).map(lambda pieces: "".join(pieces).strip("\n"))


def tables() -> st.SearchStrategy[Block]:
    cells = st.builds(Cell, st.one_of(st.just(()), inlines), st.booleans())
    rows = st.integers(1, 3).flatmap(lambda width: st.lists(st.tuples(*[cells] * width), min_size=1, max_size=3))
    return rows.map(lambda rows: Block(BlockKind.TABLE, (), rows=tuple(rows)))


def blocks(
    kinds: list[BlockKind], inlines: st.SearchStrategy[Any], **more: st.SearchStrategy[Any]
) -> st.SearchStrategy[Block]:
    """Blocks without what is not named; ``st.builds`` would draw rows and paths for each."""
    return st.fixed_dictionaries({"kind": st.sampled_from(kinds), "inlines": inlines, **more}).map(
        lambda found: Block(**found)
    )


leaves = st.one_of(
    blocks([BlockKind.PARAGRAPH, BlockKind.CAPTION, BlockKind.TERM], visible),
    blocks([BlockKind.PARAGRAPH], visible),
    words.map(lambda text: Block(BlockKind.PARAGRAPH, (Run(text),))),
    blocks([BlockKind.HEADING], visible, level=st.integers(1, 6)),
    blocks(
        [BlockKind.CODE],
        listings.filter(lambda text: bool(text.strip())).map(lambda text: (Run(text),)),
        lang=st.sampled_from(["", "python", "c++"]),
    ),
    st.just(Block(BlockKind.RULE, ())),
    st.sampled_from(ADDRESSES).map(lambda href: Block(BlockKind.EMBED, (Run(href, 0, href),))),
    tables(),
)
Tree = Block | tuple[Any, ...]
trees: st.SearchStrategy[Tree] = st.recursive(
    leaves,
    lambda inner: st.one_of(
        st.tuples(st.just("quote"), st.lists(inner, min_size=1, max_size=3)),
        st.tuples(
            st.just("list"),
            st.one_of(st.none(), st.sampled_from([0, 1, 3, 9, 99])),
            st.lists(st.lists(inner, min_size=1, max_size=3), min_size=1, max_size=3),
        ),
    ),
    max_leaves=8,
)


def flatten(tree: Tree, path: tuple[Container, ...], uids: Iterator[int]) -> Iterator[Block]:
    """The blocks of a tree of quotes and lists, as markup.py would give them."""
    if isinstance(tree, Block):
        yield tree._replace(path=path)
    elif tree[0] == "quote":
        quote = Container("quote", next(uids))
        for inner in tree[1]:
            yield from flatten(inner, (*path, quote), uids)
    else:
        group = next(uids)
        for offset, children in enumerate(tree[2]):
            number = None if tree[1] is None else tree[1] + offset
            item = Container("item", next(uids), group, number)
            for inner in children:
                yield from flatten(inner, (*path, item), uids)


bodies = st.lists(trees, min_size=1, max_size=4).map(
    lambda found: tuple(block for uids in [itertools.count(1)] for tree in found for block in flatten(tree, (), uids))
)


# ---- what is meant -----------------------------------------------------------------------------------------


def meant(blocks: tuple[Block, ...]) -> list[Any]:
    """The blocks as a reader of the rendered page should see them."""
    order: dict[tuple[str, int], int] = {}
    out = []
    for block in blocks:
        path = [
            (c.kind, number_of(order, "box", c.uid))
            if c.kind == "quote"
            else (c.kind, number_of(order, "list", c.group), c.number is None, number_of(order, "box", c.uid))
            for c in block.path
        ]
        out.append((path, meant_content(block)))
    return out


def number_of(order: dict[tuple[str, int], int], kind: str, key: int) -> int:
    return order.setdefault((kind, key), sum(name == kind for name, _ in order))


def meant_content(block: Block) -> Any:
    match block.kind:
        case BlockKind.CODE:
            return "code", block.lang, block.inlines[0].text + "\n"  # type: ignore[union-attr]
        case BlockKind.RULE:
            return ("rule",)
        case BlockKind.TABLE:
            return "table", [[fold(seen_of(cell.inlines)) for cell in row] for row in block.rows]
        case BlockKind.EMBED:
            return "embed", PARSER.normalizeLink(block.inlines[0].text)  # type: ignore[union-attr]
        case BlockKind.HEADING:
            return f"h{block.level}", fold([(" ", 0, None) if i == LINE_END else i for i in seen_of(block.inlines)])
        case _:
            return "p", fold(seen_of(block.inlines))


def seen_of(inlines: tuple[Inline, ...]) -> list[Seen]:
    out: list[Seen] = []
    for item in inlines:
        if type(item) is Run:
            out += [(char, item.marks, item.href and PARSER.normalizeLink(item.href)) for char in item.text]
        elif type(item) is Image:
            href = item.href and PARSER.normalizeLink(item.href)
            out.append(("picture", PARSER.normalizeLink(item.src), " ".join(item.alt.split()), href))
        else:
            out.append(LINE_END)
    return out


def fold(seen: list[Seen]) -> list[Seen]:
    """Runs of blanks as one blank, none at the edges of a line; no empty lines; emphasis on letters only."""
    lines = []
    for is_end, group in itertools.groupby(seen, key=lambda item: item == LINE_END):
        line = list(group)
        text = [(" ",) if item[0].isspace() else item for item in line]
        text = dedupe_blanks(text)
        if not is_end and text:
            lines.append([strip_emphasis(item) for item in text])
    return [item for number, line in enumerate(lines) for item in ([LINE_END] if number else []) + line]


def dedupe_blanks(line: list[Seen]) -> list[Seen]:
    out: list[Seen] = []
    for item in line:
        if item != (" ",) or (out and out[-1] != (" ",)):
            out.append(item)
    return out[:-1] if out and out[-1] == (" ",) else out


def strip_emphasis(item: Seen) -> Seen:
    if item == (" ",) or item[0] == "picture" or item[0].isalnum():
        return item
    return (item[0], item[1] & ~EMPHASIS, item[2])


# ---- what is read ------------------------------------------------------------------------------------------


def read(markdown: str) -> list[Any]:
    """What a CommonMark parser makes of ``markdown``, in the shape of meant()."""
    out: list[Any] = []
    path: list[Any] = []
    counts = {"box": 0, "list": 0}
    lists: list[tuple[int, bool]] = []
    rows: list[list[list[Seen]]] = []

    def count(kind: str) -> int:
        counts[kind] += 1
        return counts[kind] - 1

    for token, following in itertools.pairwise([*PARSER.parse(markdown), Token("end", "", 0)]):
        match token.type:
            case "blockquote_open":
                path.append(("quote", count("box")))
            case "bullet_list_open" | "ordered_list_open":
                lists.append((count("list"), token.type.startswith("bullet")))
            case "list_item_open":
                path.append(("item", *lists[-1], count("box")))
            case "bullet_list_close" | "ordered_list_close":
                lists.pop()
            case "blockquote_close" | "list_item_close":
                path.pop()
            case "fence":
                out.append((list(path), ("code", token.info, token.content)))
            case "hr":
                out.append((list(path), ("rule",)))
            case "heading_open" | "paragraph_open":
                out.append((list(path), read_leaf(token.tag, following)))
            case "table_open":
                rows = []
                out.append((list(path), ("table", rows)))
            case "tr_open":
                rows.append([])
            case "th_open" | "td_open":
                rows[-1].append(read_inlines(following))
            case "code_block" | "html_block":
                out.append((list(path), (token.type, token.content)))
    return out


def read_leaf(tag: str, inline: Token) -> Any:
    first = (inline.children or [Token("none", "", 0)])[0]
    if first.type == "link_open" and first.markup == "autolink":
        return "embed", first.attrs["href"]
    return tag, read_inlines(inline)


OPENED = {
    "strong": Mark.BOLD,
    "em": Mark.ITALIC,
    "s": Mark.STRIKE,
    "del": Mark.STRIKE,
    "sup": Mark.SUP,
    "sub": Mark.SUB,
}


def read_inlines(inline: Token) -> list[Seen]:
    out: list[Seen] = []
    style: list[int] = []
    hrefs: list[Any] = [None]
    for token in inline.children or []:
        tag = token.content.strip("</>") if token.type == "html_inline" else token.tag
        if token.type in ("text", "code_inline"):
            held = sum(style) | (Mark.CODE if token.type == "code_inline" else 0)
            out += [(char, held, hrefs[-1]) for char in token.content]
        elif token.type == "image":
            alt = PARSER.renderer.renderInlineAsText(token.children or [], PARSER.options, {})  # type: ignore[attr-defined]
            out.append(("picture", token.attrs["src"], " ".join(alt.split()), hrefs[-1]))
        elif token.type == "hardbreak" or token.content == "<br>":
            out.append(LINE_END)
        elif token.type == "link_open":
            hrefs.append(token.attrs["href"])
        elif token.type == "link_close":
            hrefs.pop()
        elif tag in OPENED and (token.nesting == 1 or token.content == f"<{tag}>"):
            style.append(OPENED[tag])
        elif tag in OPENED:
            assert style.pop() == OPENED[tag]
        else:
            out.append((f"{token.type} {token.content}", 0, None))
    return fold(out)


def article_of(blocks: tuple[Block, ...]) -> Article:
    return Article("0" * 64, Metadata(title="题"), blocks, (), None, (), ())


def check(blocks: tuple[Block, ...]) -> None:
    markdown = render_markdown(article_of(blocks), title=False, front_matter=False)
    expected, found = ([embed_as_link(entry) for entry in entries] for entries in (meant(blocks), read(markdown)))
    assert expected == found, markdown


def embed_as_link(entry: Any) -> Any:
    """A relative address cannot be an autolink: it is a link with its address as its words."""
    path, content = entry
    if content[0] == "p" and len({item[2] for item in content[1] if len(item) == 3}) == 1:
        href = next(item[2] for item in content[1] if len(item) == 3)
        shown = "".join(item[0] for item in content[1])
        if href and PARSER.normalizeLink(shown) == href:
            return path, ("embed", href)
    return entry


@settings(max_examples=150)
@given(bodies)
def test_markdown_reads_back_block_for_block(blocks: tuple[Block, ...]) -> None:
    check(blocks)


@settings(max_examples=150)
@given(inlines)
def test_one_paragraph_reads_back_with_its_marks(items: tuple[Inline, ...]) -> None:
    if fold(seen_of(items)):
        check((Block(BlockKind.PARAGRAPH, items),))


@settings(max_examples=150)
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=12).map("".join).filter(lambda text: bool(text.strip())))
def test_plain_text_reads_back(text: str) -> None:
    check((Block(BlockKind.PARAGRAPH, (Run(text),)),))
