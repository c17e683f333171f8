"""From wanted levels to the best order of initiatives, with a proof: pure and exact.

portfolio   the bundled playbook with the client's own changes, what applies here, what each initiative moves
gain        how much of the distance to the wanted levels an initiative closes
quarters    calendar quarters, working days, and the days of gates
room        what a quarter can still take: days, budget, changes at a time
situation   where the company stands, what it wants, and what a plan has to respect
sequence    the order by a simple rule, where the search for the best one begins
program     what a plan decides, in whole numbers, and what any plan is worth
posing      the program of a situation
formulation the program as columns and rows for a solver
solver      the best plan of a program, with its proof
best        the best order, and why everything else is not in it
levers      what each limit would buy if it were looser, and what missed levels would take
scenarios   limits as they might be
projection  the scorecard that would follow, by the scoring function itself
raises      what each initiative then really raises
totals      days, money and the outcome of the whole
roadmap     all of these in turn, and whether a roadmap still fits its inputs
outlook     what becomes of each wanted level
reasons     why something was left out or falls short, in plain words
limiting    what limits the plan, in plain words
"""
