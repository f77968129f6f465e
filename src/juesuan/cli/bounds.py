"""The limits of a reading as options and environment say."""

from __future__ import annotations

import os
from argparse import Namespace

from juesuan.cli.voice import Trouble
from juesuan.model.page import Limits
from juesuan.sources.limits import bounded


def limits_of(words: Namespace, base: Limits = Limits()) -> Limits:  # noqa: B008 - a frozen record
    """The limits of this command."""
    try:
        return bounded(base, vars(words), os.environ)
    except ValueError as error:
        raise Trouble(str(error)) from error
