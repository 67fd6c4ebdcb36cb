# Everything sets itself up on a fresh machine; `make run` and `make test` are all you need.
PORT ?= 8000
DATA ?= $(CURDIR)/data
DEMO ?= yes
export PORT DATA
# What was compiled once is kept: the tests start many servers.
unexport PYTHONDONTWRITEBYTECODE
BIN := .venv/bin
READY := .venv/ready
READY_TO_TEST := .venv/ready-to-test

# Walks through every page, and in every order: on SQLite here, on PostgreSQL in the soak, so that the tests stay short.
WALKS := tests/promises tests/test_visitors.py tests/test_query_counts.py tests/config/test_every_address.py \
	tests/words/test_sight_by_any_url.py tests/live/test_visitors.py tests/care/test_nothing_stands_unfolded.py \
	tests/home/test_written_to_nobody_else.py tests/decisions/test_every_order.py tests/unnamed/test_attackers.py
# Three workers for two cores, as browsers are waited for now and then. They take whole files in the order of
# tests/longest_first.py: what a file sets up is set up once.
WORKERS := -n 3 --dist loadfile --no-loadscope-reorder

.PHONY: run test check bench soak screenshots messages promises standard
.DELETE_ON_ERROR:

$(READY): requirements.txt pyproject.toml
	@python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Hand in Hand needs Python 3.11 or newer."; exit 2; }
	@test -x $(BIN)/pip || python3 -m venv .venv || { echo "Python came without its part 'venv'. On Debian: apt-get install python3-venv"; exit 2; }
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.txt
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-build-isolation --no-deps --editable .
	@touch $@

$(READY_TO_TEST): $(READY) requirements-dev.txt standard/package-lock.json
	@$(BIN)/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements-dev.txt
	@missing=""; for each in chromium:chromium msgfmt:gettext /usr/sbin/nginx:nginx systemd-analyze:systemd java:default-jre-headless; do \
		command -v $${each%:*} >/dev/null || missing="$$missing $${each#*:}"; done; \
		test -z "$$missing" || { apt-get update -qq && apt-get install -y -qq --no-install-recommends $$missing; }
	@command -v chromium-headless-shell >/dev/null \
		|| { apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium-headless-shell; } \
		|| echo "There is no Chromium without windows here. The tests use the whole one, and take longer."
	@npm ci --prefix standard --silent
	@touch $@

run: $(READY)
	@case "$(DEMO)" in yes|no|"") ;; *) echo "DEMO is '$(DEMO)'. Write yes or no."; exit 2;; esac
	@exec $(BIN)/handinhand serve $(if $(filter no,$(DEMO)),,--demo)

test: $(READY_TO_TEST)
	$(BIN)/python -m pytest $(WORKERS) -m "not soak and not flow"
	TEST_DATABASE=postgresql $(BIN)/python -m pytest $(WORKERS) -m "both and not soak" $(WALKS:%=--ignore=%)

soak: $(READY_TO_TEST)
	$(BIN)/python -m pytest -n 2 -m soak
	TEST_DATABASE=postgresql $(BIN)/python -m pytest $(WORKERS) -m "not browser and (not soak or both)"

bench: $(READY_TO_TEST)
	$(BIN)/python -m bench

check: $(READY_TO_TEST)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/djlint --lint --quiet handinhand
	$(BIN)/python -m tools.kept_true
	DATA="$(CURDIR)/build/check" $(BIN)/handinhand makemigrations --check --dry-run

screenshots: $(READY_TO_TEST)
	$(BIN)/python -m tools.screenshots
	PICTURES=yes $(BIN)/python -m pytest $(WORKERS) -m "not soak" tests/journeys

messages: $(READY_TO_TEST)
	$(BIN)/python -m tools.messages

# Walks the demonstration, prints what came of each rule for our pages, and writes standard/results.json.
standard: $(READY_TO_TEST)
	$(BIN)/python -m standard

promises: $(READY_TO_TEST)
	$(BIN)/python -m tools.promises_checked
