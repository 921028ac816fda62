"""The pattern language of the relation rules → regular expressions over the typed view.

    {subject:Org|Region+}   a name of one of these types; + takes a list (A、B和C); {object:…} likewise
    {subject:Org|Region+、} a list held together by 、 alone, for one side of several (A、B与C签约)
    {subject:Person++}      a list of people, each with a post or without (甲局长张三、乙院长李四)
    {subject:Company++}     a list of organizations, each with its kind or without (深圳的芯片企业甲、北京的饮料公司乙)
    {object:Region in Government}   the region inside the name of the government that stands here
    {cue} {WORDS}           one word of the rule's cues, or of the word list of that name
    {gap} {gap:6}           up to 24 (6) characters of the same clause, no name but of fields where none is asked for
    {mod} {mod:6}           such characters that may describe the name behind them: no conjunctions or prepositions
    {own} {own:6}           such characters between a subject and what is told of itself, not of its parts (甲的产品)
    {any} {any:20}          up to 60 (20) characters of the same clause, names among them
    {across} {across:40}    up to 90 (40) characters that may cross commas
    {role} {role:WORDS}     the title of a person, or one of these titles, kept as the statement's role
    {chain:Org|Region}      further posts of the same person (、中共某市委常委)
    {posts:2}               so many posts, each with what separates it from the next (甲公司总裁、乙银行行长、)
    {officer}               nothing, or the person who acts for the name before (董事长张三)
    {officers:2}            so many people with posts at the name before (主任张三、副主任李四)
    {partner}               with another organization or region (与某公司, 联合某大学、某企业)
    {person}                a person who is neither subject nor object
    {envoy} {home}          the post of who stands for a region abroad (驻某国大使); no such region follows
    {date} {start} {end}    a date; the beginning and the end of a clause or of one item of a list
    {begin} {whole}         the beginning of a sentence (目前，…); no other name follows right behind (北桥市|江北园)
    {not:的|公司}           none of these follows
    {head}                  the phrase ends here (建设某园，…), so that the name is not a mere part (建设某园的食堂)
    {field_end}             the name of a field ends here (金融、金融业，not 金融机构)
    (a|b)  (a)?  a?         alternatives, optional parts; everything else is literal

In rules about names ({rest} stands for up to 40 characters there) the pattern is held against the whole name.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from kg.choice import choice
from kg.ontology import INDUSTRY, PERSON, REGION
from kg.relate.anchors import Anchors, anchors
from kg.relate.kinds import OF_PLACES, PLACES, TITLED
from kg.relate.parts import Part, PatternError, read
from kg.relate.view import BORDERS, CARRIED, DATE, REAL, Alphabet, all_but

SUBJECT, OBJECT, CUE, ROLE, OFFICER, PARTNER = "subject", "object", "cue", "role", "officer", "partner"
_BRACKETED = "(?:（[^（）]{0,60}）)?"
_LENGTHS = {"gap": 24, "mod": 24, "own": 24, "any": 60, "across": 90}
_OPENED = f"[{CARRIED}]{{0,4}}"  # what may stand at the beginning of a clause without a subject
_PLAIN = f"[^{BORDERS}{REAL}{CARRIED}]"
# What the name of an organization may be made of: no words that bind a clause together.
_NAMELIKE = f"[^{BORDERS}{REAL}{CARRIED}{DATE}的了着过在将已与和及、对向等是有为把被从到进立发布]"
# A gap may hold a name only behind a preposition (在北京), where it is neither subject nor object.
_BINDING = "、和与及暨或将把被由向对给从在于到让使某"
_COUNTED = r"[\d.]{1,9}[多余]?[万千百]?[家个项名位所座件款支篇处人对条]"
_COUNTED_HEAD = r"[两二三四五六七八九十\d]{1,2}[个家所大座项条只]"
# A gap does not leave a bracket in which it did not begin (甲（乙平台）收购丙 tells nothing of 乙).
_UNCLOSED = f"[^{BORDERS}{REAL}{CARRIED}）]|（[^（）{BORDERS}{REAL}{CARRIED}]{{0,20}}）"
_CLASSES = {
    "gap": f"(?:{_UNCLOSED}|(?<=[在于从以赴])[{REAL}]{{1,3}}?)",
    "mod": f"(?:[^{_BINDING}{BORDERS}{REAL}{CARRIED}]|[在于](?=[{REAL}])|(?<=[在于])[{REAL}])",
    "own": f"(?:(?!{_COUNTED})[^{BORDERS}{REAL}{CARRIED}的]|(?<=[在于从以])[{REAL}])",
    "any": f"[^{BORDERS}]",
    "across": "[^。！？]",
}
# What stands around such a stretch: the rest of a list (甲、乙等12家企业); no preposition right before the name.
_BEGINS, _ENDS = {"own": f"(?:等{_PLAIN}{{0,12}}?)?(?![、和与及暨])"}, {"mod": "(?<![在于])"}
# Up to four more characters may stand between a carried subject and its verb, but no number, 家 or 企 (12家企业入选).
_LOOSE = rf"[^{BORDERS}{REAL}{CARRIED}\d企家]{{0,4}}?"
_NUMBER = r"(?:[\d一二三四五六七八九十]{1,3}[、.．]|（[\d一二三四五六七八九十]{1,3}）)?"
_LISTS, _ONE_SIDE = ("+", "++"), "+、"
_MONEY = r"[以用约共近超]?[\d.]{1,12}[多余]?[亿万千百]{0,2}[美港欧日]?元(?:人民币|的价格)?"
# Names that the recogniser missed do not break a list: up to two in a row (甲公司、联芯|集成电路|、乙公司).
_LONGEST_LIST, _LONGEST_STRANGER = 60, 20
# A name behind one of these (被商务部, 向市政府) is no subject; nor is a place behind one of those (在北京).
_NO_SUBJECT, _NO_PLACE = "被向对给", "在于从赴到"
_compiled = cache(re.compile)  # which itself remembers fewer patterns than there are


@dataclass(frozen=True, slots=True)
class Slot:
    """A place for a name: its types, or the type inside the name of a `host`; `many` takes lists."""

    types: frozenset[str]
    host: frozenset[str]
    many: bool


@dataclass(frozen=True, slots=True)
class Pattern:
    """One pattern, tried with a name in front, then with a carried subject, where a word of each anchor stands."""

    sources: tuple[str, ...]
    slots: Mapping[str, Slot]
    anchors: Anchors

    @property
    def regexes(self) -> Iterator[re.Pattern[str]]:
        """Compiled when first asked for: many rules find their words in no article of a run, and compiling is dear."""
        return map(_compiled, self.sources)


@dataclass(frozen=True, slots=True)
class Compiler:
    """Compiles patterns with the type alphabet and the word lists of one ontology folder; `leaves` expands types."""

    alphabet: Alphabet
    types: Mapping[str, frozenset[str]]
    words: Mapping[str, Sequence[str]]
    places: frozenset[str] = PLACES

    def compile(
        self, source: str, words: Mapping[str, Sequence[str]], *, carried: bool, inside: bool = False
    ) -> Pattern:
        """Compile one pattern, one for names if `inside`; `words` are the rule's own lists. Raises PatternError."""
        parts = read(source)
        slots = {p["slot"]: self._slot(p) for p in parts if p["slot"]}
        if len(slots) < sum(bool(p["slot"]) for p in parts):
            raise PatternError("a slot is used twice")
        fields = "" if any(INDUSTRY in s.types for s in slots.values()) else self.alphabet.real([INDUSTRY])
        lists = {**self.words, **words}
        texts = [self._part(p, lists, fields) for p in parts]
        if inside:  # brackets are letters of the name there
            texts = [t.replace(_BRACKETED, "") for t in texts]
        if parts and parts[0]["slot"] == SUBJECT:
            texts[0] = self._leading(parts[0], slots[SUBJECT]) + texts[0]
        if parts and parts[0]["slot"] and parts[0]["many"] != "++":
            texts[0] = f"(?=[{self._starts(parts[0])}])" + texts[0]  # fails at once where no name stands
        if [p["kind"] for p in parts[1:2]] == ["gap"]:
            texts[1] = f"(?!）){texts[1]}"  # a name that ends a bracket says more of the one before (甲公司（北京）)
        sources = ["".join(texts)]
        behind = 2 if [p["kind"] for p in parts[1:2]] == [OFFICER] else 1
        gap = parts[behind : behind + 1]
        if carried and gap and parts[0]["slot"] and gap[0]["kind"] in _LENGTHS and not parts[0]["host"]:
            sources.append("".join([self._carried(parts[0]), *texts[behind + 1 :]]))
        return Pattern(tuple(sources), slots, anchors(parts, lists))

    def expand(self, types: str) -> frozenset[str]:
        """The entity types behind `Org|Region`."""
        unknown = [t for t in types.split("|") if t not in self.types]
        if unknown:
            raise PatternError(f"unknown type {', '.join(unknown)}")
        return frozenset().union(*(self.types[t] for t in types.split("|")))

    def _starts(self, part: Part) -> str:
        """The characters that a name or list of names may begin with: regions belong to the names behind them."""
        return "".join(sorted({*self._codes(part["host"] or part["types"]), *self.alphabet.real([REGION])}))

    def _leading(self, part: Part, slot: Slot) -> str:
        """What must not stand before a subject: certain prepositions, and the first names of its own list."""
        places, region = self.alphabet.real(sorted(slot.types & self.places)), self.alphabet.real([REGION])
        partners = "" if part["many"] in _LISTS else "与同跟"
        place = f"(?!(?<=[{_NO_PLACE}])[{places}])(?!(?<=[{_NO_PLACE}]{region})[{places}])" if places else ""
        before = f"(?<![{_NO_SUBJECT}{partners}])" + place
        return before + (f"(?<![{self._codes(part['types'])}][、和与及暨])" if part["many"] else "")

    def _slot(self, part: Part) -> Slot:
        host = self.expand(part["host"]) if part["host"] else frozenset[str]()
        return Slot(self.expand(part["types"]), host, bool(part["many"]))

    def _part(self, part: Part, words: Mapping[str, Sequence[str]], fields: str) -> str:
        if part["slot"]:
            return self._name(part["slot"], part["host"] or part["types"], part["many"], fields)
        if part["meta"]:
            return "(?:" if part["meta"] == "(" else part["meta"]
        if part["literal"]:
            letter = re.escape(part["literal"])
            return f"(?:{letter}{_OPENED})" if letter in "，：" else letter
        if part["kind"] in _LENGTHS:
            kind = _CLASSES[part["kind"]] + (self._home() if part["kind"] == "mod" else "")
            longest = int(part["arg"] or _LENGTHS[part["kind"]])
            text = (f"(?:{kind}|[{fields}])" if fields else kind) + f"{{0,{longest}}}?"
            return _BEGINS.get(part["kind"], "") + text + _ENDS.get(part["kind"], "")
        return self._builtin(part["kind"], part["arg"] or "", words)

    def _home(self) -> str:
        """Where the kind of organization is from that is told before a name (收购德国机器人企业甲)."""
        kinds, region = choice(self.words.get("kind", ())), self.alphabet.real([REGION])
        return f"|{region}(?={_PLAIN}{{0,12}}?(?:{kinds})(?:——)?[{self._codes('Org')}])" if kinds else ""

    def _builtin(self, kind: str, arg: str, words: Mapping[str, Sequence[str]]) -> str:
        if kind == ROLE:
            exact = choice(words.get(arg, ()))
            return f"(?P<role>{f'(?:[前原代]?(?:{exact}))(?:[、兼](?:{exact}))*' if arg else self._title()})"
        if kind == "not":
            return f"(?!{choice(arg.split('|'))})"
        if kind == OFFICER:
            return f"(?:的?{self._title()}[{self._codes(PERSON)}](?:先生|女士|同志)?)?"
        if kind == "officers":
            one = self._one_title(self.alphabet.real([REGION]))
            named = f"[{self._codes(PERSON)}](?:先生|女士|同志)?{_BRACKETED}"
            person = f"{one}(?:[、兼]{one}){{0,2}}?{named}"
            return f"的?{person}(?:(?:[、和及]|[，；]{_OPENED})(?:{person}|{named})){{{int(arg) - 1}}}"
        if kind == PARTNER:
            who = self._name(PARTNER, arg or "Org|Region|Park", "+")
            return f"(?:与|和|同|跟|联合|携手|会同|联手|联同|偕同|协同|连同|携){_PLAIN}{{0,8}}?{who}"
        if kind == "chain":
            post = f"[前原现]?[{self._codes(arg)}]的?{self._title()}"
            return f"(?:(?:{post}|{self._title()})、){{0,4}}{post}"
        if kind == "posts":
            return f"(?:[前原现]?[{self._codes('Org|Region|Park')}]的?{self._title()}[、，；及和]){{{arg}}}"
        fixed = {
            "date": DATE,
            "person": f"[{self._codes(PERSON)}]",
            "home": "(?<!驻)",
            "envoy": f"(?P<role>前?驻(?:{self._codes(REGION)}{{1,3}}|华)(?:{choice(self.words.get('envoy', ()))}))",
            "start": f"(?:(?<=[{BORDERS}{CARRIED}])|^){_NUMBER}",
            "begin": f"(?:^|(?<=；)){_OPENED}(?:[^{BORDERS}{REAL}]{{0,10}}，{_OPENED})?",
            "end": f"(?=[{BORDERS}、]|$)",
            "rest": "[^\n]{0,40}?",
            "whole": f"(?![{REAL}])",
            "field_end": f"(?=[{BORDERS}、）”’]|$|{choice(self.words.get('after_field', ()))})",
            "head": f"(?=[{BORDERS}、）”’]|等|$|{_COUNTED_HEAD}|{choice(self.words.get('after_head', ()))})",
        }
        if kind not in fixed and kind not in words:
            raise PatternError(f"no word list {kind}")
        if kind in fixed:
            return fixed[kind]
        return f"(?P<cue>{choice(words[kind])})" if kind == CUE else f"(?:{choice(words[kind])})"

    def _title(self) -> str:
        """A post or several (总裁兼董事长); fields and regions may be part of one, but not begin a later one."""
        no_title, holders = choice(self.words.get("no_title", ())), self._codes("Org|Park|Region")
        one = self._one_title("")
        return f"(?!{no_title}){one}(?:[、兼暨/&和](?![{holders}]){one}){{0,4}}"

    def _one_title(self, without: str) -> str:
        actors, ends = self._codes("Org|Park|Person|Event"), choice(self.words.get("title", ()))
        return f"[^{BORDERS}{CARRIED}{actors}{without}、（）]{{0,20}}?(?:{ends})(?:之一)?[”’」]?"

    def _post(self) -> str:
        one = f"[前原]?[{self._codes('Org|Region|Park')}]?的?{self._title()}"
        return f"(?:{one}[、兼]){{0,3}}{one}"

    def _kind(self) -> str:
        """What kind of organization a name in a list is, and where from (深圳的芯片企业甲、北京的饮料公司乙)."""
        kinds, known = choice(self.words.get("kind", ())), self._codes("Org|Region|Industry")
        telling, region = f"(?:[^{BORDERS}{REAL}{CARRIED}、]|{self._codes(INDUSTRY)})", self._codes(REGION)
        return f"(?:(?:{_PLAIN}{{0,6}}?[{known}]的?)?{telling}{{0,14}}?(?:{kinds})(?:——)?|{_PLAIN}{{0,4}}?{region}的)"

    def _skipped(self, types: str, letter: str) -> str:
        """An item of a list whose name was missed: of a list of people with the post of the one (甲国大使保罗)."""
        if PERSON not in self.expand(types):
            return f"{letter}{{2,{_LONGEST_STRANGER}}}?"
        person, ends = self.alphabet.real([PERSON]), choice(self.words.get("title", ()))
        return f"[^{BORDERS}{CARRIED}{person}、]{{1,{_LONGEST_STRANGER}}}?(?:{ends}){_PLAIN}{{2,4}}"

    def _joint(self) -> str:  # between the names of a list: 和, 近日会同
        plain, when, acting = (choice(self.words.get(k, ("、",))) for k in ("separator", "when_acting", "acting_with"))
        return f"{plain}|{DATE}?(?:{when})?(?:{acting})"

    def _codes(self, types: str) -> str:
        return self.alphabet.real(sorted(self.expand(types)))

    def _name(self, name: str, types: str, many: str, fields: str = "") -> str:
        polite = "(?:先生|女士|同志)?" if many and PERSON in self.expand(types) else ""
        one = f"{self._one(types)}{polite}{_BRACKETED}"
        if not many:
            return f"(?P<{name}>{one})"
        tail = choice(self.words.get("list_tail", ()))
        joint = "、" if many == _ONE_SIDE else self._joint()
        letter = all_but(fields) if fields else _PLAIN
        stranger = f"(?:{letter}{{2,{_LONGEST_STRANGER}}}?(?:{joint})){{0,2}}?"
        more, first = f"(?:{tail})?(?:{joint}){stranger}{one}", one
        if self.expand(types) <= TITLED:
            more += f"|{one}"
        if many == "++":
            post = self._post() if PERSON in self.expand(types) else self._kind()
            skipped = self._skipped(types, letter)
            more = f"(?:{joint})(?:{skipped}(?:{joint}))?(?:{post})?{one}|，{_OPENED}{post}{one}"
            # A post is not tried from each of its inner characters, nor where no name follows.
            whole = f"(?:(?<![^{BORDERS}{REAL}{CARRIED}、（）])|(?=[前原]?[{self._codes('Org|Region|Park')}]))"
            first = f"(?:{whole}(?=[^{BORDERS}]*[{self._codes(types)}])(?:{post}))?{one}"
        return f"(?P<{name}>{first}(?:{more}){{0,{_LONGEST_LIST}}})"

    def _one(self, types: str) -> str:
        """One name; a region right before the words of an organization (北京市水务局) is but a part of its name.

        The regions of an address come with the name behind them (江苏省|苏州市, 苏州市|某路), and where an actor or a
        product is from (德国|某公司).
        """
        codes = self._codes(types)
        region = self.alphabet.real([REGION])
        if region not in codes:
            before = 3 if self.expand(types) <= self.places else 1 if self.expand(types) & OF_PLACES else 0
            return f"{region}{{0,{before}}}[{codes}]"
        ending = f"{_NAMELIKE}{{0,14}}?(?:{choice(self.words.get('org_ending', ()))})"
        others = codes.replace(region, "")
        part = f"{region}{{1,4}}(?!{region}|{ending})"
        return f"(?:{region}{{0,3}}[{others}]|{part})" if others else part

    def _carried(self, part: Part) -> str:
        """A carried subject stands at the clause's beginning; only small words may come between it and the rest."""
        codes = self.alphabet.carried(sorted(self.expand(part["types"])))
        places = self.alphabet.real(sorted(self.places))
        small, during = choice(self.words.get("filler", ())), choice(self.words.get("during", ()))
        between = f"{small}|在?{DATE}(?:{during})?|[在于][{places}]|{_MONEY}"
        return f"(?P<{part['slot']}>[{codes}])[{CARRIED}]{{0,3}}(?:{between}){{0,5}}(?![这那]){_LOOSE}"
