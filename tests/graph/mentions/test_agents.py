from __future__ import annotations

import pytest

from graph.mentions.agents import find_agents
from tests.concepts import concept, vocabulary
from tests.small_plan import TEXT, read_plan

AGENTS = vocabulary(
    *(
        concept(slug, label, scheme="bodies", alternative=other, bodyKind="generic-agent")
        for slug, label, other in (
            ("the-government", "the government", ("the Chinese government",)),
            ("china", "China", ()),
            ("the-state", "the state", ()),
            ("the-country", "the country", ()),
        )
    )
)


def agents(tmp_path, measure):
    """The agents of a measure's sentences, the heading left out."""
    text = TEXT.replace("– Training nurses in rural areas.", f"– Training nurses. {measure}")
    _, _, document = read_plan(tmp_path, text)
    found = find_agents(document, AGENTS)
    return [find.agent for find in found if find.sentence.startswith("1.1.2.")]


@pytest.mark.parametrize(
    ("measure", "expected"),
    [
        ("The government will train them.", ["the-government"]),
        ("China fully applies the policies.", ["china"]),
        ("The state respects and protects them.", ["the-state"]),
        ("Between 2021 and 2025, the Chinese government implemented a plan.", ["the-government"]),
        ("By working hard, the state will train nurses.", ["the-state"]),
        ("Nurses will be trained.", []),
        ("The government will be urged to train nurses.", []),
        ("In China, nurses will be trained.", []),
        ("The share in northwest China will reach 3 percent.", []),
        ("The state guardianship system will be used.", []),
        ("China's nurses will train.", []),
        ("It is formulated by law.", []),
    ],
)
def test_an_agent_is_the_subject_of_an_active_verb(tmp_path, measure, expected):
    assert agents(tmp_path, measure) == expected


def test_it_takes_the_agent_before_it_even_across_measures(tmp_path):
    assert agents(tmp_path, "It will train nurses. China will pay. It will train more.") == [
        "the-government",
        "china",
        "china",
    ]


def test_it_stands_for_no_agent_after_a_thing_that_acts(tmp_path):
    assert agents(tmp_path, "China will build a platform. This platform will help. It will last.") == ["china"]
