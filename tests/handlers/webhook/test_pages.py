"""What the server answers: to whom, to what, and what never stands in the log."""

import asyncio
import json
import logging

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from telegram import Bot

from handlers.webhook.pages import LARGEST, update_in
from knowledge.library import Knowledge
from localchat import Telegram
from tests.clocks import SteppedClock
from tests.hooked import PATH, hooked
from tests.postman import SECRET

PRIVATE = "nobody else may read this"
UPDATE = {
    "update_id": 9,
    "message": {
        "message_id": 1,
        "date": 1772355600,
        "chat": {"id": 101, "type": "private"},
        "from": {"id": 101, "is_bot": False, "first_name": PRIVATE},
        "text": PRIVATE,
    },
}
BODY = json.dumps(UPDATE).encode()


async def test_an_update_is_taken_from_who_knows_the_secret(knowledge: Knowledge) -> None:
    async with hooked(knowledge) as here:
        assert await here.post(BODY) == 200
        assert await here.house.store.load(101) is not None


@pytest.mark.parametrize("secret", ["", "known-to-bot", "known-to-both-", "x" * 5000, "é"])
async def test_without_the_secret_nothing_is_read(knowledge: Knowledge, secret: str) -> None:
    async with hooked(knowledge) as here:
        headers = {SECRET.encode(): secret.encode()} if secret else {}
        answer = await here.client.post(f"{here.base}{PATH}", content=BODY, headers=headers)
        assert (answer.status_code, answer.text) == (403, "forbidden\n")
        assert await here.house.store.load(101) is None


@pytest.mark.parametrize("path", ["/", "/telegram/", "/telegram/x", "/robots.txt", "/%00"])
async def test_elsewhere_there_is_nothing(knowledge: Knowledge, path: str) -> None:
    async with hooked(knowledge) as here:
        assert await here.post(BODY, path=path) == 404
        assert (await here.get(path))[0] == 404


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"junk",
        b"\xff\xfe\x00",
        b"[]",
        b"null",
        b"7",
        b"{}",
        b'{"update_id": "9"}',
        b'{"update_id": true}',
        b'{"update_id": 1, "message": 5}',
        b'{"update_id": 1, "message": {"text": "x"}}',
        b'{"update_id": 1, "message": {"message_id": 1, "date": 1e300, "chat": []}}',
        b"[" * 200_000,
        b'{"update_id": ' + b"9" * 10_000 + b"}",
    ],
    ids=lambda body: repr(body[:60]),
)
async def test_what_is_no_update_is_refused(knowledge: Knowledge, body: bytes) -> None:
    async with hooked(knowledge) as here:
        assert await here.post(body) == 400
        assert await here.post(BODY) == 200, "the next one is taken"


async def test_an_update_of_a_kind_that_we_do_not_know_is_taken(knowledge: Knowledge) -> None:
    async with hooked(knowledge) as here:
        assert await here.post(b'{"update_id": 1}') == 200
        assert await here.post(b'{"update_id": 2, "something_new": {"id": 5}}') == 200


async def test_what_is_too_large_is_refused(knowledge: Knowledge) -> None:
    async def in_pieces() -> object:
        for _ in range(LARGEST // 50_000 + 1):
            yield b" " * 50_000

    async with hooked(knowledge) as here:
        assert await here.post(b" " * (LARGEST - len(BODY)) + BODY) == 200
        headers = {SECRET: "known-to-both"}
        answer = await here.client.post(
            f"{here.base}{PATH}",
            content=in_pieces(),  # type: ignore[arg-type]
            headers=headers,
        )
        assert answer.status_code == 413
        assert await announced(here.port, str(LARGEST + 1)) == 413
        assert await announced(here.port, "9" * 5000) == 413


async def announced(port: int, length: str) -> int:
    """Announce a body of that length and send none; returns the status."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    head = f"POST {PATH} HTTP/1.1\r\nHost: x\r\n{SECRET}: known-to-both\r\nContent-Length: {length}"
    writer.write(f"{head}\r\n\r\n".encode())
    status = (await asyncio.wait_for(reader.readline(), 5)).split()[1]
    writer.close()
    return int(status)


async def test_other_methods_are_refused(knowledge: Knowledge) -> None:
    async with hooked(knowledge) as here:
        assert (await here.get(PATH))[0] == 405
        assert (await here.client.post(f"{here.base}/healthz")).status_code == 405


async def test_nothing_that_was_posted_is_logged(
    knowledge: Knowledge, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, logger="tornado")
    caplog.set_level(logging.DEBUG, logger="handlers")
    async with hooked(knowledge) as here:
        broken = json.loads(BODY)
        del broken["message"]["date"]
        assert await here.post(json.dumps(broken).encode()) == 400
        assert await here.post(BODY, secret=PRIVATE) == 403
        assert await here.post(BODY, path=f"/{PRIVATE}") == 404
        assert await here.post(BODY) == 200
        await here.house.outbox.idle()
    assert "What was posted is no update" in caplog.text
    assert PRIVATE not in caplog.text
    assert "known-to-both" not in caplog.text


def bot() -> Bot:
    """Return a bot that calls nobody."""
    telegram = Telegram(clock=SteppedClock())
    request = telegram.request()
    return Bot(telegram.token, request=request, get_updates_request=request)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=10,
)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(
    kind=st.sampled_from(["message", "callback_query", "my_chat_member", "poll_answer"]),
    content=st.dictionaries(
        st.sampled_from(["message_id", "date", "chat", "from", "text", "entities", "id", "data"]),
        JSON,
    ),
)
def test_no_json_breaks_the_reading(kind: str, content: dict[str, object]) -> None:
    body = json.dumps({"update_id": 1, kind: content}).encode()
    update = update_in(body, bot())
    assert update is None or update.update_id == 1
