"""The files (dossiers): what was said and decided, kept for years in tables of their own."""
