"""Drawings -> shapes and labels: one module for each way to arrange them."""
