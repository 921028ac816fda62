"""All knowledge of one ontology folder, loaded once: vocabulary, lexicon, rules and the recogniser to use."""

from dataclasses import dataclass
from pathlib import Path

from kg import lexicon, ontology
from kg.recognise import Tagger
from kg.recognise.plugins import recogniser as find_recogniser
from kg.relate import rules
from kg.relate.ruleset import RuleSet


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What the stages need to know; read-only."""

    folder: Path
    vocabulary: ontology.Vocabulary
    lexicon: lexicon.Lexicon
    rules: RuleSet
    tagger: Tagger

    @classmethod
    def load(cls, folder: Path = ontology.DEFAULT, *, recogniser: str = "") -> "Knowledge":
        """Load everything; a KnowledgeError tells all faults."""
        vocabulary = ontology.load(folder)
        tagger = find_recogniser(recogniser, folder=folder)
        return cls(folder, vocabulary, lexicon.load(folder), rules.load(folder, vocabulary), tagger)
