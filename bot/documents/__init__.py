"""The documents: written from templates, kept with their file, converted to the formats asked."""
