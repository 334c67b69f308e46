"""Loading: a roadmap and the names of schools from YAML, with every mistake at once."""

from collections.abc import Collection, Mapping
from datetime import date
from pathlib import Path

from knowledge.checks.plain import sentence_mistakes
from knowledge.mistakes import Mistake, Weight
from knowledge.plan.asked import unasked, unexplained, unwritten
from knowledge.plan.check_figures import age_findings
from knowledge.plan.check_naming import naming_age, naming_findings
from knowledge.plan.checks import findings
from knowledge.plan.naming import Schools
from knowledge.plan.reference import moved_findings
from knowledge.plan.roadmap import Roadmap
from knowledge.plan.texts import roadmap_pieces
from knowledge.reading import parse, read


def load_roadmap(
    path: Path,
    *,
    questions: Mapping[str, Collection[str]] | None = None,
    messages: Collection[str] | None = None,
    answers: Collection[str] | None = None,
    today: date | None = None,
) -> tuple[Roadmap | None, tuple[Mistake, ...]]:
    """Read a roadmap. None where an error keeps it from use; warnings come beside a roadmap.

    With `questions` (the flows' questions by id, each with its choices' ids), `messages` and
    `answers` (ids) it is also checked against those, and with `today` figures are told that nobody
    has checked for years. Never raises on what the file holds.
    """
    document = read(path)
    roadmap, misfits = parse(Roadmap, document)
    mistakes = (*document.mistakes, *misfits)
    if roadmap is None or _wrong(mistakes):
        return None, mistakes
    found = [*findings(roadmap)]
    if questions is not None:
        found.extend(unasked(roadmap, questions))
    if messages is not None:
        found.extend(unwritten(roadmap, messages))
    if answers is not None:
        found.extend(unexplained(roadmap, answers))
    if today is not None:
        found.extend(age_findings(roadmap, today.year))
    if not any(one.weight is Weight.ERROR for one in found):
        found.extend(moved_findings(roadmap))
    told = (
        *mistakes,
        *sentence_mistakes(roadmap_pieces(roadmap, document)),
        *(document.mistake(one.at, one.what, one.remedy, weight=one.weight) for one in found),
    )
    return (None if _wrong(told) else roadmap), told


def load_schools(
    path: Path, roadmap: Roadmap, *, today: date | None = None
) -> tuple[Schools | None, tuple[Mistake, ...]]:
    """Read what the schools of a roadmap's paths are called elsewhere.

    None where there is no such file, or where an error keeps it from use. With `today` names are
    told that nobody has looked up for years.
    """
    if not path.exists():
        return None, ()
    document = read(path)
    schools, misfits = parse(Schools, document)
    mistakes = (*document.mistakes, *misfits)
    if schools is None or _wrong(mistakes):
        return None, mistakes
    found = [*naming_findings(schools, roadmap)]
    if today is not None:
        found.extend(naming_age(schools, today.year))
    told = tuple(document.mistake(one.at, one.what, one.remedy, weight=one.weight) for one in found)
    return (None if _wrong(told) else schools), (*mistakes, *told)


def _wrong(mistakes: tuple[Mistake, ...]) -> bool:
    return any(one.weight is Weight.ERROR for one in mistakes)
