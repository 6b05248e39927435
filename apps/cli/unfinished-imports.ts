import type { AuditsImportEvent, AuditsImportState } from '#domain';
import { auditsImport } from '#domain';
import type { EventStore } from '#event-store';

/** Of the data of an imported audit as it is stored, the import that brought it. */
const IMPORT = /"importId":"([^"]+)"/;

/** Finds the imports of earlier audits that are not whole, by what is read past it. */
export class UnfinishedImports {
  private readonly imports = new Map<string, AuditsImportState>();
  private readonly brought = new Map<string, number>();

  over(store: Pick<EventStore, 'readAll'>): Pick<EventStore, 'readAll'> {
    return {
      readAll: async (options) => {
        const events = await store.readAll(options);
        for (const { type, data } of events) this.take(type, data);
        return events;
      },
    };
  }

  found(): readonly { readonly importId: string; readonly brought: number; readonly audits: number }[] {
    return [...this.imports].flatMap(([importId, { stage, audits }]) =>
      stage === 'unfinished' ? [{ importId, brought: this.brought.get(importId) ?? 0, audits }] : [],
    );
  }

  private take(type: string, data: string): void {
    const importId = type.startsWith('audit') ? IMPORT.exec(data)?.[1] : undefined;
    if (importId === undefined) return;
    if (type === 'audit-imported.v1') {
      this.brought.set(importId, (this.brought.get(importId) ?? 0) + 1);
    } else if (type.startsWith('audits-import-')) {
      // the type says which data it holds
      const event = { type, data: JSON.parse(data) as unknown } as AuditsImportEvent;
      this.imports.set(importId, auditsImport.evolve(this.imports.get(importId) ?? auditsImport.initial, event));
    }
  }
}
