"""Pure knowledge of Persian and English at once: names that sound alike, places, offices, numbers that are equal."""
