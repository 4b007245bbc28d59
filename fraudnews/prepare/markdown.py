"""Markdown to HTML: CommonMark, adapted to Chinese and to what posts leave unclosed."""

from __future__ import annotations

import re
from functools import cache
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any, NamedTuple

from fraudnews.prepare.listings import escaped
from fraudnews.prepare.mending import mend, opens_quotation

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock
    from markdown_it.rules_core import StateCore
    from markdown_it.rules_inline import StateInline

#: The beginning of a task in a list, done or not.
_TASK = r"(<li>\s*(?:<p>)?)\[([ xX])\](?=[ ])"
_NOTE = r"\[\^[^\]\s]+\]:"
#: An indented line with the punctuation of a sentence that is no comment in code, list item or quotation.
_INDENTED_PROSE = r"(?m)^(?= {4}|\t)[ \t]*+(?!--|//|[#<>|+/-]|\*(?!\*))\S.*[。！？：；，]"
_INDENT = 4
#: How an indented paragraph begins that may be code, what shows that it is, and comments in code.
_CODE_START = r"(?!https?://\S+\Z|\d+[.)]\s)[#-'(./0-;=?-Z\\^_a-z{}~\"]"
_CODE_SIGN = r"(?m)[{}=<>\\]|;$| \|{1,2} |\$[A-Za-z_{(]|\w\(|\)\.|(?<!:)//|^\$ "
_COMMENT = r"(?:(?<!:)//|#|--|/\*).*"
#: The longest line that means a rule, also where it is below a paragraph: converters underline a heading as far as it
#: reaches. What shows that no heading is above it: several lines, the end of a sentence, so many characters.
_RULE, _NO_HEADING = len("---"), r"(?s)\n|[。；，、][*_ ]*\Z|.{60}"
#: A formula in TeX within a line; and what CommonMark would take for its own in it, but no Markdown that escapes it
#: has: ``\\{``, ``\\\\`` and ``a*b``.
_FORMULA = r"(\${1,2})(?![\s$])([^$，。；！？\n]{1,400})(?<![\s\\])\1(?![0-9$])"
_UNESCAPED = r"(?<!\\)\\(?:[{},;:!%&#|]|\\\s)|(?<![\\\s*])\*(?![\s*])"
#: What ends plain text within a block.
_SIGN_IN_LINE = r"[\n!#$%&*+\-:<=>@\[\\\]^_`{|}~]"
#: Bold that is only a comma (他们**，**还有她), or begins with a colon and ends a line (作者**：林一禾**); other stars
#: before a comma may hide a name (王**，男).
_COMMA_IN_BOLD = r"(?m)\*\*(?:[，。、：；！？]{1,2}\*\*(?!\*)|：[^*\n]+\*\*$)"
#: A heading right below a table, which HTML blocks go on with up to the next blank line.
_GLUED_HEADING = r"(?m)(</(?:table|div|section|figure|blockquote)>[ \t]*)\n(?=#{1,6}[ \t])"
#: Where a converter began a new line in mid-sentence, as it does at each change of style: no line begins with a comma
#: (but ！！ and 。。。 may), or ends with a bracket that opens; a piece in bold before such a line goes on with the one
#: above. A backslash at the end of a line is a break that was meant.
_CUT = (
    r"(?<![ \t\\])[ \t]*+\n[ \t]*+(?=[”’」』】）》]|([，。、；：！？])(?!\1))|"
    r"(?<=[“‘「『【（《])[ \t]*+\n[ \t]*+"
)
_CUT_AT_BOLD = r"(?<=[^\s。！？：；，、…\\])[ \t]*+\n[ \t]*+(\*\*[^*\n]++\*\*)[ \t]*+\n[ \t]*+(?=[，。、；])"
#: An address with brackets within brackets, or signs that are escaped, is left to markdown-it.
_IN_ADDRESS = r"[^\x00-\x20\x7f<()\\]"
_DESTINATION, _NESTED = rf"(?:{_IN_ADDRESS}++|\({_IN_ADDRESS}*+\))++", tuple("<(\\")
_DISPLAY, _MOST_OF_FORMULA = "$$", 100
_FENCE = r"(?m)^[ \t]*(?:(?:[-*+]|\d{1,9}[.)])[ \t]+)*```"
#: The buttons of 掘金 behind the language of a fence, with the first line of the code behind them.
_BUTTONS = r"(?m)^([ \t]*```[\w+#-]*)[ \t]*(?=(?:体验AI代码助手[ \t]*)?代码解读[ \t]*复制代码)"
#: A fence at the end of a line of text, as of one that introduces a listing.
_GLUED_FENCE = rf"{_FENCE}.*|^([^`\n]*[^`\s\\])[ \t]*```[ \t]*$"


class _Destination(NamedTuple):
    """The address of a link as markdown-it has it: whether there is one, where it ends, and what it is."""

    ok: bool
    pos: int
    str: str


def markdown_to_html(text: str) -> str:
    """``text`` as HTML; tags in it stay as they are."""
    if "```" in text and _has_fences_to_part(text):
        text = re.sub(_GLUED_FENCE, lambda match: f"{match[1]}\n\n```" if match[1] else match[0], text)
    if "复制代码" in text:
        text = re.sub(_BUTTONS, r"\1\n", text)
    if "\n#" in text and "</" in text:
        text = re.sub(_GLUED_HEADING, r"\1\n\n", text)
    # Here, four blanks are the indent of a paragraph, unless it reads like code.
    is_indented = any(not _is_code(match[0].strip()) for match in re.finditer(_INDENTED_PROSE, text))
    html = str(_renderer(indented_code=not is_indented).render(mend(text)))
    return re.sub(_TASK, lambda match: f"{match[1]}{ballot(ticked=match[2] != ' ')}", html)


def _has_fences_to_part(text: str) -> bool:
    """Whether fences at the end of lines of text are missed by one of the others, or pair with one another."""
    is_glued = [match[1] is not None for match in re.finditer(_GLUED_FENCE, text)]
    glued = sum(is_glued)
    others = len(is_glued) - glued
    return others > 0 and (others % 2 > 0 or glued % 2 == 0)


def ballot(*, ticked: bool) -> str:
    """The check box of a task as a character."""
    return "☑" if ticked else "☐"


@cache
def _renderer(*, indented_code: bool) -> MarkdownIt:
    from markdown_it import MarkdownIt, helpers  # 20 ms: only for Markdown bodies

    renderer = MarkdownIt("commonmark", {"html": True, "breaks": True}).enable(["table", "strikethrough"])
    renderer.core.ruler.at("inline", _inlines)
    renderer.block.ruler.before("table", "plain", _plain)
    renderer.inline.ruler.at("emphasis", _emphasis)
    renderer.block.ruler.at("reference", _reference)
    renderer.block.ruler.at("lheading", _underlined)
    renderer.inline.ruler.before("escape", "formula", _formula)
    renderer.block.ruler.before("fence", "display", _display, {"alt": ["paragraph", "reference", "blockquote"]})
    own_helpers = SimpleNamespace(
        parseLinkDestination=_destination, parseLinkLabel=helpers.parseLinkLabel, parseLinkTitle=helpers.parseLinkTitle
    )
    # Addresses stay as written, and are checked later.
    replaced = {"helpers": own_helpers, "normalizeLink": str, "normalizeLinkText": str, "validateLink": bool}
    for name, own in replaced.items():
        setattr(renderer, name, own)
    if not indented_code:
        renderer.disable("code").block.ruler.before("fence", "listing", _listing)
    return renderer


def _destination(text: str, start: int, end: int) -> Any:
    """The address at ``start``; markdown-it's own function looks at each sign, which takes a tenth of all time."""
    found = re.compile(_DESTINATION).match(text, start, end)
    if found is None or text[found.end() : found.end() + 1] in _NESTED:
        from markdown_it.helpers import parseLinkDestination

        return parseLinkDestination(text, start, end)
    address = found[0]
    if "&" in address:
        from markdown_it.common.utils import unescapeAll

        address = unescapeAll(address)
    return _Destination(ok=True, pos=found.end(), str=address)


def _plain(state: StateBlock, line: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """The markdown-it rule for most paragraphs, before all others: a line of Chinese with a blank one below it."""
    begin = state.bMarks[line] + state.tShift[line]
    if silent or state.src[begin : begin + 1].isascii() or state.sCount[line] - state.blkIndent >= _INDENT:
        return False
    if line + 1 < end and not state.isEmpty(line + 1):
        return False
    _add_paragraph(state, line, line + 1)
    return True


def _add_paragraph(state: StateBlock, line: int, end: int) -> None:
    state.line = end
    state.push("paragraph_open", "p", 1)
    inline = state.push("inline", "", 0)
    inline.content, inline.children = state.getLines(line, end, state.blkIndent, keepLastLF=False).strip(), []
    state.push("paragraph_close", "p", -1)


def _inlines(state: StateCore) -> None:
    """The markdown-it rule that parses what stands in blocks; most of it is text without any sign that means more."""
    from markdown_it.token import Token

    for token in state.tokens:
        if token.type == "inline":
            if re.search(_SIGN_IN_LINE, token.content) is None:
                token.children = [Token("text", "", 0, content=token.content)]
            else:
                content = _closed_up(token.content) if "\n" in token.content else token.content
                token.children = state.md.inline.parse(content, state.md, state.env, [])


def _closed_up(text: str) -> str:
    """The text of a block without the line ends at which its sentences were cut."""
    return re.sub(_CUT, "", re.sub(_CUT_AT_BOLD, r"\1", text))


def _listing(state: StateBlock, line: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """The markdown-it rule for an indented listing among indented paragraphs."""
    last = line
    while last < end and not state.isEmpty(last) and state.sCount[last] - state.blkIndent >= _INDENT:
        last += 1
    if silent or last == line or not _is_code(state.getLines(line, last, 0, keepLastLF=False).strip()):
        return False
    state.line = last
    state.push("code_block", "code", 0).content = (
        state.getLines(line, last, _INDENT + state.blkIndent, keepLastLF=False) + "\n"
    )
    return True


def _is_code(text: str) -> bool:
    """Whether indented lines are code: they have signs of code, and little Chinese outside of comments."""
    if re.match(_CODE_START, text) is None or re.search(_CODE_SIGN, text) is None:
        return False
    told = re.sub(_COMMENT, "", text)
    return 2 * len(re.sub(r"[^!-~]", "", told)) > len("".join(told.split()))


def _underlined(state: StateBlock, line: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """The markdown-it rule for underlined headings; a paragraph over ``---`` is none, and the line below it a rule."""
    from markdown_it.rules_block import lheading

    before = len(state.tokens)
    if silent or not lheading(state, line, end, silent):
        return False
    opening, inline, closing = state.tokens[before:]
    sign = state.getLines(state.line - 1, state.line, 0, keepLastLF=False).strip(" \t>")
    if len(sign) > _RULE or len(sign) == len(inline.content):
        return True
    if len(sign) == 1:  # a line of its own, as of code
        del state.tokens[before:]
        state.line = line
        return False
    if re.search(_NO_HEADING, inline.content):
        opening.type, closing.type = "paragraph_open", "paragraph_close"
        opening.tag = closing.tag = "p"
        state.push("hr", "hr", 0)
    return True


def _reference(state: StateBlock, line: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """The markdown-it rule for ``[name]: address``; ``[^1]: 同上`` is a footnote and becomes a paragraph."""
    from markdown_it.rules_block import reference

    def begin(number: int) -> int:
        return state.bMarks[number] + state.tShift[number]

    if silent or not re.compile(_NOTE).match(state.src, begin(line)):
        return reference(state, line, end, silent)
    state.line = line + 1
    while state.line < end and not state.isEmpty(state.line) and not state.src.startswith("[", begin(state.line)):
        state.line += 1
    _add_paragraph(state, line, state.line)
    return True


def _formula(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """The markdown-it rule for a formula in a line: its backslashes, stars and braces are no Markdown."""
    found = re.compile(_FORMULA).match(state.src, state.pos) if state.src[state.pos] == "$" else None
    if found is None or re.search(_UNESCAPED, found[2]) is None:
        return False
    if not silent:
        state.push("text", "", 0).content = found[0]
    state.pos = found.end()
    return True


def _display(state: StateBlock, line: int, end: int, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """The markdown-it rule for a formula on lines of its own: a paragraph of one line, as is one from HTML."""
    if not state.src.startswith(_DISPLAY, state.bMarks[line] + state.tShift[line]):
        return False
    last = line
    tex = ""
    while last < min(end, line + _MOST_OF_FORMULA) and not state.isEmpty(last):
        tex += state.getLines(last, last + 1, state.blkIndent, keepLastLF=False).strip() + " "
        last += 1
        if tex.count(_DISPLAY) > 1:
            break
    tex = tex.strip()
    if tex.count(_DISPLAY) != 2 or not tex.endswith(_DISPLAY):
        return False
    if last == line + 1 and re.search(_UNESCAPED, tex) is None:
        return False
    if silent:
        return True
    state.line = last
    tex = tex.removeprefix(_DISPLAY).removesuffix(_DISPLAY).strip()
    state.push("html_block", "", 0).content = f"<p>{_DISPLAY}{escaped(tex)}{_DISPLAY}</p>\n"
    return True


def _emphasis(state: StateInline, silent: bool) -> bool:  # noqa: FBT001 - markdown-it's signature
    """The markdown-it rule for stars: as in CommonMark, but ``**“警惕”**诈骗`` is bold, as if 诈 were a blank."""
    from markdown_it.rules_inline.emphasis import tokenize
    from markdown_it.rules_inline.state_inline import Delimiter

    if silent or state.src[state.pos] != "*":
        return tokenize(state, silent)
    start = state.pos
    found = state.scanDelims(state.pos, True)  # noqa: FBT003 - markdown-it's signature
    before = state.src[state.pos - 1] if state.pos else " "
    state.pos += found.length
    after = state.src[state.pos] if state.pos < state.posMax else " "
    loose = found.length > 1
    opens = found.can_open or (loose and before.isalnum() and (opens_quotation(after) or _begins_code(before, after)))
    opens = opens or (before.isalnum() and re.compile(_COMMA_IN_BOLD).match(state.src, start) is not None)
    opens = opens and not state.src.startswith("\\\n", state.pos)  # a hard break counts as a blank
    closes = found.can_close or (loose and after.isalnum() and not before.isspace() and not opens_quotation(before))
    closes = closes or (
        loose and before.isspace() and start > 1 and state.src[start - 2] in ":："
    )  # **官网: **[江岭](…)
    for _ in range(found.length):
        state.push("text", "", 0).content = "*"
        state.delimiters.append(Delimiter(ord("*"), found.length, len(state.tokens) - 1, -1, opens, closes))
    return True


def _begins_code(before: str, after: str) -> bool:
    """Whether a command begins after Chinese: 运行**./install.sh**, 命令**`ls`**."""
    return not before.isascii() and after in "`./-"
