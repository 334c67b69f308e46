"""Every button that can be reached, from everywhere: within 64 bytes, answered, never refused."""

from collections import deque

from knowledge.library import Knowledge
from localchat import Button, Message
from tests.dialogue import Speaker, dialogue, refusals
from tests.handlers.steps import QUESTIONS, record_of, rewind, stand_at, with_all_answers

COMMANDS = ("/start", "/plan", "/next", "/progress", "/settings", "/reminders")
TEXTS = ("is a bootcamp worth it?", "how much do devs earn", "quantum cooking for cats", "hello")
LONGEST_DATA, LONGEST_LABEL = 64, 64


class Walk:
    """A walk over buttons, breadth first: each button's data is tapped once."""

    def __init__(self, speaker: Speaker) -> None:
        self.speaker = speaker
        self.seen: set[str] = set()
        self.waiting: deque[tuple[Message, Button]] = deque()

    def look(self, since: int = 0, at: int = 0) -> None:
        """Take note of new buttons under the messages since one, and under one that may be edited.

        Each is held to Telegram's limits.
        """
        for message in self.speaker.person.messages:
            for button in message.buttons if message.id > since or message.id == at else ():
                assert 0 < len(button.label) <= LONGEST_LABEL, button
                assert len(button.data.encode()) <= LONGEST_DATA, button
                if button.data and self.kind_of(button) not in self.seen:
                    self.seen.add(self.kind_of(button))
                    self.waiting.append((message, button))

    @staticmethod
    def kind_of(button: Button) -> str:
        """Return what a button does, whichever run of a flow it belongs to."""
        head, *rest = button.data.split(":")
        return ":".join(rest[1:]) if head == "f" else button.data

    async def tap_all(self) -> None:
        """Tap what waits, and what appears thereby, until nothing new appears."""
        while self.waiting:
            message, button = self.waiting.popleft()
            before, refused = screen(self.speaker), len(self.speaker.dialogue.telegram.refused)
            last = self.speaker.person.last.id
            await self.speaker.does(self.speaker.person.tap_button(message, button))
            unchanged = len(self.speaker.dialogue.telegram.refused) > refused
            assert screen(self.speaker) != before or unchanged, f"nothing came of {button}"
            await self.speaker.dialogue.passes(seconds=3)
            self.look(since=last, at=message.id)


def screen(speaker: Speaker) -> list[tuple[object, ...]]:
    """Return all that the bot has in a chat, as it stands."""
    return [(each.id, each.text, each.rows) for each in speaker.person.messages]


async def test_every_button_of_every_screen_gives_a_reply(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        await with_all_answers(ann)
        walk = Walk(ann)
        walk.look()
        for text in (*COMMANDS, *TEXTS):
            await ann.says(text)
            walk.look()
        await walk.tap_all()
        milestones = {f"p:m:{id_}" for id_ in knowledge.first.roadmap.milestones}
        stages = {f"p:s:{stage.id}" for stage in knowledge.first.roadmap.stages}
        assert walk.seen >= milestones | stages
        assert {f"s:fit:{id_}" for id_ in ("name", "place", "reminder")} <= walk.seen
    unchanged = {"editMessageText": "message is not modified"}
    assert refusals(talk.telegram, but=unchanged) == []


async def test_every_button_of_every_question_gives_a_reply(knowledge: Knowledge) -> None:
    async with dialogue(knowledge) as talk:
        ann = talk.person()
        for id_ in QUESTIONS:
            ann.person.delete_chat()
            await ann.says("/forget")
            await ann.taps("Yes, delete")
            await stand_at(ann, id_)
            standing, asked = await record_of(talk), ann.person.last
            for button in asked.buttons:
                assert len(button.data.encode()) <= LONGEST_DATA
                before = screen(ann)
                await ann.does(ann.person.tap_button(asked, button))
                assert screen(ann) != before
                await rewind(talk, standing)
    unchanged = {"editMessageText": "message is not modified"}
    assert refusals(talk.telegram, but=unchanged) == []
