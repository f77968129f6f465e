"""Every posting of the ledger: added up in groups, put into cells, or left out with a reason."""
