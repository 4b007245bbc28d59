"""Tables: which ones are for layout only, and cells that span rows and columns."""

from __future__ import annotations

from typing import Any

from fraudnews.markup.blocks import Claimed
from fraudnews.model import Block, Break, Cell, Inline

#: Cells of the largest table whose spans are written out, and columns that one cell may span.
_MAX_CELLS = 200_000
_MAX_ACROSS = 1000
#: The fewest characters of the only words in a row that are no value beside an empty cell, or beside a picture.
_LEAST_PLACED, _LEAST_BESIDE = 10, 5
_INNER = "table, td > pre, td > div > pre, td h1, td h2, td h3, td h4, td figure"


class Table:
    """A table under construction: rows of cells, each with the columns and rows that it spans.

    ``header`` and ``spans`` are of the open cell, ``outside`` are the parts before it, None between cells.
    """

    __slots__ = ("header", "outside", "rows", "spans")

    def __init__(self) -> None:
        self.rows: list[list[tuple[Cell, int, int]]] = []
        self.outside: list[Block | Claimed] | None = None
        self.header: bool
        self.spans: tuple[int, int]

    def add(self, cell: Cell, spans: tuple[int, int]) -> None:
        """Put a cell at the end of the last row."""
        if not self.rows:
            self.rows.append([])
        self.rows[-1].append((cell, *spans))

    def end_cell(self, before: list[Block | Claimed], parts: list[Block | Claimed]) -> list[Block | Claimed]:
        """Put the open cell, of these parts, into the last row; the parts ``before`` it with what was claimed in it."""
        self.outside = None
        inlines: list[Inline] = []
        for part in parts:
            if isinstance(part, Claimed):
                before.append(part)
            elif part.inlines:
                inlines += (Break(), *part.inlines) if inlines else part.inlines
        self.add(Cell(tuple(inlines), self.header), self.spans)
        return before

    def spread(self) -> tuple[tuple[Cell, ...], ...]:
        """The rows, all of one length, with each cell that spans columns or rows in every place that it covers.

        One that is all of a row, as a unit or a note is, stands in its first place only.
        """
        rows = [row for row in self.rows if row]
        if not rows:
            return ()
        total = sum(min(across, _MAX_ACROSS) * min(down, len(rows)) for row in rows for _, across, down in row)
        full = [row for row in rows if len(row) > 1 or row[0][2] > 1]
        width = max((sum(min(across, _MAX_ACROSS) for _, across, _ in row) for row in full), default=0)
        if max(total, width * len(rows)) > _MAX_CELLS:
            rows = [[(cell, 1, 1) for cell, _, _ in row] for row in rows]
        grid: list[dict[int, Cell]] = [{} for _ in rows]  # each row by column
        lone: list[tuple[dict[int, Cell], int, Cell, int]] = []
        for number, (row, here) in enumerate(zip(rows, grid, strict=True)):
            column = 0
            for cell, across, down in row:
                while column in here:
                    column += 1
                is_lone = down == len(row) == 1  # and may claim a hundred columns to reach as far as the others do
                if is_lone:
                    lone.append((here, column, cell, across))
                for place in range(column, column + (1 if is_lone else min(across, _MAX_ACROSS))):
                    for covered in grid[number : number + down]:
                        covered[place] = cell
        width = 1 + max(map(max, grid))
        for here, first, cell, across in lone:
            if len(here) == 1:
                continue
            here.update(dict.fromkeys({*range(first, min(first + across, width))} - {*here}, cell))
        empty = Cell(())
        return tuple(tuple(row.get(column, empty) for column in range(width)) for row in grid)


def is_layout(node: Any) -> bool:
    """Whether a table only places things: one column, one row with words in one cell, or a block of another kind.

    Such blocks are tables, listings, headings and figures in a cell.
    """
    if node.css_first("td + td, th + td, th + th, td + th") is None:
        return True
    if any(inner.mem_id != node.mem_id for inner in node.css(_INNER)):
        return True
    if node.css_first("tr + tr, tbody + tbody, thead, tfoot") is not None:
        return False
    filled = list(filter(None, (cell.text(strip=True) for cell in node.css("td, th"))))
    fewest = _LEAST_PLACED if node.css_first("img") is None else _LEAST_BESIDE
    return len(filled) == 1 and len(filled[0]) >= fewest
