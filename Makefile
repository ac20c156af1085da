# Needs Python 3.11 to 3.14, make and a package index as pip is configured; everything else is
# installed into .venv, again only when pyproject.toml or constraints.txt change.

SHELL := /bin/sh
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python3.14; do \
	$$p -c 'import sys, venv; sys.exit(not (3, 11) <= sys.version_info < (3, 15))' 2>/dev/null \
	&& echo $$p && break; done)
BIN := .venv/bin
STAMP := .venv/installed
WORKERS ?= 2

.PHONY: demo test test-all dev bench lint types imports tables coverage clean
.DELETE_ON_ERROR:

demo: $(STAMP)
	$(BIN)/ara demo

dev: $(STAMP)
	$(BIN)/ara dev

test: lint types imports
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile -m "not slow" --benchmark-disable

test-all: lint types imports
	$(BIN)/python -m pytest -n $(WORKERS) --dist loadfile --benchmark-disable

bench: $(STAMP)
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[bench]" \
		|| echo "the comparison with sap2012 is skipped: it cannot be installed" >&2
	$(BIN)/python -m pytest tests/benchmarks -p no:randomly -p no:xdist --timeout 600 -s

lint: $(STAMP)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(STAMP)
	$(BIN)/basedpyright

imports: $(STAMP)
	$(BIN)/lint-imports

$(STAMP): pyproject.toml constraints.txt
	@test -n "$(PYTHON)" || { echo "Ara needs Python 3.11, 3.12, 3.13 or 3.14: put one on the path, or say PYTHON=/its/path" >&2; exit 1; }
	@test -x $(BIN)/python || "$(PYTHON)" -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e ".[dev]"
	@touch $@

# After a change of the tables: the next migration, a draft to read, and docs/data.md.
tables: $(STAMP)
	$(BIN)/python -m resources.database.migrate
	$(BIN)/python -m resources.database.dictionary

coverage: $(STAMP)
	$(BIN)/python -m sap10.coverage

clean:
	rm -rf .venv .pytest_cache .ruff_cache .import_linter_cache
