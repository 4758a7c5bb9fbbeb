"""The proof, in two legs: content files against Documents (A, source), Documents against files (B, pdf).

Nothing here imports a writer; leg A shares no code with the steps that it checks.
"""
