"""Dates and quantities of Chinese text as values."""
