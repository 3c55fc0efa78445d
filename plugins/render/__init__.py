"""A job -> the bytes of its files: Jinja in html.py, WeasyPrint in pdf.py, pictures and cards in theirs.

A renderer is `(Job, Facts, Workshop) -> Rendered`. It knows model, languages and the pure words of persian; it is
handed everything else, so that a job can be rendered in any process.
"""
