"""
Gradescope, "Export Submissions": ``submission_metadata.yml`` beside ``submission_{id}/`` folders.

The metadata names the submitters of each folder (several in a group) and when it was handed in.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

from autograde.collect.archive import File, Source
from autograde.collect.handed import Handed, Left, Wanted
from autograde.errors import UsageError
from autograde.gradebook.writer import parse_timestamp

NAME = "gradescope"
METADATA = "submission_metadata.yml"
_MAX_BYTES = 256 << 20


def recognises(files: list[File]) -> bool:
    """Whether the metadata is there."""
    return any(file.last == METADATA for file in files)


def claims(source: Source, files: list[File], wanted: Wanted) -> Iterable[Handed | Left]:
    """
    Whose each file is; see `autograde.collect.handed.Format`.

    Raises:
        UsageError: If the metadata are missing or broken: without them nothing belongs to
            anybody.
    """
    where = next((file for file in files if file.last == METADATA), None)
    if where is None:
        raise UsageError(f"there is no {METADATA}", where=str(source.where))
    metadata = _read(source, where)
    for file in files:
        if file == where:
            continue
        known = (metadata[part] for part in file.parts[:-1] if part in metadata)
        entry: dict[str, Any] = next(known, {})
        submitters = _submitters(entry)
        if not submitters:
            yield Left(file, f"{METADATA} names nobody who handed it in")
        for names in submitters:
            time = parse_timestamp(_short(entry.get(":created_at")))
            identity = "\n".join(names)
            yield Handed(file, file.last, identity, names, names[0], submitted=time)


def _read(source: Source, file: File) -> dict[str, Any]:
    import yaml

    # Everything a text, no object made: the base loader. It is libyaml's where that is at hand.
    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        data = yaml.load(source.read(file, _MAX_BYTES), Loader=loader)
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError) as error:
        raise UsageError(
            f"{METADATA} cannot be read",
            where=str(source.where),
            found=str(error)[:300],
            todo="Export the submissions again.",
        ) from None
    if not isinstance(data, dict):
        raise UsageError(f"{METADATA} holds no submissions", where=str(source.where))
    return {str(k): v for k, v in data.items() if isinstance(v, dict)}


def _submitters(entry: dict[str, Any]) -> list[tuple[str, ...]]:
    """For each submitter id, address and name, as far as they are known."""
    found = []
    listed = entry.get(":submitters")
    for person in listed if isinstance(listed, list) else []:
        if isinstance(person, dict):
            values = (person.get(field) for field in (":sid", ":email", ":name"))
            names = tuple(v.strip() for v in values if isinstance(v, str) and v.strip())
            if names:
                found.append(names)
    return found


def _short(text: Any) -> str:
    """A time of Ruby's, with nanoseconds and its zone behind a space, as ISO 8601."""
    match = re.fullmatch(
        r"(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d(?:\.\d{1,6})?)\d* ?(Z|UTC|[+-]\d\d:?\d\d)?",
        str(text).strip(),
    )
    if match is None or match[3] is None:
        return ""
    return f"{match[1]}T{match[2]}{'+00:00' if match[3] in ('Z', 'UTC') else match[3]}"
