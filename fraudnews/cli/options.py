"""The options that several commands share, as Typer reads them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated, Any, NamedTuple

import typer

import fraudnews
from fraudnews.cli.terminal import write
from fraudnews.model import MAX_MEMORY, MAX_SIZE, Images, Kind, Limits, Links
from fraudnews.sources import Form, Reading


def _print_version(wanted: bool) -> None:
    if wanted:
        write(f"fraudnews {fraudnews.__version__}\n")
        raise typer.Exit


def option(names: str, metavar: str, text: str) -> Any:
    """An option with a value; ``names`` are parted by blanks, and ``text`` is for the help."""
    return typer.Option(*names.split(), metavar=metavar, help=text)


def choice(name: str, choices: Iterable[str], text: str, metavar: str = "") -> Any:
    """An option whose value is one of these words, with which shells complete it."""
    words = list(map(str, choices))
    return typer.Option(name, metavar=metavar or "|".join(words), autocompletion=lambda: words, help=text)


Paths = Annotated[
    list[str] | None, typer.Argument(metavar="PATH", help="Files, folders, archives; - is standard input.")
]
Post = Annotated[str | None, typer.Argument(metavar="POST", help="A post as check names it, or - for standard input.")]
RuleId = Annotated[str, typer.Argument(metavar="ID", help="Such as common/qr-follow, or qr-follow.")]
RuleFile = Annotated[str, typer.Argument(metavar="FILE", help="A rule file, or a folder of them.")]
RuleFiles = Annotated[list[str] | None, typer.Argument(metavar="FILE", help="Rule files, or folders of them.")]
Output = Annotated[
    str | None, option("-o --output", "FILE|DIR/", "Write to one file (also .gz, .zst), or to one file a post.")
]
Include = Annotated[
    list[str] | None, option("--include", "GLOB", "Take files like this from folders and archives; repeatable.")
]
Exclude = Annotated[list[str] | None, option("--exclude", "GLOB", "Leave files or folders like this out; repeatable.")]
Keep = Annotated[
    list[str] | None, choice("--keep", ("all", *Kind), f"Leave in: {', '.join(Kind)}, or all; repeatable.", "KINDS")
]
Rules = Annotated[list[str] | None, option("--rules", "PATH", "Add a rule file, or a folder of them; repeatable.")]
Site = Annotated[str | None, option("--site", "NAME", "Use this site's rules, whatever the post says.")]
Encoding = Annotated[str | None, option("--encoding", "NAME", "The encoding of the input.")]
AssumeTimezone = Annotated[
    str, option("--assume-timezone", "ZONE", "The zone of dates that name none, such as Asia/Shanghai.")
]
Timezone = Annotated[str, option("--timezone", "ZONE", "The zone of dates in the output.")]
LinksOption = Annotated[str, choice("--links", Links, "Keep links, or only their text.")]
ImagesOption = Annotated[str, choice("--images", Images, "Keep pictures, or drop them.")]
Title = Annotated[bool, typer.Option("--title", help="Put the title over the story, unless it is there.")]
NoFrontMatter = Annotated[bool, typer.Option("--no-front-matter", help="Markdown without its front matter.")]
Fields = Annotated[str | None, option("--fields", "A,B,C", "Only these fields of jsonl's record, in this order.")]
Overwrite = Annotated[bool, typer.Option("--overwrite", help="Replace outputs that exist.")]
OverwriteReport = Annotated[bool, typer.Option("--overwrite", help="Replace a report that exists.")]
MaxSize = Annotated[str, option("--max-size", "BYTES", "The most bytes that one post may have.")]
Jobs = Annotated[str | None, option("--jobs", "N", "Worker processes. [default: one for each core]")]
Unordered = Annotated[bool, typer.Option("--unordered", help="Write each post when it is done, in any order.")]
Timeout = Annotated[str, option("--timeout", "SECONDS", "The most time for one post; 0 is no limit.")]
MaxMemory = Annotated[str, option("--max-memory", "BYTES", "The most memory that one worker may allocate.")]
ReportFile = Annotated[
    str | None, option("--report", "FILE", "Write a line of JSON for each post that failed or has warnings.")
]
Quarantine = Annotated[str | None, option("--quarantine", "DIR", "Copy inputs that failed below this folder.")]
FailFast = Annotated[bool, typer.Option("--fail-fast", help="Stop at the first post that fails.")]
Progress = Annotated[bool, typer.Option("--progress", help="Show progress, also where nobody seems to look.")]
NoProgress = Annotated[bool, typer.Option("--no-progress", help="Show no progress.")]
FilesFrom = Annotated[str | None, option("--files-from", "FILE|-", "Read the files that this list names.")]
Null = Annotated[bool, typer.Option("-0", "--null", help="The list is parted by NUL bytes, not by line ends.")]
From = Annotated[str | None, choice("--from", Form, "What the inputs hold, by any name.")]
Tar = Annotated[bool, typer.Option("--tar", help="The same as --from tar.")]
BodyField = Annotated[str, option("--body-field", "NAME", "The field of a line of JSON that holds the story.")]
Split = Annotated[str | None, option("--split", "N", "Write numbered files of N posts each, not one -o FILE.")]
Shard = Annotated[
    str | None, option("--shard", "I/N", "Take the I-th of N parts, so that N machines share an archive.")
]
Fsync = Annotated[bool, typer.Option("--fsync", help="Have each output on the disk before the next step.")]
Quiet = Annotated[bool, typer.Option("-q", "--quiet", help="Say nothing but errors.")]
Verbose = Annotated[bool, typer.Option("-v", "--verbose", help="Say every warning and every removal.")]
Stats = Annotated[list[str] | None, option("--stats", "PATH", "Count on the posts of this file or folder; repeatable.")]
Select = Annotated[list[str] | None, option("--select", "CODES", "Only these, such as FN005,FN02.")]
Ignore = Annotated[list[str] | None, option("--ignore", "CODES", "All but these.")]
ExitZero = Annotated[bool, typer.Option("--exit-zero", help="Exit with 0, whatever is found.")]
ExplainCode = Annotated[str | None, option("--explain", "CODES", "Say what these codes mean; FN is all of them.")]
RuleOutput = Annotated[str | None, option("-o --output", "FILE", "Write to this file, named after the site.")]
SiteToLearn = Annotated[str | None, option("--site", "NAME", "Learn this site: an author or a host of the posts.")]
PageOutput = Annotated[str | None, option("-o --output", "FILE", "Write the page to this file, such as review.html.")]
SampleSize = Annotated[str, option("--sample", "N", "How many posts to look at.")]
OrderOption = Annotated[
    str, choice("--order", ("random", "risk"), "Posts at random, or where cleaning most likely went wrong.")
]
Seed = Annotated[str, option("--seed", "TEXT", "Another seed gives another sample at random.")]
MarksFile = Annotated[str | None, option("--marks", "FILE", "Marks of a review, as its page gives them.")]
Json = Annotated[bool, typer.Option("--json", help="JSON for programs.")]
Diff = Annotated[bool, typer.Option("--diff", help="A unified diff of the text, before and after.")]
Version = Annotated[bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")]

DEFAULT_MAX_SIZE = f"{MAX_SIZE // 1_000_000}M"
DEFAULT_MAX_MEMORY = f"{MAX_MEMORY // 1_000_000_000}G"
DEFAULT_TIMEOUT = f"{Limits().timeout:g}"
DEFAULT_SAMPLE = "200"
DEFAULT_BODY_FIELD = Reading().body_field


# Groups of options that several commands take: ``grouping`` shows Typer the single ones.


class Wanted(NamedTuple):
    """Which posts are read, and how."""

    include: Include = None
    exclude: Exclude = None
    files_from: FilesFrom = None
    null: Null = False
    form: From = None
    body_field: BodyField = DEFAULT_BODY_FIELD


class Resources(NamedTuple):
    """What a post, and a run, may take."""

    max_size: MaxSize = DEFAULT_MAX_SIZE
    jobs: Jobs = None
    timeout: Timeout = DEFAULT_TIMEOUT
    max_memory: MaxMemory = DEFAULT_MAX_MEMORY


class Conversion(NamedTuple):
    """How posts are cleaned and rendered."""

    keep: Keep = None
    rules: Rules = None
    site: Site = None
    encoding: Encoding = None
    assume_timezone: AssumeTimezone = "UTC"
    timezone: Timezone = "UTC"
    links: LinksOption = Links.KEEP.value
    images: ImagesOption = Images.KEEP.value
    title: Title = False
    no_front_matter: NoFrontMatter = False
    fields: Fields = None
