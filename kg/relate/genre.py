"""What kind of text an article is: the text of a plan or policy orders what is to be done and tells no news."""

import re

from kg.model import Document

# Chapters, articles and numbered measures at the beginning of a paragraph: 第三章, 第五条, （十二）.
_HEAD = re.compile(r"[\s\u3000]*(?:第[一二三四五六七八九十百]{1,5}[章节条]|[（(][一二三四五六七八九十]{1,3}[）)])")
_FEWEST = 6


def orders(document: Document) -> bool:
    """Tell whether the article is mostly the text of a policy: at least six of its paragraphs have such heads."""
    heads = sum(bool(_HEAD.match(document.text, span.start, span.end)) for span in document.paragraphs)
    return heads >= _FEWEST and heads * 8 >= len(document.paragraphs)
