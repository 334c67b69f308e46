"""What the bot fetches and acknowledges: updates, files, taps."""

from datetime import timedelta

from localchat.happenings import Happening
from localchat.parameters import Parameters
from localchat.profile import Webhook
from localchat.refusals import bad_request, conflict
from localchat.wire import Wire
from localchat.world import World

LONGEST_POLL = 50
"""Seconds that a long poll lasts at most (tdlib/telegram-bot-api, Client.h, 2026)."""
ANSWER_WITHIN = timedelta(seconds=150)
"""How long a tap can be answered. Telegram names no figure; this is how long it is delivered."""
ANSWER_LIMIT = 200
DOWNLOAD_BYTES = 20 * 1024 * 1024


async def get_updates(world: World, parameters: Parameters) -> list[dict[str, object]]:
    """Return what waits for the bot, after as long a poll as it wishes."""
    if world.profile.webhook.url:
        raise conflict(
            "can't use getUpdates method while webhook is active; "
            "use deleteWebhook to delete the webhook first"
        )
    if parameters.has("allowed_updates"):
        world.updates.allow(map(str, parameters.listing("allowed_updates")))
    return await world.updates.poll(
        offset=parameters.whole("offset"),
        limit=parameters.whole("limit", 100),
        wait=min(float(parameters.text("timeout") or 0), LONGEST_POLL),
    )


def set_webhook(world: World, parameters: Parameters) -> bool:
    """Note a webhook, which ends polling. Who wants it driven posts `updates.undelivered()`.

    A plain address on the loopback is taken, as the Bot API server takes it with `--local`.
    """
    url = parameters.text("url")
    if url and not url.startswith(("https://", "http://127.0.0.1:")):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if parameters.flag("drop_pending_updates"):
        world.updates.drop_all()
    if parameters.has("allowed_updates"):
        world.updates.allow(map(str, parameters.listing("allowed_updates")))
    world.profile.webhook = Webhook(
        url=url,
        secret=parameters.text("secret_token"),
        connections=parameters.whole("max_connections", 40),
    )
    if url:
        world.updates.stop_poller("terminated by setWebhook request")
    return True


def delete_webhook(world: World, parameters: Parameters) -> bool:
    """Forget the webhook."""
    dropping = {"drop_pending_updates": parameters.flag("drop_pending_updates")}
    return set_webhook(world, Parameters(values=dropping))


def get_webhook_info(world: World, _parameters: Parameters) -> Wire:
    """Return the webhook, and how many updates wait."""
    webhook = world.profile.webhook
    wire: Wire = {
        "url": webhook.url,
        "has_custom_certificate": False,
        "pending_update_count": len(world.updates),
    }
    if webhook.error:
        wire |= {"last_error_date": webhook.error_at, "last_error_message": webhook.error}
    return wire


def get_file(world: World, parameters: Parameters) -> Wire:
    """Return where a file can be fetched."""
    file = world.files.get(parameters.text("file_id").removesuffix("-s"))
    if file is None:
        raise bad_request("wrong file_id or the file is temporarily unavailable")
    if len(file.content) > DOWNLOAD_BYTES:
        raise bad_request("file is too big")
    return {
        "file_id": file.id,
        "file_unique_id": f"u{file.id}",
        "file_size": len(file.content),
        "file_path": f"documents/{file.id}",
    }


def answer_callback_query(world: World, parameters: Parameters) -> bool:
    """Answer a tap, so that its button stops waiting."""
    tap = world.taps.get(parameters.text("callback_query_id"))
    if tap is None or tap.answered or world.clock.now() - tap.at > ANSWER_WITHIN:
        raise bad_request("query is too old and response timeout expired or query ID is invalid")
    text = parameters.text("text")
    if len(text) > ANSWER_LIMIT:
        raise bad_request("MESSAGE_TOO_LONG")
    tap.answered, tap.answer, tap.alert = True, text, parameters.flag("show_alert")
    world.watchers.tell(
        Happening(what="answered", chat=tap.message.chat.id, message=tap.message, text=text)
    )
    return True
