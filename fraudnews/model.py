"""The values that pass from one stage to the next: all of them immutable.

They are named tuples, which are defined in a third of the time that data classes take; without ``annotations`` from
``__future__``, which would be compiled one by one, in two thirds of that.

A body is a flat sequence of :class:`Block` in reading order. Nesting (quotes, list items) is in the ``path`` of each
block, so that a post nested a hundred thousand levels deep needs no recursion anywhere.
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
    """What a line that a rule removes means for the lines beside it. Plain strings: an enum takes 0.1 ms to define."""

    PUBLISHED = "published"
    END = "end"
    ORIGINAL = "original"
    REPRINT = "reprint"
    REQUEST = "request"
    COPY = "copy"


class Mark:
    """How a run of text is formatted, as bits to combine.

    Plain numbers, not an IntFlag: they are read for every run of every post, and an enum is ten times slower.
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
    """The kind of a block; containers such as quotes and lists are in its path."""

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

    ``uid`` identifies the container within one article, ``group`` the list; ``number`` is the number of an ordered
    item, None for a bullet.
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

    ``level`` is the level of a heading, 1 to 6; ``lang`` the language of a listing or ``""``; ``rows`` are the cells of
    a table, all rows of one length, with spans written out. The text of a listing is one :class:`Run`.
    """

    kind: BlockKind
    inlines: tuple[Inline, ...]
    path: tuple[Container, ...] = ()
    level: int = 0
    lang: str = ""
    rows: tuple[tuple[Cell, ...], ...] = ()

    @property
    def every_inline(self) -> tuple[Inline, ...]:
        """The inlines of the block; of a table, those of its cells."""
        if not self.rows:
            return self.inlines
        return tuple(item for row in self.rows for cell in row for item in cell.inlines)


class Removal(NamedTuple):
    """One piece that cleaning removed.

    ``rule`` is the id of the rule as ``file/id``; ``text`` is what a reader would have seen; ``images`` are the
    addresses of pictures removed with it; ``place`` is the number of blocks of the story before it.
    """

    rule: str
    kind: Kind
    text: str
    images: tuple[str, ...] = ()
    place: int = 0

    @property
    def shown(self) -> str:
        """What messages and marks show of it: its text, or if it has none, the addresses of its pictures."""
        return self.text or " ".join(self.images)


class Picture(NamedTuple):
    """A picture of the story as the record lists it."""

    src: str
    alt: str
    caption: str


class Metadata(NamedTuple):
    """What the front matter says, with one field for all aliases of a key.

    ``date`` is aware (None if there is none); ``editor`` are names without staff codes; ``cover`` is the address of a
    picture; ``extra`` holds every other key as plain JSON.
    """

    title: str = ""
    date: datetime | None = None
    author: str | None = None
    editor: tuple[str, ...] = ()
    categories: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    url: str | None = None
    cover: str | None = None
    extra: dict[str, Json] = {}  # noqa: RUF012  # it is never modified


class Post(NamedTuple):
    """A post as read: metadata, the body as HTML or Markdown source, and warnings of what had to be mended.

    ``id`` is the SHA-256 of the input bytes in hexadecimal. ``covers`` are the candidates for the cover, best first:
    which of them are QR codes is known only after cleaning.
    """

    id: str
    meta: Metadata
    body: str
    covers: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()


#: Share of the text beyond which the brake acts, because rules that remove more are more likely wrong than right.
BRAKE = 0.4
#: How a warning begins that says that the brake acted.
BRAKED = "brake: "


class Article(NamedTuple):
    """A clean story with its metadata, and a record of all that was removed or mended.

    ``id`` is the SHA-256 of the input bytes in hexadecimal. ``blocks`` are the story in reading order, ``images`` its
    pictures; ``site`` is the name of the rule file that applied besides the common ones, None if none did; ``removed``
    is what cleaning removed, in reading order; ``warnings`` say what was mended, or left undone. ``path`` is the path
    of the input as given, None if it had none.
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
        """The warnings that say what the brake did, without their common beginning."""
        return tuple(warning.removeprefix(BRAKED) for warning in self.warnings if warning.startswith(BRAKED))

    @property
    def mended(self) -> tuple[str, ...]:
        """The other warnings: what was mended in the post."""
        return tuple(warning for warning in self.warnings if not warning.startswith(BRAKED))


class Result(NamedTuple):
    """The result of one post, small enough to pass between processes.

    ``output`` is the rendered post in UTF-8, ``id`` the SHA-256 of the input in hexadecimal, ``stamp`` the size
    in bytes and the modification time in nanoseconds of the file that was read, None if there was none.
    """

    output: bytes
    id: str
    removed: tuple[Removal, ...] = ()
    warnings: tuple[str, ...] = ()
    stamp: tuple[int, int] | None = None


class Links(StrEnum):
    """Whether links are kept, or only their text."""

    KEEP = "keep"
    TEXT = "text"


class Images(StrEnum):
    """Whether pictures are kept, or dropped."""

    KEEP = "keep"
    DROP = "drop"


#: The default limit for a post in bytes: 50 MB, a hundred times the longest real post met.
MAX_SIZE = 50_000_000
#: The default limit for the memory of a worker in bytes: 50 MB of plain paragraphs need 0.8 GB, tables more.
MAX_MEMORY = 2_000_000_000
#: Allocations between two runs of the garbage collector, which finds nothing, as posts make no reference cycles: with
#: the usual 700, it takes a twentieth of a worker's time, and 4 ms of the 90 for one post; this costs 2 MB of memory.
GARBAGE = 20_000


class Options(NamedTuple):
    """How to read, clean and render; the defaults are those of the command line.

    ``keep`` are kinds of boilerplate to leave in; ``rules`` are paths of rule files or folders; ``site`` forces the
    rules of a site, by the name of its file, a host or its name; ``encoding`` is that of the input, as Python names it
    (None: it is detected). ``assume_timezone`` is the zone of dates without one, ``timezone`` that of dates in the
    output.

    ``links`` and ``images`` say what is kept of these; ``title`` puts the title above Markdown and text that do not
    begin with it; ``front_matter`` puts the metadata above Markdown; ``fields`` are the fields of the record in their
    order (empty: all). ``max_size`` is the size limit for a post in bytes.
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
    """The resources that a run may use.

    ``jobs`` is the number of worker processes; None is one for each core that this process may use. ``timeout`` is in
    seconds for one post, 0 for no limit; ``max_memory`` in bytes for one worker. ``ordered``: results come in the order
    of the input. ``fail_fast``: the first post that fails ends the run. ``isolated``: even a few posts are converted by
    workers.
    """

    jobs: int | None = None
    timeout: float = 30.0
    max_memory: int = MAX_MEMORY
    ordered: bool = True
    fail_fast: bool = False
    isolated: bool = False
