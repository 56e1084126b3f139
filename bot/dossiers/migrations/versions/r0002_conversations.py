"""Conversations, messages, journal, codes; Rasa's own tables go, with what buyers said in them."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

DE_RASA_ET_DE_PEU = ("events", "suivis", "tours_de_suivi")


def upgrade() -> None:
    """Go up to this revision."""
    presentes = sa.inspect(op.get_bind()).get_table_names()
    for table in DE_RASA_ET_DE_PEU:
        if table in presentes:
            op.drop_table(table)
    with op.batch_alter_table("dossiers") as dossiers:
        dossiers.add_column(sa.Column("version", sa.Integer, nullable=False, server_default="1"))
        dossiers.add_column(sa.Column("etat", sa.JSON))
        dossiers.add_column(
            sa.Column("statut", sa.String(32), nullable=False, server_default="brouillon")
        )
        dossiers.add_column(sa.Column("code_empreinte", sa.String(64)))
    op.execute(
        "UPDATE dossiers SET statut = 'transmis' WHERE id IN (SELECT dossier_id FROM demandes)"
    )
    op.drop_table("demandes")
    _creer_les_conversations()
    _creer_le_reste()


def _creer_les_conversations() -> None:
    op.create_table(
        "conversations",
        sa.Column("nom", sa.String(255), primary_key=True),
        sa.Column(
            "dossier_id", sa.Integer, sa.ForeignKey("dossiers.id", ondelete="SET NULL"), index=True
        ),
        sa.Column("etat", sa.JSON),
        sa.Column("version_vue", sa.Integer, nullable=False),
        sa.Column("remis", sa.Integer, nullable=False),
        sa.Column("active_le", sa.DateTime, nullable=False),
    )
    op.execute(
        "INSERT INTO conversations (nom, dossier_id, version_vue, remis, active_le) "
        "SELECT conversation, MAX(id), 1, 0, MAX(modifie_le) FROM dossiers GROUP BY conversation"
    )
    op.create_table(
        "messages",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("conversation", sa.String(255), nullable=False, index=True),
        sa.Column(
            "dossier_id", sa.Integer, sa.ForeignKey("dossiers.id", ondelete="CASCADE"), index=True
        ),
        sa.Column("de", sa.String(16), nullable=False),
        sa.Column("texte", sa.Text, nullable=False),
        sa.Column("boutons", sa.JSON),
        sa.Column("custom", sa.JSON),
        sa.Column("nom", sa.String(64)),
        sa.Column("pousse", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("cree_le", sa.DateTime, nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "receptions",
        sa.Column("conversation", sa.String(255), primary_key=True),
        sa.Column("identifiant", sa.String(64), primary_key=True),
        sa.Column("reponse", sa.JSON, nullable=False),
        sa.Column("recue_le", sa.DateTime, nullable=False),
    )
    op.create_table(
        "tours_de_suivi",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("conversation", sa.String(255), nullable=False, index=True),
        sa.Column("evenements", sa.Text, nullable=False),
        sa.Column("boucle", sa.String(64)),
    )


def _creer_le_reste() -> None:
    op.create_table(
        "journal",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("dossier_id", sa.Integer, index=True),
        sa.Column("quand", sa.DateTime, nullable=False),
        sa.Column("qui", sa.String(64), nullable=False),
        sa.Column("nature", sa.String(32), nullable=False),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "journal_textes",
        sa.Column(
            "ligne_id",
            sa.Integer,
            sa.ForeignKey("journal.id", ondelete="CASCADE"),
            primary_key=True,
        ),
        sa.Column("texte", sa.Text, nullable=False),
    )
    op.create_table(
        "essais",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("reference", sa.String(32), nullable=False, index=True),
        sa.Column("fait_le", sa.DateTime, nullable=False),
    )
    op.create_table(
        "taches",
        sa.Column("nom", sa.String(32), primary_key=True),
        sa.Column("faite_le", sa.DateTime, nullable=False),
    )
