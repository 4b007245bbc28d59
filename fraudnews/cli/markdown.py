"""``fraudnews markdown``."""

from __future__ import annotations

from fraudnews.cli.conversion import command_for

HELP = """Convert posts to clean Markdown with a YAML front matter.

\b
Examples:
  fraudnews markdown post.md
  fraudnews markdown source/_posts -o clean/
  cat post.html | fraudnews markdown --title --no-front-matter
"""
command = command_for("markdown")
