# Two commands do it all: `make lab` opens the course, `make test` tests it. Each does its own set-up.
PYTHON ?= python3
BIN := .venv/bin
READY := .venv/.ready
NODE_MODULES := node_modules/.package-lock.json
UV_VERSION := 0.13.9
WORKSPACE ?= $(HOME)/tpe

.PHONY: lab test check demos site bench build lock environment docs screenshots clean chromium postgresql pyodide

lab: $(READY)  ## opens the course on your own workspace (WORKSPACE=…)
	$(BIN)/tpe lab --workspace "$(WORKSPACE)"

test: $(READY) chromium postgresql pyodide  ## runs all tests, browsers and nbgrader included
	$(BIN)/python -m pytest -n 2 --dist loadscope --no-loadscope-reorder

check: $(READY) $(NODE_MODULES)  ## style, types, notebooks and environment in step with their sources
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/deptry tpelib
	$(BIN)/deptry tests tools benchmarks docs --exclude benchmarks/demos/apps --ignore DEP002,DEP004
	node_modules/@biomejs/cli-*/biome check --error-on-warnings
	node_modules/@typescript/typescript-*/lib/tsc --project .
	$(BIN)/tpe build --check
	$(BIN)/python tools/environment.py --check
	$(BIN)/python tools/audience.py --check
	$(BIN)/python tools/signs.py --check
	$(BIN)/python tools/typography.py
	$(BIN)/python tools/readability.py --check
	$(BIN)/python tools/sources_page.py --check
	$(BIN)/python tools/layers.py --check
	$(BIN)/python tools/facts.py --check
	$(BIN)/tpe doctor --donnees

demos: $(READY)  ## serves the public dashboards
	$(BIN)/tpe demos

site: $(READY) pyodide  ## writes the public calculators as pages that need no server, in build/site
	$(BIN)/tpe site build/site --runtime .venv/pyodide

docs: $(READY)  ## writes the documentation, as pages that open from the disk, in build/docs
	$(BIN)/python -m sphinx --fail-on-warning --keep-going --quiet -d build/doctrees docs build/docs

screenshots: $(READY) chromium  ## takes the pictures of the documentation again, and measures every screen with axe
	$(BIN)/python -m tools.screenshots
	$(BIN)/python -m tools.accessibility

bench: $(READY)  ## measures, beside peers, and writes benchmarks/RESULTS.md
	$(BIN)/python -m benchmarks

build: $(READY)  ## makes the notebooks from their Markdown sources
	$(BIN)/tpe build

$(READY): requirements.lock pyproject.toml
	$(PYTHON) tools/setup_venv.py $(UV_VERSION)
	@touch $@

$(NODE_MODULES): package.json package-lock.json | $(READY)
	$(BIN)/python tools/npm.py ci --ignore-scripts --no-audit --no-fund --loglevel=error
	@touch $@

chromium:
	@sh tools/chromium.sh

postgresql:
	@sh tools/postgresql.sh

pyodide: $(READY)
	@$(BIN)/python -m tools.pyodide .venv/pyodide

lock: $(READY)  ## resolves the dependencies again, with hashes and no registry's name
	$(BIN)/uv pip compile pyproject.toml --all-extras --universal --generate-hashes --no-emit-index-url \
	  --no-emit-find-links --no-annotate --no-header --quiet --output-file requirements.lock
	$(BIN)/python tools/npm.py install --package-lock-only --no-audit --no-fund --loglevel=error

environment: $(READY)  ## derives environment.yml from pyproject.toml
	$(BIN)/python tools/environment.py

clean:
	rm -rf .venv node_modules .mypy_cache .ruff_cache .pytest_cache .hypothesis
