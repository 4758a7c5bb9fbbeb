#!/usr/bin/env python3
"""Toolkit Press. Try: build.py --help."""

import sys

try:
    from press.cli import main
except ModuleNotFoundError as error:  # the virtual environment is not active or not made yet
    sys.exit(f"build.py: {error.name} is not installed. Run 'make build', or .venv/bin/python build.py after it.")

if __name__ == "__main__":
    main()
