export * from './parts.js';
export * from './reminder-settings.js';
export * from './start-reminders.js';
export * from './mail/port.js';
export { notifyPost } from './mail/notify-post.js';
export { smtpPost } from './mail/smtp-post.js';
