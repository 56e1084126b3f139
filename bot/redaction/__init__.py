"""From facts to French: templates in, text out. The templates are in `templates/`."""
