"""The examples for a mail server in the keeper's page fit together, and fit what this server sends and reads."""

import re
import shlex
from pathlib import Path
from textwrap import dedent

import pytest

from handinhand.config.commands import TRY_AGAIN_LATER
from handinhand.notices.returned import TO_WHOM, NoReport, came_back, return_address
from tests.config.test_commands import NAMES
from tests.notices.reports import postfix

PAGE = Path("docs/keeper.md").read_text().partition("## Messages that come back")[2]
ADDRESS = "bounces@returns.circle.example"
DOMAIN = ADDRESS.partition("@")[2]
PROGRAM = ["/usr/bin/env", "DATA=/srv/handinhand/data", "/srv/handinhand/.venv/bin/handinhand", "bounced"]


def examples() -> list[str]:
    """Every block of the page that stands indented, without its indent."""
    blocks = re.findall(r"(?:^    .*\n(?:\n(?=    ))?)+", PAGE, flags=re.MULTILINE)
    return [dedent(each) for each in blocks]


def set_in(block: str) -> dict[str, str]:
    """What is set in a block, a line each, by its name."""
    pairs = (line.partition("=") for line in block.splitlines() if "=" in line)
    return {name.strip(): value.strip() for name, _is, value in pairs}


def example(holds: str) -> str:
    return next(each for each in examples() if holds in each)


@pytest.fixture
def named(settings) -> None:
    settings.RETURN_ADDRESS = ADDRESS


def test_the_postfix_example_hands_every_mark_of_ours_to_the_command(named) -> None:
    main = set_in(example("relay_domains"))
    master = example("- - pipe")
    service, kind, *_columns, program = master.splitlines()[0].split()
    assert (kind, program) == ("unix", "pipe")
    assert main["relay_domains"] == DOMAIN
    assert main["relay_recipient_maps"] == f"inline:{{ {{ {ADDRESS} = yes }} }}"
    assert main["transport_maps"] == f"inline:{{ {{ {DOMAIN} = {service}: }} }}"
    assert main[f"{service}_destination_recipient_limit"] == "1"
    assert main["recipient_delimiter"] == "+"
    # Lines that go on begin with a space; D writes the address of the envelope where we look for the mark.
    assert all(line.startswith(" ") for line in master.splitlines()[1:])
    assert "flags=D" in master
    assert "Delivered-To" in TO_WHOM
    assert shlex.split(master.partition("argv=")[2]) == PROGRAM
    assert PROGRAM[-1] in NAMES


def test_the_exim_example_hands_every_mark_of_ours_to_the_command_and_waits(named) -> None:
    block = example("driver = pipe")
    parts = re.split(r"^(\w+):\n", block, flags=re.MULTILINE)
    both = {name: set_in(text) for name, text in zip(parts[1::2], parts[2::2], strict=True)}
    router, transport = both["returned"], both[both["returned"]["transport"]]
    assert (router["driver"], transport["driver"]) == ("accept", "pipe")
    assert router["domains"] == DOMAIN
    back = return_address(number=1, sent=1)
    assert back.startswith(router["local_parts"] + router["local_part_suffix"].rstrip("*"))
    assert shlex.split(transport["command"]) == PROGRAM
    assert transport["temp_errors"] == str(TRY_AGAIN_LATER["bounced"])
    assert transport["message_prefix"] == ""
    assert "envelope_to_add\n" in block
    assert "Envelope-To" in TO_WHOM
    assert re.search(rf"^{re.escape(DOMAIN)} +\* +F,\d+d,\d+m$", block, flags=re.MULTILINE)


@pytest.mark.parametrize("header", ["Delivered-To", "Envelope-to"])
@pytest.mark.parametrize("first", ["", "From MAILER-DAEMON Thu Nov 26 03:10:24 2026\n"])
def test_what_these_servers_write_before_a_report_is_read(named, header: str, first: str) -> None:
    """The report itself may name the address in no other way than this."""
    back = return_address(number=77, sent=1_795_662_605)
    report = postfix(to=ADDRESS)
    with pytest.raises(NoReport):
        came_back(report)
    assert came_back(f"{first}{header}: {back}\n".encode() + report) == (77, 1_795_662_605)
