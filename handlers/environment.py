"""The environment: the settings that it holds, read and checked once, and the standard streams."""

import os
import re
import sys
from io import TextIOWrapper
from ipaddress import ip_address
from pathlib import Path
from typing import Any, Literal

from pydantic import (
    Field,
    HttpUrl,
    SecretStr,
    ValidationError,
    ValidationInfo,
    field_validator,
)
from pydantic_settings import BaseSettings, SettingsConfigDict

ALIVE, READY = "/healthz", "/readyz"
"""The paths that tell how the webhook's server is."""

_PORTS = (443, 80, 88, 8443)
"""The ports that Telegram posts to (core.telegram.org/bots/api#setwebhook, 2026)."""


class UsageError(Exception):
    """The bot was called or set up wrongly; the message says what to change."""


class Settings(BaseSettings):
    """What the environment (or a file `.env`) says. Each description says what a setting takes."""

    model_config = SettingsConfigDict(env_file=".env", extra="ignore", env_ignore_empty=True)

    telegram_bot_token: SecretStr | None = Field(
        default=None, description="the token that @BotFather gave you, like 123456:ABC-def"
    )
    telegram_api_url: HttpUrl = Field(
        default=HttpUrl("https://api.telegram.org"),
        description="the address of a Bot API server, like http://127.0.0.1:8081",
    )
    data_dir: Path = Field(
        default=Path("data"),
        description="a folder that the bot may write in; it is made where there is none",
    )
    database_url: SecretStr | None = Field(
        default=None,
        description="the address of a PostgreSQL database, like postgresql://user:password@host/name",
    )
    log_level: Literal["DEBUG", "INFO", "WARNING", "ERROR"] = Field(
        default="INFO", description="one of DEBUG, INFO, WARNING, ERROR"
    )

    webhook_url: HttpUrl | None = Field(
        default=None,
        description="where Telegram posts what people write, like https://bot.example.org/telegram",
    )
    webhook_secret: SecretStr | None = Field(
        default=None,
        description="1 to 256 letters, digits, - and _, the same for every process",
    )
    port: int = Field(
        default=8080, ge=1, le=65535, description="where the webhook listens, from 1 to 65535"
    )
    processes: int = Field(
        default=1, ge=1, le=30, description="how many processes serve this bot, from 1 to 30"
    )

    @field_validator("telegram_bot_token", mode="before")
    @classmethod
    def _looks_like_a_token(cls, token: Any) -> Any:  # noqa: ANN401 - whatever the environment says
        if isinstance(token, str) and not re.fullmatch(r"\d+:[\w-]+", token := token.strip()):
            raise ValueError("this has another form")
        return token

    @field_validator("database_url", mode="before")
    @classmethod
    def _names_postgresql(cls, url: Any) -> Any:  # noqa: ANN401 - whatever the environment says
        if isinstance(url, str) and not re.match(r"postgres(ql)?://", url := url.strip()):
            raise ValueError("this has another form")
        return url

    @field_validator("webhook_secret", mode="before")
    @classmethod
    def _fits_a_header(cls, secret: Any) -> Any:  # noqa: ANN401 - whatever the environment says
        if isinstance(secret, str) and not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", secret.strip()):
            raise ValueError("this has another form")
        return secret.strip() if isinstance(secret, str) else secret

    @field_validator("webhook_url")
    @classmethod
    def _can_be_posted_to(cls, url: HttpUrl | None, info: ValidationInfo) -> HttpUrl | None:
        if url is not None and not _is_loopback(url):
            if url.scheme != "https":
                raise ValueError("it must begin with https://")
            api = info.data.get("telegram_api_url")
            if api == cls.model_fields["telegram_api_url"].default and url.port not in _PORTS:
                raise ValueError(f"Telegram posts to ports {', '.join(map(str, _PORTS))} alone")
        if url is not None and url.path in {ALIVE, READY}:
            raise ValueError(f"the path {url.path} is taken")
        return url

    @field_validator("log_level", mode="before")
    @classmethod
    def _in_capitals(cls, level: Any) -> Any:  # noqa: ANN401 - whatever the environment says
        return level.upper() if isinstance(level, str) else level

    @field_validator("data_dir")
    @classmethod
    def _can_hold_data(cls, folder: Path) -> Path:
        folder = folder.expanduser()
        nearest = next(one for one in (folder, *folder.parents) if os.access(one, os.F_OK))
        if not nearest.is_dir():
            raise ValueError(f"{nearest} is no folder")
        if not os.access(nearest, os.W_OK | os.X_OK):
            raise ValueError(f"the bot may not write in {nearest.absolute()}")
        return folder

    @property
    def token(self) -> str | None:
        """The token in the clear, for Telegram only."""
        return self.telegram_bot_token.get_secret_value() if self.telegram_bot_token else None

    @property
    def database(self) -> str | None:
        """The database's address in the clear, for its driver only."""
        return self.database_url.get_secret_value() if self.database_url else None

    @property
    def secret(self) -> str | None:
        """The webhook's secret in the clear, for Telegram only."""
        return self.webhook_secret.get_secret_value() if self.webhook_secret else None


def _is_loopback(url: HttpUrl) -> bool:
    host = (url.host or "").strip("[]")
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def read_settings() -> Settings:
    """Read the settings. Raises UsageError naming each wrong variable and what it takes."""
    try:
        return Settings()
    except ValidationError as wrong:
        lines = []
        for error in wrong.errors():
            name = str(error["loc"][0])
            why = f": {error['ctx']['error']}" if error["type"] == "value_error" else ""
            lines.append(f"{name.upper()} is not right{why}. {takes(name)}")
        raise UsageError("\n".join(lines)) from None


def takes(setting: str) -> str:
    """Say what a setting takes, in a sentence."""
    return f"It takes {Settings.model_fields[setting].description}."


def settings_help() -> str:
    """Say in a paragraph which settings there are, and what each takes."""
    lines = [
        f"  {name.upper():<19} {field.description}" for name, field in Settings.model_fields.items()
    ]
    return "\n".join(["settings, from the environment or a file `.env`:", *lines])


def steady_streams() -> None:
    """Let the standard streams fail nobody.

    Closed ones lead nowhere; bytes that are no text, and signs that the encoding lacks, are
    replaced.
    """
    for name, mode, replaced in (
        ("stdin", "r", "replace"),
        ("stdout", "w", "backslashreplace"),
        ("stderr", "w", "backslashreplace"),
    ):
        if getattr(sys, name) is None:  # it was closed when Python began
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115
        stream = getattr(sys, name)
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors=replaced)


def discard_output() -> None:
    """Send what is left of the output nowhere, since nobody reads it any more."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
