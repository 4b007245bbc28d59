"""``fraudnews rules suggest``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from fraudnews.cli import options as cli
from fraudnews.cli.ending import end_cleanly_on_signals
from fraudnews.cli.reading import archive, checked_options, open_output
from fraudnews.cli.terminal import count
from fraudnews.errors import UsageError
from fraudnews.model import Result
from fraudnews.report import DONE, SOME_FAILED, say
from fraudnews.sources import Source

if TYPE_CHECKING:
    from fraudnews.rulewriter import Site
    from fraudnews.sitepost import Gathering, SitePost

HELP = """Learn a site: find what recurs over its posts, and write a rule file for it.

It looks at lines, elements, comments and pictures that the rules there are leave in. Read what it suggests, and try
it with `fraudnews rules try`. Of several sites, the one with the most posts is learned, or the one after --site.

\b
Examples:
  fraudnews rules suggest source/_posts/news.example.cn -o news.example.cn.toml
  fraudnews rules suggest --site news.example.cn source/_posts
"""


def command(
    paths: cli.Paths = None,
    output: cli.RuleOutput = None,
    origin: cli.SiteToLearn = None,
    *,
    wanted: cli.Wanted,
    rules: cli.Rules = None,
    encoding: cli.Encoding = None,
    resources: cli.Resources,
    overwrite: cli.Overwrite = False,
) -> int:
    """Read the posts of one site, and write what was learned."""
    from fraudnews.learn import LEAST_POSTS, learn
    from fraudnews.rehearsal import rehearse
    from fraudnews.rulewriter import write_rules
    from fraudnews.sitepost import Gathering, read_site_post

    sink = open_output(output, "news.example.cn.toml", overwrite=overwrite)
    options = checked_options(cli.Conversion(rules=rules, encoding=encoding), resources.max_size)
    where = archive(paths, wanted, resources)
    where.inputs.check_spared("standard output" if output is None else "-o", output, options.rules)
    end_cleanly_on_signals()
    gathered, code = Gathering(origin), DONE
    with sink:  # from the start: what keeps it from being written is said before all is read
        with closing(where.look(read_site_post, options)) as read:
            for post in read:
                if isinstance(post, str):
                    say(post)
                    code = SOME_FAILED
                else:
                    gathered.add(post)
        site, posts = _one_site(gathered)
        if len(posts) < LEAST_POSTS:
            problem = f"only {count(len(posts), 'post')} of one site to learn from"
            raise UsageError(problem, f"give at least {LEAST_POSTS}")
        stem = Path(output).stem if output else _stem(site)
        suggestions = rehearse(learn(posts, (site.name, *site.authors)), posts, site, stem, options, where.each)
        text = write_rules(suggestions, site, len(posts))
        sink.write(Source(stem, stem), Result(text.encode(), ""))
    nothing = "" if suggestions else ": nothing recurs that the rules there are leave in"
    say(f"{count(len(suggestions), 'rule')} from {count(len(posts), 'post')} of {site.name or stem}{nothing}")
    return code


def _stem(site: Site) -> str:
    return (site.hosts[0] if site.hosts else site.name).replace("/", "_") or "learned"


def _one_site(gathered: Gathering) -> tuple[Site, list[SitePost]]:
    """The posts of one site: the one that is wanted, or the one with the most posts; and how they are known."""
    from fraudnews.rulewriter import Site

    hosts, authors, wanted = gathered.hosts, gathered.authors, gathered.site
    keys = min(authors, hosts, key=lambda names: (names[""], len(names)))
    named = [(key, number) for key, number in keys.most_common() if key]
    if wanted is not None and wanted not in (*hosts, *authors):
        known = ", ".join(key for key, _ in named[:10])
        raise UsageError(f"--site: no post is from {wanted!r}", f"one of {known}" if known else "none names its site")
    key = wanted or (named[0][0] if named else "")
    if wanted is None and len(named) > 1:
        others = ", ".join(f"{name} ({number:,})" for name, number in named[1:6])
        say(f"learning {key}; there are also posts of {others}: name one with --site")
    chosen = [post for post in gathered.posts if key in (post.host, post.author)]

    def usual(names: Iterable[str]) -> tuple[str, ...]:
        """Those that half of the posts have, or more."""
        return tuple(name for name, number in Counter(names).most_common() if name and 2 * number >= len(chosen))

    return Site(key, usual(post.author for post in chosen), usual(post.host for post in chosen)), chosen
