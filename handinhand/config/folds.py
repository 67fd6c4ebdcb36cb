"""What has words that every page folds for whoever would rather choose: handed to care, which knows none of it.

A test looks at every page with everything in this list: what is added here has to stand folded everywhere.
"""

from django.db.models import Model

from handinhand.care.models import CheckIn
from handinhand.circles.models import HoldAnswer, UseAnswer
from handinhand.decisions.models import Offer, Position, Proposal, Question, Reaction
from handinhand.meetings.models import Paper, Said
from handinhand.profiles.models import Gift, Line
from handinhand.promises.models import Promise
from handinhand.tea import models as tea
from handinhand.work.models import AskAnswer, AskOrOffer

HAVE_WORDS: list[type[Model]] = [
    *(Said, Paper, CheckIn, Proposal, Question, Position, Reaction, Offer, Promise),
    *(Line, Gift, AskOrOffer, AskAnswer, HoldAnswer, UseAnswer, tea.Question),
]
FOLDED: list[tuple[type[Model], str]] = [*((model, "words") for model in HAVE_WORDS), (AskAnswer, "reply")]
