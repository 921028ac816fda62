"""Lay the parts of a picture side by side without overlap, the first in the middle: deterministic, close to linear."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Integers = NDArray[np.int64]

_CELL = 44.0
_WIDENESS = 1.45
_LOOKUPS = 60_000
_FAR = 1 << 24
_AROUND = np.array([(x, y) for x in (-1, 0, 1) for y in (-1, 0, 1)], dtype=np.int64)


def pack(outlines: Sequence[Floats], singles: int) -> Floats:
    """Where to move each outline (an array of points), then each of so many single points; an (n, 2) array of shifts.

    Each takes the free place nearest to the middle, on a grid that is wider than high, as screens are.
    """
    shapes = [_cells(points) for points in outlines]
    ground = _Ground(shapes, singles)
    placed = [ground.place(shape) for shape in shapes]
    return np.concatenate([np.array(placed, dtype=np.int64).reshape(-1, 2), ground.free(singles)]) * _CELL


def _cells(points: Floats) -> Integers:
    """The grid cells that the points fall into, each once."""
    return _distinct(np.rint(points / _CELL).astype(np.int64))


def _distinct(cells: Integers) -> Integers:
    keys = np.unique((cells[:, 0] + _FAR) * 2 * _FAR + cells[:, 1] + _FAR)
    return np.column_stack([keys // (2 * _FAR), keys % (2 * _FAR)]) - _FAR


class _Ground:
    """The grid: which cells are taken, and all cells by their distance from the middle."""

    def __init__(self, shapes: Sequence[Integers], singles: int) -> None:
        extents = [int(np.abs(shape).max()) + 2 for shape in shapes]
        area = sum(len(_widened(shape)) for shape in shapes) + singles
        # Of the largest part only the taken cells are counted, yet the others may have to pass it as a whole.
        reach = (
            int(1.4 * area**0.5) + max(extents[:1], default=0) + 2 * max(extents[1:], default=0)
            if len(extents) + singles > 1
            else 1
        )
        self._middle = np.array([int(reach * _WIDENESS), reach]) + max(extents, default=1)
        self._taken = np.zeros(2 * self._middle + 1, dtype=bool)
        across = np.arange(-int(reach * _WIDENESS), int(reach * _WIDENESS) + 1)
        cells = np.stack(np.meshgrid(across, np.arange(-reach, reach + 1), indexing="ij"), axis=-1).reshape(-1, 2)
        distance = (cells[:, 0] / _WIDENESS) ** 2 + cells[:, 1] ** 2
        self._nearest = cells[np.argsort(distance, kind="stable")]
        self._begin = 0

    def place(self, shape: Integers) -> tuple[int, int]:
        """Take the nearest place where the shape fits, and a margin of one cell around it."""
        self._skip()
        chunk = 1 + _LOOKUPS // len(shape)
        for start in range(self._begin, len(self._nearest), chunk):
            tried = self._nearest[start : start + chunk]
            blocked = self._at(tried[:, None, :] + shape[None, :, :]).any(axis=1)
            if not blocked.all():
                x, y = tried[int(np.argmin(blocked))].tolist()
                self._take(_widened(shape) + np.array([x, y]))
                return x, y
        raise AssertionError("the grid is made large enough for all shapes")

    def free(self, count: int) -> Integers:
        """The free cells nearest to the middle."""
        return self._nearest[~self._at(self._nearest)][:count]

    def _skip(self) -> None:
        """Leave out the cells near the middle that are taken for good."""
        ahead = self._at(self._nearest[self._begin : self._begin + 1000])
        self._begin += int(np.argmin(ahead)) if not ahead.all() else len(ahead)

    def _at(self, cells: Integers) -> NDArray[np.bool_]:
        places = cells + self._middle
        taken: NDArray[np.bool_] = self._taken[places[..., 0], places[..., 1]]
        return taken

    def _take(self, cells: Integers) -> None:
        places = np.clip(cells + self._middle, 0, np.array(self._taken.shape) - 1)
        self._taken[places[:, 0], places[:, 1]] = True


def _widened(shape: Integers) -> Integers:
    return _distinct((shape[:, None, :] + _AROUND[None, :, :]).reshape(-1, 2))
