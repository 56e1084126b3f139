"""The tables as they were made before there were migrations, unless they are there."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    """Go up to this revision."""
    if sa.inspect(op.get_bind()).has_table("dossiers"):
        return
    op.create_table(
        "dossiers",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("cree_le", sa.DateTime, nullable=False),
        sa.Column("modifie_le", sa.DateTime, nullable=False),
        sa.Column("conversation", sa.String(255), nullable=False, index=True),
        sa.Column("faits", sa.JSON, nullable=False),
        sa.Column("verdict", sa.String(32)),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "demandes",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("dossier_id", sa.Integer, nullable=False, index=True),
        sa.Column("faite_le", sa.DateTime, nullable=False),
    )
    op.create_table(
        "documents",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column(
            "dossier_id",
            sa.Integer,
            sa.ForeignKey("dossiers.id", ondelete="CASCADE"),
            nullable=False,
            index=True,
        ),
        sa.Column("type", sa.String(32), nullable=False),
        sa.Column("jeton", sa.String(64), nullable=False, unique=True),
        sa.Column("cree_le", sa.DateTime, nullable=False),
        sa.Column("version_des_regles", sa.String(16), nullable=False),
        sa.Column("html", sa.Text, nullable=False),
    )
