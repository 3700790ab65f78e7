"""Talks to a browser: the review page, where an editor sees every decision and overrules it.

`sheet` says what is on the page, `edits` writes what the editor decided into anthology.toml, `server`
serves both on the loopback address.
"""

from book.desk.edits import Decision, Description, Edit, apply, digest
from book.desk.server import Desk, own_port
from book.desk.sheet import Sheet, page, sheet

__all__ = ["Decision", "Description", "Desk", "Edit", "Sheet", "apply", "digest", "own_port", "page", "sheet"]
