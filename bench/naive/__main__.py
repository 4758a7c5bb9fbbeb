"""Makes a PDF and a Word file of each document (``python -m bench.naive DOCUMENTS.json FOLDER``)."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from bench.naive.pdf import Printer
from bench.naive.word import write_word


def main(documents: Path, folder: Path) -> None:
    """Write the files; print, as JSON, how many pages each PDF has, and which documents could not be laid out."""
    told = json.loads(documents.read_text("utf-8"))
    printer = Printer(told["fonts"])
    pages: dict[str, int] = {}
    failed: dict[str, str] = {}
    for document in told["documents"]:
        target = folder / document["stem"]
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            pages[document["stem"]] = printer.write(document, target.with_name(f"{target.name}.pdf"))
        except Exception as error:  # noqa: BLE001  (target-counter makes the engine fail on some documents)
            failed[document["stem"]] = type(error).__name__
        if document["kind"] != "poster":
            write_word(document, target.with_name(f"{target.name}.docx"))
    print(json.dumps({"pages": pages, "failed": failed}))  # noqa: T201


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
