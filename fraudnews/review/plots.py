"""Figures as HTML: tables with bars, and column charts in SVG with a table. Every value is also text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from fraudnews.report import printable

#: Pixels from the top of the highest column to the axis, and below that for the labels.
_HEIGHT, _BELOW = 110, 22
#: Labels that fit below columns on a phone.
_LABELS = 5
#: The position, in percent of the width, from which on a label is right-aligned to stay in the plot.
_NEAR_END = 90
#: Rows of a table that are shown at once, and in all.
_ROWS, _MOST_ROWS = 10, 500


def shown(text: str) -> str:
    """Untrusted text as HTML: markup escaped, control characters made visible."""
    return escape(printable(text))


def tiles(figures: Iterable[tuple[str, str, str]]) -> str:
    """Single figures: a name, a value, and a remark each."""
    rows = (
        f'<div class="tile"><dt>{shown(name)}</dt><dd>{shown(value)}<small>{shown(remark)}</small></dd></div>'
        for name, value, remark in figures
    )
    return f'<dl class="tiles">{"".join(rows)}</dl>'


def bars(caption: str, heads: tuple[str, str, str], rows: Sequence[tuple[str, int, int]]) -> str:
    """A table of labels and two counts each, with a bar for the first; later rows are collapsed."""
    most = max((count for _, count, _ in rows), default=0) or 1
    head = (
        f'<thead><tr><th scope="col">{shown(heads[0])}</th><td></td><th scope="col">{shown(heads[1])}</th>'
        f'<th scope="col">{shown(heads[2])}</th></tr></thead>'
    )
    body = [
        f'<tr><th scope="row" lang="zh">{shown(label) or "<i>unknown</i>"}</th>'
        f'<td class="bar"><svg width="100%" height="10" aria-hidden="true">'
        f'<rect width="{100 * count / most:.2f}%" height="10" rx="2"/></svg></td>'
        f"<td>{count:,}</td><td>{other:,}</td></tr>"
        for label, count, other in rows[:_MOST_ROWS]
    ]
    more = "".join(body[_ROWS:])
    rest = f"<details><summary>{len(rows) - _ROWS:,} more</summary><table>{head}<tbody>{more}</tbody></table></details>"
    return (
        f'<section class="plot"><h3>{shown(caption)}</h3><table>{head}<tbody>{"".join(body[:_ROWS])}</tbody></table>'
        f"{rest if more else ''}</section>"
    )


def columns(caption: str, head: str, rows: Sequence[tuple[str, int]], remark: str) -> str:
    """A column for each label, in order, with the number of its posts, and the same as a collapsed table."""
    most = max((count for _, count in rows), default=0) or 1
    width = 100 / (len(rows) or 1)
    step = -(-len(rows) // _LABELS) or 1
    drawn = []
    for number, (label, count) in enumerate(rows):
        height = max(round(_HEIGHT * count / most, 1), 2 if count else 0)
        left = number * width
        drawn.append(
            f'<rect x="{left + width * 0.08:.3f}%" y="{_HEIGHT - height + 14:g}" width="{width * 0.84:.3f}%" '
            f'height="{height:g}"><title>{shown(label)}: {count:,}</title></rect>'
        )
        if number % step == 0:
            at, anchor = (left + width, "end") if left > _NEAR_END else (left, "start")
            drawn.append(
                f'<text x="{at:.3f}%" y="{_HEIGHT + 14 + _BELOW - 6}" text-anchor="{anchor}">{shown(label)}</text>'
            )
    table = "".join(f'<tr><th scope="row">{shown(label)}</th><td>{count:,}</td></tr>' for label, count in rows if count)
    return (
        f'<section class="plot wide"><h3>{shown(caption)}</h3>'
        f'<svg class="columns" width="100%" height="{_HEIGHT + 14 + _BELOW}" role="img" '
        f'aria-label="{shown(caption)}; the values are in the table below">'
        f'<text class="most" x="0" y="9">{most:,}</text>'
        f'<line x1="0" x2="100%" y1="{_HEIGHT + 14.5}" y2="{_HEIGHT + 14.5}"/>{"".join(drawn)}</svg>'
        f'<p class="remark">{shown(remark)}</p>'
        f"<details><summary>Values</summary><table><thead><tr>"
        f'<th scope="col">{shown(head)}</th><th scope="col">posts</th></tr></thead>'
        f"<tbody>{table}</tbody></table></details></section>"
    )
