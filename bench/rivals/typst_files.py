"""Typst files to PDFs, in one process (``python -m bench.rivals.typst_files FOLDER FONTS``)."""

from __future__ import annotations

import sys
from pathlib import Path

import typst


def main(folder: Path, fonts: Path) -> None:
    """Compile every Typst file in a folder and below. Raises typst.TypstError."""
    for source in sorted(folder.rglob("*.typ")):
        typst.compile(source, output=source.with_suffix(".pdf"), font_paths=[fonts], ignore_system_fonts=True)


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
