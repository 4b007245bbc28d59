"""A review as one self-contained HTML page.

The content of posts is data: JSON in blocks that no browser executes, shown as text by the only script, whose digest is
in the Content-Security-Policy of the page. Nothing is fetched, and no markup of a post becomes markup here.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections import Counter
from collections.abc import Mapping
from functools import partial
from pathlib import Path
from string import Template
from typing import Any, NamedTuple

from fraudnews import __version__
from fraudnews.checks.codes import CODES
from fraudnews.checks.post import removed_share
from fraudnews.errors import FraudnewsError
from fraudnews.explain import Piece, explain
from fraudnews.marks import FORMAT, VERSION, fingerprint
from fraudnews.model import BRAKE, Options
from fraudnews.posts import Each
from fraudnews.reasons import Reason, by_id, find_reasons
from fraudnews.rendering.header import header_fields
from fraudnews.report import json_path
from fraudnews.review import Chosen, Review
from fraudnews.review.figures import PARTS, Figures, site_of
from fraudnews.review.plots import bars, columns, shown, tiles
from fraudnews.review.sample import Order

_HERE = Path(__file__).parent
_PACKAGE = _HERE.parent
#: The longest time in months that is shown by month.
_MONTHS = 240


def make_page(review: Review, name: str, options: Options, each: Each = map) -> bytes:
    """The page in UTF-8; ``name`` is that of the archive, ``options`` are those for cleaning.

    ``each`` runs the cleaning of the sample again; a post that fails then is left out.
    """
    css, js = ((_HERE / file).read_text("utf-8") for file in ("page.css", "page.js"))
    reasons = by_id(find_reasons(options.rules))
    entries = each(partial(_entry, options=options, reasons=reasons), list(review.posts))
    posts = [entry for entry in entries if not isinstance(entry, FraudnewsError)]
    rules = {name: _legend(reasons[name]) for post in posts for name in post.rules if name in reasons}
    ids = hashlib.sha256("".join(sorted(post.line["id"] for post in posts)).encode()).hexdigest()
    about = {
        "format": FORMAT,
        "version": VERSION,
        "sample": ids,
        "random": review.order is Order.RANDOM,
        "rules": rules,
        "codes": {code.code: [code.name, code.meaning] for code in CODES.values()},
        "posts": [post.line for post in posts],
    }
    page = Template((_HERE / "page.html").read_text("utf-8")).substitute(
        policy=_policy(css, js),
        name=shown(name),
        figures=_figures(review.figures, len(posts)),
        sample=shown(_how(review)),
        css=css,
        js=js,
        about=_inert(about),
        posts="\n".join(
            f'<script type="application/json" id="post-{number}">{post.body}</script>'
            for number, post in enumerate(posts)
        ),
        version=__version__,
    )
    return page.encode("utf-8", "replace")


class _Entry(NamedTuple):
    """One post of the sample in the page: what the list needs, the rest as JSON, and its rules."""

    line: dict[str, Any]
    body: str
    rules: tuple[str, ...]


def _entry(chosen: Chosen, options: Options, reasons: Mapping[str, Reason]) -> _Entry:
    explanation = explain(chosen.data, options, chosen.body_field, reasons)
    article, pieces = explanation.article, explanation.pieces
    line = {
        "id": chosen.id,
        "path": json_path(chosen.name),
        "title": article.meta.title,
        "site": site_of(article),
        "share": round(removed_share(article), 4),
        "removed": len(article.removed),
        "codes": sorted({finding.code for finding in chosen.findings}),
        "risk": chosen.risk,
        "result": fingerprint(article),
    }
    body = {
        "meta": {name: value for name, value in header_fields(article.meta).items() if value},
        "findings": [[finding.code, finding.line, finding.message] for finding in chosen.findings],
        "pieces": [
            _piece(piece) for piece in pieces if piece.text.strip() or piece.images or piece.removal is not None
        ],
    }
    rules = dict.fromkeys(piece.removal.rule for piece in pieces if piece.removal is not None)
    return _Entry(line, _inert(body), tuple(rules))


def _piece(piece: Piece) -> dict[str, Any]:
    shown: dict[str, Any] = {"text": piece.text}
    if piece.images:
        shown["images"] = piece.images
    if piece.removal is not None:
        shown |= {"rule": piece.removal.rule, "kind": piece.removal.kind.value}
    return shown


def _legend(reason: Reason) -> dict[str, Any]:
    path = reason.path
    place = str(path.relative_to(_PACKAGE.parent)) if path.is_relative_to(_PACKAGE) else reason.place.rpartition(":")[0]
    line = f":{reason.line}" if reason.line is not None else ""
    return {"place": f"{json_path(place)}{line}", "why": reason.why}


def _policy(css: str, js: str) -> str:
    """A policy that allows only this style sheet and this script, and no text to become markup."""
    return (
        f"default-src 'none'; style-src {_digest(css)}; script-src {_digest(js)}; base-uri 'none'; form-action 'none'; "
        "require-trusted-types-for 'script'; trusted-types 'none'"
    )


def _digest(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def _inert(value: Any) -> str:
    """JSON that can neither end the element that contains it, nor begin a comment."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _how(review: Review) -> str:
    count = f"{len(review.posts):,} of {review.figures.posts - review.figures.failed:,} posts"
    return f"{count}, " + ("picked at random" if review.order is Order.RANDOM else "the riskiest first")


def _figures(figures: Figures, sampled: int) -> str:
    whole = figures.characters + figures.removed_characters
    share = figures.removed_characters / whole if whole else 0
    read = figures.posts - figures.failed - figures.emptied
    parts = [
        tiles(
            (
                ("Posts", f"{figures.posts:,}", f"{sampled:,} in the sample"),
                ("Text removed", f"{share:.1%}", f"{figures.removed_characters:,} of {whole:,} characters"),
                ("Pieces removed", f"{figures.pieces:,}", f"in {figures.touched:,} posts"),
                ("Brake acted", f"{figures.braked:,}", "rules would have taken too much"),
                ("Nothing left", f"{figures.emptied:,}", "no story, or only boilerplate"),
                ("Not readable", f"{figures.failed:,}", f"others with warnings: {figures.warned:,}"),
            )
        ),
        _months(figures),
        columns(
            "Posts by share of text removed",
            "share",
            _shares(figures),
            f"{figures.shares[0]:,} of {read:,} posts lost nothing. "
            f"From {BRAKE:.0%} on, the brake holds uncertain rules back.",
        ),
        bars("Removed, by kind", ("kind", "pieces", "posts"), _top(figures.pieces_by_kind, figures.posts_by_kind)),
        bars("Removed, by rule", ("rule", "pieces", "posts"), _top(figures.pieces_by_rule, figures.posts_by_rule)),
        bars("Posts, by site", ("site", "posts", "%"), _sites(figures, read)),
    ]
    if figures.failures:
        rows = "".join(f"<li><b>{shown(name)}</b> {shown(error)}</li>" for name, error in figures.failures)
        parts.append(
            f'<details class="failures wide"><summary>{figures.failed + figures.emptied:,} posts without a result'
            f"{'' if len(figures.failures) == figures.failed + figures.emptied else ', the first of them'}"
            f"</summary><ul>{rows}</ul></details>"
        )
    return "\n".join(parts)


def _months(figures: Figures) -> str:
    """The posts of all months from the first to the last; or of years, if these are too many."""
    undated = figures.months[""]
    remark = f"{undated:,} posts have no date." if undated else ""
    months = sorted(month for month in figures.months if month)
    numbers = [int(month[:4]) * 12 + int(month[5:]) - 1 for month in months]
    span = range(numbers[0], numbers[-1] + 1) if numbers else range(0)
    if len(span) <= _MONTHS:
        names = [f"{number // 12:04}-{number % 12 + 1:02}" for number in span]
        return columns("Posts by month", "month", [(name, figures.months[name]) for name in names], remark)
    years: Counter[str] = Counter()
    for month in months:
        years[month[:4]] += figures.months[month]
    return columns("Posts by year", "year", list(years.items()), remark)


def _shares(figures: Figures) -> list[tuple[str, int]]:
    names = ["none", *(f"≤ {100 * part // PARTS} %" for part in range(1, PARTS + 1))]
    return [(name, figures.shares[part]) for part, name in enumerate(names)]


def _top(pieces: Counter[str], posts: Counter[str]) -> list[tuple[str, int, int]]:
    names = sorted(pieces, key=lambda name: (-pieces[name], name))
    return [(name, pieces[name], posts[name]) for name in names]


def _sites(figures: Figures, read: int) -> list[tuple[str, int, int]]:
    names = sorted(figures.sites, key=lambda name: (-figures.sites[name], name))
    return [(name, figures.sites[name], round(100 * figures.sites[name] / read)) for name in names]
