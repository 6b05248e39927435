import { auditRefusals } from './refusals.js';
import { allScenarios, scenariosByTopic } from './scenarios/all-scenarios.fixture.js';
import { differences } from './scenarios/scenario.fixture.js';

describe.each(Object.entries(scenariosByTopic))('%s', (_topic, scenarios) => {
  it.each(scenarios.map((scenario) => [scenario.name, scenario] as const))('%s', (_name, scenario) => {
    expect(differences(scenario)).toEqual([]);
  });
});

describe('refusals', () => {
  it('each have a scenario', () => {
    const shown = new Set<unknown>(allScenarios.map(({ then }) => then));
    expect(Object.keys(auditRefusals).filter((code) => !shown.has(code))).toEqual([]);
  });

  it('are whole sentences under kebab-case codes', () => {
    for (const [code, { sentence }] of Object.entries(auditRefusals)) {
      expect(code).toMatch(/^[a-z]+(-[a-z]+)*$/);
      expect(sentence).toMatch(/^[A-Z].*\.$/);
    }
  });
});
