"""Migrations of the tables, run at start (`bot.dossiers.base.preparer`)."""
