"""Gathers every text that people read, for translators, and compiles what they wrote."""

import gettext
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import django
from django.core.management import call_command
from django.test.utils import override_settings

ROOT = Path(__file__).parent.parent
LOCALE = ROOT / "handinhand" / "config" / "locale"
LANGUAGE = "ar"


def compiled(path: Path) -> bytes:
    """A catalogue as msgfmt compiles it."""
    with tempfile.NamedTemporaryFile(suffix=".mo") as target:
        subprocess.run(["msgfmt", "--check-format", "-o", target.name, str(path)], check=True)
        return Path(target.name).read_bytes()


def gather(folder: Path) -> Path:
    """Write the catalogue with every text of today into `folder`, keeping its translations; its path."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "handinhand.config.settings")
    os.environ.setdefault("DATA", str(ROOT / "build" / "check"))
    django.setup()
    before = Path.cwd()
    os.chdir(ROOT / "handinhand")
    try:
        with override_settings(LOCALE_PATHS=[str(folder)]):
            call_command("makemessages", locale=[LANGUAGE], no_location=True, no_wrap=True, verbosity=0)
    finally:
        os.chdir(before)
    return folder / LANGUAGE / "LC_MESSAGES" / "django.po"


def texts_of(path: Path) -> set[str]:
    """The texts a catalogue knows, translated or not."""
    lines = path.read_text().splitlines()
    return {line.removeprefix("msgid ")[1:-1] for line in lines if line.startswith('msgid "') and line != 'msgid ""'}


def written_texts() -> set[str]:
    """Texts in code and pages that the kept catalogue does not know."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "locale"
        shutil.copytree(LOCALE, folder)
        known = texts_of(LOCALE / LANGUAGE / "LC_MESSAGES" / "django.po")
        return texts_of(gather(folder)) - known


def main() -> None:
    """Bring the kept catalogue up to date and compile it."""
    path = gather(LOCALE)
    path.with_suffix(".mo").write_bytes(compiled(path))
    with path.with_suffix(".mo").open("rb") as file:
        told = len(gettext.GNUTranslations(file)._catalog)  # type: ignore[attr-defined]  # noqa: SLF001
    print(f"{told} texts are translated, of {len(texts_of(path))}.")


if __name__ == "__main__":
    main()
