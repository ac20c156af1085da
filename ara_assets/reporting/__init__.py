"""What a person looks at: the portfolio report and the plots of the assets."""
