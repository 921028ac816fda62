"""Write ontology/rules/confidence.csv: how often each relation rule is right on annotated articles.

usage: python -m tests.count_rules [FOLDER…]      (from the repository; needs the annotated articles beside it)

The names are those of the annotators, so that the counts tell about the rules alone. Of the articles beside the
repository only the half is counted on which the rules were made; the other half stays unseen. Counted, too, are the
open news sentences of `ontology/corpus/news-facts.csv`. Each FOLDER holds further annotated articles,
`articles/ID.md` and `gold/ID.json`; the shipped counts are with 46 more that we annotated, and 180 that we wrote in
the manner of the press and annotated.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

from kg import lexicon
from kg.annotated import Annotated, annotated, known
from kg.check import judged
from kg.ontology import DEFAULT
from kg.relate import rules
from kg.relate.tally import tally
from kg.train.labelled import read_facts
from tests.gold import ids, load

_HEAD = """\
# How often a statement by each relation rule is right, counted on annotated articles with the annotators' names.
# Made by tests/count_rules.py. Confidence of a statement = (correct + 1) / (correct + wrong + 2).
rule,correct,wrong
"""


def main(folders: list[str]) -> None:
    ruleset = rules.load()
    found = list(judged(_articles(folders), ruleset, lexicon.load()))
    counts = tally(found, ruleset.vocabulary)
    lines = [f"{rule},{correct},{wrong}\n" for rule, (correct, wrong) in counts.items()]
    (DEFAULT / rules.CONFIDENCE).write_text(_HEAD + "".join(lines), "utf-8")
    print(f"{len(counts)} of {len(ruleset.rules)} rules fired on {len(found)} articles")


def _articles(folders: list[str]) -> Iterator[Annotated]:
    yield from (known(*load(name)) for name in ids("tune"))
    yield from read_facts()
    for folder in folders:
        yield from annotated(Path(folder))


if __name__ == "__main__":
    main(sys.argv[1:])
