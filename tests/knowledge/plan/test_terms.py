"""Terms to practise: each is an answer of the track."""

from pathlib import Path

from knowledge import plan
from knowledge.mistakes import Weight

ROADMAP = Path(plan.__file__).parent.parent / "tracks" / "backend" / "roadmap.yaml"


def test_a_term_that_no_answer_explains_is_told_with_its_line() -> None:
    roadmap, mistakes = plan.load_roadmap(ROADMAP, answers=["what-is-server"])
    assert roadmap is not None
    told = [one for one in mistakes if "what-is-client" in one.what]
    assert [one.weight for one in told] == [Weight.WARNING]
    assert "what-is-client" in ROADMAP.read_text().splitlines()[told[0].line - 1]
    assert not any("'what-is-server'" in one.what for one in mistakes)
