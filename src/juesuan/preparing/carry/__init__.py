"""结转结余: the roll-forward, what the ledger closes at, and the year-end entries between them."""
