"""Which type a name has: by what the lexicon knows, how the form ends, and what the statistical model says."""

import re

from kg.lexicon import Lexicon
from kg.model import Mention
from kg.ontology import COMPANY, DESIGNATION, ORGANIZATIONS, PARK, PERSON, PLACE, POLICY, PROJECT, REGION

_SPATIAL = frozenset({REGION, PLACE, PARK})
_SPOKEN = re.compile(r"[\u4e00-\u9fff]{2,4}|.*[·•].*|[A-Za-z.]+(?: [A-Za-z.]+)*")
# An end of at least this length decides against the model; a shorter one (路, 部, 市) only within related types.
_TELLING = 3
_RELATED = ({COMPANY, *ORGANIZATIONS}, _SPATIAL, {POLICY, PROJECT, DESIGNATION})


def decided(mention: Mention, lexicon: Lexicon) -> Mention | None:
    """Return a model's mention with its type settled, or None where the form is no name."""
    form = mention.text
    if form in lexicon.words["generic"] or len(form) < 2:
        return None
    if known := lexicon.entries.get(form):
        counting = [entry for entry in known if entry.when not in ("never", "focus")]
        if not counting:
            return None
        return _typed(mention, counting[0].type)
    if mention.type == PERSON:
        return mention if _SPOKEN.fullmatch(form) else None
    suffix = lexicon.suffix(form)
    if suffix and suffix.form != form and _believed(suffix.form, suffix.type, mention.type):
        return _typed(mention, suffix.type)
    return mention


def _believed(suffix: str, said: str, model: str) -> bool:
    return len(suffix) >= _TELLING or any({said, model} <= related for related in _RELATED)


def _typed(mention: Mention, kind: str) -> Mention:
    return Mention(mention.start, mention.end, mention.text, kind, mention.found_by)
