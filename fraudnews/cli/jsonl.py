"""``fraudnews jsonl``."""

from __future__ import annotations

from fraudnews.cli.convert import command_for

NAME = "jsonl"
HELP = """Convert posts to JSON Lines, one record a post.

\b
Examples:
  fraudnews jsonl source/_posts -o posts.jsonl
  fraudnews jsonl --fields title,date,text post.md
  fraudnews jsonl --timezone Asia/Shanghai source/_posts | head -n 3
"""
command = command_for("jsonl")
