"""A press for anthologies: raw columns in, an EPUB and a print PDF out."""

__version__ = "0.1.0"
