"""The archive: originals, a lake of facts, a register, and the events that made them."""
