/** How messages leave the house. */
export type MailChannel = 'smtp' | 'notify';

/**
 * Why a message could not be delivered, said without an address.
 * `no-address`: none is recorded; `address-erased`: its key was destroyed; `refused`: the mail service would not take it;
 * `no-longer-owed`: the obligation ended between the claim and its sending.
 */
export const FAILURE_CODES = ['no-address', 'address-erased', 'refused', 'no-longer-owed'] as const;
export type FailureCode = (typeof FAILURE_CODES)[number];
