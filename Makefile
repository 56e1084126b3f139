# The commands of the project; « make » alone lists them.
.DEFAULT_GOAL := aide
PORT ?= 5005
export PORT

PYTHON := .venv/bin/python
MODELE := models/assistant.tar.gz
SOURCES_DU_MODELE := config.yml domain.yml $(wildcard data/*/*.yml data/*/*/*.yml bot/nlu/*.py bot/lecture/*.py bot/lecture/*/*.py bot/francais/*.py) requirements/production.txt

.PHONY: aide run train test test-long check bench mesures lock

aide: ## lists the commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 12

run: .venv/production $(MODELE) ## starts the assistant on http://127.0.0.1:$(PORT)
	@exec $(PYTHON) -m bot.demarrage

train: .venv/production ## trains the model
	@scripts/entrainer $(MODELE)

test: .venv/developpement $(MODELE) ## runs the tests
	@scripts/installer-chromium
	@$(PYTHON) -m pytest

test-long: .venv/developpement $(MODELE) ## runs the long tests: two trainings, many simulated buyers, the core without Rasa
	@$(PYTHON) -m pytest -m long

check: .venv/developpement ## formatter, linter, types, Rasa's data
	@$(PYTHON) -m ruff format --check .
	@$(PYTHON) -m ruff check .
	@$(PYTHON) -m mypy
	@scripts/valider-donnees

bench: .venv/developpement .venv-banc/banc $(MODELE) ## what is understood of a bank of sentences, and what a message costs
	@$(PYTHON) -m tests.banc

mesures: .venv/developpement ## the code in figures; another checkout with DANS=
	@$(PYTHON) -m tests.mesures $(if $(DANS),--dans $(DANS))

lock: .venv/production ## writes the locks anew
	@scripts/verrouiller

.venv/production: requirements/uv.txt requirements/production.txt scripts/installer
	@scripts/installer production

.venv/developpement: requirements/uv.txt requirements/developpement.txt scripts/installer
	@scripts/installer developpement
	@touch .venv/production

.venv-banc/banc: requirements/uv.txt requirements/banc.txt scripts/installer
	@scripts/installer banc

$(MODELE): $(SOURCES_DU_MODELE) | .venv/production
	@scripts/entrainer $(MODELE)
