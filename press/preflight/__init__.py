"""Preflight: numbered rules over print PDFs, whoever made them. What a rule does not look at is not claimed.

The rules are those of PDF/X-4 (ISO 15930-7) and of common practice of print shops, as far as a rule below names them.
"""

from press.preflight.rules import LIMITS, Limits, preflight

__all__ = ["LIMITS", "Limits", "preflight"]
