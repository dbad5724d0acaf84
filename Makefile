# lab2market: every target makes the local environment it needs; nothing but Python 3.11+ and make is required.

VENV    := .venv
BIN     := $(VENV)/bin
WORKERS ?= 2

FLAGSHIP   := baseline re_deduction scenario_opening risk_pool all_three
REPLICATES ?= 30

# Compiled bytecode is what makes the second start fast, so installs and runs must be allowed to write it.
unexport PYTHONDONTWRITEBYTECODE
export PIP_DISABLE_PIP_VERSION_CHECK := 1

.DEFAULT_GOAL := help
.PHONY: help run comparative-statics surprises test lint types unit python-lane coverage bench docs freeze notebooks clean clean-env
.DELETE_ON_ERROR:

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-20s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

run: $(VENV)/.runs ## compare the flagship policies with the baseline -> results/flagship
	@$(BIN)/lab2market compare $(FLAGSHIP) --replicates $(REPLICATES) --workers $(WORKERS) --experiment flagship

comparative-statics: $(VENV)/.runs ## sweep every lever against what was expected -> results/reference/levers
	@$(BIN)/python -m experiments.comparative_statics --workers $(WORKERS)

surprises: $(VENV)/.runs ## test the explanations of that sweep's surprises -> results/reference/levers/surprises.csv
	@$(BIN)/python -m experiments.comparative_statics.surprises

test: lint types python-lane unit ## lint, types and every test, with and without compiled kernels

lint: $(VENV)/.develops ## style (ruff)
	@echo "-- ruff"
	@$(BIN)/ruff check .

types: $(VENV)/.develops ## types of model/ (mypy)
	@echo "-- mypy"
	@$(BIN)/mypy

python-lane: $(VENV)/.develops ## the marked tests with the kernels as plain Python
	@echo "-- pytest, kernels as plain Python (NUMBA_DISABLE_JIT=1)"
	@NUMBA_DISABLE_JIT=1 $(BIN)/python -m pytest -q -n $(WORKERS) -m python_lane

unit: $(VENV)/.develops ## every test with compiled kernels
	@echo "-- compiling the model once"
	@$(BIN)/python -c 'from model.compilation import compile_all; compile_all()'
	@echo "-- pytest"
	@$(BIN)/python -m pytest -q -n $(WORKERS)

coverage: $(VENV)/.develops ## line and branch coverage of the plain Python lane -> .coverage
	@NUMBA_DISABLE_JIT=1 $(BIN)/python -m pytest -q -m python_lane --cov --cov-report=term

bench: $(VENV)/.develops ## medians of the speed benchmarks
	@$(BIN)/python -m tests.performance

docs: $(VENV)/.runs ## make docs/reference and the scenario schema anew from the declarations
	@$(BIN)/python -m experiments.reference
	@$(BIN)/python -m model.scenario_format.schema > scenarios/scenario.schema.json
	@$(BIN)/python -m experiments.designs.schema > scenarios/design.schema.json

freeze: $(VENV)/.develops ## renew the frozen baseline, on purpose, and show what moved
	@$(BIN)/python -m tests.frozen

notebooks: $(VENV)/.develops ## execute the notebooks anew and keep their outputs
	@$(BIN)/python -m notebooks.execute

clean: ## remove caches and build output, keep the environment and results/
	@rm -rf build dist *.egg-info .coverage .mypy_cache .pytest_cache .ruff_cache .hypothesis
	@find . -name __pycache__ -not -path './$(VENV)/*' -prune -exec rm -rf {} +

clean-env: ## remove the local environment
	@rm -rf $(VENV)

# The environment: made once, completed again only when pyproject.toml changes.

$(BIN)/python:
	@python=; for candidate in python3 python3.13 python3.12 python3.11; do \
	    if $$candidate -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))' 2>/dev/null; \
	    then python=$$candidate; break; fi; done; \
	if [ -z "$$python" ]; then \
	    echo "lab2market needs Python 3.11, 3.12 or 3.13; none of python3, python3.13, python3.12, python3.11 is one." >&2; \
	    exit 1; fi; \
	echo "-- making $(VENV) with $$($$python --version)"; \
	$$python -m venv $(VENV) || { rm -rf $(VENV); \
	    echo "$$python cannot make an environment; on Debian or Ubuntu install python3-venv." >&2; exit 1; }

$(VENV)/.runs: pyproject.toml | $(BIN)/python
	@echo "-- installing lab2market and what it needs (once, a minute or two)"
	@$(BIN)/python -m pip install -qq --editable .
	@touch $@

$(VENV)/.develops: pyproject.toml | $(BIN)/python
	@echo "-- installing lab2market with its test tools (once, a minute or two)"
	@$(BIN)/python -m pip install -qq --editable '.[dev]'
	@touch $@ $(VENV)/.runs
