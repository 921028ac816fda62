"""Paths, folders and globs → the files to read."""

import glob
import os
from collections.abc import Iterator, Sequence
from pathlib import Path

from kg.errors import YuantuError

SUFFIXES = frozenset({".md", ".markdown", ".html", ".htm", ".txt", ".jsonl"})


def sources(paths: Sequence[str]) -> list[Path]:
    """Return the article files under files, folders and globs, sorted and distinct.

    A folder that cannot be listed stays in the result, for reading to report it. A YuantuError names a path or a glob
    that matches nothing, and a folder without any article.
    """
    found: dict[str, Path] = {}
    for path in paths:
        for file in _files(path):
            key = os.path.abspath(file)
            found[key] = min(file, found.get(key, file))
    return sorted(found.values())


def _files(path: str) -> Iterator[Path]:
    if os.path.lexists(path):
        yield from _under(path)
        return
    matches = glob.glob(path, recursive=True) if glob.has_magic(path) else []
    if not matches:
        raise YuantuError(f"{path}: no such file or folder")
    for match in sorted(matches):
        if os.path.isdir(match) or Path(match).suffix.lower() in SUFFIXES:
            yield from _under(match)


def _under(path: str) -> Iterator[Path]:
    if not os.path.isdir(path):
        yield Path(path)
        return
    files = list(_walk(path))
    if not files:
        raise YuantuError(f"{path}: no articles in this folder ({' '.join(sorted(SUFFIXES))})")
    yield from files


def _walk(folder: str) -> Iterator[Path]:
    closed: list[OSError] = []
    for parent, folders, names in os.walk(folder, onerror=closed.append):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            if Path(name).suffix.lower() in SUFFIXES and not name.startswith("."):
                yield Path(parent, name)
    yield from (Path(error.filename) for error in closed)
