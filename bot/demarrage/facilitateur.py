"""Adds or removes a facilitator, without a restart: `make facilitateur AJOUTE=slack:U123`."""

from __future__ import annotations

import argparse
import sys

from sqlalchemy.exc import SQLAlchemyError

from bot.dossiers.base import preparer, transaction
from bot.reglages import ReglageFaux, reglages
from bot.triage.identites import changer, en_identite, facilitateurs

MAL_ECRITE = (
    "« {dit} » n’est pas un identifiant : il faut « slack:U0123 » ou « teams:<identifiant Entra> »."
)


def main(arguments: list[str]) -> int:
    """Do what the arguments say, then tell who may act; return the exit code."""
    lecteur = argparse.ArgumentParser(prog="make facilitateur")
    lecteur.add_argument("--ajoute", default="")
    lecteur.add_argument("--retire", default="")
    lus = lecteur.parse_args(arguments)
    changements = {dit: actif for dit, actif in ((lus.ajoute, True), (lus.retire, False)) if dit}
    for dit in changements:
        if en_identite(dit) is None:
            print(MAL_ECRITE.format(dit=dit), file=sys.stderr)
            return 2
    try:
        preparer(reglages().base)
        with transaction() as session:
            for dit, actif in changements.items():
                changer(session, str(en_identite(dit)), actif)
            session.flush()
            connus = facilitateurs(session)
    except (ReglageFaux, SQLAlchemyError) as faute:
        print(f"La base n’est pas utilisable ({type(faute).__name__}).", file=sys.stderr)
        return 2
    print("Facilitateurs :" if connus else "Aucun facilitateur.")
    for identite, nom in connus.items():
        print(f"  {identite}{f' ({nom})' if nom else ''}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
