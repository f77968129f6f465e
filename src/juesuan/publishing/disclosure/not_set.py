"""What cannot be set on a page; told apart without what the extra `publish` brings."""


class NotSet(ValueError):
    """What cannot be set on a page as it is: the message says what, where, and what to do."""
