"""Old Word files (doc) that came back: LibreOffice turns them into OpenDocument, where it is installed."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Final

from press.collect.container import Package
from press.collect.found import Kind, UnreadableError
from press.collect.odt import OdtFile

_SECONDS: Final = 120
_SAVE_AS: Final = "open it in Word or LibreOffice and save it as .docx, then try again"


class DocFile(OdtFile):
    """A doc file, read by way of LibreOffice. It keeps bookmarks and codes, and drops most controls."""

    kind: Kind = "doc"

    def __init__(self, path: Path) -> None:
        """Convert and read it. Raises UnreadableError."""
        program = shutil.which("soffice") or shutil.which("libreoffice")
        if program is None:
            raise UnreadableError("it is an old Word file (.doc), which takes LibreOffice to read", _SAVE_AS)
        with tempfile.TemporaryDirectory() as folder:
            own = Path(folder) / "return.doc"  # by this name, whatever it is called
            shutil.copyfile(path, own)
            command = [
                program, "--headless", "--norestore", f"-env:UserInstallation={(Path(folder) / 'profile').as_uri()}",
                "--convert-to", "odt", "--outdir", folder, str(own),
            ]  # fmt: skip
            try:
                subprocess.run(command, capture_output=True, timeout=_SECONDS, check=True)
                super().__init__(Package(own.with_suffix(".odt")))
            except (subprocess.SubprocessError, OSError) as error:
                raise UnreadableError("LibreOffice could not read this old Word file", _SAVE_AS) from error
