"""Pages that lead on to another: they say what comes next before their button (rule T3)."""

STEPS = frozenset(
    {
        "people:sign_in_letter",
        "people:sign_in_code",
        "people:sign_in_card",
        "people:come_in",
        "people:address",
        "people:address_code",
        "people:card",
        "circles:start",
        "circles:join",
        "circles:join_code",
        "meetings:new",
        "times:new",
        "decisions:propose",
        "care:quiet_plan",
        "people:number",
        "people:number_code",
        "work:new",
        "unnamed:ask",
        "links:offer",
        "away:ask",
        "returning:ask",
        "mending:say",
        "home:contact_way",
    }
)
