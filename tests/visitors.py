"""What everybody who could stand at a door gets there: every address, for every kind of visitor."""

SIGN_IN, NOT_HERE, OPEN, ELSEWHERE, WRONG_WAY = "sign in", "not here", "open", "elsewhere", "wrong way"
