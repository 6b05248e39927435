/** Where an event stands. */
interface KeptAppend {
  readonly stream: string;
  readonly revision: bigint;
}

/** 8 MiB of ids, at what one costs the server there. */
const KEPT = 200_000;

/** The newest event ids, by which the server knows a retry that names no exact revision. */
export class IdsInMemory {
  private readonly standing = new Map<string, KeptAppend>();

  get(id: string): KeptAppend | undefined {
    return this.standing.get(id);
  }

  remember(id: string, standing: KeptAppend): void {
    this.standing.delete(id);
    this.standing.set(id, standing);
    if (this.standing.size <= KEPT) return;
    const [oldest] = this.standing.keys();
    if (oldest !== undefined) this.standing.delete(oldest);
  }
}
