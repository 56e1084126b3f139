# The commands of the project; « make » alone lists them.
.DEFAULT_GOAL := aide
PORT ?= 5005
export PORT

PYTHON := .venv/bin/python
MODELE := models/assistant.tar.gz
WIDGET := bot/canaux/widget_web/dist/widget.js
RENDU := tests/teams/node_modules/.package-lock.json
SOURCES_DU_WIDGET := $(wildcard widget/src/*.ts widget/*.js* widget/.npmrc) scripts/construire-widget
SOURCES_DU_MODELE := config.yml domain.yml $(filter-out data/triage/%,$(wildcard data/*/*.yml)) $(wildcard data/*/*/*.yml bot/nlu/*.py bot/lecture/*.py bot/lecture/*/*.py bot/francais/*.py) requirements/production.txt

.PHONY: aide run appel facilitateur train widget test test-long check bench mesures paquet-teams lock

aide: ## lists the commands
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 12

run: .venv/production $(MODELE) $(WIDGET) ## starts the assistant on http://127.0.0.1:$(PORT)
	@exec $(PYTHON) -m bot.demarrage

appel: .venv/production $(MODELE) ## plays a telephone call in the terminal
	@$(PYTHON) -m bot.canaux.telephone.essai

widget: $(WIDGET) ## builds the chat that sites embed

train: .venv/production ## trains the model
	@scripts/entrainer $(MODELE)

test: .venv/developpement .venv-botframework/botframework $(RENDU) $(MODELE) $(WIDGET) ## runs the tests
	@scripts/installer-navigateurs
	@scripts/installer-espeak
	@$(PYTHON) -m pytest -n 2 --dist loadfile

test-long: .venv/developpement $(MODELE) $(WIDGET) ## runs the long tests: two trainings, many simulated buyers, the core without Rasa
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

facilitateur: .venv/production ## adds a facilitator (AJOUTE=slack:U123), removes one (RETIRE=…), or lists them
	@$(PYTHON) -m bot.demarrage.facilitateur --ajoute "$(AJOUTE)" --retire "$(RETIRE)"

paquet-teams: .venv/production ## writes the package that an administrator uploads to Teams
	@$(PYTHON) -m bot.envois.teams.paquet

lock: .venv/production ## writes the locks anew
	@scripts/verrouiller

.venv/production: requirements/uv.txt requirements/production.txt scripts/installer
	@scripts/installer production

.venv/developpement: requirements/uv.txt requirements/developpement.txt scripts/installer
	@scripts/installer developpement
	@touch .venv/production

.venv-banc/banc: requirements/uv.txt requirements/banc.txt scripts/installer
	@scripts/installer banc

.venv-botframework/botframework: requirements/uv.txt requirements/botframework.txt scripts/installer
	@scripts/installer botframework

$(RENDU): tests/teams/package-lock.json
	@mkdir -p var
	@printf 'Installation de ce qui dessine les cartes de Teams '
	@scripts/patienter var/rendu.log npm ci --prefix tests/teams --no-audit --no-fund
	@touch $@

$(MODELE): $(SOURCES_DU_MODELE) | .venv/production
	@scripts/entrainer $(MODELE)

$(WIDGET): $(SOURCES_DU_WIDGET)
	@scripts/construire-widget
	@touch $@
