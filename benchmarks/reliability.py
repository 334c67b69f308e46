"""The reliability diagram: how often matches are right, by how probable they were said to be."""

from collections.abc import Sequence

_SIDE, _EDGE, _BINS = 360, 50, 10
_INK, _LINE, _BAR = "#1f2933", "#9aa5b1", "#2f6f9f"


def draw(judged: Sequence[tuple[float, bool]]) -> str:
    """Return an SVG picture of (probability said, whether right) pairs, with counts."""
    size = _SIDE + 2 * _EDGE
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}">',
        f'<g font-family="sans-serif" font-size="12" fill="{_INK}">',
        "<title>Said and true probability of a match being right</title>",
        f'<rect width="{size}" height="{size}" fill="white"/>',
        *_frame(),
        *(part for place in range(_BINS) for part in _point(judged, place)),
        "</g></svg>",
    ]
    return "\n".join(parts) + "\n"


def _frame() -> list[str]:
    low, high, middle = _EDGE, _EDGE + _SIDE, _EDGE + _SIDE / 2
    return [
        f'<path d="M{low} {low}V{high}H{high}" fill="none" stroke="{_INK}"/>',
        f'<path d="M{low} {high}L{high} {low}" stroke="{_LINE}" stroke-dasharray="4"/>',
        f'<text x="{middle}" y="{high + 36}" text-anchor="middle">probability said</text>',
        f'<text transform="translate(16 {middle}) rotate(-90)" text-anchor="middle">right</text>',
        *(_tick(step / 5) for step in range(6)),
    ]


def _tick(value: float) -> str:
    along = _EDGE + value * _SIDE
    up = _EDGE + (1 - value) * _SIDE
    return (
        f'<text x="{along:.0f}" y="{_EDGE + _SIDE + 18}" text-anchor="middle">{value:.1f}</text>'
        f'<text x="{_EDGE - 8}" y="{up + 4:.0f}" text-anchor="end">{value:.1f}</text>'
    )


def _point(judged: Sequence[tuple[float, bool]], place: int) -> list[str]:
    inside = [(said, right) for said, right in judged if int(min(said, 0.999) * _BINS) == place]
    if not inside:
        return []
    said = sum(said for said, _ in inside) / len(inside)
    right = sum(right for _, right in inside) / len(inside)
    x, y = _EDGE + said * _SIDE, _EDGE + (1 - right) * _SIDE
    return [
        f'<circle cx="{x:.1f}" cy="{y:.1f}" r="5" fill="{_BAR}"/>',
        f'<text x="{x + 8:.1f}" y="{y + 16:.1f}" font-size="10">{len(inside)}</text>',
    ]
