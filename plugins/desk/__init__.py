"""What authors touch: import, repairs, reports, reference; what the terminal shows."""
