"""A body in Markdown as HTML: CommonMark, mended where it breaks in Chinese and where posts leave it open."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_inline import StateInline

#: Code, in which nothing else is looked for; needs the flags m and s.
CODE = r"^(?:```|~~~).*?(?:^(?:```|~~~)[ \t]*$|\Z)|<pre\b.*?(?:</pre>|\Z)|`[^`\n]+`"
#: What begins a task of a list, done or not.
_TASK = r"(<li>\s*(?:<p>)?)\[([ xX])\](?=[ ])"
_NOTE = r"\[\^[^\]\s]+\]:"
_INDENTED_PROSE = r"(?m)^(?: {4,}|\t).*[。！？：；，]"
_STARS = rf"(?ms)({CODE})|\\.|\n|\*{{2,}}"
_CLOSED_AND_OPENED = 4
_FENCE = r"(?m)^[ \t]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*```"
#: A fence that stands behind the words that announce its listing; where it is missed, the next one takes the story.
_GLUED_FENCE = rf"{_FENCE}.*|^([^`\n]*[^`\s\\])[ \t]*```[ \t]*$"


def render_markdown(text: str) -> str:
    """``text`` as HTML; tags in it stay as they are."""
    if "```" in text and len(re.findall(_FENCE, text)) % 2:
        text = re.sub(_GLUED_FENCE, lambda match: f"{match[1]}\n\n```" if match[1] else match[0], text)
    is_indented = re.search(_INDENTED_PROSE, text) is not None  # four blanks are a paragraph's indent, no listing
    html = str(_renderer(indented_code=not is_indented).render(_mend_strong(text)))
    return re.sub(_TASK, lambda match: f"{match[1]}{ballot(ticked=match[2] != ' ')}", html)


def ballot(*, ticked: bool) -> str:
    """The box of a task as a reader sees it."""
    return "☑" if ticked else "☐"


@cache
def _renderer(*, indented_code: bool) -> MarkdownIt:
    from markdown_it import MarkdownIt  # 20 ms: only for Markdown bodies

    renderer = MarkdownIt("commonmark", {"html": True, "breaks": True}).enable(["table", "strikethrough"])
    renderer.inline.ruler.at("emphasis", _emphasis)
    renderer.block.ruler.at("reference", _reference)
    for method, made in (("normalizeLink", str), ("normalizeLinkText", str), ("validateLink", bool)):
        setattr(renderer, method, made)  # an address stays as written; what it may be is decided later
    return renderer if indented_code else renderer.disable("code")


def _mend_strong(text: str) -> str:
    """In ``**警****惕**`` four stars end one word's bold and begin the next one's: part them for the parser.

    In ``**警惕******`` the last four are bold of nothing.
    """
    if "****" not in text:
        return text
    opened = 0

    def part(match: re.Match[str]) -> str:
        nonlocal opened
        stars = match[0]
        if stars == "\n":
            opened = 0
        elif stars[0] == "*" and not match[1]:
            before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
            if len(stars) == _CLOSED_AND_OPENED and opened and before.strip() and after.strip():
                return "**<wbr>**"
            if len(stars) % _CLOSED_AND_OPENED == opened == len("**") and not after.strip():
                stars = "**"  # behind the last word stands another one without letters
            opened = 0 if opened else len(stars)
        return stars

    return re.sub(_STARS, part, text)


def _reference(state: StateBlock, line: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """The address behind ``[name]:``; ``[^1]: 同上`` is a note, whose words no reader would see as an address."""
    from markdown_it.rules_block import reference

    def begin(number: int) -> int:
        return state.bMarks[number] + state.tShift[number]

    if silent or not re.compile(_NOTE).match(state.src, begin(line)):
        return reference(state, line, end, silent)
    state.line = line + 1
    while state.line < end and not state.isEmpty(state.line) and not state.src.startswith("[", begin(state.line)):
        state.line += 1
    state.push("paragraph_open", "p", 1)
    inline = state.push("inline", "", 0)
    inline.content, inline.children = state.getLines(line, state.line, state.blkIndent, keepLastLF=False).strip(), []
    state.push("paragraph_close", "p", -1)
    return True


def _emphasis(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """Stars as CommonMark has them, but ``**“警惕”**诈骗`` is bold: two stand beside a letter as if it were a blank."""
    from markdown_it.rules_inline.emphasis import tokenize
    from markdown_it.rules_inline.state_inline import Delimiter

    if silent or state.src[state.pos] != "*":
        return tokenize(state, silent)
    found = state.scanDelims(state.pos, True)  # noqa: FBT003 - markdown-it's signature
    before = state.src[state.pos - 1] if state.pos else " "
    state.pos += found.length
    after = state.src[state.pos] if state.pos < state.posMax else " "
    loose = found.length > 1
    opens = found.can_open or (loose and before.isalnum() and (_opens_quotation(after) or _begins_code(before, after)))
    opens = opens and not state.src.startswith("\\\n", state.pos)  # a line end is a blank, with its backslash too
    closes = found.can_close or (loose and after.isalnum() and not before.isspace() and not _opens_quotation(before))
    for _ in range(found.length):
        state.push("text", "", 0).content = "*"
        state.delimiters.append(Delimiter(ord("*"), found.length, len(state.tokens) - 1, -1, opens, closes))
    return True


def _begins_code(before: str, after: str) -> bool:
    """Whether a word of a machine's begins behind Chinese: 运行**./install.sh**, 命令**`ls`**."""
    return not before.isascii() and after in "`./-"


def _opens_quotation(character: str) -> bool:
    return unicodedata.category(character) in ("Ps", "Pi") or character in "\"'#@$￥"
