"""Commands of maintainers: `python -m kg.upkeep.NAME` rewrites derived data or measures."""
