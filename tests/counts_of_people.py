"""Every count of people that does not go through small_numbers, and why it points at nobody.

A new one has to be written here first: its file, and the function, the tag or the sentence that it stands in. What can
go through `how_many` or `shown` does that instead.
"""

from tests.counting_people import Found

WHY = {
    "How many can read something, said to somebody who finds all their names in the list of who is here.": """
        circles/queries/__init__.py _first_seeing
        circles/queries/__init__.py %(number)s people
        circles/seeing.py _few
        decisions/views/proposals.py who_sees
        meetings/views/rooms.py who_sees
    """,
    "The number of those whom the reader chose themselves, said to the reader alone.": """
        care/queries/helping.py _named
        care/queries/helping.py %(number)s people
        profiles/queries/sees.py _named
        profiles/queries/sees.py %(number)s people
        work/who.py who_sees_now
        work/who.py %(number)s people
    """,
    "Who said that they take part: all their names stand on the plan, and who said they do not is not in it.": """
        meetings/queries/at_once.py changing_late
        meetings/queries/at_once.py %(number)s of us
        meetings/queries/company.py company_of
        meetings/templates/meetings/company.html company.more
    """,
    "The rule's own number, of yeses that everybody sees by name, or of all who are in the list of who is here.": """
        circles/queries/__init__.py %(number)s of them
        circles/queries/asking.py counted
        circles/queries/rules_in_words.py %(number)s of them
        circles/queries/rules_in_words.py %(number)s of us
        circles/rules/asking.py %(number)s people
        circles/queries/uses.py %(number)s more person
        circles/queries/uses.py %(number)s more people
    """,
    "Positions that are closed: only who was in the decision reads this, beside where each stands, by name.": """
        fairness/consent.py %(count)s person
        fairness/consent.py %(count)s people
        fairness/consent.py %(count)s of them
    """,
    "It went through how_many in the view, and the page says it as a sentence.": """
        circles/templates/circles/join.html here
        circles/templates/circles/join.html {{ here }} people
    """,
    "Only compared with a limit, and never shown.": """
        care/forms/persons.py __init__
        care/rules/quiet.py why_not_askers
        care/views/quiet.py _said
        circles/apart.py apart_by_lot
        circles/queries/__init__.py count_present
        circles/seeing.py name_the_few
        days/queries.py unsuitable
        returning/queries.py known_by_present
        words/queries.py _seen
    """,
    "A step of words: nothing with fewer than five in the room or three back, and no number.": """
        meetings/queries/pauses.py _in_words
    """,
    "Whether there are two others, each of whom is named in the sentence.": """
        circles/names.py listed
        tea/templates/tea/cup.html cup.others
    """,
    "How often each member held a role: each time was drawn or lent in the open, by name.": """
        roles/queries/counting.py lent_before
    """,
    "What one person has, of themselves; it leaves only as a yes or no about five people or more.": """
        people/queries/energy.py have_in
    """,
    "It counts no people: names of topics or days, places of one's own, meetings, or lines that were found.": """
        care/forms/topics.py clean
        care/forms/topics.py clean_topics
        care/queries/calm.py _row
        care/queries/calm.py calm_picture
        home/queries/finding.py find
        home/queries/today.py today
        home/views/energy.py open_to_me
        meetings/forms/plans.py clean
    """,
    "What was shown, read back to compare the next table with it: it went through `shown` before it was kept.": """
        unnamed/queries/tables.py _taken
    """,
}
DECLARED = {Found(*line.strip().split(" ", 1)) for lines in WHY.values() for line in lines.strip().splitlines()}
