/** What the engine is known by among the providers of the server. */
export const ENGINE = Symbol('engine');
/** The queues it can look into. */
export const QUEUES = Symbol('queues');
/** Where files of exports are. */
export const EXPORT_FILES = Symbol('export files');
