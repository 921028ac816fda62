"""tree: a YAML file of the ontology as plain mappings and lists, read by libyaml where it is there."""

from collections.abc import Hashable
from pathlib import Path
from typing import Any

import yaml

from kg.errors import KnowledgeError

__all__ = ["Loader", "tree"]

try:
    from yaml import CSafeLoader as _Fastest
except ImportError:  # PyYAML built from its sources may be without libyaml
    from yaml import SafeLoader as _Fastest  # type: ignore[assignment]


class Loader(_Fastest):
    """Reads plain YAML; a key that stands twice is a fault, for one of its values would be lost without a word."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        """Return the mapping of a node; raises yaml.constructor.ConstructorError for a key that it holds twice."""
        seen = set[str]()
        for key, _ in node.value:
            if isinstance(key, yaml.ScalarNode) and key.value in seen:
                raise yaml.constructor.ConstructorError(None, None, f"{key.value} stands twice", key.start_mark)
            seen.add(key.value if isinstance(key, yaml.ScalarNode) else "")
        return super().construct_mapping(node, deep=deep)


def tree(path: Path, *, loader: type[Loader] = Loader) -> Any:
    """Return what the file holds; KnowledgeError where it cannot be read."""
    try:
        return yaml.load(path.read_text("utf-8-sig"), loader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise KnowledgeError([f"{path}: cannot be read: {' '.join(str(error).split())}"]) from error
