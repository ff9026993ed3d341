"""Updates as Telegram sends them, one builder a kind; the shapes are those of the Bot API's documentation.

``update_id`` is left out: the server that sends them numbers them.
"""

from __future__ import annotations

import itertools
from typing import Any

Payload = dict[str, Any]

_numbers = itertools.count(1000)
_DATE = 1_764_000_000


def person(chat: int, language: str = "kk") -> Payload:
    return {"id": chat, "is_bot": False, "first_name": "Айгүл", "username": f"aigul{chat}", "language_code": language}


def private(chat: int) -> Payload:
    return {"id": chat, "type": "private", "first_name": "Айгүл", "username": f"aigul{chat}"}


def group(chat: int = -100_200, kind: str = "supergroup") -> Payload:
    return {"id": chat, "type": kind, "title": "Балабақша ата-аналары"}


def bare_message(chat: int, message_id: int | None = None) -> Payload:
    number = next(_numbers) if message_id is None else message_id
    return {"message_id": number, "from": person(chat), "chat": private(chat), "date": _DATE}


def _with(chat: int, **content: Any) -> Payload:
    return {"message": {**bare_message(chat), **content}}


def text(chat: int, words: str, message_id: int | None = None) -> Payload:
    message = {**bare_message(chat, message_id), "text": words}
    if words.startswith("/") and words[1:2].isalpha():
        length = len(words.split(maxsplit=1)[0])
        message["entities"] = [{"type": "bot_command", "offset": 0, "length": length}]
    return {"message": message}


def edited(chat: int, words: str, message_id: int) -> Payload:
    return {"edited_message": {**bare_message(chat, message_id), "edit_date": _DATE + 60, "text": words}}


def location(chat: int, lat: float = 45.76213, lon: float = 62.10377, **more: Any) -> Payload:
    return _with(chat, location={"latitude": lat, "longitude": lon, **more})


def live_location_moves(chat: int, message_id: int) -> Payload:
    where = {"latitude": 45.7, "longitude": 62.1, "live_period": 900, "heading": 90}
    return {"edited_message": {**bare_message(chat, message_id), "edit_date": _DATE + 60, "location": where}}


def venue(chat: int, lat: float = 45.76213, lon: float = 62.10377) -> Payload:
    place = {"latitude": lat, "longitude": lon}
    return _with(chat, location=place, venue={"location": place, "title": "Орталық", "address": "Әйтеке би кенті"})


def contact(chat: int) -> Payload:
    return _with(chat, contact={"phone_number": "+77010000000", "first_name": "Айгүл", "user_id": chat})


def _file(kind: str) -> Payload:
    return {"file_id": f"{kind}-file", "file_unique_id": f"{kind}-1", "file_size": 12345}


def photo(chat: int, caption: str | None = None, album: str | None = None) -> Payload:
    content: Payload = {"photo": [{**_file("photo"), "width": 90, "height": 90}]}
    content |= {"caption": caption} if caption else {}
    content |= {"media_group_id": album} if album else {}
    return _with(chat, **content)


def edited_caption(chat: int, caption: str, message_id: int) -> Payload:
    picture = photo(chat)["message"]["photo"]
    message = {**bare_message(chat, message_id), "edit_date": _DATE + 60, "photo": picture, "caption": caption}
    return {"edited_message": message}


def voice(chat: int) -> Payload:
    return _with(chat, voice={**_file("voice"), "duration": 3, "mime_type": "audio/ogg"})


def audio(chat: int) -> Payload:
    return _with(chat, audio={**_file("audio"), "duration": 60, "title": "Әлди"})


def video(chat: int) -> Payload:
    return _with(chat, video={**_file("video"), "width": 320, "height": 240, "duration": 4})


def video_note(chat: int) -> Payload:
    return _with(chat, video_note={**_file("note"), "length": 240, "duration": 4})


def sticker(chat: int) -> Payload:
    content = {**_file("sticker"), "type": "regular", "width": 512, "height": 512, "is_animated": False}
    return _with(chat, sticker={**content, "is_video": False, "emoji": "🤒"})


def document(chat: int) -> Payload:
    return _with(chat, document={**_file("document"), "file_name": "екпе паспорты.pdf"})


def animation(chat: int) -> Payload:
    moving = {**_file("animation"), "width": 100, "height": 100, "duration": 2}
    return _with(chat, animation=moving, document=_file("animation"))


def dice(chat: int) -> Payload:
    return _with(chat, dice={"emoji": "🎲", "value": 4})


def poll_message(chat: int) -> Payload:
    options = [{"text": "иә", "voter_count": 0}, {"text": "жоқ", "voter_count": 0}]
    poll = {"id": "5", "question": "Екпе?", "options": options, "total_voter_count": 0, "is_closed": False}
    poll |= {"is_anonymous": True, "type": "regular", "allows_multiple_answers": False}
    return _with(chat, poll=poll)


def pinned(chat: int) -> Payload:
    return _with(chat, pinned_message={**bare_message(chat), "text": "бұрынғы"})


def auto_delete(chat: int) -> Payload:
    return _with(chat, message_auto_delete_timer_changed={"message_auto_delete_time": 86400})


def tap(chat: int, data: str, message: Payload | None = None, query: str | None = None) -> Payload:
    found = {"id": query or f"query-{next(_numbers)}", "from": person(chat), "chat_instance": "1", "data": data}
    if message is not None:
        found["message"] = message
    return {"callback_query": found}


def tap_on_old_message(chat: int, data: str, message_id: int) -> Payload:
    return tap(chat, data, {"message_id": message_id, "chat": private(chat), "date": 0})


def tap_on_inline_message(chat: int, data: str) -> Payload:
    found = {"id": f"query-{next(_numbers)}", "from": person(chat), "chat_instance": "1", "data": data}
    return {"callback_query": {**found, "inline_message_id": "AAAA"}}


def game_tap(chat: int) -> Payload:
    found = {"id": f"query-{next(_numbers)}", "from": person(chat), "chat_instance": "1", "game_short_name": "g"}
    return {"callback_query": found}


def membership(chat: Payload, who: int, new: str) -> Payload:
    bot = {"id": 1, "is_bot": True, "first_name": "Қызылша", "username": "measles_test_bot"}
    status: Payload = {"user": bot, "status": new} | ({"until_date": 0} if new == "kicked" else {})
    change = {"chat": chat, "from": person(who), "date": _DATE, "old_chat_member": {"user": bot, "status": "member"}}
    return {"my_chat_member": {**change, "new_chat_member": status}}


def blocked(chat: int) -> Payload:
    return membership(private(chat), chat, "kicked")


def unblocked(chat: int) -> Payload:
    return membership(private(chat), chat, "member")


def in_group(words: str, chat: int = -100_200, kind: str = "supergroup", who: int = 7) -> Payload:
    message = {**bare_message(who), "chat": group(chat, kind), "text": words}
    return {"message": message}


def added_to_group(chat: int = -100_200) -> Payload:
    return membership(group(chat), 7, "member")


def removed_from_group(chat: int = -100_200) -> Payload:
    return membership(group(chat), 7, "left")


def channel_post(words: str = "Жаңалық") -> Payload:
    channel = {"id": -100_300, "type": "channel", "title": "Арна"}
    return {"channel_post": {"message_id": 5, "chat": channel, "sender_chat": channel, "date": _DATE, "text": words}}


def reaction(chat: int) -> Payload:
    thumb = [{"type": "emoji", "emoji": "👍"}]
    found = {"chat": private(chat), "message_id": 3, "user": person(chat), "date": _DATE, "old_reaction": []}
    return {"message_reaction": {**found, "new_reaction": thumb}}


def inline_query(chat: int) -> Payload:
    return {"inline_query": {"id": "9", "from": person(chat), "query": "екпе", "offset": ""}}


def poll_answer(chat: int) -> Payload:
    return {"poll_answer": {"poll_id": "5", "user": person(chat), "option_ids": [0], "option_persistent_ids": ["0"]}}


def unknown_kind(chat: int) -> Payload:
    return {"telepathy": {"from": person(chat), "thought": "екпе қашан"}}


def unknown_fields(chat: int, words: str) -> Payload:
    found = text(chat, words)
    found["message"] |= {"mood": {"level": 3}, "shape": ["round"]}
    found["message"]["chat"]["colour"] = "blue"
    return {**found, "weather": "sunny"}


def unknown_content(chat: int) -> Payload:
    return _with(chat, hologram={"file_id": "x"})


def broken(chat: int) -> Payload:
    """A message without the fields that the library's models expect."""
    return {"message": {"text": "сәлем", "from": {"id": chat}}}
