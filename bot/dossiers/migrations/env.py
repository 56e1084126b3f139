"""What Alembic runs: the migrations, on the connection that `bot.dossiers.base` gives."""

from alembic import context

from bot.dossiers import tables_du_triage
from bot.dossiers.tables import Base

assert tables_du_triage  # imported for its tables to be in the metadata

context.configure(
    connection=context.config.attributes["connexion"],
    target_metadata=Base.metadata,
    # SQLite changes no column in place: Alembic copies the table
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
