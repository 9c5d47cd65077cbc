# make demo    sets up .venv, reads examples/ and prints the brief
# make test    runs the tests
# make check   style, types, the import rule, the documents and their links
# make eval    measures against gold (DATA=folder) and holds the floors
# make bench   speed side by side with the syntax model alone; pages of a large ledger under load
# make fuzz    damaged files for every reader, SECONDS=10 each
# make setup   the environment alone (tests and measures add theirs)

PYTHON ?= python3
VENV   ?= .venv
BIN    := $(VENV)/bin
DATA   ?= ../shared
SECONDS ?= 10
STAMP  := $(VENV)/.ready
TOOLS  := $(VENV)/.tools

RUNS   := build parquet pdf postgresql serve
PINNED := --generate-hashes --no-emit-index-url --no-header --no-annotate --python-version 3.11 --universal --quiet

.PHONY: demo test check eval bench fuzz setup lock clean

setup: $(STAMP)

$(STAMP): requirements.lock pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Recoupe needs Python 3.11 or newer")'
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "setting up $(VENV) (once; about a minute)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	@touch $@

# what tests and measures need beside
$(TOOLS): $(STAMP) requirements-dev.lock
	@echo "setting up what tests need (once; about a minute)"
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

demo: $(STAMP)
	@$(BIN)/recoupe demo

test: $(TOOLS)
	@$(BIN)/python -m pytest -n 2 --dist loadfile

check: $(TOOLS)
	@$(BIN)/ruff check src tests eval bench
	@$(BIN)/ruff format --check src tests eval bench
	@$(BIN)/mypy
	@$(BIN)/python tests/house/imports.py
	@$(BIN)/python tests/house/documents.py

eval: $(TOOLS)
	@$(BIN)/python eval/run.py --data $(DATA) --gate

bench: $(TOOLS)
	@$(BIN)/python bench/run.py
	@$(BIN)/python bench/serve.py
	@$(BIN)/python bench/pages.py
	@$(BIN)/python bench/peers.py

fuzz: $(TOOLS)
	@$(BIN)/python bench/fuzz.py --seconds $(SECONDS)

# needs uv on the path; hashes only, no index address
lock:
	@uv pip compile pyproject.toml $(addprefix --extra ,$(RUNS)) $(PINNED) --output-file requirements.lock
	@uv pip compile pyproject.toml --all-extras --constraint requirements.lock $(PINNED) --output-file requirements-dev.lock

clean:
	@rm -rf $(VENV) build dist .pytest_cache .mypy_cache .ruff_cache .hypothesis
