"""The parts of reading: bytes to text, page to paragraphs, stamps to dates, and what is no article text."""
