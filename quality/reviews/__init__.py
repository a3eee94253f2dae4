"""External reviews: who reviews, what the unit says of itself, what the university answers (QA-02)."""
