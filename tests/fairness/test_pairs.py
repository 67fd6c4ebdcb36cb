from handinhand.fairness.pairs import draw


def test_two_who_have_not_met_are_put_together():
    found = draw(["a", "b", "c", "d"], earlier=[[["a", "b"], ["c", "d"]]], seed="s", apart=[frozenset("ac")])
    assert [group.who for group in found.groups] == [("a", "d"), ("b", "c")]
    assert {str(group.reason) for group in found.groups} == {"You have not met yet."}
    assert found.alone == []
