# make serve   set up, build, validate and serve the graph on http://127.0.0.1:8000
# make test    set up, check the code and run every test, in as many as four processes

PYTHON ?= python3
VENV := .venv
HRAP := $(VENV)/bin/hrap
READY := $(VENV)/.ready
BUNDLED := $(VENV)/.bundled

.PHONY: setup build validate serve check test clean

setup: $(READY) $(BUNDLED)

$(READY): pyproject.toml
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; say which with PYTHON=…" >&2; exit 2; }
	$(PYTHON) -m venv $(VENV)
	$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $(READY)

# Without the scripts the pages can still be read, so a machine that npm cannot serve goes on without them.
$(BUNDLED): $(READY) $(wildcard api/browser/*.js* api/browser/parts/* api/browser/bundle.sh)
	@if api/browser/bundle.sh $(VENV)/bin/python; then touch $(BUNDLED); elif [ -n "$$CI" ]; then exit 1; \
	else echo "The scripts of the pages could not be made; make setup tries again." >&2; fi

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
	$(VENV)/bin/python -m pytest --numprocesses auto --maxprocesses 4 --dist worksteal

clean:
	rm -rf $(VENV) release dist api/browser/node_modules tests/clients/node_modules api/static/built
