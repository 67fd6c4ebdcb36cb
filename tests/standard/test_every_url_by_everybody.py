"""Every page by everybody who gets it, in every look; whoever gets it after the first, in one."""

import pytest

from tests.standard.every_url import FILES, seen_of

pytestmark = [pytest.mark.browser, pytest.mark.soak]


def test_every_page_keeps_every_rule_for_everybody(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("house")
    with seen_of(folder, frozenset(), others=True, in_all=True, everybody=True) as seen:
        not_seen = [each for each in seen.not_seen if each.rule != "E1" and each.page not in FILES]
        assert not not_seen
        assert not [f"{each.checker} {each.page} ({each.look}): {each.says}" for each in seen.findings]
        assert len(seen.pages["is_valid"]) > 300
