"""Read queries: each derived fact comes from one of them, wherever it is shown."""
