"""Requests to facilitators, the inbox and the outbox of their tools.

A file's `statut` becomes a request of its own: a facilitator who acts on it no longer changes the
file under its buyer.
"""

import datetime

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"

IDENTITE, LIEU = sa.String(128), sa.String(255)
# as `bot.triage` counts it today
DELAI = datetime.timedelta(days=7)


def upgrade() -> None:
    """Go up to this revision."""
    _creer_les_demandes()
    _creer_ce_qui_vient_et_part()
    _creer_les_personnes()
    _reprendre_les_transmis()
    # in place, and not by Alembic's copy: dropping the old table would take its messages with it
    op.execute("ALTER TABLE dossiers DROP COLUMN statut")


def _reprendre_les_transmis() -> None:
    base = op.get_bind()
    transmis = base.execute(
        sa.text("SELECT id, cree_le, modifie_le FROM dossiers WHERE statut <> 'brouillon'").columns(
            id=sa.Integer, cree_le=sa.DateTime, modifie_le=sa.DateTime
        )
    ).all()
    demandes = sa.table(
        "demandes",
        *(sa.column(nom) for nom in ("dossier_id", "reference", "version", "etat")),
        *(sa.column(nom, sa.DateTime) for nom in ("cree_le", "modifiee_le")),
        sa.column("echeance", sa.Date),
    )
    for dossier in transmis:
        base.execute(
            demandes.insert().values(
                dossier_id=dossier.id,
                reference=f"PPS-{dossier.cree_le.year}-{dossier.id:06d}",
                version=1,
                etat="en_attente",
                cree_le=dossier.modifie_le,
                modifiee_le=dossier.modifie_le,
                echeance=(dossier.modifie_le + DELAI).date(),
            )
        )


def _creer_les_demandes() -> None:
    op.create_table(
        "demandes",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("dossier_id", sa.Integer, nullable=False, unique=True),
        sa.Column("reference", sa.String(32), nullable=False, unique=True),
        sa.Column("version", sa.Integer, nullable=False),
        sa.Column("etat", sa.String(16), nullable=False),
        sa.Column("cree_le", sa.DateTime, nullable=False),
        sa.Column("modifiee_le", sa.DateTime, nullable=False),
        sa.Column("echeance", sa.Date, nullable=False),
        sa.Column("tenue_par", IDENTITE, index=True),
        *(
            sa.Column(nom, sa.Text)
            for nom in ("mots", "contact", "territoire", "lots", "part_main_oeuvre", "lancement")
        ),
        sa.Column("attendu", sa.JSON),
        sa.Column("attend_acheteur", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("repondue_le", sa.DateTime),
        sa.Column("close_le", sa.DateTime),
        sa.Column("avis_valeur", sa.String(32)),
        sa.Column("avis_raison", sa.Text),
        sa.Column("avis_de", IDENTITE),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "fils",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column(
            "demande_id",
            sa.Integer,
            sa.ForeignKey("demandes.id", ondelete="CASCADE"),
            nullable=False,
        ),
        sa.Column("outil", sa.String(16), nullable=False),
        sa.Column("conversation", LIEU, nullable=False),
        sa.Column("message", LIEU, nullable=False),
        sa.Column("service", LIEU),
        sa.UniqueConstraint("demande_id", "outil", name="uq_fils_demande"),
        sa.UniqueConstraint("outil", "conversation", "message", name="uq_fils_message"),
    )


def _creer_ce_qui_vient_et_part() -> None:
    op.create_table(
        "evenements",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("outil", sa.String(16), nullable=False),
        sa.Column("evenement", LIEU, nullable=False),
        sa.Column("venue", sa.JSON),
        sa.Column("recu_le", sa.DateTime, nullable=False),
        sa.Column("traite_le", sa.DateTime, index=True),
        sa.Column("essais", sa.Integer, nullable=False, server_default="0"),
        sa.UniqueConstraint("outil", "evenement", name="uq_evenements_outil"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "envois",
        sa.Column("id", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("outil", sa.String(16), nullable=False),
        sa.Column("file", LIEU, nullable=False, index=True),
        sa.Column("nature", sa.String(16), nullable=False),
        sa.Column(
            "demande_id", sa.Integer, sa.ForeignKey("demandes.id", ondelete="CASCADE"), index=True
        ),
        sa.Column("lieu", sa.JSON),
        sa.Column("contenu", sa.JSON),
        sa.Column("etat", sa.String(16), nullable=False, index=True),
        sa.Column("essais", sa.Integer, nullable=False, server_default="0"),
        sa.Column("incertain", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("pas_avant", sa.DateTime, nullable=False),
        sa.Column("cree_le", sa.DateTime, nullable=False),
        sa.Column("message", LIEU),
        sa.Column("faute", sa.String(64)),
        sqlite_autoincrement=True,
    )


def _creer_les_personnes() -> None:
    op.create_table(
        "facilitateurs",
        sa.Column("identite", IDENTITE, primary_key=True),
        sa.Column("actif", sa.Boolean),
        sa.Column("nom", sa.String(255)),
        sa.Column("change_le", sa.DateTime, nullable=False),
    )
    op.create_table(
        "salons",
        sa.Column("outil", sa.String(16), primary_key=True),
        sa.Column("conversation", LIEU, primary_key=True),
        sa.Column("prive_de", IDENTITE, index=True),
        sa.Column("service", LIEU),
        sa.Column("actif", sa.Boolean, nullable=False, server_default=sa.true()),
        sa.Column("vu_le", sa.DateTime, nullable=False),
    )
    op.create_table(
        "entretiens",
        sa.Column("identite", IDENTITE, primary_key=True),
        sa.Column("lieu", LIEU, primary_key=True),
        sa.Column("attend", sa.JSON),
        sa.Column("verifie", sa.Boolean, nullable=False, server_default=sa.false()),
        sa.Column("quand", sa.DateTime, nullable=False),
    )
