/** The key under which the server's providers hold the engine. */
export const ENGINE = Symbol('engine');
/** The queues it can look into. */
export const QUEUES = Symbol('queues');
/** Where files of exports are. */
export const EXPORT_FILES = Symbol('export files');
