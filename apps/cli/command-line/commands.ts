import type { AddCommand } from '../add-command.js';

/** A command as the help lists it; what it does is loaded when it is wanted, since the engine takes a second to load. */
export interface CommandRow {
  readonly name: string;
  /** Its arguments, as they are written. */
  readonly takes?: string;
  readonly about: string;
  readonly load: () => Promise<AddCommand>;
}

/** Commands under one word: `import people`. */
export interface CommandGroup {
  readonly name: string;
  readonly about: string;
  readonly commands: readonly CommandRow[];
}

/** Every command there is, in the order of the help. */
export const GROUPS: readonly CommandGroup[] = [
  {
    name: 'import',
    about:
      'import people, a caseload, earlier audits, published figures, feedback, dip samples, learning, measures, a plan or risks from a file; or a whole history and its keys',
    commands: [
      {
        name: 'people',
        takes: '<file>',
        about: 'import people and teams from a CSV: ref, name, aliases, email, team, manager, roles, from, to',
        load: async () => (await import('../commands/import-people.js')).addImportPeople,
      },
      {
        name: 'caseload',
        takes: '<file>',
        about: 'import a caseload: an Annex A workbook (.xlsx, .ods) or a list with mapped columns (.csv)',
        load: async () => (await import('../commands/import-caseload.js')).addImportCaseload,
      },
      {
        name: 'audits',
        takes: '[file]',
        about: 'import earlier audits, with their grades, from a CSV',
        load: async () => (await import('../commands/import-audits.js')).addImportAudits,
      },
      {
        name: 'published',
        takes: '<file>',
        about:
          'enter figures as a report printed them, from a CSV: source, period, series, key, percent, numerator, denominator',
        load: async () => (await import('../commands/import-lists.js')).addImportPublished,
      },
      {
        name: 'feedback',
        takes: '<file>',
        about:
          'enter what children, families, staff and partners said, from a CSV: date, respondent, rating, quote, consent, activity_ref',
        load: async () => (await import('../commands/import-lists.js')).addImportFeedback,
      },
      {
        name: 'dip-sample',
        takes: '<file>',
        about:
          'enter what a dip sample found, from a CSV: theme, date, unit (child or family), subject_ref, then a column a question',
        load: async () => (await import('../commands/import-lists.js')).addImportDipSample,
      },
      {
        name: 'plan',
        takes: '<file>',
        about:
          'enter the improvement plan as printed, from a CSV: section, ref, action, lead, review_date, status, commentary',
        load: async () => (await import('../commands/import-lists.js')).addImportPlan,
      },
      {
        name: 'learning',
        takes: '<file>',
        about:
          'enter learning activities from a CSV: date, kind, theme, audience, service, team, invited, attended, sources',
        load: async () => (await import('../commands/import-lists.js')).addImportLearning,
      },
      {
        name: 'risks',
        takes: '<file>',
        about: 'enter the risk register as printed, from a CSV: risk, description, mitigation, rating',
        load: async () => (await import('../commands/import-lists.js')).addImportRisks,
      },
      {
        name: 'measures',
        takes: '<file>',
        about:
          'publish measures with their bands as printed, from a CSV: measure, meaning, unit, direction, requires_improvement, good, outstanding, source',
        load: async () => (await import('../commands/import-lists.js')).addImportMeasures,
      },
      {
        name: 'readings',
        takes: '<file>',
        about: 'enter readings of measures, from a CSV: measure, period, numerator and denominator, or value',
        load: async () => (await import('../commands/import-lists.js')).addImportReadings,
      },
      {
        name: 'events',
        takes: '<file>',
        about: 'take over a history that was exported, into a new log; run again, it goes on where it stopped',
        load: async () => (await import('../commands/import-events.js')).addImportEvents,
      },
      {
        name: 'keys',
        takes: '<file>',
        about: 'take over keys that were exported, under the same master key; what was destroyed stays destroyed',
        load: async () => (await import('../commands/import-keys.js')).addImportKeys,
      },
    ],
  },
  {
    name: 'export',
    about: 'export the whole history, or its keys, to a file',
    commands: [
      {
        name: 'events',
        takes: '<file>',
        about: 'the whole log as it is stored, without keys, for another store or a backup',
        load: async () => (await import('../commands/export-events.js')).addExportEvents,
      },
      {
        name: 'keys',
        takes: '<file>',
        about: 'the living keys, wrapped, and which were destroyed; never the master key',
        load: async () => (await import('../commands/export-keys.js')).addExportKeys,
      },
    ],
  },
  {
    name: 'keys',
    about: 'the keys that sign the log and open what is personal',
    commands: [
      {
        name: 'public',
        about: 'the public keys that the checkpoints of this log are checked with',
        load: async () => (await import('../commands/keys.js')).addKeysPublic,
      },
      {
        name: 'status',
        about: 'whether the signing key and the master key are there, and which master keys still open something',
        load: async () => (await import('../commands/keys.js')).addKeysStatus,
      },
      {
        name: 'rotate',
        about:
          'put another master key in the place of the one in use: every living key is wrapped under it, while services run',
        load: async () => (await import('../commands/keys.js')).addKeysRotate,
      },
      {
        name: 'rotate-signing',
        about: 'have another key sign the log from now on; an event names both and is signed by both',
        load: async () => (await import('../commands/keys.js')).addKeysRotateSigning,
      },
    ],
  },
  {
    name: 'pack',
    about: 'evidence packs, which anyone can check without this service: the records, proved, and pages to read',
    commands: [
      {
        name: 'audit',
        takes: '<audit>',
        about: 'a pack of one audit (id or reference)',
        load: async () => (await import('../commands/pack.js')).addPackAudit,
      },
      {
        name: 'sample',
        takes: '<sample>',
        about: 'a pack of the audits of a sample, with its draw',
        load: async () => (await import('../commands/pack.js')).addPackSample,
      },
      {
        name: 'period',
        takes: '<from> <to>',
        about: 'a pack of the audits of these days, by the date of the audit',
        load: async () => (await import('../commands/pack.js')).addPackPeriod,
      },
      {
        name: 'grant',
        takes: '<grant>',
        about: 'a pack of what a grant opens to an inspector',
        load: async () => (await import('../commands/pack.js')).addPackGrant,
      },
    ],
  },
  {
    name: 'retention',
    about: 'how long records are kept',
    commands: [
      {
        name: 'due',
        about: 'who may be erased because the time for which they are kept is over, by the settings in force',
        load: async () => (await import('../commands/retention-due.js')).addRetentionDue,
      },
    ],
  },
  {
    name: 'hold',
    about: 'what must be kept, whoever asks for it to be erased',
    commands: [
      {
        name: 'add',
        takes: '<what>',
        about: 'hold a person, a case, an audit or a class of records: nothing of it is erased',
        load: async () => (await import('../commands/erase.js')).addHoldAdd,
      },
      {
        name: 'end',
        takes: '<hold>',
        about: 'end a hold',
        load: async () => (await import('../commands/erase.js')).addHoldEnd,
      },
      {
        name: 'list',
        about: 'the holds in force, and why',
        load: async () => (await import('../commands/erase.js')).addHoldList,
      },
    ],
  },
  {
    name: 'token',
    about: 'sign-in tokens',
    commands: [
      {
        name: 'create',
        about: 'create a token with which the operator acts on a person’s behalf; it is shown this once',
        load: async () => (await import('../commands/token-create.js')).addTokenCreate,
      },
    ],
  },
  {
    name: 'enrol',
    about: 'let people in',
    commands: [
      {
        name: 'first-administrator',
        takes: '<person>',
        about: 'let in the first administrator, once: shows the secret that they paste at /enrol',
        load: async () => (await import('../commands/enrol.js')).addFirstAdministrator,
      },
      {
        name: 'invite',
        takes: '<person>',
        about: 'send somebody a link to their own address; --second where no mail goes out: each is shown half of it',
        load: async () => (await import('../commands/enrol.js')).addInvite,
      },
      {
        name: 'half',
        takes: '<person>',
        about: 'be shown your half of the link that lets somebody in, where you were named for it',
        load: async () => (await import('../commands/enrol.js')).addHalf,
      },
    ],
  },
  {
    name: 'changes',
    about: 'changes of roles and addresses that wait for a second person',
    commands: [
      {
        name: 'list',
        about: 'changes of roles and addresses that wait until a second administrator or coordinator confirms them',
        load: async () => (await import('../commands/changes.js')).addChangesList,
      },
      {
        name: 'confirm',
        takes: '[change...]',
        about: 'confirm what somebody else asked for; the operator only while there are not two who can sign in',
        load: async () => (await import('../commands/changes.js')).addChangesConfirm,
      },
      {
        name: 'decline',
        takes: '[change...]',
        about: 'decline or take back changes',
        load: async () => (await import('../commands/changes.js')).addChangesDecline,
      },
    ],
  },
  {
    name: 'settings',
    about: 'the programme settings',
    commands: [
      {
        name: 'show',
        about: 'the settings in force, as JSON',
        load: async () => (await import('../commands/settings.js')).addSettingsShow,
      },
      {
        name: 'publish',
        takes: '<file>',
        about: 'publish settings from JSON: what the file leaves out stays, null or [] says that there is none',
        load: async () => (await import('../commands/settings.js')).addSettingsPublish,
      },
    ],
  },
];

export const COMMANDS: readonly CommandRow[] = [
  {
    name: 'init',
    about: 'start a council from a ready-made programme, as a council published it; a new data folder is made',
    load: async () => (await import('../commands/init.js')).addInit,
  },
  {
    name: 'erase',
    takes: '<whom>',
    about: 'ask for a person who has left or a case to be erased, or carry out what another person has approved',
    load: async () => (await import('../commands/erase.js')).addErase,
  },
  {
    name: 'subject-access',
    takes: '<whom>',
    about: 'write what is held on a person or a case into a file, for whoever asks it of the council',
    load: async () => (await import('../commands/subject-access.js')).addSubjectAccess,
  },
  {
    name: 'draw',
    about: 'draw a sample from the latest caseload',
    load: async () => (await import('../commands/draw.js')).addDraw,
  },
  {
    name: 'redraw',
    takes: '<sample>',
    about: 'make a draw again from its frame as it is stored, and say whether it is the same',
    load: async () => (await import('../commands/redraw.js')).addRedraw,
  },
  {
    name: 'issue',
    takes: '<sample>',
    about: 'issue a sample: each of its cases becomes an audit',
    load: async () => (await import('../commands/issue.js')).addIssue,
  },
  {
    name: 'report',
    takes: '<report>',
    about: 'report on audits, each figure with its numerator and denominator',
    load: async () => (await import('../commands/report.js')).addReport,
  },
  {
    name: 'figure',
    takes: '<report>',
    about: 'the audits that a figure of a report counts, and the event that made each so',
    load: async () => (await import('../commands/figure.js')).addFigure,
  },
  {
    name: 'replay',
    takes: '<audit>',
    about: 'show an audit (id or reference) with its history, as it was known at a moment',
    load: async () => (await import('../commands/replay.js')).addReplay,
  },
  {
    name: 'verify',
    takes: '[pack]',
    about:
      'check the log, event by event, its seals and witnesses, and the files of the data folder; or an evidence pack',
    load: async () => (await import('../commands/verify.js')).addVerify,
  },
  {
    name: 'seal',
    about: 'seal what is new in the log: add it to the tree, and sign and witness the checkpoint',
    load: async () => (await import('../commands/seal.js')).addSeal,
  },
  {
    name: 'checkpoint',
    about: 'the newest checkpoint of the log, a signed note',
    load: async () => (await import('../commands/checkpoint.js')).addCheckpoint,
  },
  {
    name: 'log-restored',
    about: 'record that an older copy of the log was put back: it goes on under another name, and verify says so',
    load: async () => (await import('../commands/log-restored.js')).addLogRestored,
  },
  {
    name: 'rebuild',
    takes: '[view]',
    about: 'build read models anew from the log, beside those in use, which they then replace',
    load: async () => (await import('../commands/rebuild.js')).addRebuild,
  },
  {
    name: 'backup',
    takes: '<folder>',
    about: 'copy events and wrapped keys of the data folder into a new folder, while the service runs',
    load: async () => (await import('../commands/backup.js')).addBackup,
  },
  {
    name: 'restore',
    takes: '<folder>',
    about: 'put a backup into a new data folder',
    load: async () => (await import('../commands/restore.js')).addRestore,
  },
  {
    name: 'seed',
    about:
      'fill a new data folder, or a new deployment, with a demonstration council: invented people, eighteen months of audits',
    load: async () => (await import('../commands/seed.js')).addSeed,
  },
];
