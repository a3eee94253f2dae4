# `make run` starts the portal, `make test` tests it; the rest is for those who work on it. README.md, docs/operations.md.

PYTHON ?= python3
PORT ?= 8000
WORKERS ?= auto
PY := .venv/bin/python
MANAGE := $(PY) manage.py
ROOMS := accounts agreements benchmarks cooperation core finder insights intl_portal mobility networks partners quality reference reminders tests tools deploy conftest.py manage.py

export PORT
.DEFAULT_GOAL := run
.NOTPARALLEL:
.PHONY: run setup test lint fmt bench demo backup restore messages environment environment-for-tests frontend

run: check-port frontend
	@$(MANAGE) serve

setup: frontend
	@$(MANAGE) prepare

test: environment-for-tests frontend
	@$(PY) -m tests.chromium
	@$(PY) -m pytest -n $(WORKERS) $(ARGS)

lint: environment-for-tests
	@$(PY) -m ruff check $(ROOMS)
	@$(PY) -m ruff format --check $(ROOMS)
	@$(PY) -m djlint --lint --quiet templates
	@$(PY) -m mypy
	@$(PY) -c "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports())"
	@$(MANAGE) makemigrations --check --dry-run
	@$(PY) tools/deploy_check.py

fmt: environment-for-tests
	@$(PY) -m ruff check --fix $(ROOMS)
	@$(PY) -m ruff format $(ROOMS)

bench: environment-for-tests frontend
	@$(PY) -m benchmarks $(ARGS)

demo: frontend
	@$(MANAGE) prepare
	@$(MANAGE) make_demo --rebuild

backup: environment
	@test -n "$(FILE)" || { echo "Say where: make backup FILE=portal.tar.gz" >&2; exit 2; }
	@$(MANAGE) backup "$(FILE)"

restore: environment
	@test -n "$(FILE)" || { echo "Say from where: make restore FILE=portal.tar.gz" >&2; exit 2; }
	@$(MANAGE) restore "$(FILE)" $(if $(REPLACE),--replace)

messages: environment
	@$(MANAGE) makemessages --all --extension html,txt,py,jinja --no-wrap --no-obsolete --add-location file \
		--ignore node_modules --ignore var --ignore static/vendor --ignore tests --ignore benchmarks
	@$(MANAGE) compilemessages --ignore .venv --ignore node_modules --ignore var

environment:
	@$(PYTHON) tools/environment.py

environment-for-tests:
	@$(PYTHON) tools/environment.py --for-tests

check-port:
	@$(PYTHON) tools/environment.py --port "$(PORT)"

frontend: environment
	@$(PY) tools/frontend.py
