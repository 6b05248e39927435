export { notifyPost, notifyReceipts } from './notify-post.js';
export { smtpPost } from './smtp-post.js';
