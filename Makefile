# Measles assistant: every task of the project. `make help` lists them.
# What is needed: Python 3.10, or uv (which brings it). Everything else is installed into .venv.

SHELL := /bin/bash
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
# A training that fails or is stopped leaves the old model: the new one takes its place whole, at the end.
.PRECIOUS: models/measles.tar.gz

HOST ?= 127.0.0.1
PORT ?= 5005
PEERS ?= 1
EPOCHS ?= 100
INPUTS ?= 20000
MALFORMED ?= 5000
CASES ?= 300

# `make run` is a start for trying out: this machine needs no key, unless a setting says that others come.
LOCAL_ACCESS ?= $(if $(strip $(filter-out 127.0.0.1 localhost ::1,$(HOST)) $(SANIC_PROXIES_COUNT) $(PUBLIC_HOSTS) $(PUBLIC_URL) \
	$(WIDGET_ORIGINS) $(TELEGRAM_WEBHOOK_URL) $(WHATSAPP_TOKEN)),off,on)

VENV := .venv
PY := $(VENV)/bin/python
INSTALLED := $(VENV)/.installed
# What tests and measures as well; what Rasa's own defaults need to be measured beside ours has an environment of its own.
DEVELOPED := $(VENV)/.developed
# The office's desk is installed into the same environment, by `make desk` alone.
DESK_INSTALLED := $(VENV)/.desk
PEERS_VENV := .venv-peers
PEERS_INSTALLED := $(PEERS_VENV)/.installed
MODEL := models/measles.tar.gz
OWN := rasa_project actions
# What is learnt from, and what reads it. Texts and facts are none of it: a changed sentence needs no training.
MODEL_INPUTS := config.yml domain.yml data/knowledge/concepts.yml data/emergency/danger_lines.yml data/emergency/distress_lines.yml \
	$(shell find data -name nlu.yml -o -name questions.yml -not -path '*/knowledge/*' -o -name rules.yml -o -name followups.yml) \
	$(shell find packages/kazakh/src rasa_project/understanding rasa_project/dialogue rasa_project/engine -name '*.py')

# Telemetry is off in every way of starting.
export RASA_TELEMETRY_ENABLED := false
export SQLALCHEMY_SILENCE_UBER_WARNING := 1
export PYTHONWARNINGS := ignore
# Compiled modules are kept, whatever the machine's habit is: every start and every test run reads them.
export PYTHONDONTWRITEBYTECODE :=
# Tests side by side, as many as there are cores (PARALLEL= is one after another).
PARALLEL ?= -n auto --dist loadfile

.PHONY: help install train run shell check check-content fast other-pythons package test fuzz evaluate validate lint types settings dialogue docs style places advice answers bench bench-advice \
	desk install-desk desk-demo desk-pictures bench-desk bench-outreach bench-signal bench-clinics bench-danger bench-gateway bench-parts bench-telegram bench-training bench-widget screenshots telegram-demo whatsapp-demo backup restore wheels install-service lock clean

help: ## list the tasks
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-14s %s\n", $$1, $$2}'

install: $(INSTALLED) ## make .venv and install the locked dependencies

$(VENV)/bin/python:
	@bash scripts/make_venv.sh $(VENV)

$(INSTALLED): requirements.lock pyproject.toml packages/kazakh/pyproject.toml scripts/install.sh | $(VENV)/bin/python
	@bash scripts/install.sh $(VENV) requirements.lock
	@touch $@

$(DEVELOPED): requirements-dev.lock scripts/install.sh $(INSTALLED)
	@bash scripts/install.sh $(VENV) requirements-dev.lock
	@touch $@

$(PEERS_INSTALLED): benchmarks/requirements.lock scripts/install.sh
	@bash scripts/make_venv.sh $(PEERS_VENV) 3.10
	@bash scripts/install.sh $(PEERS_VENV) benchmarks/requirements.lock
	@touch $@

train: $(MODEL) ## train the model when it is missing or older than its data and config

$(MODEL): $(MODEL_INPUTS) | $(INSTALLED)
	@$(PY) -m rasa_project train
	@touch $@

run: $(INSTALLED) $(MODEL) ## do all the set-up and run the bot (HOST=, PORT=)
	@LOCAL_ACCESS=$(LOCAL_ACCESS) $(PY) -m rasa_project run --host $(HOST) --port $(PORT)

$(DESK_INSTALLED): requirements-desk.lock scripts/install.sh $(INSTALLED)
	@bash scripts/install.sh $(VENV) requirements-desk.lock
	@touch $@

install-desk: $(DESK_INSTALLED) ## install what the office's desk needs into .venv and compile its words
	@$(PY) -m desk messages

desk: $(DESK_INSTALLED) ## do all the set-up and run the office's desk on 127.0.0.1:8000 (DESK_PORT=; docs/desk.md)
	@$(PY) -m desk run

desk-demo: $(DESK_INSTALLED) ## the office's desk with two months of invented traffic, in state/.desk-demo
	@$(PY) -m desk demo

desk-pictures: $(DEVELOPED) ## take the pictures of the desk anew, on invented traffic (needs Chromium)
	@$(PY) -m benchmarks.desk_pictures

bench-signal: $(INSTALLED) ## measure how often the desk's early signal is wrong in quiet years, how soon right in an outbreak
	@$(PY) -m benchmarks.signal

bench-outreach: $(INSTALLED) ## measure a million planned messages, and ten thousand that are due; write their part of docs/benchmarks.md
	@$(PY) -m benchmarks.outreach

bench-desk: $(DEVELOPED) ## measure the desk's pages with a million stored messages, and what its counting costs
	@$(PY) -m benchmarks.desk

shell: $(INSTALLED) $(MODEL) ## talk to the bot in this terminal
	@$(PY) -m rasa_project shell

lint: $(DEVELOPED)
	@echo "Lint and format (ruff)"
	@$(VENV)/bin/ruff check .
	@$(VENV)/bin/ruff format --check .

types: $(DEVELOPED)
	@echo "Types (mypy)"
	@$(VENV)/bin/mypy

check: lint types fast ## the quick checks: lint, types, fast tests (three minutes on two cores)

fast: $(DEVELOPED)
	@echo "Fast tests, $$($(PY) --version)"
	@$(VENV)/bin/pytest -q -m "not slow" $(PARALLEL) tests packages/kazakh/tests

other-pythons: ## the fast tests on every Python of the lock that is on this machine, beside that of .venv
	@for version in $$(bash scripts/make_venv.sh --others $(VENV)); do \
		$(MAKE) --no-print-directory fast VENV=.venv-$$version PYTHON_VERSIONS=$$version || exit 1; \
	done

package: $(DEVELOPED) ## build the wheel of packages/kazakh and try it in fresh environments: oldest and newest Python and spaCy
	@echo "The language by itself: its wheel, its tests, on the Pythons that are here"
	@$(PY) -m scripts.try_wheel

validate: $(INSTALLED)
	@echo "Rasa's own data validation"
	@$(PY) scripts/validate_data.py
	@echo "Rules alone (RulePolicy)"
	@$(PY) scripts/train_rules.py

test: check validate package $(MODEL) ## do all the set-up and pass every test
	@command -v $${CHROMIUM:-chromium} google-chrome >/dev/null || echo "No Chromium: the browser tests of the web widget are SKIPPED (apt-get install chromium)"
	@echo "Whole conversations, servers, browser"
	@$(VENV)/bin/pytest -q -rs -m "slow and not alone" $(PARALLEL) tests packages/kazakh/tests
	@$(VENV)/bin/pytest -q -rs -m "slow and alone" tests

fuzz: $(DEVELOPED) $(MODEL) ## attack a server with malformed requests, texts, calls (MALFORMED=, SEED=, INPUTS=, CASES=), print the counts
	@$(PY) -m benchmarks.fuzz --malformed $(MALFORMED) $(if $(SEED),--seed $(SEED)) --inputs $(INPUTS) --cases $(CASES)

bench-clinics: $(INSTALLED) $(MODEL) ## measure the calls that compute for clinics
	@$(PY) -m benchmarks.clinics

bench-gateway: $(INSTALLED) ## what keys, rates, marks, logs and counters add to a message
	@$(PY) -m benchmarks.gateway

evaluate: $(if $(filter 0,$(PEERS)),$(INSTALLED),$(PEERS_INSTALLED)) ## measure the understanding, write docs/evaluation.md (PEERS=0 is quick; DEV=, ENTITIES=)
	@$(if $(filter 0,$(PEERS)),$(PY),$(PEERS_VENV)/bin/python) -m benchmarks.evaluate --peers $(PEERS) --epochs $(EPOCHS) \
		$(if $(DEV),--dev $(DEV)) $(if $(ENTITIES),--entities $(ENTITIES))

check-content: $(INSTALLED) ## check all texts and facts of data/ in three seconds: file, line, reason (DATA=another/folder)
	@$(PY) -m rasa_project.content --published $(or $(PUBLISHED),state/published) $(DATA)

settings: $(INSTALLED) ## write docs/settings.md (every environment variable) from rasa_project/settings.py
	@$(PY) -m scripts.write_settings

dialogue: $(INSTALLED) ## write docs/dialogue.md (rules and follow-ups of the conversation) from their sources
	@$(PY) -m scripts.write_dialogue

docs: $(INSTALLED) ## write the page of the API (/api/docs) and its OpenAPI document from their sources
	@$(PY) -m scripts.write_docs

style: $(INSTALLED) ## write the tables of words in docs/style.md from data/knowledge/style.yml
	@$(PY) -m scripts.write_style

places: $(INSTALLED) ## check the places and clinics, print what a person still has to find out
	@$(PY) -m scripts.check_places

advice: $(INSTALLED) ## write docs/advice.md (calendar and triage tables) from data/knowledge
	@$(PY) -m scripts.write_advice

answers: $(INSTALLED) ## write every answer of the bot on one page for a doctor to read, tick and sign (OUT=answers.html)
	@$(PY) -m scripts.write_answers $(if $(OUT),--out "$(OUT)")

bench-advice: $(INSTALLED) $(MODEL) ## measure how long the advice takes, write it into docs/advice.md
	@$(PY) -m benchmarks.advice
	@$(PY) -m scripts.write_advice

screenshots: $(DEVELOPED) $(MODEL) ## take the pictures of the web widget anew (needs Chromium)
	@$(PY) -m benchmarks.screenshots

bench-widget: $(DEVELOPED) $(MODEL) ## measure the web widget in a browser, write the figures into docs/widget.md
	@$(PY) -m benchmarks.widget

bench: $(INSTALLED) $(PEERS_INSTALLED) ## measure the speed against Rasa's default, write docs/benchmarks.md (QUICK=1: only that it runs; MODELS=: folder that keeps what was trained)
	@bash scripts/install_services.sh
	@PEERS_PYTHON=$(PEERS_VENV)/bin/python $(PY) -m benchmarks.speed $(if $(QUICK),--quick) $(if $(MODELS),--models "$(abspath $(MODELS))")

backup: $(INSTALLED) ## save all of the bot's state in one file (FILE=, or a name in backups/); the bot may run
	@$(PY) -m scripts.conversations backup "$(FILE)"

restore: $(INSTALLED) ## put the backup FILE= in the place of the state (stop the bot first); what was there is kept aside
	@$(PY) -m scripts.conversations restore "$(FILE)"

install-service: ## set up a server of this machine: service, TLS, backups, updates (as root; FILE= of answers, or it asks; docs/server.en.md)
	@python3 -IB deploy/measles_bot install --clone "$(CURDIR)" $(if $(FILE),--file "$(FILE)")

wheels: ## fetch all that a container or a server without internet installs into wheels/
	@bash scripts/fetch_wheels.sh wheels

telegram-demo: $(DEVELOPED) $(MODEL) ## play a parent in Telegram without Telegram: a page on http://127.0.0.1:8081
	@$(PY) -m tests.telegram_demo

whatsapp-demo: $(DEVELOPED) $(MODEL) ## play a parent in WhatsApp without Meta: a page on http://127.0.0.1:8082
	@$(PY) -m tests.whatsapp_demo

bench-danger: $(INSTALLED) ## measure danger by rules and model, each writer's lines by models that never saw them
	@$(PY) -m benchmarks.danger

bench-parts: $(INSTALLED) $(MODEL) ## measure what each component takes of the reading of a message
	@$(PY) -m benchmarks.parts

bench-training: $(INSTALLED) ## measure what a training takes, beside another checkout (OTHER=folder); write its part of docs/benchmarks.md
	@$(PY) -m benchmarks.training $(OTHER)

bench-telegram: $(INSTALLED) ## measure the Telegram channel: 200 chats, 2,000 messages in bursts
	@$(PY) -m benchmarks.telegram

LOCK := uv pip compile --generate-hashes --no-emit-index-url --no-emit-find-links --custom-compile-command "make lock"

lock: ## write the lock files (what runs, what develops, what measures; packages/kazakh) anew from their sources (needs uv)
	$(LOCK) --override no_tensorflow.txt --override python_311.txt pyproject.toml --python-version 3.10 -o requirements.lock
	$(LOCK) --group desk --python-version 3.10 -c requirements.lock -o requirements-desk.lock
	$(LOCK) --override no_tensorflow.txt --override python_311.txt pyproject.toml --all-extras --group desk --group desk-tests \
		--python-version 3.10 -c requirements.lock -c requirements-desk.lock -o requirements-dev.lock
	$(LOCK) --override python_311.txt pyproject.toml --all-extras --python-version 3.10 -c requirements-dev.lock -o benchmarks/requirements.lock
	$(LOCK) packages/kazakh/pyproject.toml --all-extras --python-version 3.10 -c packages/kazakh/locks/oldest.in \
		-o packages/kazakh/locks/oldest.txt
	$(LOCK) packages/kazakh/pyproject.toml --all-extras --python-version 3.10 --universal -o packages/kazakh/locks/newest.txt

clean: ## remove what was made: .venv, models, caches
	rm -rf $(VENV) .venv-3.* $(PEERS_VENV) models .rasa .pytest_cache .mypy_cache .ruff_cache .hypothesis *.egg-info
