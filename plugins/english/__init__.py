"""Pure knowledge of English text: common words, numbers, names. The twin of `persian/`, and as far down."""
