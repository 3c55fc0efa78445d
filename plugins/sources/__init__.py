"""A source file's bytes -> values of the model, with the problems found on the way. Pure: no disk, no clock.

The doors: `briefings.read`, `pages.read`, `packs.read`, `tables.read_topics`, `read_people` and `read_names`.
The way of a file: encoding (bytes -> text), front_matter or pelican_headers (text -> nodes and Markdown),
fields by the one schema (nodes -> values), body (Markdown -> HTML). Reading one file never looks at
another, so its result can be cached; what it names in other files stays a reference.
"""
