from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from api.explorer.number_lines import MARGIN, WIDTH, Value, axis_of, mark_of

numbers = st.decimals(min_value="0.01", max_value="1000000000", places=2).map(float)
values = st.builds(
    Value,
    numbers,
    st.sampled_from(["level", "change", "count"]),
    st.sampled_from(["=", ">=", ">", "<=", "<", "~"]),
    st.sampled_from([None, "increase", "decrease", "maintain"]),
)


@given(st.lists(values, min_size=1, max_size=20), st.booleans())
def test_every_value_and_tick_lies_on_its_axis_in_the_order_of_the_numbers(several, share):
    axis = axis_of(several, share=share)
    places = [axis.x(value.signed) for value in several]
    assert all(MARGIN <= place <= WIDTH - MARGIN for place in places)
    ordered = sorted(several, key=lambda value: value.signed)
    assert sorted(places) == [axis.x(value.signed) for value in ordered]
    ticks = axis.ticks
    assert 2 <= len(ticks) <= 8
    assert [tick.x for tick in ticks] == sorted(tick.x for tick in ticks)
    assert all(MARGIN <= tick.x <= WIDTH - MARGIN for tick in ticks)


def test_shares_stand_between_nothing_and_the_whole():
    axis = axis_of([Value(98, "level", "=", None)], share=True)
    assert (axis.low, axis.high) == (0, 100)
    assert [tick.number for tick in axis.ticks] == [0, 20, 40, 60, 80, 100]


def test_values_of_very_different_size_stand_on_powers_of_ten():
    axis = axis_of([Value(5, "count", "=", None), Value(500_000, "count", "=", None)], share=False)
    assert axis.logarithmic
    assert axis.ticks[0].number == 1
    assert not axis_of([Value(11.7, "level", "=", None), Value(80, "level", "=", None)], share=False).logarithmic


def test_a_value_that_does_not_meet_the_promise_itself_is_open():
    axis = axis_of([Value(13, "level", "<", "decrease")], share=True)
    below, least, about = (
        mark_of(Value(13, "level", sign, way), axis)
        for sign, way in (("<", "decrease"), (">=", "increase"), ("~", None))
    )
    assert (below.closed, below.ray, below.tail) == (False, "left", "right")
    assert (least.closed, least.ray, least.tail) == (True, "right", "left")
    assert (about.closed, about.ray, about.about) == (True, None, True)


def test_a_change_runs_from_zero_and_further_than_the_value_where_more_is_promised():
    cut = Value(8, "change", ">", "decrease")
    axis = axis_of([cut, Value(6, "change", "=", "increase")], share=False)
    mark = mark_of(cut, axis)
    assert mark.zero == axis.x(0)
    assert mark.x < mark.zero
    assert (mark.ray, mark.closed, mark.tail) == ("left", False, None)
