"""Sessions: idle ones end, five wrong passwords lock."""

from juesuan.portal.sessions import IDLE, LOCKED, TRIES, Sessions


class Hand:
    """The hand of a clock."""

    now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_session_lasts_while_it_is_used() -> None:
    hand = Hand()
    sessions = Sessions(hand)
    key = sessions.begin("张三", "印")
    for _ in range(3):
        hand.now += IDLE
        session = sessions.open(key)
        assert session
        assert session[:2] == ("张三", "印")
    hand.now += IDLE + 1
    assert sessions.open(key) is sessions.open(key) is sessions.open("") is None
    ended = sessions.begin("张三")
    sessions.end(ended)
    assert sessions.open(ended) is None
    assert len({sessions.begin("x") for _ in range(9)}) == 9


def test_five_wrong_passwords_lock_for_a_while() -> None:
    hand = Hand()
    sessions = Sessions(hand)
    for _ in range(TRIES - 1):
        sessions.fail("张三")
    assert not sessions.locked("张三")
    sessions.fail("张三")
    assert sessions.locked("张三")
    assert not sessions.locked("李四")
    hand.now += LOCKED + 1
    assert not sessions.locked("张三")
    for _ in range(TRIES - 1):
        sessions.fail("李四")
    sessions.begin("李四")
    sessions.fail("李四")
    assert not sessions.locked("李四")
