"""What readers look at: each module one room of the library."""
