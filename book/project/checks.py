"""The proofs on the finished files, as they lie in build/."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from book.errors import Place
from book.model import Finding, Severity
from book.project.build import load_built, prepare
from book.project.files import Project


@dataclass(frozen=True, slots=True)
class Checked:
    """All there is to look at, and the checks that could not run, each with the reason."""

    findings: tuple[Finding, ...]
    not_run: tuple[tuple[str, str], ...]


def check(project: Project, progress: Callable[[str, int, int], None] | None = None) -> Checked:
    """Read proof of the editions in build/. Raises UsageError where nothing was built."""
    from book.proof import proof

    built = load_built(project)
    copy = prepare(project, progress)
    if progress:
        progress("proof", 1, 1)
    findings = copy.findings + proof(copy.anthology, built.editions, built.pagination)
    if built.current:
        findings += built.findings  # what rendering saw cannot be seen in the files
    else:
        findings = (_stale(project), *findings)
    return Checked(tuple(dict.fromkeys(findings)), ())


def _stale(project: Project) -> Finding:
    return Finding(
        "check.stale",
        Severity.ERROR,
        Place(str(project.build.relative_to(project.root))),
        "the editions are not those of the plan, the seeds and the press as they are now",
        "`book build` makes them anew",
    )
