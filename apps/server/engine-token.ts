/** The key under which the server's providers hold the engine. */
export const ENGINE = Symbol('engine');
/** How people sign in to the pages. */
export const SIGN_IN_SETTINGS = Symbol('sign-in settings');
/** Where what matters to its safety is logged. */
export const LOG = Symbol('log');
/** The queues it can look into. */
export const QUEUES = Symbol('queues');
/** Where files of exports are. */
export const EXPORT_FILES = Symbol('export files');
/** What it knows of the seals of its log. */
export const SEALS_SHOWN = Symbol('seals shown');
