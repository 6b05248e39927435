import { planAfter, risksAfter } from '#domain';
import type { PlanEvent, Register, RiskEvent } from '#domain';
import type { StreamFold } from '../streams/stream-fold.js';

export const PLAN_STREAM = 'improvement-plan';
export const RISKS_STREAM = 'risk-register';

export const planFold: StreamFold<Register> = {
  initial: new Map(),
  after: (before: Register, events: readonly PlanEvent[]) => planAfter(before, events),
};

export const risksFold: StreamFold<Register> = {
  initial: new Map(),
  after: (before: Register, events: readonly RiskEvent[]) => risksAfter(before, events),
};
