"""Gathers every text that people read, for translators, and compiles what they wrote."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import django
from django.core.management import call_command
from django.core.management.commands import makemessages
from django.test.utils import override_settings

from tools.catalogue import entries

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "handinhand"
LOCALE = PACKAGE / "config" / "locale"
LANGUAGE = "ar"
KEPT = LOCALE / LANGUAGE / "LC_MESSAGES" / "django.po"
# Django's own Arabic counts with the same six forms; a catalogue that counts otherwise could not be read beside it.
HEADER = r"""# Hand in Hand, in Arabic. Made by `make messages`; write only between the quotes after msgstr.
msgid ""
msgstr ""
"Project-Id-Version: Hand in Hand\n"
"Language: ar\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: nplurals=6; plural=n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 && n%100<=99 ? 4 : 5;\n"
"""  # noqa: E501


class Gather(makemessages.Command):
    """Django's makemessages, without guesses: a text that was changed is a text not yet translated."""

    msgmerge_options = [*makemessages.Command.msgmerge_options, "--no-fuzzy-matching"]


def compiled(path: Path) -> bytes:
    """A catalogue as msgfmt compiles it; stops when a placeholder or a plural form is missing."""
    with tempfile.NamedTemporaryFile(suffix=".mo") as target:
        subprocess.run(["msgfmt", "--check-format", "--check-domain", "-o", target.name, str(path)], check=True)
        return Path(target.name).read_bytes()


def gathered(kept: Path = KEPT) -> str:
    """The catalogue with every text of today and the translations kept so far; nothing beside it is written."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "handinhand.config.settings")
    os.environ.setdefault("DATA", str(ROOT / "build" / "check"))
    django.setup()
    before = Path.cwd()
    with tempfile.TemporaryDirectory() as place:
        # A copy is read, because makemessages writes beside each page that it reads.
        package = Path(place) / PACKAGE.name
        shutil.copytree(PACKAGE, package, ignore=shutil.ignore_patterns("locale", "static", "__pycache__"))
        target = Path(place) / "locale" / LANGUAGE / "LC_MESSAGES" / "django.po"
        target.parent.mkdir(parents=True)
        if kept.exists():
            shutil.copy(kept, target)
        os.chdir(package)
        try:
            with override_settings(LOCALE_PATHS=[str(Path(place) / "locale")]):
                options = {"no_location": True, "no_wrap": True, "no_obsolete": True, "verbosity": 0}
                call_command(Gather(), locale=[LANGUAGE], **options)
        finally:
            os.chdir(before)
        # Its own header holds the time of the run and asks for people's addresses.
        _, _, texts = target.read_text().partition("\n\n")
        return f"{HEADER}\n{texts}"


def main() -> None:
    """Bring the kept catalogue up to date and compile it."""
    KEPT.parent.mkdir(parents=True, exist_ok=True)
    KEPT.write_text(gathered())
    KEPT.with_suffix(".mo").write_bytes(compiled(KEPT))
    texts = entries(KEPT.read_text())
    print(f"{sum(each.is_translated for each in texts)} texts are translated, of {len(texts)}.")


if __name__ == "__main__":
    main()
