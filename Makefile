# Every target works as the very first command: it makes .venv when there is none.
# Needed: Python 3.11 or newer with pip and venv, and make. uv is used when it is there.

VENV   := .venv
BIN    := $(VENV)/bin
READY  := $(VENV)/.ready
PYTEST ?= -n 2 --dist loadfile
LOCALE := koppelronde/locale/nl/LC_MESSAGES

.DEFAULT_GOAL := help
.PHONY: help demo portal test check lock locale fuzz mutants bench sbom licences clean

help:  ## this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-8s %s\n", $$1, $$2 }' Makefile

demo: $(READY)  ## set up, then run a whole fictional round into demo/
	@$(BIN)/koppel demo --into demo

portal: $(READY)  ## set up, then look around the portal with invented people, at http://localhost:8080/demo/
	@$(BIN)/koppel portal --demo

test: $(READY)  ## set up, then run the tests (PYTEST="-k name" for some of them)
	@$(BIN)/python -m pytest $(PYTEST)

check: $(READY)  ## ruff, mypy, the import contracts, the compiled texts
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	@$(BIN)/pybabel -q compile -l nl -i $(LOCALE)/messages.po -o $(VENV)/messages.mo
	@cmp $(VENV)/messages.mo $(LOCALE)/messages.mo || { echo "run: make locale"; exit 1; }

lock:  ## renew requirements.lock (with uv, fetched into a throw-away environment when it is not there)
	@set -eu; \
	$(find_python) \
	temp=$$(mktemp -d); trap 'rm -rf "$$temp"' EXIT; \
	uv=$$(command -v uv || true); \
	if [ -z "$$uv" ]; then \
	    "$$python" -m venv "$$temp/uv"; \
	    "$$temp/uv/bin/python" -m pip install --quiet uv; \
	    uv="$$temp/uv/bin/uv"; \
	fi; \
	"$$uv" pip compile pyproject.toml --group dev --extra postgresql \
	    --universal --python-version 3.11 --fork-strategy fewest --upgrade \
	    --generate-hashes --no-annotate --no-emit-index-url --no-emit-find-links --quiet \
	    --custom-compile-command "make lock" --output-file "$$temp/requirements.lock"; \
	if grep -n '://' "$$temp/requirements.lock"; then \
	    echo "requirements.lock would name an address; left as it was" >&2; exit 1; \
	fi; \
	cp "$$temp/requirements.lock" requirements.lock

locale: $(READY)  ## take up click's messages again and compile the Dutch texts
	$(BIN)/pybabel -q extract --no-location --sort-output --project koppelcarrousel \
	    --output $(VENV)/messages.pot "$$($(BIN)/python -c 'import click; print(click.__path__[0])')"
	$(BIN)/pybabel -q update --no-fuzzy-matching --ignore-obsolete --width 100 --locale nl \
	    --input-file $(VENV)/messages.pot --output-file $(LOCALE)/messages.po
	$(BIN)/pybabel compile --statistics --locale nl \
	    --input-file $(LOCALE)/messages.po --output-file $(LOCALE)/messages.mo

# SEED=… repeats a run; PYTEST="-k name" takes some of the tests; FUZZ_EXAMPLES=… asks for less.
fuzz: $(READY)  ## new draws for every property, a long run of nonsense; says how to repeat a find
	@seed=$${SEED:-$$(od -An -N4 -tu4 /dev/urandom | tr -d ' ')}; \
	echo "make fuzz SEED=$$seed repeats this run"; \
	$(BIN)/python -m pytest -m "fuzz or hypothesis" --hypothesis-profile fuzz \
	    --hypothesis-seed=$$seed $(PYTEST) || { \
	    echo "found with these draws: make fuzz SEED=$$seed PYTEST=\"-k name_of_the_test\""; \
	    exit 1; \
	}

mutants: $(READY)  ## turn the direction round in a copy of the code: every change must be noticed
	@$(BIN)/python tests/mutants.py

bench: $(READY)  ## every claim about speed, one script each
	@set -e; for script in benchmarks/[a-z]*.py; do \
	    echo "== $$script"; $(BIN)/python "$$script"; \
	done

sbom: $(READY)  ## what a release consists of, as CycloneDX, into dist/
	@mkdir -p dist
	@$(BIN)/python deploy/dependencies.py sbom > dist/koppelcarrousel.cdx.json
	@echo dist/koppelcarrousel.cdx.json

licences: $(READY)  ## renew docs/licences.md
	@$(BIN)/python deploy/dependencies.py licences > $(VENV)/licences.md
	@cp $(VENV)/licences.md docs/licences.md

clean:  ## remove what the targets above made (not a coordinator's own files)
	rm -rf $(VENV) demo demo-portaal dist build .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	rm -f .coverage .coverage.*
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# --- setting up ----------------------------------------------------------------------------

# Sets $python: the first of these names that is 3.11 up to 3.14, for which the solver is built.
define find_python
python=; \
for name in python3 python3.13 python3.12 python3.11 python3.14 python; do \
    if "$$name" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 14))' >/dev/null 2>&1; then \
        python=$$(command -v "$$name"); break; \
    fi; \
done; \
if [ -z "$$python" ]; then \
    echo "Geen Python 3.11, 3.12, 3.13 of 3.14 gevonden: installeer er een en probeer opnieuw. / No Python 3.11 to 3.14 found: install one and try again." >&2; \
    exit 1; \
fi;
endef

# A full environment or none: .ready is written last, and a broken one is made anew.
$(READY): requirements.lock pyproject.toml
	@set -eu; \
	if ! $(BIN)/python -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then \
	    rm -rf $(VENV); \
	    $(find_python) \
	    echo "Even geduld, eenmalig klaarzetten / setting up once, in $(VENV) ..." >&2; \
	    if command -v uv >/dev/null 2>&1; then \
	        uv venv --quiet --python "$$python" $(VENV); \
	    elif ! "$$python" -m venv $(VENV); then \
	        rm -rf $(VENV); \
	        echo "Deze Python mist venv of pip (Debian, Ubuntu: pakket python3-venv). / This Python lacks venv or pip (Debian, Ubuntu: package python3-venv)." >&2; \
	        exit 1; \
	    fi; \
	fi; \
	if command -v uv >/dev/null 2>&1; then \
	    uv pip install --quiet --python $(BIN)/python --require-hashes --only-binary :all: -r requirements.lock; \
	    uv pip install --quiet --python $(BIN)/python --offline --no-deps --no-build-isolation -e .; \
	else \
	    $(BIN)/python -m pip --version >/dev/null 2>&1 || $(BIN)/python -m ensurepip >/dev/null; \
	    $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes --only-binary :all: -r requirements.lock; \
	    $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-index --no-deps --no-build-isolation -e .; \
	fi; \
	touch $@
