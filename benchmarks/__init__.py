"""Speed and understanding, measured; never asserted by a clock in a test."""
