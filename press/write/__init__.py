"""Step 6: Document, Design and page maps -> bytes."""
