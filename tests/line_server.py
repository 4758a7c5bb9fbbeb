"""A process that is started once and asked many times: a line of JSON for each question, a line for each answer."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

# A question, which JSON can hold -> the answer
Ask = Callable[[object], Any]


@contextmanager
def line_server(module: str, folder: Path, **environment: str) -> Iterator[Ask]:
    """Start ``python -m module`` in a folder, with more in its environment; yield the function that asks it."""
    with subprocess.Popen(
        [sys.executable, "-m", module], cwd=folder, env={**os.environ, **environment},
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, encoding="utf-8",
    ) as process:  # fmt: skip
        assert process.stdin
        assert process.stdout

        def ask(question: object) -> Any:
            print(json.dumps(question), file=process.stdin, flush=True)
            return json.loads(process.stdout.readline())  # type: ignore[union-attr]

        yield ask
        process.stdin.close()
