"""Serves the floor and says how to sign in: `python -m bench.floor` with DATA and PORT in the environment."""

import os

import django
from django.conf import settings
from django.core.management import call_command
from django.core.wsgi import get_wsgi_application

os.environ["DJANGO_SETTINGS_MODULE"] = "bench.floor.settings"
django.setup()

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY  # noqa: E402
from django.contrib.auth.models import User  # noqa: E402
from django.contrib.sessions.backends.db import SessionStore  # noqa: E402

from bench.floor.models import Note  # noqa: E402
from handinhand.config import server  # noqa: E402
from handinhand.config.front import Front, Pages  # noqa: E402
from handinhand.live.stream import Streams  # noqa: E402


def signed_in() -> str:
    """Make somebody with ten notes among many, and give the cookie of their session."""
    user, other = User.objects.create_user("tom"), User.objects.create_user("dee")
    Note.objects.bulk_create(Note(owner=each, text=f"note {i}") for i in range(10) for each in [user, *[other] * 99])
    session = SessionStore()
    session.update(
        {
            SESSION_KEY: str(user.pk),
            BACKEND_SESSION_KEY: "django.contrib.auth.backends.ModelBackend",
            HASH_SESSION_KEY: user.get_session_auth_hash(),
        }
    )
    session.save()
    return str(session.session_key)


if __name__ == "__main__":
    with server.take_port("127.0.0.1", settings.PORT) as port:
        call_command("migrate", verbosity=0, run_syncdb=True)
        cookie = signed_in()
        front = Front(pages=Pages(get_wsgi_application()), streams=Streams())
        server.run(front, on=port, ready=lambda: print(f"ready sessionid={cookie}", flush=True))
