/** What the engine is known by among the providers of the server. */
export const ENGINE = Symbol('engine');
