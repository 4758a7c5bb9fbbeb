"""``make bench``: measure everything, and write docs/benchmarks.md."""

from __future__ import annotations

import argparse
import sys
import time
from typing import Final

from bench import figures, report
from bench.builds import ROOT
from bench.plan import QUICK, WHOLE, carry_out

_REPORT: Final = ROOT / "docs" / "benchmarks.md"
_FIGURES: Final = ROOT / ".cache" / "bench" / "figures.json"


def main() -> None:
    """Measure, or take the figures of the last run, and write the report."""
    parser = argparse.ArgumentParser(prog="make bench ARGS=…", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="sizes 1 and 2, everything once; prints its report")
    parser.add_argument("--date", default="", help="the date of the run, which the report shows")
    parser.add_argument("--again", action="store_true", help="measure nothing: write the report of the last run again")
    asked = parser.parse_args()
    if asked.quick:
        sys.stdout.write(report.report(carry_out(QUICK, asked.date, _Say())))
        return
    if not asked.again:
        figures.save(carry_out(WHOLE, asked.date, _Say()), _FIGURES)
    if not _FIGURES.is_file():
        sys.exit("make bench: no run has left its figures here; leave --again out")
    _REPORT.write_text(report.report(figures.load(_FIGURES)), "utf-8")


class _Say:
    """Says on standard error what is measured now, and after how many seconds."""

    def __init__(self) -> None:
        self._begun = time.monotonic()

    def __call__(self, what: str) -> None:
        """Say what is next."""
        sys.stderr.write(f"{time.monotonic() - self._begun:6.0f} s  {what}\n")
        sys.stderr.flush()


if __name__ == "__main__":
    main()
