"""Write ontology/rules/confidence.csv: how often each relation rule is right on annotated articles.

usage: python -m tests.count_rules        (from the repository; needs the annotated articles beside it)

The names are those of the annotators, so that the counts tell about the rules alone. Only the half of the articles is
counted on which the rules were made; the other half stays unseen.
"""

from kg import lexicon
from kg.ontology import DEFAULT
from kg.relate import relate, rules
from kg.relate.tally import tally
from kg.resolve import resolve
from tests.gold import ids, oracle

_HEAD = """\
# How often a statement by each relation rule is right, counted on annotated articles with the annotators' names.
# Made by tests/count_rules.py. Confidence of a statement = (correct + 1) / (correct + wrong + 2).
rule,correct,wrong
"""


def main() -> None:
    ruleset, words = rules.load(), lexicon.load()
    found = []
    for name in ids("tune"):
        document, entities, gold = oracle(name)
        references = resolve(document, entities, lexicon=words)
        statements = relate(document, entities, references, rules=ruleset)
        found.append((statements, {(r["s"], r["p"], r["o"]) for r in gold["relations"]}))
    counts = tally(found, ruleset.vocabulary)
    lines = [f"{rule},{correct},{wrong}\n" for rule, (correct, wrong) in counts.items()]
    (DEFAULT / rules.CONFIDENCE).write_text(_HEAD + "".join(lines), "utf-8")
    print(f"{len(counts)} of {len(ruleset.rules)} rules fired")


if __name__ == "__main__":
    main()
