export * from './attempts/opening/open-attempts.js';
export * from './attempts/port.js';
export * from './passwords/password-hashes.js';
export * from './passwords/password-rules.js';
export * from './provider/identity-provider.js';
export * from './second-factor/one-time-codes.js';
export * from './second-factor/recovery-codes.js';
export * from './settings/sign-in-settings.js';
