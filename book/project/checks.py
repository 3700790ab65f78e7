"""The proofs on the finished files, as they lie in build/."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from book.errors import Place
from book.model import Edition, Finding, Severity
from book.project.build import load_built, prepare
from book.project.files import Project
from book.project.validators import epubcheck

Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Checked:
    """All there is to look at, and the checks that could not run, each with the reason."""

    findings: tuple[Finding, ...]
    not_run: tuple[tuple[str, str], ...]


def check(project: Project, progress: Progress | None = None) -> Checked:
    """Read proof of the editions in build/. Raises UsageError where nothing was built.

    Proof is read of the EPUB and of the book's own PDF. A printer's files and the booklet are the same pages,
    without the tags and bookmarks that a proof reads; a cover has none.
    """
    from book.press import READ, read_proof

    tell = progress or (lambda step, n, total: None)
    built = load_built(project)
    copy = prepare(project, progress)
    tell("proof", 1, 2)
    editions = built.of(*READ)
    findings = copy.findings + read_proof(copy.anthology, editions, built.pagination)
    if built.current:
        findings += built.findings  # what rendering saw cannot be seen in the files
    else:
        findings = (_stale(project), *findings)
    not_run = _unread(editions)
    for edition in editions:
        if edition.name.endswith(".epub"):
            tell("epubcheck", 2, 2)
            said = epubcheck(project.build / edition.name, copy.anthology)
            if isinstance(said, str):
                not_run.append(("EPUBCheck", said))
            else:
                findings += said
    return Checked(tuple(dict.fromkeys(findings)), tuple(not_run))


def _unread(editions: tuple[Edition, ...]) -> list[tuple[str, str]]:
    """The editions that no proof could read, since the last build did not make them."""
    ends = {"EPUB": ".epub", "PDF": ".pdf"}
    made = {edition.name[edition.name.rfind(".") :] for edition in editions}
    return [
        (f"the proofs of the {name}", "the last build made none")
        for name, end in ends.items()
        if end not in made
    ]


def _stale(project: Project) -> Finding:
    return Finding(
        "check.stale",
        Severity.ERROR,
        Place(project.build.relative_to(project.root).as_posix()),
        "the editions are not those of the plan, the seeds and the press as they are now",
        "`book build` makes them anew",
    )
