"""A file as a desk receives it -> a briefing's two files and a report of all that was done to it.

The way of a file: `intake` asks `formats` for a `Raw` (one reader a format), has `splitting` part its blocks by
language, `headings` find titles and headings, `drafts` repair and write, `problems` look at what came out, `report`
tell it.
Nothing of the input is lost: what no step can place stands at the end of the text, under a heading that says so.
"""
