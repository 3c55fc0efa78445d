"""The Content-Security-Policy of every page: what a browser may load and run, whatever got into a text.

It stands in the page, since GitHub Pages sends no headers of ours. 'wasm-unsafe-eval' is for the search, whose index
is read by WebAssembly; it allows no other code. frame-ancestors and sandbox have no effect in a page.
Source: W3C, Content Security Policy Level 3.
"""

from __future__ import annotations

from plugins.model import Html

POLICY = Html(
    "default-src 'none'; "
    "script-src 'self' 'wasm-unsafe-eval'; "
    "style-src 'self'; "
    "img-src 'self' data:; "
    "font-src 'self'; "
    "connect-src 'self'; "
    "worker-src 'self'; "
    "manifest-src 'self'; "
    "form-action 'self'; "
    "base-uri 'none'"
)
