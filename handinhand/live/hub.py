"""Who in this process listens to which channel. Threads publish; streams wait on the event loop."""

import asyncio
import threading
from collections import Counter


class Full(Exception):
    """There is no room for one more stream."""


class Listener:
    """One open stream: what it knows, what it has not sent yet, and a bell."""

    def __init__(self, *, person_id: str, versions: dict[str, int]) -> None:
        self.person_id = person_id
        self.versions = versions
        self.news: dict[str, int] = {}
        self.ended = False
        self.loop = asyncio.get_running_loop()
        self.bell = asyncio.Event()

    def ring(self) -> None:
        """Wake the stream, from any thread; a loop that has stopped has no streams left to wake."""
        try:
            self.loop.call_soon_threadsafe(self.bell.set)
        except RuntimeError:
            self.ended = True


class Hub:
    """The listeners of one process by channel."""

    def __init__(self, *, most: int = 2000, most_each: int = 8) -> None:
        self.most = most
        self.most_each = most_each
        self._lock = threading.Lock()
        self._listeners: dict[str, set[Listener]] = {}
        self._everyone: set[Listener] = set()
        self._of_person: Counter[str] = Counter()

    def join(self, *, person_id: str, versions: dict[str, int]) -> Listener:
        """Begin to listen; raises Full when this process or this person has too many streams."""
        listener = Listener(person_id=person_id, versions=dict(versions))
        with self._lock:
            if len(self._everyone) >= self.most or self._of_person[person_id] >= self.most_each:
                raise Full
            self._everyone.add(listener)
            self._of_person[person_id] += 1
            for channel in versions:
                self._listeners.setdefault(channel, set()).add(listener)
        return listener

    def leave(self, listener: Listener) -> None:
        """Stop listening; leaving twice is leaving once."""
        with self._lock:
            if listener not in self._everyone:
                return
            self._everyone.discard(listener)
            self._of_person[listener.person_id] -= 1
            if not self._of_person[listener.person_id]:
                del self._of_person[listener.person_id]
            for channel in listener.versions:
                others = self._listeners[channel]
                others.discard(listener)
                if not others:
                    del self._listeners[channel]

    def publish(self, channel: str, version: int) -> None:
        """Tell whoever listens to a channel how far it has come; what they know already is not told again."""
        with self._lock:
            woken = [each for each in self._listeners.get(channel, ()) if each.versions[channel] < version]
            for listener in woken:
                listener.versions[channel] = listener.news[channel] = version
        for listener in woken:
            listener.ring()

    def take_news(self, listener: Listener) -> dict[str, int]:
        """What came for a listener since the last time; several changes of one channel are one."""
        listener.bell.clear()
        with self._lock:
            news, listener.news = listener.news, {}
        return news

    def channels(self) -> list[str]:
        """What anybody listens to."""
        with self._lock:
            return list(self._listeners)

    def end_all(self) -> None:
        """End every stream, because the server stops."""
        with self._lock:
            everyone = list(self._everyone)
        for listener in everyone:
            listener.ended = True
            listener.ring()

    def __len__(self) -> int:
        return len(self._everyone)


hub = Hub()
