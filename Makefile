# "make help" lists the targets. Each sets up what it needs first (scripts/setup.sh) and again when the lock changed.
# Variables: PYTHON=<a Python 3.11 or later> for the first set-up, ARGS=<more arguments> for pytest, build.py or pip-compile.

PYTHON_IN_VENV := .venv/bin/python
# Tests of a group share a worker, else all keep their order: those that look at builds come last.
PYTEST := $(PYTHON_IN_VENV) -m pytest -n 2 --dist loadgroup --no-loadscope-reorder

.PHONY: help build hooks test test-full bench lint accept gallery ci-clients lock clean
.DEFAULT_GOAL := help

help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-11s %s\n", $$1, $$2 }' Makefile

build: .venv/.press ## make all documents in output/draft/
	@$(PYTHON_IN_VENV) build.py build $(ARGS)

hooks: .venv/.press ## let git check content (and code, after make lint) before each commit
	@git config core.hooksPath scripts/hooks
	@echo "git checks before each commit now; git commit --no-verify leaves it out once"

test: lint ## lint, then the tests (under 10 minutes on 2 cores)
	@$(PYTEST) -m "not full" $(ARGS)

test-full: lint ## lint, then all tests, the long ones too
	@$(PYTEST) $(ARGS)

bench: .venv/.bench ## measure the press and others, and write docs/benchmarks.md; ARGS=--quick for a first look
	@$(PYTHON_IN_VENV) -m bench $(ARGS)

lint: .venv/.dev ## style, types and the direction of imports
	@$(PYTHON_IN_VENV) -m ruff check --quiet
	@$(PYTHON_IN_VENV) -m ruff format --check --quiet
	@$(PYTHON_IN_VENV) -m mypy
	@.venv/bin/lint-imports --no-logo

accept: .venv/.dev ## write the goldens anew; read their diff before you commit it
	@$(PYTEST) --accept tests/golden $(ARGS)

gallery: .venv/.dev ## build, then take the pictures of docs/gallery anew (needs LibreOffice)
	@$(PYTHON_IN_VENV) build.py build
	@$(PYTHON_IN_VENV) scripts/gallery.py

ci-clients: .venv/.dev ## install the real clients for tests (Debian, as root)
	@sh scripts/clients.sh

# With the oldest Python that we support: a newer one may need less. ARGS=--upgrade takes new versions.
# Not by python -m: our build.py would hide the package "build" that pip-compile uses.
lock: .venv/.dev ## pin the dependencies of pyproject.toml in requirements/
	@$(PYTHON_IN_VENV) -c 'import sys; sys.exit("make lock needs Python 3.11" if sys.version_info[:2] > (3, 11) else 0)'
	@.venv/bin/pip-compile --quiet --output-file requirements/press.txt pyproject.toml $(ARGS)
	@.venv/bin/pip-compile --quiet --extra dev --constraint requirements/press.txt \
		--output-file requirements/dev.txt pyproject.toml $(ARGS)
	@.venv/bin/pip-compile --quiet --extra bench --constraint requirements/dev.txt \
		--output-file requirements/bench.txt pyproject.toml $(ARGS)
	@! grep -nE '://|^ *-[^-]|^--| @ ' requirements/*.txt || { echo "A lock names a registry or a folder."; exit 1; }

clean: ## remove all that make has made, but no release
	@rm -rf .venv .cache output/draft .hypothesis .import_linter_cache .mypy_cache .pytest_cache .ruff_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

.venv/.press .venv/.dev .venv/.bench: .venv/.%: requirements/%.txt scripts/setup.sh
	@sh scripts/setup.sh $*

# One after the other, also under make -j: all fill the same .venv.
.venv/.dev: .venv/.press
.venv/.bench: .venv/.dev
