"""The language of the forms in rules/observations.yaml: what `{slots}` stand for, and forms as regular expressions."""

import re
from collections.abc import Mapping

from kg.choice import choice

_TOKEN = re.compile(r"\{(?P<slot>\w+)\}(?P<optional>\?)?|(?P<meta>[()|?])|(?P<literal>[^(){}|?\s])")
_SLOTS = {
    "any": r".*?",
    "end": r"(?:$|(?=[、和与及）”]))",
    "metric": r"(?P<metric>.*?)",
    "whole": r"(?P<whole>(?!比)[^占，]{1,24}?)",
    "measure": r"(?P<metric>.*?{measure_heads})",
    "rate": r"(?P<rate>[^\s的、和与及，。；：）)（(以/]{0,10}?{rates})",
    "against": r"(?P<against>(?:(?:比|较)[^，]{1,14}?|(?:与|同|和)[^，]{1,14}?相比))",
    "held": r"(?P<stake>{held})",
    "stake": r"(?P<stake>{stake})",
    "people": r"(?P<people>[^\s的、和与及，。；：）)（(以/].{1,11}?)",
    "attending": r"(?P<attending>{attending})",
    "thing": r"(?P<thing>[^\s的、和与及，。；：）)（(以/].*)",
    "origin": r"[^，。；：、的]{2,16}?",
    "price": r"(?P<thing>{prices})",
    "origins": r"(?P<thing>[^，。；：、的]{1,8})",
    "goods": r"(?P<thing>(?!{acts})[^\s的、和与及，。；：）)（(以/].*)",
}


def slots_of(words: Mapping[str, list[str]]) -> dict[str, str]:
    """The regular expression of each slot, those of the word lists among them."""
    slots = {name: f"(?:{choice(forms)})" for name, forms in words.items()}
    slots |= {name: re.sub(r"\{([a-z]\w*)\}", lambda match: slots[match[1]], text) for name, text in _SLOTS.items()}
    how, compare = f"{slots['growth_how']}{{0,4}}", r"(?:(?:比|较|与|同|相比|相较于)[^，]{1,14}?(?:相比)?)"
    verb = rf"(?:{slots['growth_verb']}|(?<=..)(?<!新){slots['growth_short']})(?![到至为达])"
    slots["growth"] = (
        rf"(?P<growth>(?:{how}{slots['growth_noun']})?{compare}?{how}(?:{verb}|{slots['compared']}[^，]{{1,12}}?)"
        rf"|{compare}?{how}{slots['growth_noun']})"
    )
    slots["reach"] = f"(?:{slots['reach']}|{slots['changed']}[到至为成](?:了)?){{1,4}}"
    return slots


def regex(form: str, slots: Mapping[str, str]) -> str:
    """A form as a regular expression; KeyError for a slot that is none."""
    found = []
    for token in _TOKEN.finditer(form):
        if token["slot"]:
            found.append(f"(?:{slots[token['slot']]}){token['optional'] or ''}")
        elif token["meta"]:
            found.append("(?:" if token["meta"] == "(" else token["meta"])
        else:
            found.append(re.escape(token["literal"]))
    return "".join(found)
