"""A call's parameters, read leniently as the Bot API reads them."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field

from localchat.refusals import bad_request

Json = Mapping[str, object]


@dataclass(frozen=True, kw_only=True)
class Upload:
    """A file that came with a call."""

    name: str
    content: bytes
    mime: str


@dataclass(frozen=True, kw_only=True)
class Parameters:
    """What a call carries: values (typed, or text holding JSON) and uploaded files by field."""

    values: Json = field(default_factory=dict)
    uploads: Mapping[str, Upload] = field(default_factory=dict)

    def has(self, name: str) -> bool:
        """Tell whether a value was given."""
        return self.values.get(name) is not None

    def text(self, name: str) -> str:
        """Return a text, empty if there is none."""
        value = self.values.get(name)
        return "" if value is None else str(value)

    def whole(self, name: str, default: int = 0) -> int:
        """Return a whole number, `default` where there is none or it is not one."""
        try:
            return int(self.text(name) or default)
        except ValueError:
            return default

    def flag(self, name: str, *, default: bool = False) -> bool:
        """Return a yes or no."""
        return self.text(name).lower() in {"true", "1"} if self.has(name) else default

    def mapping(self, name: str) -> Json | None:
        """Return an object, None if there is none. Raises RefusedError where it is not one."""
        value = self._plain(name)
        if value is not None and not isinstance(value, Mapping):
            raise bad_request(f"can't parse {name}: object expected")
        return value

    def listing(self, name: str) -> list[object]:
        """Return a list, empty if there is none. Raises RefusedError where it is not one."""
        value = self._plain(name)
        if value is None:
            return []
        if not isinstance(value, list):
            raise bad_request(f"can't parse {name}: array expected")
        return value

    def upload(self, name: str) -> Upload | None:
        """Return the file of a field: sent as the field itself, or attached under a name."""
        return self.uploads.get(self.text(name).removeprefix("attach://") or name)

    def _plain(self, name: str) -> object:
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        try:
            plain: object = json.loads(value) if value else None
        except ValueError as wrong:
            raise bad_request(f"can't parse {name}: {wrong}") from wrong
        return plain
