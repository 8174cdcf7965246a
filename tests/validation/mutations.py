"""Descriptions broken on purpose: one or two changes to a valid one, by a generator with a fixed seed."""

import copy
import random

# Names that the Recommendation uses, so that a change often hits a rule.
NAMES = """@context @type id title titles description descriptions version created modified support base properties
actions events links forms security securityDefinitions profile schemaDefinitions uriVariables instance model observable
input output safe idempotent synchronous subscription data dataResponse cancellation const default unit oneOf enum
readOnly writeOnly format type items minItems maxItems minimum maximum exclusiveMinimum exclusiveMaximum multipleOf
minLength maxLength contentEncoding contentMediaType required href op contentType contentCoding subprotocol scopes
response additionalResponses schema success rel anchor hreflang sizes scheme in name qop authorization alg token refresh
flow identity allOf proxy tm:ref tm:optional""".split()
WORDS = """readproperty writeproperty observeproperty invokeaction queryaction subscribeevent readallproperties
queryallactions nosec basic digest apikey bearer psk oauth2 combo auto ace:ACE header query body cookie uri string
integer number boolean object array null en english zh-Hans icon type tm:extends 16x16 {{VALUE}} tm:ThingModel Thing
2026-11-21T10:00:00Z yesterday urn:example:thing-1 /things/1 auth-int code client""".split()
CONTEXTS = [
    "https://www.w3.org/2019/wot/td/v1",
    "https://www.w3.org/2022/wot/td/v1.1",
    "http://www.w3.org/ns/td",
    "https://example.org/context",
]


def value_of(chance):
    """A small value of any kind."""
    return chance.choice(
        [
            lambda: chance.choice(WORDS),
            lambda: chance.choice([0, 1, -1, 2.5, 10, 1e3]),
            lambda: chance.choice([True, False, None]),
            lambda: [],
            lambda: {},
            lambda: [chance.choice(WORDS) for _ in range(chance.randint(1, 2))],
            lambda: {chance.choice(WORDS): chance.choice(WORDS)},
            lambda: [{}],
            lambda: {chance.choice(NAMES): value_of(chance)},
        ]
    )()


def containers(value):
    found = [value] if isinstance(value, (dict, list)) else []
    for child in value.values() if isinstance(value, dict) else value if isinstance(value, list) else []:
        found += containers(child)
    return found


def change(thing, chance):
    """One change, in place."""
    place = chance.choice([one for one in containers(thing) if one] or [thing])
    keys = list(place) if isinstance(place, dict) else list(range(len(place)))
    key = chance.choice(keys)
    kind = chance.randrange(7)
    if kind == 0:
        del place[key]
    elif kind == 1:
        place[key] = value_of(chance)
    elif kind == 2 and isinstance(place[key], (dict, list)):
        place[key].clear()
    elif kind == 3 and isinstance(place, dict):
        place[chance.choice(NAMES)] = value_of(chance)
    elif kind == 4 and isinstance(place, list):
        place.append(copy.deepcopy(place[key]))
    elif kind == 5 and isinstance(place[key], str):
        place[key] = chance.choice(WORDS)
    elif kind == 6:
        thing["@context"] = chance.choice(
            [chance.choice(CONTEXTS), [chance.choice(CONTEXTS) for _ in range(chance.randint(1, 3))]]
        )
    else:
        place[key] = value_of(chance)


def mutated(bases, count, seed=20221128):
    chance = random.Random(seed)
    for number in range(count):
        thing = copy.deepcopy(bases[number % len(bases)])
        for _ in range(chance.choice([1, 1, 2])):
            change(thing, chance)
        yield thing
