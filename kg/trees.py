"""tree: a YAML file of the ontology as plain mappings and lists, read by libyaml where it is there."""

from pathlib import Path
from typing import Any

import yaml

__all__ = ["Loader", "tree"]

try:
    from yaml import CSafeLoader as Loader
except ImportError:  # PyYAML built from its sources may be without libyaml
    from yaml import SafeLoader as Loader  # type: ignore[assignment]


def tree(path: Path, *, loader: type[Loader] = Loader) -> Any:
    """Return what the file holds; OSError, UnicodeDecodeError and yaml.YAMLError where it cannot be read."""
    return yaml.load(path.read_text("utf-8"), loader)
