"""Lists, quotations and tables under construction: which of them are open, and what ends with each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from fraudnews.markup.blocks import BlockBuilder, State
from fraudnews.markup.media import number
from fraudnews.markup.styles import Attributes
from fraudnews.markup.words import squeeze
from fraudnews.model import Block, BlockKind, Cell, Run

if TYPE_CHECKING:
    from fraudnews.markup.table import Table


class Nesting(BlockBuilder):
    """What blocks stand in.

    ``lists`` are the open lists, each with its group and the number of its next item (None for bullets); ``tables`` are
    the open tables, None for one that is layout.
    """

    def __init__(self) -> None:
        super().__init__()
        self.lists: list[tuple[int, int | None]] = []
        self.tables: list[Table | None] = []

    # ---- lists and quotes -------------------------------------------------------------------------------

    def open_quote(self, _node: Any, tag: str, _attributes: Attributes) -> bool:
        """Begin a quotation, or the words on a term."""
        self.nest("quote" if tag == "blockquote" else "definition")
        return True

    def open_list(self, _node: Any, tag: str, attributes: Attributes) -> bool:
        """Begin a list; its items are of one group."""
        self.flush()
        self.uid += 1
        self.lists.append((self.uid, number(attributes.get("start"), 1) if tag == "ol" else None))
        return True

    def close_list(self) -> None:
        """End a list; an item that follows is one of the list around it."""
        self.flush()
        self.lists.pop()

    def open_item(self, _node: Any, _tag: str, attributes: Attributes) -> bool:
        """Begin an item of the innermost list, or one that stands in none."""
        group, count = self.lists[-1] if self.lists else (0, None)
        if count is not None:
            count = number(attributes.get("value"), count)
            self.lists[-1] = (group, count + 1)
        self.nest("item", group, count)
        return True

    # ---- tables ---------------------------------------------------------------------------------------

    def open_table(self, node: Any) -> None:
        """Begin a table; the cells of one that is layout are ordinary blocks."""
        from fraudnews.markup.table import Table, is_layout  # few posts have one

        self.flush()
        self.tables.append(None if is_layout(node) else Table())

    def close_table(self) -> None:
        """End a table: it is one block, unless no more than one cell is left of it."""
        self.flush()
        table = self.tables.pop()
        if table is None or not (rows := table.spread()):
            return
        if len(rows) == len(rows[0]) == 1:  # rules took the rest
            if rows[0][0].inlines:
                self.parts.append(Block(BlockKind.PARAGRAPH, rows[0][0].inlines, self.state.path))
        else:
            self.parts.append(Block(BlockKind.TABLE, (), self.state.path, rows=rows))

    def open_row(self, _node: Any, _tag: str, _attributes: Attributes) -> bool:
        """Begin a row; one of a table that is layout ends a block, and no more."""
        self.flush()
        if self.tables and (table := self.tables[-1]) is not None:
            table.rows.append([])
        return True

    def open_cell(self, node: Any, tag: str, attributes: Attributes) -> bool:
        """Begin a cell; one of nothing but text is done at once."""
        self.flush()
        table = self.tables[-1] if self.tables else None
        if table is None:
            return True
        if table.outside is not None:  # a cell within one, as only a formula's markup lets through
            self.close_cell()
        spans = (1, 1)
        if attributes:
            spans = (number(attributes.get("colspan"), 1) or 1, number(attributes.get("rowspan"), 1) or 1)
        child = node.child
        if child is None or (child.tag == "-text" and child.next is None):  # nothing but text, as most are
            text = squeeze(child.text_content) if child is not None else ""
            runs = (Run(text, self.state.marks, self.state.href),) if text else ()
            table.add(Cell(runs, tag == "th"), spans)
            return False
        table.header, table.spans = tag == "th", spans
        table.outside, self.parts = self.parts, []
        state = self.state
        self.state = State(state.marks, state.href, (), BlockKind.PARAGRAPH, 0)
        return True

    def close_cell(self) -> None:
        """End a cell: what was found in it becomes its content, or a block where the table is layout."""
        self.flush()
        table = self.tables[-1] if self.tables else None
        if table is not None and table.outside is not None:
            self.parts = table.end_cell(table.outside, self.parts)
