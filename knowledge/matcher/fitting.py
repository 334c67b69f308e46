"""Fitting: the weights that make each answer score highest on its own phrasings.

Multinomial logistic regression with an L2 penalty (Bishop, "Pattern Recognition and Machine
Learning", 2006, 4.3.4), fitted by L-BFGS (Nocedal and Wright, "Numerical Optimization", 2006,
7.2).
"""

from collections import deque
from collections.abc import Callable
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from knowledge.matcher.encoder import Floats

STRENGTH = 10.0
"""How much a phrasing counts against the penalty on weights."""

_STEPS, _MEMORY, _ENOUGH, _TINY = 25, 6, 1e-4, 1e-30
_FALL, _SHORTEST = 1e-4, 1e-4

Loss: TypeAlias = Callable[[Floats], tuple[float, Floats]]


def fit(numbers: Floats, owners: npt.NDArray[np.intp], answers: int) -> Floats:
    """Return weights (numbers x answers) from phrasings (phrasings x numbers) and their owners."""
    rows = np.arange(len(owners))

    def loss(weights: Floats) -> tuple[float, Floats]:
        errors = chances(numbers @ weights)
        surprise = -float(np.log(np.maximum(errors[rows, owners], _TINY)).sum())
        errors[rows, owners] -= 1
        slope = STRENGTH * (numbers.T @ errors) + weights
        return STRENGTH * surprise + _dot(weights, weights) / 2, slope

    return _lowest(loss, np.zeros((numbers.shape[1], answers), dtype=np.float32))


def chances(scores: Floats) -> Floats:
    """Return the softmax of each row of scores."""
    raised: Floats = np.exp(scores - scores.max(axis=1, keepdims=True, initial=-np.inf))
    raised /= raised.sum(axis=1, keepdims=True)
    return raised


def _lowest(loss: Loss, at: Floats) -> Floats:
    """Return where a smooth convex function is lowest, or nearly so."""
    value, slope = loss(at)
    past: deque[tuple[Floats, Floats, float]] = deque(maxlen=_MEMORY)
    for _ in range(_STEPS):
        way = _way(slope, past)
        step, new_value, new_slope = _stride(loss, at, way, value, _dot(slope, way))
        bend = new_slope - slope
        gain, at = value - new_value, at + step
        if (curve := _dot(step, bend)) > 0:
            past.append((step, bend, 1 / curve))
        value, slope = new_value, new_slope
        if gain < _ENOUGH * value:
            break
    return at


def _stride(
    loss: Loss, at: Floats, way: Floats, value: float, fall: float
) -> tuple[Floats, float, Floats]:
    """Return a step that lowers the loss enough (Armijo), with the loss and slope after it."""
    length = 1.0
    while True:
        step = -length * way
        new_value, new_slope = loss(at + step)
        if new_value <= value - _FALL * length * fall or length < _SHORTEST:
            return step, new_value, new_slope
        length /= 2


def _way(slope: Floats, past: deque[tuple[Floats, Floats, float]]) -> Floats:
    """Return the slope, straightened by what the last steps told of the curvature."""
    way = slope.copy()
    shares: list[float] = []
    for step, bend, rate in reversed(past):
        shares.append(rate * _dot(step, way))
        way -= shares[-1] * bend
    if past:
        step, bend, rate = past[-1]
        way /= rate * _dot(bend, bend)
    else:
        way /= max(_dot(way, way) ** 0.5, 1e-12)
    for (step, bend, rate), share in zip(past, reversed(shares), strict=True):
        way += (share - rate * _dot(bend, way)) * step
    return way


def _dot(one: Floats, other: Floats) -> float:
    return float(np.vdot(one, other))
