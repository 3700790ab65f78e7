"""Talks to the disk: the plan, the seeds and the look in; editions out, all or nothing."""

from __future__ import annotations

from book.project.build import Built, Outcome, build, finding_form, load_built, prepare, proofread
from book.project.checks import Checked, check
from book.project.files import (
    MANIFEST,
    Project,
    State,
    find,
    format_of,
    load_manifest,
    load_seed,
    loose_seeds,
    read_plan,
    state_of,
)
from book.project.looks import desk_files, load_style
from book.project.start import write_plan

__all__ = [
    "MANIFEST",
    "Built",
    "Checked",
    "Outcome",
    "Project",
    "State",
    "build",
    "check",
    "desk_files",
    "find",
    "finding_form",
    "format_of",
    "load_built",
    "load_manifest",
    "load_seed",
    "load_style",
    "loose_seeds",
    "prepare",
    "proofread",
    "read_plan",
    "state_of",
    "write_plan",
]
