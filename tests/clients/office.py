"""Open, print and save files with LibreOffice: many files in one process, which has a profile and fonts of its own.

The fonts are those that scripts/clients.sh installs, whatever else the machine has: with the widths of those that our
Word files name, and one for Arabic, which Arial has and Liberation Sans has not.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Final

# What LibreOffice takes for one file, with its start and much to spare.
_PATIENCE: Final = 60.0
_FONTS: Final = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
{folders}
  <cachedir>{cache}</cachedir>
{aliases}
</fontconfig>
"""
# As Debian has them.
_FOLDERS: Final = [f"/usr/share/fonts/truetype/{name}" for name in ("crosextra", "liberation", "noto", "dejavu")]
_ALIAS: Final = '  <alias binding="same"><family>{name}</family><accept>{families}</accept></alias>'
_STANDINS: Final = {
    "Calibri": ("Carlito", "Noto Sans Arabic UI", "DejaVu Sans"),
    "Cambria": ("Caladea", "Noto Sans Arabic UI", "DejaVu Sans"),
    "Arial": ("Liberation Sans", "Noto Sans Arabic UI", "DejaVu Sans"),
    "Times New Roman": ("Liberation Serif", "Noto Sans Arabic UI", "DejaVu Sans"),
}


class ClientError(Exception):
    """LibreOffice did not run, or left a file out."""


def convert(paths: Sequence[Path], suffix: str, folder: Path) -> list[Path]:
    """Convert files to another format (``pdf``, ``odt``, ``docx``) in a folder, and return the new ones in order.

    All names have to differ. Raises ClientError, also when it takes too long.
    """
    made = [folder / f"{path.stem}.{suffix}" for path in paths]
    if len(set(made)) < len(made):
        raise ClientError("two files have one name")
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="office-") as private:
        _run(["--convert-to", suffix, "--outdir", str(folder), *map(str, paths)], Path(private), len(paths))
    if missing := [path.name for path in made if not path.is_file()]:
        raise ClientError(f"LibreOffice made no {', '.join(missing)}")
    return made


def _run(arguments: Sequence[str], private: Path, files: int) -> None:
    with started(arguments, private) as process:
        try:
            told, _ = process.communicate(timeout=_PATIENCE + 10 * files)
        except subprocess.TimeoutExpired as error:
            os.killpg(process.pid, 9)
            raise ClientError(f"LibreOffice did not end after {error.timeout:.0f} s") from error
    if process.returncode:
        raise ClientError(f"LibreOffice ended with {process.returncode}: {told[-2000:]}")


def started(arguments: Sequence[str], private: Path) -> subprocess.Popen[str]:
    """Start LibreOffice with a profile and fonts of its own in a folder, as the leader of a group of processes."""
    standins = ((name, "".join(f"<family>{one}</family>" for one in more)) for name, more in _STANDINS.items())
    aliases = "\n".join(_ALIAS.format(name=name, families=families) for name, families in standins)
    fonts = private / "fonts.conf"
    folders = "\n".join(f"  <dir>{folder}</dir>" for folder in _FOLDERS)
    fonts.write_text(_FONTS.format(folders=folders, cache=private / "cache", aliases=aliases), "utf-8")
    profile = f"-env:UserInstallation={(private / 'profile').as_uri()}"
    # The script starts the program: with a group of their own both can be ended.
    return subprocess.Popen(
        [shutil.which("soffice") or "soffice", profile, "--headless", "--norestore", "--nolockcheck", *arguments],
        env={**os.environ, "FONTCONFIG_FILE": str(fonts), "HOME": str(private), "LC_ALL": "C.UTF-8"},
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, encoding="utf-8",
        start_new_session=True,
    )  # fmt: skip
