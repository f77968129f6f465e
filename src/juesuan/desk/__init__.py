"""The reviewer's desk: rounds of many documents, what changed between them, what was answered."""
