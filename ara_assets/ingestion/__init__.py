"""Assets of the stage that finds out what is known of each property."""
