import { headlineOf, isSetupFault, londonDateOf, onceEach, setupFaults } from '#domain';
import type { NamesShown } from '#engine';
import type { MessageRow } from '#projections';
import { humanised } from '../words/humanised.js';
import { plainInstant } from '../words/instants.js';

/** A message that did not arrive. */
export interface MessageShown {
  readonly to: string;
  readonly told: readonly string[];
  /** As it is known by; `what` says it. */
  readonly standing: string;
  readonly what: string;
  readonly why: string;
  readonly when: string;
}

const STANDINGS: Readonly<Partial<Record<MessageRow['standing'], string>>> = {
  bounced: 'Not delivered',
  failed: 'Could not be sent',
  outstanding: 'Waits to be sent',
};

/** Messages that did not arrive, each with why and what it was to say. */
export function presentMessages(messages: readonly MessageRow[], names: NamesShown): readonly MessageShown[] {
  return messages.map(({ personId, standing, code, at, items }) => {
    const on = londonDateOf(at);
    return {
      to: names[personId] ?? 'Name erased',
      told: onceEach(items, on).map((item) => headlineOf(item, on)),
      standing,
      what: STANDINGS[standing] ?? humanised(standing),
      why: whyOf(code),
      when: plainInstant(at),
    };
  });
}

function whyOf(code: string | null): string {
  if (code === null) return 'The mail service has not answered';
  if (isSetupFault(code)) return setupFaults[code];
  return CODES[code] ?? `The mail service says: ${code}`;
}

const CODES: Readonly<Record<string, string>> = {
  'no-address': 'The person has no e-mail address',
};
