"""A ZIP archive, opened with care: no file leads out of it, and none is larger than it may be."""

from __future__ import annotations

import lzma
import posixpath
import struct
import zipfile
import zlib
from io import BytesIO
from pathlib import PurePosixPath

from book.errors import Place, SeedError
from book.model import Seed
from book.read.shown import addresses

ANEW = "is it whole? Fetch or save it anew, or leave it out"
"""What to do about a file that cannot be opened."""
MOST_FILES = 20_000
LARGEST = 100_000_000
"""Bytes of one file, unpacked."""
LARGEST_ALL = 500_000_000
"""Bytes of all files that are read, unpacked."""

_DAMAGED = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, EOFError, OSError, RuntimeError, NotImplementedError,
    struct.error, ValueError, IndexError, KeyError,
)  # fmt: skip


_PACKED = ("[Content_Types].xml", "mimetype", "Index/Document.iwa")
"""One of these is in every archive that is a document."""
_DOCUMENTS = (
    ("word/", "a Word document"),
    ("xl/", "an Excel sheet"),
    ("ppt/", "a PowerPoint presentation"),
    ("Index/Document.iwa", "a document of Apple's Pages"),
    ("content.xml", "an OpenDocument text, sheet or drawing (LibreOffice)"),
)


class Archive:
    """The files of a ZIP archive by their names, in the archive's order; `refused` tells what is none.

    Raises SeedError for what is no archive.
    """

    def __init__(self, data: bytes, name: str) -> None:
        self._where = name
        self._read = 0
        try:
            self._zip = zipfile.ZipFile(BytesIO(data))
            entries = [entry for entry in self._zip.infolist() if not entry.is_dir()]
        except _DAMAGED as error:
            raise SeedError(
                f"this archive cannot be opened: {error}",
                where=Place(name),
                hint=ANEW,
            ) from error
        if len(entries) > MOST_FILES:
            raise SeedError(f"there are more than {MOST_FILES} files in this archive", where=Place(name))
        self._entries: dict[str, zipfile.ZipInfo] = {}
        refused: list[str] = []
        for entry in entries:
            path = PurePosixPath(entry.filename.replace("\\", "/"))
            if path.is_absolute() or ".." in path.parts or ":" in path.parts[0] or not path.name.strip():
                refused.append(f"{entry.filename!r}, which leads out of the archive")
            elif not entry.filename.isprintable():
                refused.append(f"{entry.filename!r}, which is no name")
            else:
                self._entries[str(path)] = entry
        self.names = tuple(self._entries)
        self.refused = tuple(refused)

    @property
    def document(self) -> str:
        """What program's document it is, in words, if it is one: many are archives."""
        names = set(self.names)
        for sign, kind in _DOCUMENTS:
            if any(name.startswith(sign) for name in names) and not names.isdisjoint(_PACKED):
                return kind
        return ""

    def read(self, name: str) -> bytes:
        """A file's bytes. Raises SeedError for one that is damaged, locked, or larger than the limits."""
        where = Place(f"{self._where}#{name}")
        entry = self._entries.get(name)
        if entry is None:
            raise SeedError("there is no such file in the archive", where=where)
        if entry.flag_bits & 1:
            raise SeedError("it is locked with a password", where=where, hint="unpack it, and add the files")
        room = min(LARGEST, LARGEST_ALL - self._read)
        try:
            with self._zip.open(entry) as file:  # the size that the archive states may be a lie
                data = file.read(room + 1)
        except _DAMAGED as error:
            raise SeedError(f"it cannot be unpacked: {error}", where=where) from error
        if len(data) > room:
            raise SeedError(f"it unpacks to more than {room // 1_000_000} MB", where=where)
        self._read += len(data)
        return data


_BESIDE = (
    "_files", ".files", "_bestanden", "-Dateien", "_Dateien", "_fichiers", "_archivos", "_ficheros", "_file",
    "_ficheiros", "_arquivos", "-filer", "_filer", "_tiedostot", "_pliki", "_soubory", "_elemei", "_dosyalar",
    "_datoteke", "_fajlovi", "_failid", "_fails", "_bylos", "_fitxers", "_fitxategiak",
)  # fmt: skip
"""How browsers, in their users' languages, name the folder of what a saved page shows."""


def hidden(path: PurePosixPath) -> bool:
    """Hidden files, what a Mac adds to an archive, Office to a folder, and a browser beside a page."""
    return any(
        part.startswith((".", "~$"))
        or part == "__MACOSX"
        or (part.endswith(_BESIDE) and part is not path.parts[-1])
        for part in path.parts
    )


def page_beside(folder: str) -> str:
    """The name, without its ending, of the page beside which a browser made `folder`; '' for another."""
    return next((folder.removesuffix(end) for end in _BESIDE if folder.endswith(end)), "")


def alongside(archive: Archive, data: bytes, folder: str, container: str) -> dict[str, Seed]:
    """The pictures in the archive that a page in `folder` shows, by the addresses that it has for them."""
    found: dict[str, Seed] = {}
    for address in addresses(data):
        for name in dict.fromkeys((address, address.partition("?")[0])):
            path = posixpath.normpath(posixpath.join(folder, name))
            if path in archive.names:
                found[address] = Seed(f"{container}#{path}", archive.read(path))
                break
    return found
