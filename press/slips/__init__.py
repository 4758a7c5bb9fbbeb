"""The slips of people who write YAML by hand: found, explained, and mended for the rest of the run."""
