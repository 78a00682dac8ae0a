# `make demo` and `make test` set everything up by themselves, in .venv.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
# The tests start hundreds of Pythons; with it, each would compile the package and each collecting
# process all test files anew.
unexport PYTHONDONTWRITEBYTECODE

.PHONY: demo test test-all doctor lint docs coverage venv clean

demo: $(READY)
	$(BIN)/autograde demo

# Fast tests on all cores, linters and types; minutes.
test: lint
	$(BIN)/pytest -m "not slow" -n logical
	$(BIN)/autograde generate --check

# Everything: slow tests one after the other, since each uses the machine as a class does, and
# every known answer under all checks.
test-all: test
	$(BIN)/pytest -m slow
	$(BIN)/autograde doctor

doctor: $(READY)
	$(BIN)/autograde doctor --seeds 5

# The pages of docs/ as build/docs/index.html; needs no network, and a warning is an error.
docs: $(READY)
	$(BIN)/python -m sphinx -W -q -E docs build/docs

# Branches of autograde/ that the fast tests of the engine take, in whatever process can be seen.
coverage: $(READY)
	$(BIN)/python -m coverage erase
	$(BIN)/python -m coverage run -m pytest -q -m "not slow" tests/engine
	$(BIN)/python -m coverage combine --quiet
	$(BIN)/python -m coverage report

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

venv: $(READY)

# torch first and pinned: an unpinned torch may bring gigabytes of CUDA libraries.
$(READY): pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt torch==2.13.0
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[dev]'
	touch $(READY)

clean:
	rm -rf $(VENV) demo .coverage .coverage.*
