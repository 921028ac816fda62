# make        build the graph of articles/ into output/
# make test   pass the tests
PYTHON ?= python3
KG := .venv/bin/kg

.PHONY: graph test check clean

graph: .venv/installed
	$(KG) build articles -o output

test: .venv/installed-test
	.venv/bin/ruff check kg tests
	.venv/bin/ruff format --check kg tests
	.venv/bin/mypy
	.venv/bin/lint-imports
	.venv/bin/kg check
	.venv/bin/pytest

.venv/installed: pyproject.toml
	$(PYTHON) -m venv .venv
	.venv/bin/python -m pip install --quiet --upgrade pip
	.venv/bin/python -m pip install --quiet --editable .
	touch $@

.venv/installed-test: .venv/installed
	.venv/bin/python -m pip install --quiet --editable '.[test]'
	touch $@

clean:
	rm -rf .venv output/graph.* output/*.jsonl
