"""From wanted levels to initiatives in order: pure, exact, and made to be exchanged piece by piece.

portfolio   the bundled playbook with the client's own changes, what applies here, what each initiative moves
gain        how much of the distance to the wanted levels an initiative closes
quarters    calendar quarters, working days, and the days of gates
room        what a quarter can still take: days, budget, changes at a time
sequence    the order: the seam where an optimiser can take the place of the greedy rule
settled     what the others have reached before its turn is taken out again
projection  the scorecard that would follow, by the scoring function itself
raises      what each initiative then really raises
totals      days, money and the outcome of the whole
roadmap     all of these in turn, and whether a roadmap still fits its inputs
outlook     what becomes of each wanted level
reasons     why something was left out or falls short, in plain words
"""
