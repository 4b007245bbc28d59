"""The values that travel from one stage to the next: all of them frozen.

They are named tuples, which make themselves known in a third of the time that data classes and their module take, and
in two thirds of their own without ``annotations`` from ``__future__``: each would be compiled by itself.

A body is a flat sequence of :class:`Block` in reading order. Nesting (quotes, list items) is the block's
``path``, so that a post nested a hundred thousand deep needs no recursion anywhere.
"""

from datetime import UTC, datetime, tzinfo
from enum import Enum, StrEnum
from typing import NamedTuple

#: A value as JSON knows it.
Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]


class Kind(StrEnum):
    """The kinds of boilerplate that cleaning removes."""

    EDITOR = "editor"
    QR = "qr"
    PROMO = "promo"
    AD = "ad"
    DISCLAIMER = "disclaimer"
    RELATED = "related"
    SHARE = "share"
    WIDGET = "widget"
    STYLE = "style"
    TRACKING = "tracking"


class Role:
    """What a line that a rule takes is to those beside it: plain words, as an enum takes 0.1 ms to make."""

    PUBLISHED = "published"
    END = "end"
    ORIGINAL = "original"
    REPRINT = "reprint"
    REQUEST = "request"


class Mark:
    """How a run of text is set off from the text around it: bits to add up.

    Plain numbers, not an IntFlag: every run of every post is asked for them, and an enum answers ten times slower.
    """

    NONE = 0
    BOLD = 1
    ITALIC = 2
    STRIKE = 4
    CODE = 8
    SUP = 16
    SUB = 32


class Run(NamedTuple):
    """A piece of text in one style; ``marks`` is a sum of :class:`Mark`, ``href`` the link's address."""

    text: str
    marks: int = 0
    href: str | None = None


class Image(NamedTuple):
    """A picture; ``width`` and ``height`` are CSS pixels, 0 where the source does not say."""

    src: str
    alt: str = ""
    href: str | None = None
    width: int = 0
    height: int = 0


class Break(NamedTuple):
    """A line end inside a paragraph (``<br>``)."""


Inline = Run | Image | Break


class BlockKind(Enum):
    """What a block is; containers such as quotes and lists are in its path."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    CODE = "code"
    TABLE = "table"
    CAPTION = "caption"
    TERM = "term"
    EMBED = "embed"
    RULE = "rule"


class Container(NamedTuple):
    """A quote, list item or definition around blocks.

    ``uid`` tells neighbours apart within one article, ``group`` tells one list from the next; ``number``
    is an ordered item's number, None for a bullet.
    """

    kind: str
    uid: int
    group: int = 0
    number: int | None = None


class Cell(NamedTuple):
    """A table cell: its text and pictures, and whether it is a heading cell (``<th>``)."""

    inlines: tuple[Inline, ...]
    header: bool = False


class Block(NamedTuple):
    """One paragraph, heading, code listing, table, caption, video link or rule.

    ``level`` is a heading's 1 to 6; ``lang`` a listing's language or ``""``; ``rows`` a table's cells,
    spans spread out, all rows of one length. A listing's text is one :class:`Run`.
    """

    kind: BlockKind
    inlines: tuple[Inline, ...]
    path: tuple[Container, ...] = ()
    level: int = 0
    lang: str = ""
    rows: tuple[tuple[Cell, ...], ...] = ()

    @property
    def every_inline(self) -> tuple[Inline, ...]:
        """The inlines of the block, a table's those of its cells."""
        if not self.rows:
            return self.inlines
        return tuple(item for row in self.rows for cell in row for item in cell.inlines)


class Removal(NamedTuple):
    """One thing that cleaning took out.

    ``rule`` is the rule's id as ``file/id``; ``text`` what a reader would have seen; ``images`` the
    addresses of pictures that went with it; ``place`` the number of story blocks kept before it.
    """

    rule: str
    kind: Kind
    text: str
    images: tuple[str, ...] = ()
    place: int = 0

    @property
    def shown(self) -> str:
        """What stands for it in messages and marks: its text, or if it has none, its pictures' addresses, by blanks."""
        return self.text or " ".join(self.images)


class Picture(NamedTuple):
    """A picture of the story as the record lists it."""

    src: str
    alt: str
    caption: str


class Metadata(NamedTuple):
    """What the front matter says, every alias in its one field.

    ``date`` is aware (None if there is none); ``editor`` are names without staff codes; ``cover`` is a picture's
    address; ``extra`` holds every other key as plain JSON.
    """

    title: str = ""
    date: datetime | None = None
    author: str | None = None
    editor: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    url: str | None = None
    cover: str | None = None
    extra: dict[str, Json] = {}  # noqa: RUF012  # nobody writes to it


class Post(NamedTuple):
    """A post as read: metadata, the body as HTML or Markdown source, and what had to be mended.

    ``id`` is the SHA-256 of the input bytes in hexadecimal. ``covers`` are the candidates for the cover,
    best first: which of them is a QR code is known only after cleaning.
    """

    id: str
    meta: Metadata
    body: str
    covers: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


#: Share of a story's text that rules may take before they are more likely wrong than right: then the brake acts.
BRAKE = 0.4
#: How a warning begins that the brake acted.
BRAKED = "brake: "


class Article(NamedTuple):
    """A clean story with its metadata, and every removal and mend on record.

    ``id`` is the SHA-256 of the input bytes in hexadecimal. ``blocks`` are the story in reading order, ``images`` its
    pictures; ``site`` is the name of the rule file that applied besides the common ones, None if none did; ``removed``
    is what cleaning took out, in reading order; ``warnings`` say what was mended, or left undone. ``path`` is that of
    the input as given, None if it had none.
    """

    id: str
    meta: Metadata
    blocks: tuple[Block, ...]
    images: tuple[Picture, ...]
    site: str | None
    removed: tuple[Removal, ...]
    warnings: tuple[str, ...]
    path: str | None = None

    @property
    def brakes(self) -> tuple[str, ...]:
        """What the brake did, of the warnings, without its mark."""
        return tuple(warning.removeprefix(BRAKED) for warning in self.warnings if warning.startswith(BRAKED))


class Result(NamedTuple):
    """What became of one post, small enough to travel between processes.

    ``output`` is the rendered post in UTF-8, ``id`` the SHA-256 of the input in hexadecimal, ``stamp`` the size
    in bytes and the modification time in nanoseconds of the file that was read, None where there was none.
    """

    output: bytes
    id: str
    removed: tuple[Removal, ...] = ()
    warnings: tuple[str, ...] = ()
    stamp: tuple[int, int] | None = None


class Links(StrEnum):
    """What becomes of links: kept, or only their text."""

    KEEP = "keep"
    TEXT = "text"


class Images(StrEnum):
    """What becomes of pictures: kept, or dropped."""

    KEEP = "keep"
    DROP = "drop"


#: Bytes that a post may have unless told otherwise: 50 MB, a hundred times the longest real post met.
MAX_SIZE = 50_000_000
#: Bytes that a worker may allocate unless told otherwise: 50 MB of plain paragraphs need 0.8 GB, tables more.
MAX_MEMORY = 2_000_000_000
#: Objects that a process makes between two looks for those in rings, of which posts have none: with the usual 700, the
#: looks take a twentieth of a worker's time and 4 ms of the 90 that one post takes; with so many, 2 MB more are held.
GARBAGE = 20_000


class Options(NamedTuple):
    """How to read, clean and render; the defaults are those of the command line.

    ``keep`` are kinds of boilerplate to leave in; ``rules`` paths of rule files or folders; ``site`` forces a site's
    rules, by the name of its file, a host or its name; ``encoding`` is that of the input, as Python names it (None:
    it is found out). ``assume_timezone`` is the zone of dates that name none, ``timezone`` that of dates in the output.

    ``links`` and ``images`` say what becomes of these; ``title`` puts the title over Markdown and text that do not
    begin with it; ``front_matter`` puts the metadata over Markdown; ``fields`` are the record's fields in their order
    (empty: all). ``max_size`` is the most bytes that a post may have.
    """

    keep: frozenset[Kind] = frozenset()
    rules: tuple[str, ...] = ()
    site: str | None = None
    encoding: str | None = None
    assume_timezone: tzinfo = UTC
    timezone: tzinfo = UTC
    links: Links = Links.KEEP
    images: Images = Images.KEEP
    title: bool = False
    front_matter: bool = True
    fields: tuple[str, ...] = ()
    max_size: int = MAX_SIZE


class Limits(NamedTuple):
    """What many posts may take of the machine.

    ``jobs`` are worker processes; None is one for each core that this process may use. ``timeout`` is in seconds for
    one post, ``max_memory`` in bytes for one worker; 0 is no limit. ``ordered``: results come in the order of the
    input. ``fail_fast``: the first post that fails ends the run. ``isolated``: posts are converted by workers, however
    few they are.
    """

    jobs: int | None = None
    timeout: float = 30.0
    max_memory: int = MAX_MEMORY
    ordered: bool = True
    fail_fast: bool = False
    isolated: bool = False
