"""Findings in an archive that deserve a look, each with a code for its meaning and a line of the post."""
