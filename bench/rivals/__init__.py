"""The same text through pandoc, to Word and to Typst: Markdown, and what is done with it. Nothing of the press."""
