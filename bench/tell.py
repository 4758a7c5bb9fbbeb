"""Hands the documents of a toolkit to those that know nothing of the press, as JSON (``python -m bench.tell``)."""

from __future__ import annotations

import json
import sys
from pathlib import Path

from press.design import load_design
from press.document_identity import as_data
from press.fonts import prepare_fonts
from press.memory import press_digest
from press.toolkit import compose_all, load


def tell(content: Path, target: Path) -> None:
    """Write the composed documents of a content folder into a file, with the configuration of our fonts.

    Raises ContentError when the content has errors.
    """
    library, _ = load(content)
    fonts = prepare_fonts(load_design()).folder / "fonts.conf"
    documents = [as_data(document) for document in compose_all(library).values()]
    target.write_text(json.dumps({"documents": documents, "fonts": str(fonts)}, ensure_ascii=False), "utf-8")


def tools() -> dict[str, str]:
    """Return a hash of the press, and the version of the library of the system that lays out lines."""
    from weasyprint.text.ffi import pango

    version = pango.pango_version()  # 15012 is 1.50.12
    return {"press": press_digest(), "pango": f"{version // 10000}.{version // 100 % 100}.{version % 100}"}


if __name__ == "__main__":
    tell(Path(sys.argv[1]), Path(sys.argv[2]))
    print(json.dumps(tools()))  # noqa: T201
