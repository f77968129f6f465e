"""The nouns: whatever two rooms hand to each other is defined here; imports nothing of ours."""
