"""Regions and zones that the text calls (全省, 园区) and only other names hold: 山东省 in 山东省商务厅."""

from collections.abc import Iterable, Iterator

from kg.link.habits import Habits
from kg.link.regions import Regions
from kg.ontology import GOVERNMENT, PARK, REGION

Form = tuple[str, str]


def implied(text: str, forms: Iterable[Form], habits: Habits, regions: Regions) -> Iterator[tuple[str, str, str]]:
    """Yield form, type and the name that holds it; `forms` are all names of the article with their types.

    Where the article names one of the kind itself, that one is meant; where the names hold several, none is clear.
    """
    names = list(forms)
    for called, nation in habits.nations:
        outer = next((name for name, _ in names if nation in name and name != nation), "")
        if called in text and outer and (nation, REGION) not in names:
            yield nation, REGION, outer
    for level, calls in habits.called.items():
        if any(call in text for call in calls):
            yield from _of_level(level, names, regions)
    if any(call in text for call in habits.sites) and not any(type_ == PARK for _, type_ in names):
        bodies = (name for name, type_ in names if type_ == GOVERNMENT and regions.opening(name))
        found = {zone: name for name in bodies if (zone := _zone(name, habits))}
        yield from ((zone, PARK, name) for zone, name in found.items() if len(found) == 1)


def _of_level(level: str, names: Iterable[Form], regions: Regions) -> Iterator[tuple[str, str, str]]:
    """The one region of this level that the names of authorities begin with, where no region of it is named."""
    found = dict[str, tuple[str, str]]()
    for name, type_ in names:
        if type_ == REGION and (regions.full(name) or name).endswith(level):
            return
        form = name[: regions.opening(name)] if type_ == GOVERNMENT else ""
        if form and (full := regions.full(form) or form).endswith(level):
            found.setdefault(full, (form, name))
    yield from ((form, REGION, name) for form, name in found.values() if len(found) == 1)


def _zone(name: str, habits: Habits) -> str:
    """The zone that the name of an authority begins with: 长沙经开区 in 长沙经开区党工委."""
    cuts = (name[:size] for size in range(len(name) - 1, 2, -1))
    return next((front for front in cuts if front.endswith(habits.zones) and front not in habits.zones), "")
