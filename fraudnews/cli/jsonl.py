"""``fraudnews jsonl``."""

from __future__ import annotations

from fraudnews.cli.conversion import command_for

HELP = """Convert posts to JSON Lines, one record a post.

\b
Examples:
  fraudnews jsonl source/_posts -o posts.jsonl
  fraudnews jsonl --fields title,date,text post.md
  git archive HEAD source/_posts | fraudnews jsonl --tar - -o posts.jsonl.zst
"""
command = command_for("jsonl")
