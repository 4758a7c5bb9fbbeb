"""A press that stays: it keeps what it has made, and makes again only what a saved file changes."""
