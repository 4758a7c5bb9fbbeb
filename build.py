#!/usr/bin/env python3
"""Toolkit Press. Try: build.py --help."""

import gc
import os
import signal
import sys


def _stop(*_: object) -> None:
    os.write(2, b"build.py: stopped\n")
    os._exit(130)


# While modules are loaded, Ctrl-C would show a traceback; nothing has begun yet. Whoever ignores it goes on doing so.
_HEARS = __name__ == "__main__" and signal.getsignal(signal.SIGINT) is signal.default_int_handler
if _HEARS:
    signal.signal(signal.SIGINT, _stop)

# What is loaded stays: to look through it again and again would take a seventh of the time. The command turns it on.
if __name__ == "__main__":
    gc.disable()

try:
    from press.cli import main
except ModuleNotFoundError as error:  # the virtual environment is not active or not made yet
    sys.exit(f"build.py: {error.name} is not installed. Run 'make build', or .venv/bin/python build.py after it.")

if __name__ == "__main__":
    if _HEARS:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    main()
