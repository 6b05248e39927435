/** @internal for the specs and the bench: reminders load what the settings name */
export { notifyPost, notifyReceipts } from './notify-post.js';
/** @internal likewise */
export { smtpPost } from './smtp-post.js';
