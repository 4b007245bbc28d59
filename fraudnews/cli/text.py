"""``fraudnews text``."""

from __future__ import annotations

from fraudnews.cli.conversion import command_for

HELP = """Convert posts to plain text, parted by form feeds.

\b
Examples:
  fraudnews text post.md
  fraudnews text --title source/_posts -o corpus.txt
  fraudnews text --keep disclaimer source/_posts -o texts/
"""
command = command_for("text")
