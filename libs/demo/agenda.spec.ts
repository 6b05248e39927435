import { closures, workingDays } from '#domain';
import { Agenda } from './agenda.js';
import type { Course, Pause } from './agenda.js';

const soon = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe('the agenda of the demonstration', () => {
  let happened: string[];
  const agenda = () => new Agenda(workingDays(closures.initial), '2024-05-31T00:00:00.000Z');
  /** Says when each of its steps begins and ends. */
  async function* course(name: string, pauses: readonly Pause[]): Course {
    for (const pause of pauses) {
      yield pause;
      happened.push(`${name} begins`);
      await soon();
      happened.push(`${name} ends`);
    }
  }
  beforeEach(() => {
    happened = [];
  });

  it('takes the steps of one day together and those of different days in order', async () => {
    const month = agenda();
    month.start(course('a', [{ workingDays: 1, hour: 9 }]), '2024-05-01', 8);
    month.start(course('b', [{ workingDays: 1, hour: 15 }]), '2024-05-01', 8);
    month.start(course('c', [{ workingDays: 2, hour: 9 }]), '2024-05-01', 8);
    await month.run(async () => undefined);
    expect(happened).toEqual(['a begins', 'b begins', 'a ends', 'b ends', 'c begins', 'c ends']);
  });

  it('takes by itself, in its turn, a step that competes with others', async () => {
    const month = agenda();
    month.start(course('a', [{ workingDays: 1, hour: 9 }]), '2024-05-01', 8);
    month.start(course('b', [{ workingDays: 1, hour: 12, alone: true }]), '2024-05-01', 8);
    month.start(course('c', [{ workingDays: 1, hour: 14, alone: true }]), '2024-05-01', 8);
    month.start(course('d', [{ workingDays: 1, hour: 15 }]), '2024-05-01', 8);
    await month.run(async () => undefined);
    expect(happened.filter((what) => what.endsWith('begins'))).toEqual(['a', 'b', 'c', 'd'].map((n) => `${n} begins`));
    expect(happened.filter((what) => what.endsWith('ends'))).toEqual(['a', 'b', 'c', 'd'].map((n) => `${n} ends`));
    expect(happened.indexOf('a ends')).toBeLessThan(happened.indexOf('b begins'));
    expect(happened.indexOf('b ends')).toBeLessThan(happened.indexOf('c begins'));
    expect(happened.indexOf('c ends')).toBeLessThan(happened.indexOf('d begins'));
  });

  it('stops at a step that fails', async () => {
    const month = agenda();
    async function* failing(): Course {
      yield { workingDays: 1, hour: 9 };
      throw new Error('refused');
    }
    month.start(failing(), '2024-05-01', 8);
    month.start(
      course(
        'a',
        [1, 1].map((workingDays) => ({ workingDays, hour: 9 })),
      ),
      '2024-05-01',
      8,
    );
    await expect(month.run(async () => undefined)).rejects.toThrow('refused');
    expect(happened).toEqual(['a begins', 'a ends']);
  });
});
