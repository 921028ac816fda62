"""Which type a name has: by what the lexicon knows, how the form ends, and what the statistical model says."""

import re
from functools import cache

from kg.choice import choice
from kg.lexicon import Lexicon, several
from kg.model import Mention
from kg.ontology import COMPANY, DESIGNATION, ORGANIZATIONS, PARK, PERSON, PLACE, POLICY, PROJECT, REGION

_SPATIAL = frozenset({REGION, PLACE, PARK})
_SPOKEN = r"[\u4e00-\u9fff]{2,4}|.*[·•].*|[A-Za-z.]+(?: [A-Za-z.]+)*"
# An end of at least this length decides against the model; a shorter one (路, 部, 市) only within related types.
_TELLING = 3
_LEVELS = ("省", "市", "县")
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
        return _typed(mention, next((entry for entry in counting if not entry.when), counting[0]).type)
    if mention.type in ORGANIZATIONS and any(_is_region(tail, lexicon) for tail in lexicon.behind_regions(form)):
        return _typed(mention, REGION)  # 浙江 + 嘉兴
    if mention.type == PERSON:
        return mention if _spoken(lexicon).fullmatch(form) else None
    if mention.type == REGION and _no_region(form, lexicon):
        return None
    suffix = lexicon.suffix(form)
    if suffix and mention.type in ORGANIZATIONS and _hollow(form.removesuffix(suffix.form), lexicon):
        return None
    if suffix and suffix.form != form and _believed(suffix.form, suffix.type, mention.type):
        return _typed(mention, suffix.type)
    return mention


@cache
def _spoken(lexicon: Lexicon) -> re.Pattern[str]:
    """Forms of persons' names; longer ones without a dot are foreign: 格奥尔基耶娃."""
    return re.compile(f"{_SPOKEN}|[{lexicon.letters('transliteration')}]{{5,8}}")


def _is_region(form: str, lexicon: Lexicon) -> bool:
    return any(entry.type == REGION and not entry.when for entry in lexicon.entries.get(form, ()))


def _believed(suffix: str, said: str, model: str) -> bool:
    return len(suffix) >= _TELLING or any({said, model} <= related for related in _RELATED)


def _no_region(form: str, lexicon: Lexicon) -> bool:
    """All counties and cities are known: 苏北县, 浙江县, 皖北重镇 are none, nor is what ends in a word like 县城."""
    known = (e for size in range(2, len(form)) for e in lexicon.entries.get(form[-size:], ()))
    unknown = form.endswith(_LEVELS) and not any(e.type == REGION for e in known)
    return form.endswith(tuple(lexicon.words["no-region"])) or (unknown and form[:-1] in lexicon.entries)


def _hollow(rest: str, lexicon: Lexicon) -> bool:
    """Tell whether nothing before the word for the kind of organization names one: 国际知名 + 大学, 澳门公立 + 医院."""
    if several(lexicon, "soft").fullmatch(rest):
        return True
    for between in (rest, *lexicon.behind_regions(rest)):
        if between and _vague(lexicon).fullmatch(between) and not several(lexicon, "topic").fullmatch(between):
            return True
    return False


@cache
def _vague(lexicon: Lexicon) -> re.Pattern[str]:
    words = (w for w in lexicon.words["modifier"] | lexicon.words["topic"] if len(w) > 1)  # 新 + 区 names one
    return re.compile(f"(?:{choice(words)})+")


def _typed(mention: Mention, kind: str) -> Mention:
    return Mention(mention.start, mention.end, mention.text, kind, mention.found_by)
