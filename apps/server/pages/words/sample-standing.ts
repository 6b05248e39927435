interface SampleFacts {
  readonly standing: 'drawn' | 'issuing' | 'issued';
  readonly counts: { readonly selected: number; readonly directed: number; readonly issued: number };
}

/** `3 cases drawn, not issued yet` */
export function sampleStanding({ standing, counts: { selected, directed, issued } }: SampleFacts): string {
  const cases = selected + directed;
  const drawn = `${cases} ${cases === 1 ? 'case' : 'cases'} drawn`;
  if (standing === 'drawn') return `${drawn}, not issued yet`;
  if (standing === 'issuing') return `${drawn}, ${issued} issued so far`;
  return `${drawn}, ${issued} issued`;
}
