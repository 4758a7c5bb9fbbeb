"""Comments and tracked changes of reviewers: read from Word files, attributed to units of the content, and told."""
