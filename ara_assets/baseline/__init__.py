"""Assets of the stage that rates each property as it is and prices its bill."""
