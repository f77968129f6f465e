"""What a document says of its evaluated projects."""
