# One word per task; CI uses the same words. Needs make and Python 3.11 or newer, nothing else.
PYTHON ?= python3
VENV ?= .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
PIP := $(BIN)/python -m pip --disable-pip-version-check
PYTEST := $(BIN)/python -m pytest -q --numprocesses=auto --dist=worksteal

unexport PYTHONDONTWRITEBYTECODE # what is compiled once is not compiled again by every child

.PHONY: demo serve test laws costs check newest oldest bench docs lock clean help
.DEFAULT_GOAL := help

demo: $(READY) ## prepare the example tables, audit them, and audit the page with planted errors
	@$(BIN)/python examples/demo.py

serve: $(READY) ## open the portal with the example in it, in a browser at http://127.0.0.1:8000/
	@$(BIN)/juesuan archive add examples/disclosure/disclosure.pdf --archive out/档案 --published 2024-08-30
	@$(BIN)/juesuan serve --archive out/档案

test: $(READY) ## run the tests but the dearest, in random order, the laws on 50 examples each
	@$(PYTEST) -m "not law and not dear"

laws: $(READY) ## run the dearest tests and try the laws on up to 2,000 examples each
	@$(PYTEST) -m "hypothesis or law or dear" --hypothesis-profile=laws

costs: $(READY) ## measure which tests are dear, and write tests/dear.txt anew
	@$(PYTEST) -m "not law" -p tests.costs

check: $(READY) ## lint, format, types and the house rules
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m pytest -q tests/test_house.py tests/test_names.py tests/test_modules.py

newest: .uv/bin/uv ## run the tests with the newest releases that pyproject.toml allows
	@.ci/releases newest $(PYTHON)

oldest: .uv/bin/uv ## run the tests with the oldest releases that pyproject.toml allows
	@.ci/releases oldest $(PYTHON)

bench: $(READY) ## measure speed and reading against a second reader
	@$(BIN)/python bench/bench.py

docs: $(READY) ## write the pages of docs/ that are made from the declarations
	@$(BIN)/python docs/generate.py

lock: .uv/bin/uv ## pin requirements/dev.txt again (UPGRADE=--upgrade takes newer releases)
	.uv/bin/uv pip compile --quiet --universal --generate-hashes --no-header $(UPGRADE) \
		--extra dev pyproject.toml --output-file requirements/dev.txt

clean: ## remove the environment and everything built
	rm -rf .venv .uv .coverage htmlcov build dist out .hypothesis .mypy_cache .pytest_cache .ruff_cache
	find src tests examples docs -name __pycache__ -type d -prune -exec rm -rf {} +

help: ## list these words
	@sed -nE 's/^([a-z]+):.*## /\1\t/p' Makefile | expand -t 8

# The lock is complete: nothing is resolved, so no newer release of anything has a say; then it is checked.
$(VENV)/.locked: requirements/dev.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "juesuan needs Python 3.11 or newer: try make PYTHON=python3.12")'
	$(PYTHON) -m venv $(VENV)
	$(PIP) install --quiet --no-deps --require-hashes -r requirements/dev.txt
	$(PIP) check
	@touch $@

$(READY): $(VENV)/.locked pyproject.toml
	$(PIP) install --quiet --no-build-isolation --no-deps -e .
	$(PIP) check
	@touch $@

.uv/bin/uv:
	$(PYTHON) -m venv .uv
	.uv/bin/python -m pip install --quiet --disable-pip-version-check uv
