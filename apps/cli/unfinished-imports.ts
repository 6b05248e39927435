import type { AuditsImportEvent, AuditsImportState } from '#domain';
import { auditsImport, eventTypes } from '#domain';
import { UnknownEventType, Upcasting, nameOf } from '#event-store';
import type { RecordedEvent } from '#event-store';

/** Of the data of an imported audit as it is stored, the import that brought it. */
const IMPORT = /"importId":"([^"]+)"/;

const upcasting = new Upcasting(eventTypes);

/** Finds the imports of earlier audits that are not whole, by the events it is shown. */
export class UnfinishedImports {
  private readonly imports = new Map<string, AuditsImportState>();
  private readonly brought = new Map<string, number>();

  /** A member, not a method: it is handed on by itself. What cannot be read is told of elsewhere, and passed over. */
  readonly note = ({ type, data }: Pick<RecordedEvent, 'type' | 'data'>): void => {
    try {
      this.take(type, data);
    } catch (error) {
      if (!(error instanceof SyntaxError || error instanceof UnknownEventType)) throw error;
    }
  };

  found(): readonly { readonly importId: string; readonly brought: number; readonly audits: number }[] {
    return [...this.imports].flatMap(([importId, { stage, audits }]) =>
      stage === 'unfinished' ? [{ importId, brought: this.brought.get(importId) ?? 0, audits }] : [],
    );
  }

  private take(storedType: string, data: string): void {
    const name = nameOf(storedType);
    const importId = name.startsWith('audit') ? IMPORT.exec(data)?.[1] : undefined;
    if (importId === undefined) return;
    if (name === 'audit-imported') {
      this.brought.set(importId, (this.brought.get(importId) ?? 0) + 1);
    } else if (name.startsWith('audits-import-')) {
      // the type says which data it holds
      const event = upcasting.upcast(storedType, JSON.parse(data)) as AuditsImportEvent;
      this.imports.set(importId, auditsImport.evolve(this.imports.get(importId) ?? auditsImport.initial, event));
    }
  }
}
