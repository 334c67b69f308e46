# Each target does all of its own set-up: a fresh clone needs python3 (3.11 or newer), pip and make.
PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin/python
INTENTS ?=
ONLY ?=

.PHONY: run setup test lint format bench calibrate soak documents lock clean

run: $(VENV)/run.stamp
	@$(RUN) bot.py

setup: $(VENV)/dev.stamp

test: $(VENV)/dev.stamp
	@.ci/postgres
	$(RUN) -m pytest -n auto

lint: $(VENV)/dev.stamp
	$(RUN) -m ruff format --check .
	$(RUN) -m ruff check .
	$(RUN) -m mypy
	$(VENV)/bin/lint-imports
	$(RUN) bot.py check

format: $(VENV)/dev.stamp
	$(RUN) -m ruff format .
	$(RUN) -m ruff check --fix .

bench: $(VENV)/dev.stamp
	$(RUN) -m benchmarks $(if $(INTENTS),--intents $(INTENTS)) $(if $(ONLY),--only $(ONLY))

# Fits the probabilities of matches to the labelled questions, and draws them into docs/.
calibrate: $(VENV)/dev.stamp
	$(RUN) -m benchmarks.calibrate

soak: $(VENV)/dev.stamp
	@.ci/postgres
	$(RUN) -m pytest -n auto -m "soak or not soak"

# Writes into the documents anew what their examples print; read the difference before you commit.
documents: $(VENV)/dev.stamp
	$(RUN) -m tests.documents

# Pins every dependency with hashes, for every platform and Python named in pyproject.toml.
COMPILE := $(RUN) -m uv pip compile --quiet --universal --python-version 3.11 --fork-strategy fewest \
	--generate-hashes --no-emit-index-url --no-header --upgrade pyproject.toml
lock: $(VENV)/dev.stamp
	$(COMPILE) -o requirements.txt
	$(COMPILE) --extra dev -c requirements.txt -o requirements-dev.txt

clean:
	rm -rf $(VENV) .cache .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

# A Python without ensurepip (Debian's, say) makes the environment bare, and lends it its own pip.
$(VENV)/bin/python:
	@$(PYTHON) -c 'import sys; sys.exit(0 if sys.version_info >= (3, 11) else "Wayfinder needs Python 3.11 or newer; this is " + sys.version.split()[0] + ". Name another one: make PYTHON=python3.12 ...")'
	@$(PYTHON) -m venv $(VENV) >/dev/null 2>&1 || $(PYTHON) -m venv --clear --without-pip $(VENV)

define install
	@echo "Setting up $(VENV) (once; later starts are quick)..."
	@if $(RUN) -m pip --version >/dev/null 2>&1; then pip="$(RUN) -m pip"; \
	else pip="$(PYTHON) -m pip --python $(RUN)"; fi; \
	$$pip install --quiet --disable-pip-version-check --require-hashes -r $<
endef

$(VENV)/run.stamp: requirements.txt | $(VENV)/bin/python
	$(install)
	@touch $@

$(VENV)/dev.stamp: requirements-dev.txt requirements.txt | $(VENV)/bin/python
	$(install)
	@touch $@ $(VENV)/run.stamp
