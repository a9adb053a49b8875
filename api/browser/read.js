// The reading room: kinds of mention switched on and off.
