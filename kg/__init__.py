"""yuantu (园图): Chinese economic and policy news to a knowledge graph with the quote behind each fact."""

__version__ = "0.1.0"
