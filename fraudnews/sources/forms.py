"""What files contain, judged by their names, and which files are wanted."""

from __future__ import annotations

from enum import StrEnum
from fnmatch import fnmatch
from functools import lru_cache
from typing import TYPE_CHECKING, NamedTuple

from fraudnews.compression import COMPRESSED, without_ending
from fraudnews.model import MAX_SIZE

if TYPE_CHECKING:
    from fraudnews.shard import Shard

#: The prefix of our own unfinished files.
TEMPORARY = ".fraudnews-"
#: How files begin that are no posts whatever their ending: those, and what macOS puts beside files where it has nowhere
#: else to note what it knows of them.
_NO_POSTS = (TEMPORARY, "._")


class Form(StrEnum):
    """What a file contains: one post, an archive of posts, or a line of JSON for each post."""

    POST = "post"
    TAR = "tar"
    ZIP = "zip"
    JSONL = "jsonl"


_LINE_ENDINGS = (".jsonl", ".ndjson")


def _compressed_too(*endings: str) -> tuple[str, ...]:
    return tuple(ending + more for more in ("", *COMPRESSED) for ending in endings)


#: The endings of files that are taken from a folder by default, for each form.
ENDINGS = {
    Form.POST: _compressed_too(".md", ".markdown", ".html", ".htm", ".txt"),
    Form.TAR: (*_compressed_too(".tar"), ".tgz", ".tzst", ".txz", ".tbz2", ".tbz"),
    Form.ZIP: (".zip",),
    Form.JSONL: _compressed_too(*_LINE_ENDINGS),
}


def form_of(name: str) -> Form:
    """The form of a file by its name; a post unless the name is that of an archive or of lines."""
    name = name.lower()
    return next((form for form in (Form.TAR, Form.ZIP, Form.JSONL) if name.endswith(ENDINGS[form])), Form.POST)


def stem(name: str) -> str:
    """The name of a file of lines without its endings: ``crawl`` for ``crawl.jsonl.gz``."""
    name = without_ending(name)
    return name.rpartition(".")[0] if name.lower().endswith(_LINE_ENDINGS) else name


class Reading(NamedTuple):
    """Which posts are read, and how: all inputs in one ``form``, or each in that of its name (None).

    Of the files in folders and archives, ``include`` globs replace the usual endings; ``exclude`` globs leave out files
    and folders, and files that are named or in a list. Both match names and paths. ``body_field`` is the field with the
    story in a line of JSON; ``max_size`` is the size limit of a post in bytes. With ``shard`` only the posts that
    belong to it are read.
    """

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    form: Form | None = None
    body_field: str = "content"
    max_size: int = MAX_SIZE
    shard: Shard | None = None

    def form_of(self, name: str) -> Form:
        """The form in which an input of this name is read."""
        return self.form or form_of(name)

    def takes(self, relative: str) -> bool:
        """Whether the post with this relative path is to be read, which is known before it is opened."""
        return self.shard is None or self.shard.takes(relative)

    def in_archives(self) -> Reading:
        """How members of archives are read: as posts, and globs for archives do not apply to them."""
        include = tuple(glob for glob in self.include if form_of(glob) is Form.POST)
        return self._replace(include=include, form=Form.POST)

    def takes_folder(self, name: str, relative: str) -> bool:
        """Whether a folder is searched."""
        return not (name.startswith(TEMPORARY) or (self.exclude and _matches(name, relative, self.exclude)))

    def takes_file(self, name: str, relative: str) -> bool:
        """Whether a file is taken; the globs to include replace what is usual."""
        if self.exclude and _matches(name, relative, self.exclude):
            return False
        if self.include:
            return _matches(name, relative, self.include) and not name.startswith(TEMPORARY)
        return name.lower().endswith(ENDINGS[self.form or Form.POST]) and not name.startswith(_NO_POSTS)

    def takes_member(self, path: str) -> bool:
        """Whether a member of an archive is taken, as it would be if the archive were a folder."""
        folder, _, name = path.rpartition("/")
        return self.takes_file(name, path) and (not self.exclude or not folder or _takes_folders(self, folder))

    def leaves_out(self, path: str) -> bool:
        """Whether a file that is named, or in a list by this path, is left out nevertheless."""
        folder, _, name = path.rpartition("/")
        return bool(self.exclude) and (
            _matches(name, path, self.exclude) or (folder != "" and not _takes_folders(self, folder))
        )


@lru_cache(maxsize=64)
def _takes_folders(reading: Reading, path: str) -> bool:
    """Whether a folder of an archive and all its parents are searched."""
    names = path.split("/")
    return all(reading.takes_folder(name, "/".join(names[: depth + 1])) for depth, name in enumerate(names))


#: Every post, each input in the form that its name says.
DEFAULT = Reading()


def _matches(name: str, relative: str, globs: tuple[str, ...]) -> bool:
    return any(fnmatch(name, glob) or fnmatch(relative, glob) for glob in globs)
