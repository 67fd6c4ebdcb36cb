"""The words of the introduction: five parts of about two minutes, for whoever is new to working like this.

Facts are from the working definition of trauma-informed practice of the Office for Health Improvement and Disparities
(2022), and from what the Social Care Institute for Excellence and NIHR say of co-production. The sentences are ours.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Piece:
    """Some sentences, under a heading or under none."""

    text: str | Promise
    heading: str | Promise = ""


@dataclass(frozen=True)
class Part:
    """One part: what it is called in its address, and on the page, and what it says."""

    ident: str
    title: str | Promise
    pieces: tuple[Piece, ...]


WHAT_HURTS = Part(
    "when-life-has-hurt",
    _("When life has hurt"),
    (
        Piece(
            _(
                "Some things hurt so much that they stay with us for a long time. It can be one day, or years of small"
                " things. It can happen at home, at work, in a war, on the street, or in a place that was meant to"
                " help. The word for such a hurt is trauma. Many of the people you meet carry some. It does not show on"
                " the outside."
            )
        ),
        Piece(
            _(
                "A hurt like this can make the body watch out, even when all is well. A loud voice can be too much. So"
                " can a shut door, a long form, or a change that nobody spoke of. Somebody goes quiet then. Somebody"
                " else gets cross, or jokes, or does not turn up. None of that is rude. It once kept them safe."
            ),
            _("What it can look like"),
        ),
        Piece(
            _(
                "You cannot know who in the room has been hurt. You need not know. So we meet everyone as if they"
                " might have been, staff as well. We say what will happen. We leave the door open. We do not ask people"
                " to tell their story. That is the heart of it. It has a long name: trauma-informed practice."
            ),
            _("So what do we do?"),
        ),
        Piece(
            _(
                "It does not mean that you heal anyone, or guess what happened to them. It does not mean that nobody"
                " may feel bad, or that we talk about hard things all day. It means that we take care not to hurt"
                " people again by the way we work. Much of it is small: a break on time, a clear plan, a no that is"
                " fine."
            ),
            _("What it does not mean"),
        ),
    ),
)

SIDE_BY_SIDE = Part(
    "side-by-side",
    _("Side by side"),
    (
        Piece(
            _(
                "Think of a bus stop. Somebody plans bus stops for work. Somebody else waits there each day with a"
                " sore hip. Each knows things that the other does not. If both plan it, from the first day to the last,"
                " the bench can end up in the right place. That is co-production: people who use a thing and people who"
                " run it make it as one team."
            )
        ),
        Piece(
            _(
                "It is more than being asked. When you are asked, you say what you think, and then others choose. Here"
                " you choose as well. You help to say what the question is. You see what came of it. When something can"
                " not be done, you hear why."
            ),
            _("More than being asked"),
        ),
        Piece(
            _(
                "What you have lived counts as much as what somebody read in a book. Nobody is above anybody. Jobs"
                " such as holding a meeting are lent for a while and then go round. We give and we get: time, care,"
                " skill, and money where there is some. We make room for people who read slowly, live far off or speak"
                " another way."
            ),
            _("What makes it fair"),
        ),
        Piece(
            _(
                "Press “What we decide” to see what waits, and say where you stand. You can say that you have a"
                " concern. It is kept next to what we chose, even if others saw it another way. Press “Promises” to see"
                " who said they would do what. A promise stays there until it has an answer. Press “What was done, and"
                " by whom” to see how we used our shared powers."
            ),
            _("Where you find it here"),
        ),
    ),
)

SIX = Part(
    "six-things",
    _("Six things to hold on to"),
    (
        Piece(
            _("Six ideas help to keep people well while they work. Here is each of them, and where you meet it here.")
        ),
        Piece(
            _(
                "You should feel safe, and be safe. “Hide this page” at the top takes you away at once. If words put"
                " somebody in danger, anyone can press “Cover this”."
            ),
            _("Safety"),
        ),
        Piece(
            _(
                "We say what will happen, and then do that. Each meeting has a plan you can read first. “Look round”"
                " shows you the empty room. Next to each box you read who will see your words."
            ),
            _("Trust"),
        ),
        Piece(
            _(
                "You can say no. “Pass for now” and “Not this time” are as big as yes, and “Step out” is there in each"
                " part of a meeting. We do not ask why. You can change your words, or take them back."
            ),
            _("Choice"),
        ),
        Piece(
            _(
                "We do it as one team. A plan can be changed by each of us, and all can see what it was. In a round"
                " each voice has its turn. Your turn counts the same if you write, or if a friend writes for you."
            ),
            _("Collaboration: working as one"),
        ),
        Piece(
            _(
                "We build on what you can do. Under “Asks and offers” you can say what you could do for somebody, or"
                " what you could use. Any of us can learn to hold a meeting, and pick it up."
            ),
            _("Empowerment: growing stronger"),
        ),
        Piece(
            _(
                "People come from many places, and some of them have been treated badly for who they are. You choose"
                " your name, in any script, and how to say it. “Light, letters, language” changes the page. Days that"
                " are holy to you can be kept free under “Days that do not suit this circle”."
            ),
            _("Cultural consideration: seeing where each of us comes from"),
        ),
    ),
)

HAND_IN_HAND = Part(
    "hand-in-hand",
    _("Why the two go hand in hand"),
    (
        Piece(
            _(
                "You can read a lot about swimming. To swim, you have to get wet, and it helps to have friends in the"
                " pool. Taking care of each other is like that. A course or a page such as this one is a good start."
                " The rest we learn by working side by side, with these people, in this room."
            )
        ),
        Piece(
            _(
                "People who have been hurt can find it hard to trust a team. If the plan keeps changing, or one voice"
                " runs the show, they will stay silent or stay at home. Then the team has lost what it came to hear."
                " When it is safe to speak, people do. So without care, working as equals does not last."
            ),
            _("Working as equals needs care"),
        ),
        Piece(
            _(
                "And nobody can say what is safe for you but you. Staff may mean well and still not see it, when they"
                " work it out on their own. They need to hear it from those who know, and the plan has to change when"
                " they do. So without working as equals, care is a guess."
            ),
            _("Care needs working as equals"),
        ),
        Piece(
            _(
                "Each helps the other to grow. We meet, and get to know each other. Trust comes, slowly. With more"
                " trust there is less fear, and more gets done. Each group is its own mix, so each finds its own way."
                " Time and strength run out for all of us. Small steps, and a rest, are part of the work."
            ),
            _("Round and round"),
        ),
        Piece(
            _(
                "Press “How we are together, and what we are here for” in your circle. It is what we have found out so"
                " far. Any of us can propose to change it."
            ),
            _("Where you find it here"),
        ),
    ),
)

YOUR_WAY = Part(
    "your-own-way",
    _("What nobody will ask, and how to stop"),
    (
        Piece(
            _(
                "Nobody here will ask what happened to you. You need no sad story to have a place here. We do not ask"
                " for your age, your health, your faith, or where you sleep. A name you choose is all we need. If you"
                " want to share more, that is up to you, and you can see first who will read it."
            ),
            _("What nobody will ask you"),
        ),
        Piece(
            _(
                "There are a few things that cannot stay secret, such as when a child is in danger. Your circle wrote"
                " down which. You can read that before you join, and it stands by the first box in which you write."
            ),
            _("What cannot stay secret"),
        ),
        Piece(
            _(
                "You can pass when it is your turn. You can press “Step out” in a meeting and come back when you like."
                " You can say “Not this time” to a meeting. You can take back what you wrote. People may have read it"
                " by then. You can press “Hide this page”. And you can leave a circle for good, under “My place here”."
                " You need not say why."
            ),
            _("How to stop"),
        ),
        Piece(
            _(
                "You may feel fine all day, and low at night. That can happen when people talk of things that matter."
                " It often passes. Eat something, go for a walk, ring a friend. “Help, and somebody to turn to” is at"
                " the foot of each page."
            ),
            _("When it was a lot"),
        ),
        Piece(
            _(
                "You will not get all of this right, and neither do we. When you hurt somebody by mistake, say so, and"
                " listen. That is part of it, too. There is no test. Read this again when you like, or not at all."
            ),
            _("You need not be good at this"),
        ),
    ),
)

PARTS = (WHAT_HURTS, SIDE_BY_SIDE, SIX, HAND_IN_HAND, YOUR_WAY)
