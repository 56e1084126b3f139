# The assistant alone, its model trained at build. docs/installation.md tells how to run it.
FROM node:20-bookworm-slim AS widget
WORKDIR /assistant
COPY widget widget
RUN npm ci --prefix widget --no-audit --no-fund && npm run build --prefix widget


FROM python:3.10-slim-bookworm AS construction
WORKDIR /assistant

COPY requirements/uv.txt requirements/production.txt requirements/
COPY scripts/installer scripts/patienter scripts/
RUN scripts/installer production

COPY . .
COPY --from=widget /assistant/bot/canaux/widget_web/dist bot/canaux/widget_web/dist
RUN scripts/entrainer models/assistant.tar.gz \
  && .venv/bin/python -m compileall -q actions bot \
  && rm -rf .rasa .venv-uv var widget


FROM python:3.10-slim-bookworm
WORKDIR /assistant

# who runs it can write nowhere but in var
RUN useradd --system --uid 10001 --home-dir /nonexistent --shell /usr/sbin/nologin assistant \
  && install --directory --owner assistant --mode 700 var
COPY --from=construction /assistant .

# production refuses to start without RASA_TOKEN and SECRET_SESSION, given when it is run
ENV PROFIL=production HOTE=0.0.0.0 PORT=5005
USER 10001
VOLUME /assistant/var
EXPOSE 5005
HEALTHCHECK --interval=30s --timeout=10s --start-period=60s \
  CMD [".venv/bin/python", "-c", "import http.client, os, sys; c = http.client.HTTPConnection('127.0.0.1', int(os.environ['PORT']), timeout=8); c.request('GET', '/sante'); sys.exit(c.getresponse().status != 200)"]
CMD [".venv/bin/python", "-m", "bot.demarrage"]
