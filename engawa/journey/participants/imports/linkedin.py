"""LinkedIn: "Get a copy of your data", as the archive or as one of its files. Only four files are opened, by their columns.

Names, addresses, birth date, contacts and messages in the archive are never read.
"""
import csv
import io
import re
import zipfile
from collections.abc import Iterable

from engawa.journey.participants.imports import workplaces
from engawa.journey.participants.imports.found import Found, FoundCareer, FoundLanguage, FoundSkill, Unreadable, capped
from engawa.journey.participants.imports.letters import plain
from engawa.journey.participants.imports.texts import decoded

FILES = ("positions.csv", "skills.csv", "profile.csv", "languages.csv")
ENTRIES, BYTES = 5000, 5 * 1024 * 1024
YEAR = re.compile(r"(?:19|20)\d\d")
# The columns by which a file is known, whatever it is called.
KNOWN = ({"company name", "title", "started on"}, {"name", "proficiency"}, {"headline", "summary"}, {"name"})


def read(content: bytes) -> Found:
    """Read an archive."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if len(archive.infolist()) > ENTRIES:
            raise Unreadable("too_much")
        wanted = [entry for entry in archive.infolist() if entry.filename.rsplit("/", 1)[-1].lower() in FILES]
        if not wanted:
            raise Unreadable("not_linkedin")
        if any(entry.flag_bits & 1 for entry in wanted):
            raise Unreadable("encrypted")
        if len(wanted) > len(FILES) or any(entry.file_size > BYTES for entry in wanted):
            raise Unreadable("too_much")
        return _joined(_table(decoded(_unpacked(archive, entry))) for entry in wanted)


def read_csv(content: bytes) -> Found:
    """Read one file of an archive."""
    return _joined([_table(decoded(content))])


def is_known(text: str) -> bool:
    """Whether a text begins with the columns of one of the four files."""
    try:
        head = next(csv.reader(io.StringIO(text[:2000], newline="")), [])
    except csv.Error:
        return False
    return _kind({name.strip().lower() for name in head}) is not None


def _unpacked(archive: zipfile.ZipFile, entry: zipfile.ZipInfo) -> bytes:
    # What the directory says of the size may be a lie.
    with archive.open(entry) as file:
        content = file.read(BYTES + 1)
    if len(content) > BYTES:
        raise Unreadable("too_much")
    return content


def _kind(columns: set[str]) -> int | None:
    for number, needed in enumerate(KNOWN):
        if columns == needed if needed == {"name"} else needed <= columns:
            return number
    return None


def _table(text: str) -> list[dict[str, str]]:
    rows = csv.reader(io.StringIO(plain(text), newline=""))
    head = [name.strip().lower() for name in next(rows, [])]
    return [dict(zip(head, row, strict=False)) for row in rows if any(row)]


def _joined(tables: Iterable[list[dict[str, str]]]) -> Found:
    careers, skills, languages, about = [], [], [], []
    for rows in tables:
        kind = _kind(set(rows[0])) if rows else None
        if kind == 0:
            careers += [_career(row) for row in rows]
        elif kind == 1:
            languages += [FoundLanguage(words=row["name"], level_words=row.get("proficiency", "")) for row in rows]
        elif kind == 2:
            about += [row.get("summary") or row.get("headline", "") for row in rows]
        elif kind == 3:
            skills += [FoundSkill(words=row["name"]) for row in rows]
    return capped(Found(careers=tuple(careers), skills=tuple(skills), languages=tuple(languages), about="\n".join(about)))


def _career(row: dict[str, str]) -> FoundCareer:
    return FoundCareer(
        from_year=_year(row["started on"]), to_year=_year(row.get("finished on", "")), role_words=row["title"],
        place=row["company name"], did=row.get("description", ""), is_named=workplaces.is_name(row["company name"]))


def _year(text: str) -> int | None:
    found = YEAR.search(text)
    return int(found[0]) if found else None
