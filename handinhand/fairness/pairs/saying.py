"""Why a draw is as it is, for those who were drawn, and how it is drawn, for a page."""

from handinhand.fairness.reasons import Reason, gettext_noop

NOT_YET = Reason(gettext_noop("You have not met yet."))
LONGEST_AGO = Reason(gettext_noop("Everybody you could meet you have met once; it has been longest since you met."))
MET_BEFORE = Reason(
    gettext_noop("Everybody you could meet this time you have met before. It is a while since you met.")
)
NOT_FOR_ALL = Reason(gettext_noop("This time there was not somebody new for everybody. It is a while since you met."))
THREE_NEW = Reason(gettext_noop("You are three, so that nobody is alone. None of you have met yet."))
THREE_SOME_NEW = Reason(gettext_noop("You are three, so that nobody is alone. Some of you have not met yet."))
THREE_MET = Reason(gettext_noop("You are three, so that nobody is alone. It is a while since you met."))
NOBODY_ELSE = Reason(gettext_noop("Nobody else would like to be drawn this time."))
NOBODY_LEFT = Reason(
    gettext_noop(
        "This time the draw had nobody for you. It keeps some people apart, and the lot chose some of them."
        " It is nobody's fault."
    )
)

IN_WORDS = (
    Reason(gettext_noop("You are drawn with somebody you have not met yet, as long as there is somebody.")),
    Reason(
        gettext_noop(
            "Whoever has most people still to meet comes first, chance decides the rest, and when the number is odd"
            " three of you are together."
        )
    ),
    Reason(
        gettext_noop(
            "Some people are not put together, and the lot chose some of them: if somebody does not come up for you,"
            " that says nothing about them or you."
        )
    ),
)
