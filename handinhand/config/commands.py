"""The command line: `handinhand NAME`, with the names that people and other checks call."""

import os
import sys
from importlib.metadata import version
from io import TextIOWrapper
from typing import NoReturn

from django.core.exceptions import ImproperlyConfigured
from django.core.management import execute_from_command_line
from django.db import DatabaseError

from handinhand.ground.not_done import NotDone, in_short

HELP = f"""Hand in Hand {version("handinhand")}

  handinhand serve              serve here until you stop it
  handinhand serve --demo       the same, with the invented Harbour Circle to look at
  handinhand demo               sign-in links for the people of the Harbour Circle
  handinhand load-meeting FILE  load one meeting, or a circle's meetings
  handinhand bounced            read one mail that came back; for a mail server to call
  handinhand redraw FILE|DRAW   draw a role again, from what its page shows or from its mark
  handinhand check              what does not fit on this machine, and the fix
  handinhand backup FILE        write everything that is kept to a file, or into a folder
  handinhand restore FILE       replace everything with what a back-up holds
  handinhand rotate-key         seal everything with a new key
  handinhand verify-ledger      whether the lists of what was done are as they were written

DATA is the folder where everything is kept, PORT the port to serve on. docs/keeper.md says more."""

# What a mail server takes as "try again later" (sysexits.h); with another status it would give a mail up.
TRY_AGAIN_LATER = {"bounced": 75}


def main() -> None:
    """Run one command; what cannot be done, or a setting that does not fit, is one plain sentence and exit status 2."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "handinhand.config.settings")
    # What is kept is for the server's own user alone.
    os.umask(0o077)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            # A name that this screen has no signs for is no reason to stop.
            stream.reconfigure(errors="replace")
    words = sys.argv[1:]
    if words in ([], ["help"], ["-h"], ["--help"]):
        sys.stdout.write(f"{HELP}\n")
        return
    if words == ["--version"]:
        sys.stdout.write(f"{version('handinhand')}\n")
        return
    _run(words)


def _run(words: list[str]) -> None:
    named = 2 if words[0] == "help" else 1
    names = [word if word.startswith("-") else word.replace("-", "_") for word in words[:named]]
    status = TRY_AGAIN_LATER.get(names[0], 2)
    try:
        execute_from_command_line([sys.argv[0], *names, *words[named:]])
        sys.stdout.flush()
    except (ImproperlyConfigured, NotDone) as problem:
        _stop(str(problem), status)
    except DatabaseError as problem:
        _stop(
            f"The database could not do that ({in_short(problem)}). See that it runs and has room, or look at"
            " HANDINHAND_DATABASE. Then try again.",
            status,
        )
    except BrokenPipeError:
        # Whoever read along has left, such as `head`; Python would complain about it once more at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except OSError as problem:
        where = f" ({problem.filename})" if problem.filename else ""
        _stop(f"This machine could not do that: {problem.strerror or problem}{where}.", status)
    except KeyboardInterrupt:
        sys.exit(130)


def _stop(sentence: str, status: int) -> NoReturn:
    sys.stderr.write(f"{sentence}\n")
    sys.exit(status)
