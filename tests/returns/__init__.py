"""Forms filled in as people's programs do it, with known answers: what ``collect`` reads has to be just these."""
