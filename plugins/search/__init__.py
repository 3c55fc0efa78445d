"""Editions -> the search index: the room is kept, nothing stands in it yet."""
