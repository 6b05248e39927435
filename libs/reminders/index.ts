export * from './calendar-file.js';
export * from './parts.js';
export * from './reminder-settings.js';
export * from './sending/start-reminders.js';
export * from './links/link-letter.js';
export * from './links/start-links.js';
export * from './mail/port.js';
export * from './receipts/start-receipts.js';
