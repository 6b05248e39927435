/** Why somebody owes, and hears of, what was another's to do. */
export type StandIn = 'absent' | 'left' | 'nobody';
