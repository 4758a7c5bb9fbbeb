"""Benchmarks of the press, and the invented toolkits that they run on. The press never imports this."""
