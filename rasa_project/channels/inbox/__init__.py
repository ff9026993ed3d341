"""What every messenger needs: an inbox on disk, order, repeats, sending over a bad network; docs/messengers.md."""
