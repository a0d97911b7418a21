# display
