"""Pure knowledge of Persian text. Knows no file, no Markdown, no site."""
