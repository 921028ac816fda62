"""merge: which entities of different articles are one thing; each gets the id that they share."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from kg.assemble import identity, keys
from kg.assemble.keys import Keys
from kg.link import regions
from kg.link.regions import CITY, PROVINCE
from kg.model import Entity, Extraction
from kg.ontology import HOLDS_POSITION, PERSON

Owner = tuple[str, str]
"""An entity of an article: article id and entity id."""
_Key = tuple[str, str]
"""What is compared: type and identity key."""


def merge(pile: Sequence[Extraction], *, ontology: Path) -> Mapping[Owner, str]:
    """Return the global id of every entity of every article."""
    known = keys.load(ontology)
    readers = {x.article.id: Keys(known, x.article.id, regions.context(x.article.text, known.divisions)) for x in pile}
    found = {owner: (e.type, readers[owner[0]].key(e)) for owner, e in _entities(pile) if e.type != PERSON}
    same = _short_forms(pile, readers, found)
    owners = {owner: identity.entity(*same.get(key, key)) for owner, key in found.items()}
    return owners | _people(pile, readers, owners)


def _entities(pile: Iterable[Extraction]) -> Iterable[tuple[Owner, Entity]]:
    for x in pile:
        for entity in x.entities:
            yield (x.article.id, entity.id), entity


def _short_forms(
    pile: Sequence[Extraction], readers: Mapping[str, Keys], found: Mapping[Owner, _Key]
) -> dict[_Key, _Key]:
    """Map a key to that of the fuller name which it abbreviates, where some article says so and no other disagrees."""
    fuller = defaultdict[_Key, set[_Key]](set)
    for owner, entity in _entities(pile):
        if owner in found:
            for form in _shorter(entity, readers[owner[0]]):
                fuller[entity.type, form].add(found[owner])
    clear = {
        short: next(iter(full)) for short, full in fuller.items() if len(full - {short}) == 1 and short not in full
    }
    return {short: _end(short, clear) for short in clear}


def _shorter(entity: Entity, reader: Keys) -> Iterable[str]:
    for alias in entity.aliases:
        yield reader.name(entity.type, alias)
    yield from reader.short(entity.type, entity.name)


def _end(key: _Key, clear: Mapping[_Key, _Key]) -> _Key:
    """Follow short → fuller → fullest; a ring, where two articles disagree, ends at its least key."""
    path = [key]
    while (following := clear.get(path[-1])) is not None:
        if following in path:
            return min(path[path.index(following) :])
        path.append(following)
    return path[-1]


def _people(pile: Sequence[Extraction], readers: Mapping[str, Keys], owners: Mapping[Owner, str]) -> dict[Owner, str]:
    """People of one name are one person when they share a post, or one has none and the region is the same."""
    named = defaultdict[str, list[Owner]](list)
    for owner, entity in _entities(pile):
        if entity.type == PERSON:
            named[keys.plain(entity.name)].append(owner)
    posts = _posts(pile, owners)
    homes = {article: r.context.main(CITY) or r.context.main(PROVINCE) or "" for article, r in readers.items()}
    ids = dict[Owner, str]()
    for name, group in named.items():
        for members in _joined(group, posts, homes):
            ids |= dict.fromkeys(members, identity.entity(PERSON, "\n".join((name, _mark(members, posts, homes)))))
    return ids


def _posts(pile: Iterable[Extraction], owners: Mapping[Owner, str]) -> dict[Owner, set[str]]:
    posts = defaultdict[Owner, set[str]](set)
    for x in pile:
        for s in x.statements:
            if s.predicate == HOLDS_POSITION:
                posts[x.article.id, s.subject].add(owners[x.article.id, s.object])
    return posts


def _joined(group: Sequence[Owner], posts: Mapping[Owner, set[str]], homes: Mapping[str, str]) -> list[list[Owner]]:
    parts: list[list[Owner]] = []
    for owner in group:
        near = [part for part in parts if any(_one_person(owner, other, posts, homes) for other in part)]
        parts = [part for part in parts if part not in near]
        parts.append([*(member for part in near for member in part), owner])
    return parts


def _one_person(one: Owner, two: Owner, posts: Mapping[Owner, set[str]], homes: Mapping[str, str]) -> bool:
    held, other = posts.get(one, set()), posts.get(two, set())
    if held & other or one[0] == two[0]:
        return True
    return not (held and other) and homes[one[0]] == homes[two[0]] != ""


def _mark(members: Sequence[Owner], posts: Mapping[Owner, set[str]], homes: Mapping[str, str]) -> str:
    """What tells these from others of the same name: a post, or else the region, or else the article."""
    held = {post for owner in members for post in posts.get(owner, ())}
    if held:
        return min(held)
    return min(homes[article] or article for article, _ in members)
