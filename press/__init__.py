"""Toolkit Press: one structured source becomes documents that are proven to agree with it."""
