"""Forms that come back: files -> what stands in them -> typed answers, scores and reports.

A reader (``word``, ``odt``, ``pdf``) says what stands in each place to fill in, and how it was found; ``interpret``
makes typed answers of it by the form model of the version that the return names. Nothing is guessed: what cannot be
read for certain is a Problem, with its text as it was found.
"""
