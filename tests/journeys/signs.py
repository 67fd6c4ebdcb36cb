"""The few words of the pages that the journeys look for: where a page says otherwise one day, it is changed here."""

SEE_WHAT_IS_NEW = "See what is new"
NOT_THIS_TIME = "Not this time"
