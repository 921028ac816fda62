"""All knowledge of one ontology folder, loaded once: vocabulary, lexicon, rules and the recogniser to use."""

from dataclasses import dataclass
from pathlib import Path

from kg import lexicon, ontology, rules
from kg.recognise.plugins import Tagger, find


@dataclass(frozen=True, slots=True)
class Knowledge:
    """What the stages need to know; read-only."""

    vocabulary: ontology.Vocabulary
    lexicon: lexicon.Lexicon
    rules: rules.RuleSet
    tagger: Tagger

    @classmethod
    def load(cls, directory: Path, *, recogniser: str = "") -> "Knowledge":
        """Load everything; a KnowledgeError tells all faults."""
        vocabulary = ontology.load(directory)
        return cls(vocabulary, lexicon.load(directory), rules.load(directory, vocabulary), find(recogniser))
