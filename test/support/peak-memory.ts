import { readFileSync, readdirSync } from 'node:fs';

const LOOK_EVERY_MS = 20;

/** Mebibytes at most that a process and each of its children held at once, as the system counts them (`VmHWM`; Linux). */
export interface Peak {
  readonly own: number;
  /** The largest of its children. */
  readonly child: number;
}

/** Looks at a process for as long as it lasts. */
export class PeakMemory {
  private readonly peaks = new Map<number, number>();
  private readonly looking = setInterval(() => this.look(), LOOK_EVERY_MS);

  constructor(private readonly pid: number) {}

  /** What it was until now. */
  end(): Peak {
    clearInterval(this.looking);
    const children = [...this.peaks].filter(([pid]) => pid !== this.pid).map(([, peak]) => peak);
    return { own: this.peaks.get(this.pid) ?? 0, child: Math.max(0, ...children) };
  }

  private look(): void {
    for (const pid of [this.pid, ...childrenOf(this.pid)]) {
      const peak = peakOf(pid);
      if (peak !== null) this.peaks.set(pid, peak);
    }
  }
}

/** Null where there is no such process any more. */
function peakOf(pid: number): number | null {
  const [, kibibytes] = /VmHWM:\s+(\d+)/.exec(textOf(`/proc/${pid}/status`)) ?? [];
  return kibibytes === undefined ? null : Math.round(Number(kibibytes) / 1024);
}

function childrenOf(pid: number): number[] {
  try {
    return readdirSync(`/proc/${pid}/task`).flatMap((thread) =>
      textOf(`/proc/${pid}/task/${thread}/children`).split(' ').filter(Boolean).map(Number),
    );
  } catch {
    return [];
  }
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // it has ended
    return '';
  }
}
