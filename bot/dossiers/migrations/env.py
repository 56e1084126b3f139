"""What Alembic runs: the migrations, on the connection that `bot.dossiers.base` gives."""

from alembic import context

from bot.dossiers.tables import Base

context.configure(
    connection=context.config.attributes["connexion"],
    target_metadata=Base.metadata,
    # SQLite changes no column in place: Alembic copies the table
    render_as_batch=True,
)
with context.begin_transaction():
    context.run_migrations()
