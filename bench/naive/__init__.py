"""What the press is measured against: the script that a capable engineer writes in a day, with nothing of the press.

One Jinja2 template and one style sheet for WeasyPrint, which puts in page numbers by ``target-counter``; python-docx
for Word; every document each time, one after the other, in one process. Two things are given to it: documents that are
composed already, as JSON, and the faces of our fonts. PDFs are tagged (PDF/UA-1), as ours are. It draws no
figures, cites no pages of other documents, and its notes in Word stand at the end, as python-docx knows no footnotes.
"""
