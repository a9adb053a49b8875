# make serve   set up, build, validate and serve the graph on http://127.0.0.1:8000
# make test    set up, check the code and run every test

PYTHON ?= python3
VENV := .venv
HRAP := $(VENV)/bin/hrap
READY := $(VENV)/.ready

.PHONY: setup build validate serve check test clean

setup: $(READY)

$(READY): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; say which with PYTHON=…" >&2; exit 2; }
	$(PYTHON) -m venv $(VENV)
	$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $(READY)

build: setup
	$(HRAP) build

validate: setup
	$(HRAP) validate

serve: build
	$(HRAP) serve

check: setup
	$(VENV)/bin/ruff check .
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/mypy

test: check
	$(VENV)/bin/python -m pytest

clean:
	rm -rf $(VENV) release dist
