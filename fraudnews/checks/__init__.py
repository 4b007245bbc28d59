"""What deserves a look in an archive: findings, each with a code that says what it means, and a line of the post."""
