import type { Personal } from '../personal.js';

/** What of a case a pack tells: all, nothing that names a person or a child, or nothing that somebody wrote. */
export const PACK_LEVELS = ['full', 'pseudonymised', 'without-text'] as const;
export type PackLevel = (typeof PACK_LEVELS)[number];

export const PACK_SCOPES = ['audit', 'sample', 'period', 'grant'] as const;

/** What a pack is of: an audit, the audits of a sample, those of the days of a period, or those a grant opens. */
export type PackScope =
  | { readonly of: 'audit'; readonly auditId: string }
  | { readonly of: 'sample'; readonly sampleId: string }
  | { readonly of: 'period'; readonly from: string; readonly to: string }
  | { readonly of: 'grant'; readonly grantId: string; readonly inspectorId: string };

/** Stream `pack-<id>`: who had which records made into an evidence pack, and what became of it. */
export type PackEvent =
  | {
      type: 'pack-requested';
      data: {
        packId: string;
        requestedBy: string;
        scope: PackScope;
        level: PackLevel;
        /** Their own words. */
        why: Personal | null;
      };
    }
  | {
      type: 'pack-made';
      data: {
        packId: string;
        bytes: number;
        /** SHA-256 (hex) of the manifest of its files. */
        digest: string;
        /** Of its checkpoint. */
        origin: string;
        size: number;
        /** Whose content was disclosed. */
        auditIds: readonly string[];
      };
    }
  | {
      type: 'pack-not-made';
      data: {
        packId: string;
        /** The code of the refusal. */
        because: string;
      };
    };

export type PackCommand =
  | {
      readonly type: 'RequestPack';
      readonly packId: string;
      readonly scope: PackScope;
      readonly level: PackLevel;
      readonly why: string | null;
      /** Whether there is what it is to be of, and it is theirs. */
      readonly isTheirs: boolean;
    }
  | ({ readonly type: 'RecordPackMade' } & Extract<PackEvent, { type: 'pack-made' }>['data'])
  | ({ readonly type: 'RecordPackNotMade' } & Extract<PackEvent, { type: 'pack-not-made' }>['data']);
