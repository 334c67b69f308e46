"""Matching: our matcher beside what people would use in its place, on the same data and machine.

Each method learns phrasings in a process of its own and is asked questions. The table tells how
often its first match, or one of its first three, is right, clean and with typos; how well its
scores tell questions on topic from others (the area under the ROC curve, and how many questions
are accepted and right where 80 % of the others are refused); and what it costs.
"""

import argparse
import multiprocessing
import resource
import statistics
import tempfile
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path
from typing import TypeVar

from benchmarks.intents import all_phrasings, load_intents
from benchmarks.labelled import ANSWERS, HELD_OUT, Asked, load_questions, on_topic, with_typos
from benchmarks.methods import METHODS, Phrasing, Ranked, learnt, ours
from knowledge.answers import load_answers
from knowledge.matcher import Found, Outcome

_TIMED = 300
_REFUSED = 0.8
_STATUS = Path("/proc/self/status")
_T = TypeVar("_T")
_OPENINGS = ("", "hey ", "please ", "so ", "can you tell me ", "one more thing ", "ok ")


@dataclass(frozen=True, kw_only=True)
class Row:
    """What was measured of one method: shares in %, times in ms and s, memory in MB."""

    first: float
    three: float
    typos: float
    typos_three: float
    area: float
    accepted: float
    median: float
    slowest: float
    load: float
    again: float
    memory: float

    def __str__(self) -> str:
        """Return the row as columns below those of `HEAD`."""
        return (
            f"{self.first:7.1f}{self.three:7.1f}{self.typos:7.1f}{self.typos_three:7.1f}"
            f"{self.area:8.3f}{self.accepted:7.1f}{self.median:9.2f}{self.slowest:8.2f}"
            f"{self.load:8.2f}{self.again:8.2f}{self.memory:8.0f}"
        )


HEAD = (
    f"{'':22}{'first':>7}{'of 3':>7}{'typos':>7}{'of 3':>7}{'ROC':>8}{'@80':>7}"
    f"{'ms':>9}{'p99':>8}{'load s':>8}{'cached':>8}{'MB':>8}"
)


def load(name: str, phrasings: Sequence[Phrasing], cache: Path) -> float:
    """Return how long one method takes to learn phrasings, in s."""
    start = time.perf_counter()
    learnt(name, phrasings, cache)
    return time.perf_counter() - start


def measure(
    name: str, phrasings: Sequence[Phrasing], questions: Sequence[Asked], cache: Path, first: float
) -> Row:
    """Measure one method in this process, once it took `first` seconds to load in another one."""
    before, start = _memory(), time.perf_counter()
    method = learnt(name, phrasings, cache)
    again = time.perf_counter() - start
    times = _times(method.find, [asked.text for asked in questions][:: len(questions) // _TIMED])
    clean = [method.rank(asked.text) for asked in questions]
    typed = on_topic(with_typos(questions))
    typos = [method.rank(asked.text) for asked in typed]
    ranked = [found for asked, found in zip(questions, clean, strict=True) if asked.right]
    off = [found.score for asked, found in zip(questions, clean, strict=True) if not asked.right]
    memory = _memory() - before
    on = on_topic(questions)
    return Row(
        first=share(on, ranked, 1),
        three=share(on, ranked, 3),
        typos=share(typed, typos, 1),
        typos_three=share(typed, typos, 3),
        area=area([found.score for found in ranked], off),
        accepted=accepted(on, ranked, off),
        median=statistics.median(times),
        slowest=statistics.quantiles(times, n=100)[-1],
        load=first,
        again=again,
        memory=memory,
    )


def share(questions: Sequence[Asked], ranked: Sequence[Ranked], among: int) -> float:
    """Return how many questions, in %, have a right answer among the first matches."""
    hits = [
        bool(asked.right & set(found.answers[:among]))
        for asked, found in zip(questions, ranked, strict=True)
    ]
    return 100 * sum(hits) / len(hits)


def area(on: Sequence[float], off: Sequence[float]) -> float:
    """Return how often a question on topic scores above one that isn't; a tie is half."""
    above = sum((a > b) + (a == b) / 2 for a, b in product(on, off))
    return above / (len(on) * len(off))


def accepted(on: Sequence[Asked], ranked: Sequence[Ranked], off: Sequence[float]) -> float:
    """Return how many questions, in %, are accepted and right where 80 % of others are refused."""
    bar = sorted(off)[int(len(off) * _REFUSED)]
    hits = [
        found.score > bar and found.answers[0] in asked.right
        for asked, found in zip(on, ranked, strict=True)
        if found.answers
    ]
    return 100 * sum(hits) / len(on)


def _times(find: Callable[[str], object], questions: Sequence[str]) -> list[float]:
    """Return how long each question takes, in ms."""
    times: list[float] = []
    for question in questions:
        start = time.perf_counter()
        find(question)
        times.append(1000 * (time.perf_counter() - start))
    return times


def _memory() -> float:
    """Return the most memory that this process had so far, in MB.

    On Linux it is VmHWM of proc(5): what getrusage(2) tells begins with the memory of the process
    that started this one.
    """
    if _STATUS.exists():
        line = next(one for one in _STATUS.read_text().splitlines() if one.startswith("VmHWM"))
        return int(line.split()[1]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 * 1024)


def table(title: str, phrasings: Sequence[Phrasing], questions: Sequence[Asked]) -> None:
    """Print one row a method, each loaded and then measured in fresh processes."""
    own = [phrasing for phrasing in phrasings if not phrasing.elsewhere]
    answers = len({phrasing.answer for phrasing in own})
    off = sum(not asked.right for asked in questions)
    print(f"\n{title}: {len(own)} phrasings of {answers} answers, ", end="")
    print(f"{len(questions) - off} questions on topic and {off} off\n{HEAD}", flush=True)
    for name in METHODS:
        with tempfile.TemporaryDirectory() as cache:
            first = _apart(load, name, phrasings, Path(cache))
            row = _apart(measure, name, phrasings, questions, Path(cache), first)
        print(f"{name:22}{row}", flush=True)


def _apart(work: Callable[..., _T], *given: object) -> _T:
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(work, given)


def outcomes(phrasings: Sequence[Phrasing], questions: Sequence[Asked]) -> None:
    """Print what our matcher makes of questions: how they end, and how that is."""
    with tempfile.TemporaryDirectory() as cache:
        matcher = ours(phrasings, Path(cache)).matcher
    found = [(asked, matcher.find(asked.text)) for asked in questions]
    ends = {
        "answered right": _count(found, Outcome.ANSWER, right=True, among=1),
        "answered wrong": _count(found, Outcome.ANSWER, right=False, among=1),
        "a choice with the right one": _count(found, Outcome.CHOICES, right=True, among=4),
        "a choice without it": _count(found, Outcome.CHOICES, right=False, among=4),
    }
    on = len(on_topic(questions))
    print("\nHow our matcher ends them, in % of questions on topic:")
    print("\n".join(f"  {end}: {100 * count / on:.1f}" for end, count in ends.items()))
    off = [result for asked, result in found if not asked.right]
    wrong = sum(result.outcome is Outcome.ANSWER for result in off)
    print(f"  off-topic questions answered: {100 * wrong / len(off):.1f} % of {len(off)}")


def _count(
    found: Sequence[tuple[Asked, Found]], outcome: Outcome, *, right: bool, among: int
) -> int:
    return sum(
        result.outcome is outcome
        and bool(asked.right & {match.id for match in result.matches[:among]}) is right
        for asked, result in found
        if asked.right
    )


def speed(phrasings: Sequence[Phrasing], sizes: Sequence[int] = (1_500, 20_000)) -> None:
    """Print our time a question beside that of `extractOne`, and how long loading takes."""
    questions = [phrasing.text for phrasing in phrasings[:: len(phrasings) // _TIMED]]
    print(f"\n{'phrasings':>10}{'ours, ms':>10}{'p99':>8}{'WRatio, ms':>12}{'p99':>8}")
    for size in sizes:
        some = evenly(many(phrasings), size)
        columns = []
        for name in ("this matcher", "rapidfuzz WRatio"):
            with tempfile.TemporaryDirectory() as cache:
                times = _times(learnt(name, some, Path(cache)).find, questions)
            columns += [statistics.median(times), statistics.quantiles(times, n=100)[-1]]
        print(f"{size:>10}{columns[0]:10.2f}{columns[1]:8.2f}{columns[2]:12.2f}{columns[3]:8.2f}")
    with tempfile.TemporaryDirectory() as cache:
        some = evenly(phrasings, 2_500)
        first, again = (_apart(load, "this matcher", some, Path(cache)) for _ in "ab")
    print(f"loading 2,500 phrasings: {first:.2f} s first, {again:.2f} s cached")


def evenly(phrasings: Sequence[Phrasing], size: int) -> list[Phrasing]:
    """Return so many of the phrasings, from all over them."""
    return [phrasings[place * len(phrasings) // size] for place in range(size)]


def many(phrasings: Sequence[Phrasing]) -> Sequence[Phrasing]:
    """Return phrasings with openings before them, the plain ones first."""
    return [
        Phrasing(text=opening + phrasing.text, answer=phrasing.answer)
        for opening in _OPENINGS
        for phrasing in phrasings
    ]


def own_phrasings() -> list[Phrasing]:
    """Return the phrasings of the project's own answers, titles among them, as in service."""
    answers, _ = load_answers(ANSWERS)
    return [
        Phrasing(text=text, answer=answer.id, elsewhere=answer.elsewhere)
        for answer in answers.values()
        for text in filter(None, dict.fromkeys((*answer.phrasings, answer.title)))
    ]


def run(options: argparse.Namespace) -> None:
    """Print all tables; CLINC150's only where its path is given."""
    own, held_out = own_phrasings(), load_questions(HELD_OUT)
    table("Our own questions, held out", own, held_out)
    outcomes(own, held_out)
    if options.intents:
        phrasings, questions = load_intents(options.intents)
        table("CLINC150", phrasings, questions)
        outcomes(phrasings, questions)
    answers = [phrasing for phrasing in own if not phrasing.elsewhere]
    speed(all_phrasings(options.intents) if options.intents else answers)
