# Needs make, Python 3.11 or newer with venv, and the package registry; nothing else.
PYTHON ?= python3
UV_VERSION := 0.13.9

VENV := .venv
BIN := $(VENV)/bin
# Newer than the requirements when what they name is installed.
STAMP := $(VENV)/.installed
LOCKED := pyproject.toml --universal --python-version 3.11 --generate-hashes --no-emit-index-url \
	--no-emit-find-links --no-annotate --custom-compile-command "make lock" --quiet $(if $(UPGRADE),--upgrade)

.PHONY: setup test check format run demo simulate bench readme picture lock clean

setup: $(STAMP)

$(STAMP): requirements.txt requirements-dev.txt
	@$(PYTHON) -c 'import sys; sys.exit("Python 3.11 or newer is needed: make PYTHON=python3.12" if sys.version_info < (3, 11) else 0)'
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.txt
	@touch $@

# A worker a core, and each file's tests in one of them; the workers must see sets in the same order.
PYTEST := PYTHONHASHSEED=0 $(BIN)/python -m pytest --numprocesses auto --dist loadfile

test: $(STAMP)
	$(PYTEST)

check: $(STAMP)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-logo
	$(PYTEST)

format: $(STAMP)
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

run: $(STAMP)
	$(BIN)/python -m bot run

# An invented office on four phones in the browser, in a temporary folder; needs no token and no network.
demo: $(STAMP)
	@$(BIN)/python -m bot demo

# Histories of breaches, then a year of a city in simulated time: HISTORIES="--count 1000" and
# SIMULATE="--cases 300 --days 20" play fewer.
simulate: $(STAMP)
	$(BIN)/python -m tests.histories $(HISTORIES)
	$(BIN)/python -m tests.simulation $(SIMULATE)

bench: $(STAMP)
	$(BIN)/python -m tests.bench

# Redraws the parts of the README that are drawn from the code.
readme: $(STAMP)
	$(BIN)/python -m tests.readme

# Draws the README's picture from a real walk; needs Chromium and a Chinese font.
picture: $(STAMP)
	$(BIN)/python -m tests.picture

# Pins what pyproject.toml asks for, with hashes; `make lock UPGRADE=1` takes the newest of everything.
lock:
	$(PYTHON) -m venv .lock
	.lock/bin/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)
	.lock/bin/uv pip compile $(LOCKED) --output-file requirements.txt
	.lock/bin/uv pip compile $(LOCKED) --group dev --constraints requirements.txt --output-file requirements-dev.txt
	rm -rf .lock

clean:
	rm -rf $(VENV) .lock build *.egg-info .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	find . -name __pycache__ -type d -prune -exec rm -rf {} +
