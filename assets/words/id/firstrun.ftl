# firstrun
