# Every task of the project by name. Needs Python 3.11 or newer, make and git; the rest goes into .venv.

DATA ?= $(abspath ../shared/data)
DEMO ?= fixtures/articles/01-council-library-hours.txt
CODE = $(wildcard src tests training benchmarks)

PYTHON ?= $(shell for python in python3.11 python3 python; do \
	"$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1 \
	&& echo "$$python" && break; done)
BIN = .venv/bin
PYTEST = $(BIN)/pytest --numprocesses auto --dist worksteal
PIP = $(BIN)/python -m pip --disable-pip-version-check install --quiet --constraint constraints.txt

# One thread: a machine with two cores gains nothing from more, and the same sums come out in the same order.
export OPENBLAS_NUM_THREADS ?= 1
export OMP_NUM_THREADS ?= 1
export MKL_NUM_THREADS ?= 1

# Compiled modules are kept: without them every start of `ailabel` compiles the package anew.
unexport PYTHONDONTWRITEBYTECODE

.DEFAULT_GOAL := help
.PHONY: help setup demo test coverage lint format model dialect attacks mixed quality bench patterns golden readme clean

help:  ## what there is to do
	@awk -F ':.*## ' '/^[a-z]+:.*## / {printf "  make %-9s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

# .venv is built anew only when what it is made of changes.
.venv/scores: pyproject.toml constraints.txt
	@test -n "$(PYTHON)" || { echo "make: no Python 3.11 or newer found; name one with PYTHON=/path/to/python" >&2; exit 2; }
	@echo "setting up .venv with $$($(PYTHON) --version)"
	@$(PYTHON) -m venv --clear .venv
	@$(PIP) --editable .
	@touch $@

.venv/develops: .venv/scores
	@echo "adding what tests, lint and training need to .venv"
	@$(PIP) --editable '.[dev]'
	@touch $@

setup: .venv/develops  ## a .venv with everything in it

demo: .venv/scores  ## set up, then score a shipped fixture
	$(BIN)/ailabel score $(DEMO)

test: .venv/develops  ## set up, then run the tests on all cores
	$(PYTEST)

coverage: .venv/develops  ## run the tests and say which lines none of them runs
	$(PYTEST) --cov --cov-report=term

lint: .venv/develops  ## style, types and import rules
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy $(CODE)
	$(BIN)/lint-imports

format: .venv/develops  ## lay the code out anew
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

model: .venv/develops  ## rebuild the default model, its report and what shows its scores, from DATA
	$(BIN)/python -m training.build --data $(DATA)
	$(MAKE) readme golden

dialect: .venv/develops  ## measure what a dialect that is added from 200 pairs of DATA is worth
	$(BIN)/python -m training.dialect --data $(DATA)

attacks: .venv/develops  ## measure what hiding costs the shipped model, on DATA
	$(BIN)/python -m training.attacked --data $(DATA)
	$(BIN)/python -m training.readme

mixed: .venv/develops  ## measure what is said of texts that people and machines wrote together, on DATA
	$(BIN)/python -m training.mixed --data $(DATA)
	$(BIN)/python -m training.readme

quality: .venv/develops  ## hold the shipped model to its floors on DATA
	$(BIN)/python -m training.quality --data $(DATA)

# `python -m benchmarks memory` measures a file of a gigabyte too, which takes as long as that takes to score.
bench: .venv/develops  ## speed and accuracy beside peers, each in an environment of its own, into benchmarks/RESULTS.md
	$(BIN)/python -m benchmarks --data $(DATA)

patterns: .venv/scores  ## hold every pattern to its own examples
	$(BIN)/ailabel patterns check

golden: .venv/develops  ## rewrite golden files and the docs' console examples; review the diff
	$(BIN)/pytest --golden tests/test_formats.py tests/test_cli.py tests/disclosure/test_golden.py tests/test_readme.py

readme: .venv/develops  ## rewrite the README's numbers, docs/quality.html and the model's card from what was measured
	$(BIN)/python -m training.readme
	$(BIN)/python -m training.page
	$(BIN)/python -m training.card_page

clean:  ## remove what the other tasks built
	rm -rf .venv .cache build dist .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis .coverage
