"""Positions of a graph's nodes, computed beforehand: the same graph always gets the same picture."""

from collections.abc import Sequence
from math import pi, sqrt

import numpy as np

from kg.write.packing import Floats, Integers, pack

_SEED = 20210906
_ROUNDS = 200
_PARTNERS = 8
_SPACING = 58.0
_CLEARANCE = 16.0
_POINTS = 7


def positions(radii: Sequence[float], edges: Sequence[tuple[int, int]]) -> Floats:
    """Place nodes of the given radii; returns an (n, 2) array, connected parts side by side, the largest in the middle.

    Springs along edges, repulsion from a few partners a round (every partner in turn), a pull to the centre of the part
    and cooling: linear in nodes and edges. Edges are pairs of indices into `radii`.
    """
    sizes = np.asarray(radii, dtype=np.float64)
    pairs = np.array([pair for pair in edges if pair[0] != pair[1]], dtype=np.int64).reshape(-1, 2)
    parts = _parts(len(sizes), pairs)
    linked = [part for part in parts if len(part) > 1]
    places = np.zeros((len(sizes), 2))
    if linked:
        order = np.concatenate(linked)
        places[order] = _relaxed(
            _starts([len(part) for part in linked]), _renumbered(order, len(sizes))[pairs], sizes[order]
        )
    shifts = pack(_outlines(linked, places, pairs), len(parts) - len(linked))
    for part, shift in zip(parts, shifts, strict=True):
        places[part] += shift
    return places


def _outlines(parts: Sequence[Integers], places: Floats, pairs: Integers) -> list[Floats]:
    """The points that other parts keep away from: each part's nodes, and points along its edges."""
    number = np.zeros(len(places), dtype=np.int64)
    for index, part in enumerate(parts):
        number[part] = index
    along = np.linspace(0, 1, _POINTS)[None, :, None]
    points = places[pairs[:, 0]][:, None, :] * (1 - along) + places[pairs[:, 1]][:, None, :] * along
    order = np.argsort(number[pairs[:, 0]], kind="stable")
    edges = np.bincount(number[pairs[:, 0]], minlength=len(parts)) if len(parts) else np.zeros(0, np.int64)
    return [piece.reshape(-1, 2) for piece in np.split(points[order], np.cumsum(edges)[:-1])][: len(parts)]


def _parts(count: int, pairs: Integers) -> list[Integers]:
    """The connected parts as arrays of node indices: largest first, then by first node."""
    parent = list(range(count))

    def root(node: int) -> int:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for one, other in pairs.tolist():
        low, high = sorted((root(one), root(other)))
        parent[high] = low
    members: dict[int, list[int]] = {}
    for node in range(count):
        members.setdefault(root(node), []).append(node)
    return [np.array(part, dtype=np.int64) for part in sorted(members.values(), key=lambda p: (-len(p), p[0]))]


def _starts(lengths: Sequence[int]) -> tuple[Integers, Integers]:
    """For each node in order of parts: the index of its part's first node, and the part's length."""
    sizes = np.array(lengths, dtype=np.int64)
    return np.repeat(np.cumsum(sizes) - sizes, sizes), np.repeat(sizes, sizes)


def _renumbered(order: Integers, count: int) -> Integers:
    numbers = np.zeros(count, dtype=np.int64)
    numbers[order] = np.arange(len(order))
    return numbers


def _relaxed(starts: tuple[Integers, Integers], pairs: Integers, radii: Floats) -> Floats:
    """Run the forces on all parts at once, each about its own centre."""
    first, length = starts
    count = len(first)
    random = np.random.default_rng(_SEED)
    angle = random.random(count) * 2 * pi
    reach = np.sqrt(length * random.random(count))
    places = np.column_stack([np.cos(angle), np.sin(angle)]) * reach[:, None]
    degree = np.bincount(pairs.ravel(), minlength=count).astype(np.float64)
    for step in range(_ROUNDS):
        heat = 1 - step / _ROUNDS
        force = _springs(places, pairs, degree) + _repulsion(places, first, length, degree, random)
        force -= places * (0.012 * np.sqrt(degree))[:, None]
        size = np.maximum(np.hypot(force[:, 0], force[:, 1]), 1e-9)
        limit = np.minimum(size, 0.02 + np.sqrt(length) * 0.25 * heat * heat)
        places += force * (limit / size)[:, None] * 0.9
    # Small parts may take more room, so that every name can be shown.
    ease = 1 + np.minimum(0.8, 3 / np.sqrt(length))
    return _apart(_spread(places, first, length) * ease[:, None], radii + ease * _CLEARANCE / 2, first)


def _spread(places: Floats, first: Integers, length: Integers) -> Floats:
    """Give each part the area that its nodes need, whatever the forces made of it, about its own middle."""
    count = len(places)
    centred = (
        places
        - np.column_stack([np.bincount(first, places[:, axis], count) for axis in (0, 1)])[first] / length[:, None]
    )
    mean = np.sqrt(np.bincount(first, (centred * centred).sum(axis=1), count)[first] / length)
    wanted = _SPACING * np.sqrt(length / 2 / pi)
    return centred * (wanted / np.maximum(mean, 1e-9))[:, None]


def _springs(places: Floats, pairs: Integers, degree: Floats) -> Floats:
    one, other = pairs[:, 0], pairs[:, 1]
    delta = places[other] - places[one]
    length = np.maximum(np.hypot(delta[:, 0], delta[:, 1]), 1e-9)
    pull = delta * (np.log1p(length) / length)[:, None]
    force = np.zeros_like(places)
    for axis in (0, 1):
        force[:, axis] = np.bincount(one, pull[:, axis], len(places)) - np.bincount(other, pull[:, axis], len(places))
    return force / np.sqrt(degree)[:, None]


def _repulsion(
    places: Floats, first: Integers, length: Integers, degree: Floats, random: np.random.Generator
) -> Floats:
    """Push each node from partners of its own part, spread evenly over the part; small parts meet all of theirs."""
    x, y = np.ascontiguousarray(places.T)
    here = np.arange(len(places)) - first
    others = length - 1
    weight = np.sqrt(degree)
    force = np.zeros((2, len(places)))
    for number in range(_PARTNERS):
        shift = here + 1 + ((number + random.random()) / _PARTNERS * others).astype(np.int64)
        partner = first + np.where(shift < length, shift, shift - length)
        across, up = x - x[partner], y - y[partner]
        strength = weight[partner] / np.maximum(across * across + up * up, 0.04)
        force += np.stack([across * strength, up * strength])
    return (force * (0.5 / _PARTNERS * others)).T


def _apart(places: Floats, radii: Floats, part: Integers) -> Floats:
    """Move nodes that overlap, or nearly so, away from each other; only neighbours on a grid are compared."""
    cell = 2 * radii.max()
    for _ in range(24):
        one, other = _neighbours(np.floor(places / cell).astype(np.int64), part)
        delta = places[one] - places[other]
        distance = np.maximum(np.hypot(delta[:, 0], delta[:, 1]), 1e-6)
        missing = np.maximum(radii[one] + radii[other] - distance, 0)
        if not missing.any():
            break
        push = delta / distance[:, None] * (missing / 2)[:, None]
        for axis in (0, 1):
            moved = np.bincount(one, push[:, axis], len(places)) - np.bincount(other, push[:, axis], len(places))
            places[:, axis] += moved * 0.8
    return places


def _neighbours(cells: Integers, part: Integers) -> tuple[Integers, Integers]:
    """Pairs of nodes of one part in the same or touching cells, each pair once."""
    low = cells.min(axis=0) - 1
    width, height = cells.max(axis=0) - low + 3
    key = (part * width + cells[:, 0] - low[0]) * height + cells[:, 1] - low[1]
    order = np.argsort(key, kind="stable")
    ranked = key[order]
    ones, others = [], []
    for offset in (0, 1, height - 1, height, height + 1):
        begin = np.searchsorted(ranked, ranked + offset, "left")
        if offset == 0:
            begin = np.arange(1, len(order) + 1)
        count = np.maximum(np.searchsorted(ranked, ranked + offset, "right") - begin, 0)
        steps = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
        ones.append(np.repeat(order, count))
        others.append(order[np.repeat(begin, count) + steps])
    return np.concatenate(ones), np.concatenate(others)


def radius(degree: int) -> float:
    """How large a node of so many facts is drawn."""
    return round(5 + 2.6 * sqrt(min(degree, 120)), 2)
