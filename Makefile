# Two words are enough: `make site` and `make test`. Each sets up whatever the machine lacks, once.
.DEFAULT_GOAL := help
.PHONY: help site test test-long cluster lock

PYTHON := .venv/bin/python
# Homebrew keeps libraries where a Python from elsewhere does not look. It must stand on the command itself:
# macOS takes the variable away from the shell that make starts.
BREW_LIBRARIES := $(if $(wildcard /opt/homebrew/lib),DYLD_FALLBACK_LIBRARY_PATH=/opt/homebrew/lib:/usr/local/lib:/usr/lib)
# Commands of the environment come first, so that tests find the browser and the Java that setup.sh chose.
RUN := PATH="$(CURDIR)/.venv/bin:$$PATH" $(BREW_LIBRARIES) $(PYTHON)

# An environment whose Python has gone (a system upgrade) is made anew.
BROKEN := $(shell test ! -e .venv/.site-ready || $(PYTHON) -c 'import invoke' 2>/dev/null || rm -f .venv/.*-ready)

help: ## what you can ask for
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-10s %s\n", $$1, $$2 }' Makefile

site: .venv/.site-ready ## build the site with its PDFs into output/ (SITEURL=... sets its address)
	@$(RUN) -m invoke build

test: .venv/.test-ready ## check everything, in under 15 minutes
	@$(RUN) -m ruff check .
	@$(RUN) -m mypy
	@$(RUN) -m pytest

test-long: .venv/.test-ready ## the tests that take minutes each: kills, endurance, a wide search at random
	@$(RUN) -m pytest -m "long or hypothesis" --hypothesis-profile search --timeout 3600

cluster: .venv/.test-ready ## a Dask scheduler and a worker for each core, on this machine, until Ctrl-C (docs/cluster.md)
	@$(RUN) -m plugins.build.local_cluster

.venv/.site-ready: setup.sh requirements.txt
	@sh setup.sh site

.venv/.test-ready: setup.sh requirements.txt requirements-dev.txt
	@sh setup.sh test

LOCK := $(PYTHON) -m uv pip compile --quiet --upgrade --universal --python-version 3.11 \
	--generate-hashes --no-emit-index-url --no-header pyproject.toml

lock: .venv/.site-ready ## renew the exact versions in requirements*.txt from pyproject.toml
	@$(PYTHON) -m pip install --quiet uv
	@$(LOCK) --output-file requirements.txt
	@$(LOCK) --extra test --constraint requirements.txt --output-file requirements-dev.txt
