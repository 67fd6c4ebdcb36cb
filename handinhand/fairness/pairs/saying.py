"""Why a draw is as it is, for those who were drawn, and how it is drawn, for a page."""

from handinhand.fairness.reasons import Reason, gettext_noop

NOT_YET = Reason(gettext_noop("You have not met yet."))
LONGEST_AGO = Reason(
    gettext_noop("Everybody you could meet you have met at least once; it has been longest since you met.")
)
MET_BEFORE = Reason(gettext_noop("Everybody you could meet this time you have met before."))
NOT_FOR_ALL = Reason(gettext_noop("This time there was not somebody new for everybody. You have met before."))
THREE_NEW = Reason(gettext_noop("You are three, so that nobody is alone. None of you have met yet."))
THREE_SOME_NEW = Reason(gettext_noop("You are three, so that nobody is alone. For some of you it is the first time."))
THREE_MET = Reason(gettext_noop("You are three, so that nobody is alone. You have all met before."))
NOBODY_ELSE = Reason(gettext_noop("Nobody else would like to be drawn this time."))
NOBODY_LEFT = Reason(
    gettext_noop(
        "This time the draw had nobody for you. Some people are not put together. In a circle of six or more, the lot"
        " chose some of them, so it may be chance."
    )
)

IN_WORDS = (
    Reason(gettext_noop("You are drawn with somebody who is new to you, as long as there is somebody.")),
    Reason(
        gettext_noop(
            "Whoever has most people still to meet comes first, chance decides the rest, and when the number is odd"
            " three of you are together."
        )
    ),
    Reason(
        gettext_noop(
            "Some people are not put together. In a circle of six or more, the lot chose some of them. So if somebody"
            " does not come up for you, it may be chance."
        )
    ),
)
