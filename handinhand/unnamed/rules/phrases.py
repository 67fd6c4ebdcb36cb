"""The phrase that takes back what was written without a name: six plain words, or six numbers where we have no words.

It is drawn at random (48 bits) and kept only as a mark, made slowly (scrypt, RFC 7914), so that whoever has the whole
database cannot find it by trying. Unlike other marks it needs no key, so that a change of the key leaves it as it is.
"""

import hashlib
import re
import secrets

LENGTH = 6
SALT = b"handinhand.unnamed.phrase"
# What it costs to try one: about 16 MB for some hundredths of a second.
COST, BLOCK = 2**14, 8
# 256 words that most people can read, write and say, and none that hurts.
PLAIN = """
acorn actor album alley amber angel apple apron arch arrow atlas attic award baker balcony bamboo banana barn basil
basket beach bead bean bell bench berry bicycle bird biscuit blanket blossom boat book boot bottle bowl box branch
bread bridge broom brush bubble bucket bulb button cabin cactus cake camel camp candle canoe canvas card carpet
carrot castle cave cedar chair chalk cheese cherry chess circle city clay clock cloud clover coast coat coconut comb
compass cookie copper coral corn cotton cousin cradle crane crayon cup curtain daisy dance deer desk diamond dinner
dolphin donkey door dragon drawer dream drum duck eagle earth egg elbow engine envelope evening family farm feather
fence fern ferry field fig finger fish flag flower flute forest fork fountain fox frog fruit garden gate ginger
giraffe glass globe glove goat gold goose grape grass guitar hammer harbour harp hat hazel heron hill honey horse
house ice insect island ivy jacket jar jelly jigsaw juice kettle key kitchen kite kitten ladder lake lamp lantern
leaf lemon letter library lily lion lizard log lunch magnet mango map maple marble market meadow melon milk mint
mirror monkey moon morning moss motor mountain mouse music napkin needle nest night noodle nut oak ocean olive onion
orange orchard otter oven owl paint palm panda paper parrot path peach pear pencil penguin pepper piano picnic
pillow planet plum pocket pond potato pumpkin puzzle rabbit radio rain river robin rope rose sail salt sand scarf
school sea seed shell ship spoon star stone sugar table teapot tiger tree
"""
WORDS = tuple(PLAIN.split())
NUMBER_OF = {word: number for number, word in enumerate(WORDS)}


def new_phrase() -> str:
    """A phrase as its numbers, drawn at random."""
    return " ".join(str(secrets.randbelow(len(WORDS))) for _ in range(LENGTH))


def as_sent(phrase: str) -> str:
    """A phrase as a page sends it along, of one length whatever its numbers are."""
    return " ".join(each.zfill(3) for each in phrase.split())


def in_words(phrase: str, language: str) -> str:
    """A phrase as somebody writes it down: in words where ours are their language, else as its numbers."""
    return " ".join(WORDS[int(each)] for each in phrase.split()) if language.startswith("en") else phrase


def plain_phrase(typed: str) -> str | None:
    """What somebody typed, words or numbers in any script, as its numbers; nothing where it cannot be a phrase."""
    parts = [each for each in re.split(r"\W+", typed.casefold()) if each]
    numbers = [NUMBER_OF.get(each, int(each) if each.isdecimal() and len(each) < LENGTH else -1) for each in parts]
    if len(numbers) != LENGTH or any(not 0 <= each < len(WORDS) for each in numbers):
        return None
    return " ".join(map(str, numbers))


def mark_of(phrase: str) -> str:
    """What a phrase is kept as."""
    return hashlib.scrypt(phrase.encode(), salt=SALT, n=COST, r=BLOCK, p=1, dklen=32).hex()
