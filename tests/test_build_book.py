"""The whole way: five raw columns in, an EPUB and a print PDF out, the same bytes wherever it is done."""

from __future__ import annotations

import hashlib
import io
import json
import shutil
import subprocess
import sys
import zipfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import bookcase
import pytest
import tools
from bookcase import ROOT, Ran, book, process

from book.errors import MissingToolError
from book.model import Severity
from book.render import paper, setfonts

pytestmark = pytest.mark.needs("pango")

SLUG = "de-kok-de-klant-en-de-koning"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The first book, built once for all tests that only look at it."""
    root = bookcase.first(tmp_path_factory.mktemp("first") / "book")
    ran = book("build", cwd=root)
    assert ran.code == 0, ran.err
    return root


@pytest.fixture
def copy(built: Path, tmp_path: Path) -> Path:
    """That build in a folder of its own, to be altered."""
    return Path(shutil.copytree(built, tmp_path / "book"))


@pytest.fixture
def small(tmp_path: Path) -> Path:
    return bookcase.small(tmp_path / "small")


def editions(root: Path) -> dict[str, str]:
    """The digests of the EPUB and of the pages in print."""
    slug = next((root / "build").glob("*.epub")).stem
    files = (root / "build" / f"{slug}.{end}" for end in ("epub", "pdf"))
    return {f.name: hashlib.sha256(f.read_bytes()).hexdigest() for f in files}


def ledger(root: Path) -> list[dict[str, object]]:
    text = (root / "build" / "ledger.jsonl").read_text(encoding="utf-8")
    return [json.loads(line) for line in text.splitlines()]


# --------------------------------------------------------------------------- what is made


def test_both_editions_are_whole_files(built: Path) -> None:
    epub = (built / "build" / f"{SLUG}.epub").read_bytes()
    pdf = (built / "build" / f"{SLUG}.pdf").read_bytes()
    assert zipfile.ZipFile(io.BytesIO(epub)).testzip() is None
    assert pdf.startswith(b"%PDF-1.7")
    assert pdf.rstrip().endswith(b"%%EOF")


def test_build_holds_the_editions_and_the_ledger_only(built: Path) -> None:
    found = {p.name for p in (built / "build").iterdir()}
    pdfs = {f"{SLUG}{kind}.pdf" for kind in ("", "-screen", "-cover", "-booklet", "-booklet-instructions")}
    assert found == pdfs | {f"{SLUG}.epub", f"{SLUG}-accessibility.html", "ledger.jsonl", ".press"}


def test_the_last_lines_say_where_how_many_pages_and_how_long(small_made: tuple[Path, Ran]) -> None:
    lines = small_made[1].out.splitlines()
    assert lines[0] == "Twee stukjes · 2 pieces"
    assert [line.split()[0] for line in lines[1:4]] == [
        "build/twee-stukjes.epub",
        "build/twee-stukjes-accessibility.html",
        "build/twee-stukjes.pdf",
    ]
    assert " pages, " in lines[3]
    assert lines[-1].endswith(" s")


def test_the_ledger_has_every_line_of_every_seed_once(built: Path) -> None:
    records = [r for r in ledger(built) if r["line"]]
    for seed in sorted((ROOT / "seeds").glob("*.txt")):
        lines = seed.read_text(encoding="utf-8").split("\n")
        told = [r for r in records if r["source"] == f"seeds/{seed.name}"]
        if lines[-1] == "":
            lines.pop()
        assert [r["line"] for r in told] == list(range(1, len(lines) + 1))
        assert [r["before"] for r in told] == [line.rstrip("\r") for line in lines]


def test_readers_and_a_recruiter_wrote_none_of_it(built: Path) -> None:
    archive = zipfile.ZipFile(built / "build" / f"{SLUG}.epub")
    text = "".join(archive.read(n).decode() for n in archive.namelist() if n.endswith((".xhtml", ".opf")))
    for name in ("Remco de Waard", "Dennis Lith", "Ton Christianen"):
        assert name in text
    for name in ("Elshout", "Ciggaar", "Groenewoud", "Immers", "Kessel", "Disqus", "SCHRIJF MEE"):
        assert name not in text


def test_the_words_are_the_same_in_the_seeds_the_epub_and_the_pdf(built: Path) -> None:
    """The proofs re-read both finished files: no error, and not a word about fidelity or from EPUBCheck."""
    form = book("check", "--json", cwd=built).json()
    assert [f for f in form["findings"] if f["severity"] == Severity.ERROR] == []
    assert [f for f in form["findings"] if f["check"].startswith(("proof.fidelity", "epubcheck."))] == []
    assert {told["check"] for told in form["not_run"]} <= (set() if tools.find("java") else {"EPUBCheck"})


# --------------------------------------------------------------------------- nothing changed


def test_a_second_build_says_that_nothing_changed(copy: Path) -> None:
    before = {p: p.stat().st_mtime_ns for p in (copy / "build").iterdir()}
    ran = book("build", "--json", cwd=copy)
    form = ran.json()
    assert (ran.code, form["changed"]) == (0, False)
    assert form["pages"] > 20
    assert {p: p.stat().st_mtime_ns for p in (copy / "build").iterdir()} == before
    assert "nothing changed" in book("build", cwd=copy).out


def test_a_build_with_nothing_to_do_enters_no_room(copy: Path) -> None:
    script = (
        "import sys; from book.cli import run; code = run(['build'])\n"
        "heavy = {'weasyprint', 'ebooklib', 'pydantic', 'lxml', 'PIL', 'book.press'} & set(sys.modules)\n"
        "sys.exit(f'loaded {heavy}' if heavy else code)"
    )
    done = process(cwd=copy, script=script)
    assert done.code == 0, done.err
    assert "nothing changed" in done.out


def test_a_font_that_was_installed_for_what_the_style_lacks_is_seen(small: Path, tmp_path: Path) -> None:
    env = {"XDG_DATA_HOME": str(tmp_path / "data")}
    seed = small / "seeds" / "brood.txt"
    seed.write_text(
        seed.read_text(encoding="utf-8").replace("brood", "brood \U00012000", 1), encoding="utf-8"
    )
    assert book("build", "print", "--json", cwd=small, env=env).json()["changed"]
    assert not book("build", "print", "--json", cwd=small, env=env).json()["changed"]
    (tmp_path / "data" / "fonts").mkdir(parents=True)
    assert book("build", "print", "--json", cwd=small, env=env).json()["changed"]


@pytest.mark.parametrize("end", ["epub", "pdf"])
def test_an_edition_that_was_deleted_or_edited_is_made_anew(end: str, made: Path) -> None:
    known = editions(made)
    path = made / "build" / f"twee-stukjes.{end}"
    path.write_bytes(path.read_bytes() + b"\n") if end == "epub" else path.unlink()
    assert book("build", "--json", cwd=made).json()["changed"]
    assert editions(made) == known


def test_a_changed_seed_changes_the_book(made: Path) -> None:
    before = editions(made)
    seed = made / "seeds" / "brood.txt"
    seed.write_text(seed.read_text(encoding="utf-8").replace("buurman", "buurvrouw"), encoding="utf-8")
    assert book("build", "--json", cwd=made).json()["changed"]
    assert set(before.values()).isdisjoint(editions(made).values())


def test_a_changed_book_has_its_fonts_from_the_last_and_is_the_same_book(
    made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = made / "anthology.toml"
    text = plan.read_text(encoding="utf-8")
    plan.write_text(text + "\n# changed\n", encoding="utf-8")
    before = {path.name: path.read_bytes() for path in (made / "build").glob("*.pdf")}
    assert before
    assert any((made / "build" / ".press" / "fonts").iterdir())

    def never(*_: object) -> bytes:
        raise AssertionError

    monkeypatch.setattr(setfonts, "expand", never)
    assert book("build", "--json", cwd=made).json()["changed"]
    assert before == {path.name: path.read_bytes() for path in (made / "build").glob("*.pdf")}


def test_the_printers_proof_has_its_fonts_from_the_last_build(
    made: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_: object) -> bytes:
        raise AssertionError

    monkeypatch.setattr(setfonts, "expand", never)
    proof = book("proofread", cwd=made)
    assert proof.code == 0, proof.err


def test_a_style_of_ones_own_wins(made: Path) -> None:
    before = editions(made)
    look = made / "styles" / "libertine"
    look.mkdir(parents=True)
    css = (ROOT / "styles" / "libertine" / "core.css").read_text(encoding="utf-8")
    (look / "core.css").write_text(css + "\nem { letter-spacing: 0.01em }\n", encoding="utf-8")
    assert book("build", "epub", "--json", cwd=made).json()["changed"]
    assert editions(made)["twee-stukjes.epub"] != before["twee-stukjes.epub"]


def test_one_edition_can_be_asked_for(small: Path) -> None:
    assert book("build", "epub", cwd=small).code == 0
    assert not (small / "build" / "twee-stukjes.pdf").exists()
    epub = (small / "build" / "twee-stukjes.epub").read_bytes()
    assert not book("build", "epub", "--json", cwd=small).json()["changed"]
    assert book("build", "print", "--json", cwd=small).json()["changed"]
    form = book("build", "epub", "print", "--json", cwd=small).json()
    assert not form["changed"], "both lie there, made of the same things"
    assert len(form["editions"]) == 3
    assert book("build", "--json", cwd=small).json()["changed"], "the plan asks for more"
    assert (small / "build" / "twee-stukjes.epub").read_bytes() == epub


# --------------------------------------------------------------------------- the same bytes


def elsewhere(root: Path, **env: str) -> dict[str, str]:
    """The book in `root` made in other surroundings: its digests."""
    command = "umask 077; exec " if env.pop("UMASK", "") else "exec "
    done = subprocess.run(
        ["sh", "-c", f'{command}"$0" -m book build', sys.executable],
        cwd=root,
        env=bookcase.surroundings(env),
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return editions(root)


def test_the_same_bytes_wherever_it_is_made(
    built: Path, small_made: tuple[Path, Ran], tmp_path: Path
) -> None:
    home = tmp_path / "home"
    home.mkdir()
    far = tmp_path / "a much longer folder, with spaces and an ë"
    places = [
        (
            bookcase.first(far / "first"),
            {"TZ": "Pacific/Kiritimati", "LC_ALL": "C", "PYTHONHASHSEED": "1", "UMASK": "077"},
        ),
        (
            bookcase.small(far / "small"),
            {"TZ": "America/Los_Angeles", "LANG": "nl_NL.UTF-8", "HOME": str(home), "PYTHONHASHSEED": "77"},
        ),
    ]
    with ThreadPoolExecutor(2) as both:
        made = list(both.map(lambda place: elsewhere(place[0], **place[1]), places))
    assert made == [editions(built), editions(small_made[0])]


def test_source_date_epoch_is_the_date_of_the_book(small: Path) -> None:
    first = book("build", "epub", cwd=small, env={"SOURCE_DATE_EPOCH": "1000000000"})
    assert first.code == 0, first.err
    archive = zipfile.ZipFile(small / "build" / "twee-stukjes.epub")
    package = next(archive.read(n).decode() for n in archive.namelist() if n.endswith(".opf"))
    assert "2001-09-09T01:46:40Z" in package
    assert {info.date_time[:3] for info in archive.infolist()} == {(2001, 9, 9)}
    assert book("build", "epub", "--json", cwd=small).json()["changed"], "without it the date is another"
    again = book("build", "epub", "--json", cwd=small, env={"SOURCE_DATE_EPOCH": "1000000000"}).json()
    assert again["changed"]


# --------------------------------------------------------------------------- all or nothing


def test_a_build_that_fails_leaves_the_last_good_book(copy: Path) -> None:
    known = editions(copy)
    (copy / "seeds" / "003-klantgericht.txt").unlink()
    assert book("build", cwd=copy).code == 4
    assert editions(copy) == known


def test_a_build_that_is_killed_leaves_the_last_good_book(made: Path) -> None:
    known = editions(made)
    for step in ("print", "proof"):
        script = (
            "import os, signal, sys; from book import project\n"
            "def progress(step, n, total):\n"
            f"    if step == {step!r}: os.kill(os.getpid(), signal.SIGKILL)\n"
            "project.build(project.find(), force=True, progress=progress)"
        )
        assert process(cwd=made, script=script).code == -9
        assert editions(made) == known
    assert book("build", "--json", cwd=made).json()["changed"] is False


def test_a_full_disk_leaves_the_last_good_book(made: Path) -> None:
    """RLIMIT_FSIZE stands in for the disk: the system refuses to write past it."""
    known = editions(made)
    script = (
        "import resource, signal, sys\n"
        "from book import press, project\n"
        "from book.cli import run\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "make = press.make\n"
        "def limited(*a, **k):\n"
        "    made = make(*a, **k)\n"
        "    resource.setrlimit(resource.RLIMIT_FSIZE, (30000, 30000))\n"
        "    return made\n"
        "press.make = limited\n"
        "sys.exit(run(['build', '--force']))"
    )
    done = process(cwd=made, script=script)
    assert done.code == 8, done.err
    assert "cannot write: File too large" in done.err
    assert "Traceback" not in done.err
    assert editions(made) == known


def test_strict_publishes_nothing_that_has_a_warning(made: Path) -> None:
    known = editions(made)
    manifest = made / "anthology.toml"
    manifest.write_text(manifest.read_text(encoding="utf-8").replace("Twee stukjes", "Stukjes"), "utf-8")
    ran = book("build", "--strict", cwd=made)
    assert ran.code == 9
    assert "rights.unknown" in ran.err
    assert "nothing was published" in ran.err
    assert editions(made) == known


# --------------------------------------------------------------------------- without Pango


def test_without_pango_the_epub_is_made_and_the_command_named(
    small: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def none(*_: object, **__: object) -> None:
        raise MissingToolError("Pango is not installed: no PDF")

    with monkeypatch.context() as patched:
        patched.setattr(paper, "lay_out", none)
        done = book("build", cwd=small)
    assert done.code == 7
    assert "error: Pango is not installed: no PDF\n  " in done.err
    assert "pango" in done.err.splitlines()[-1]
    assert (small / "build" / "twee-stukjes.epub").exists()
    assert not (small / "build" / "twee-stukjes.pdf").exists()
    assert book("build", "--json", cwd=small).json()["changed"], "what lacks its PDF is never up to date"
