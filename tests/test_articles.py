"""Reading: what is article text, what is not, and how each source format is understood."""

import pytest
import yaml

from kg.articles import bylines, read
from kg.ontology import DEFAULT
from kg.read import boilerplate
from tests import gold

PATTERNS = yaml.safe_load((DEFAULT / boilerplate.FILE).read_text("utf-8"))
needs_gold = pytest.mark.skipif(not gold.DEV.is_dir(), reason="the annotated articles are not beside the repository")


@needs_gold
@pytest.mark.parametrize("name", gold.ids() if gold.DEV.is_dir() else [])
def test_every_annotated_name_and_quote_stands_in_the_text(name: str) -> None:
    article, annotation = gold.load(name)
    forms = [form for e in annotation["entities"] for form in (e["name"], *e["aliases"])]
    quotes = [fact["evidence"] for fact in annotation["relations"] + annotation["observations"]]
    assert [part for part in forms + quotes if part not in article.text] == []
