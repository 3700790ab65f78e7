"""What became of every line: the book's ledger, its totals, the audit that it is whole, and what it warns of.

The ledger has one record for each line of each seed, with the rule that decided and every change within the
line. "What did you drop, what did you change, and why" is read from here: by `book audit`, by
build/ledger.jsonl, by whoever wants to check us.
"""

from __future__ import annotations

from book.ledger.audit import audit
from book.ledger.likeness import likeness
from book.ledger.losses import WALL, few_words, losses
from book.ledger.records import Record, jsonl, outside, records, replay
from book.ledger.totals import Totals, totals

__all__ = [
    "WALL",
    "Record",
    "Totals",
    "audit",
    "few_words",
    "jsonl",
    "likeness",
    "losses",
    "outside",
    "records",
    "replay",
    "totals",
]
