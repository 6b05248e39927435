import type { Personal } from '../personal.js';
import type { FailureCode, MailChannel } from '../mail.js';
import type { Role } from '../roles.js';
import type { InvitationWay } from './invitation.js';

/** One e-mail for each reminder, one a working day, or none. What the council's settings allow comes first. */
export const EMAIL_PREFERENCES = ['each', 'digest', 'off'] as const;
export type EmailPreference = (typeof EMAIL_PREFERENCES)[number];

/** All people and teams stand in one stream, `people`, so that every decision sees them as they are. */
export type PeopleEvent =
  | {
      type: 'team-registered';
      data: { teamId: string; /** As the caseload writes it, trimmed. */ name: string; service: string | null };
    }
  | { type: 'team-changed'; data: { teamId: string; name: string; service: string | null } }
  | {
      type: 'person-registered';
      data: {
        personId: string;
        /** The council's own reference for the person. */
        ref: Personal;
        name: Personal;
        aliases: readonly Personal[];
        email: Personal;
        teamId: string | null;
        managerId: string | null;
        roles: readonly Role[];
        from: string | null;
        to: string | null;
      };
    }
  | {
      type: 'person-changed';
      data: {
        personId: string;
        name: Personal;
        aliases: readonly Personal[];
        /** Left out where it stays as it was: so does a change of it that waits for a second person. */
        email?: Personal;
        teamId: string | null;
        managerId: string | null;
        /** Left out where they stay as they were. */
        roles?: readonly Role[];
        from: string | null;
        to: string | null;
      };
    }
  /** Waits until a second administrator or coordinator confirms it. Of roles or of an address, never of both. */
  | {
      type: 'person-change-requested';
      data: {
        changeId: string;
        personId: string;
        /** All the roles the person is to have; null where the change is of the address. */
        roles: readonly Role[] | null;
        email: Personal | null;
        /** Who really asked: a person's id, or `operator`. */
        requestedBy: string;
      };
    }
  /** What was asked for holds from now on. */
  | { type: 'person-change-confirmed'; data: { changeId: string; personId: string; confirmedBy: string } }
  | { type: 'person-change-declined'; data: { changeId: string; personId: string; declinedBy: string } }
  /** While absent, tasks, safety concerns and claims pass to the deputy. */
  | {
      type: 'absence-recorded';
      data: {
        absenceId: string;
        personId: string;
        from: string;
        to: string | null;
        deputyId: string | null;
        /** While it lasts the person cannot sign in, by page or by token. */
        stopsSignIn?: true;
      };
    }
  | { type: 'absence-ended'; data: { absenceId: string; personId: string; on: string } }
  /** Trained as an auditor, in place of what was recorded of them before. */
  | { type: 'auditor-training-recorded'; data: { personId: string; on: string; expiresOn: string | null } }
  /** How a person wants to hear of what they owe, besides the tasks on their home page. */
  | { type: 'notification-preference-set'; data: { personId: string; messages: EmailPreference } }
  /** An API token: only its SHA-256 is kept. Acts as this person in these roles. */
  | {
      type: 'token-created';
      data: {
        tokenId: string;
        personId: string;
        roles: readonly Role[];
        digest: string;
        expiresOn: string | null;
        /** It stands for every role its owner has at the time, not only for those it was made with. */
        whole?: true;
        /** Made by the operator: who uses it acts on the person's behalf. */
        through?: 'operator';
      };
    }
  | { type: 'token-revoked'; data: { tokenId: string; personId: string } }
  /** A newer invitation of the same person takes the place of an older one, whose links are then good for nothing. */
  | {
      type: 'person-invited';
      data: {
        invitationId: string;
        personId: string;
        way: InvitationWay;
        /** Who is shown the link or a half of it: a person's id, or `operator`; nobody where it goes by mail. */
        holders: readonly string[];
        /** Who really asked: a person's id, or `operator`. */
        invitedBy: string;
        /** ISO instant until which links are made for it. */
        until: string;
      };
    }
  /** Recorded before the link leaves: a secret that could not be sent is followed by another, and is then good for nothing. */
  | {
      type: 'enrolment-link-issued';
      data: {
        invitationId: string;
        personId: string;
        /** Who is shown it; `mail` where it goes to the person's own address. */
        holder: string;
        /** SHA-256 of the secret, lower-case hex. */
        digest: string;
        issuedAt: string;
        expiresAt: string;
        /** The process that sends it: a random id, new with every start. */
        sender: string | null;
      };
    }
  | {
      type: 'enrolment-link-sent';
      data: { invitationId: string; personId: string; channel: MailChannel; messageId: string };
    }
  | { type: 'enrolment-link-failed'; data: { invitationId: string; personId: string; code: FailureCode } }
  /** The link was redeemed: for a token of the person's own, or, where there is none, for a password and a second factor. */
  | { type: 'person-enrolled'; data: { invitationId: string; personId: string; tokenId: string | null } }
  /** The person signs in here by a password. `hash` is its Argon2id hash, which is theirs and goes with their key. */
  | { type: 'password-set'; data: { personId: string; hash: Personal } }
  /** `secret` is what one-time codes follow from; `recoveryCodes` are digests of codes that are good once each. */
  | { type: 'second-factor-set'; data: { personId: string; secret: Personal; recoveryCodes: readonly Personal[] } }
  /** `place` of the code among those that were set, from 0. */
  | { type: 'recovery-code-used'; data: { personId: string; place: number } }
  /** The person signs in by the council's identity provider. `digest` is the keyed digest of issuer and subject. */
  | { type: 'provider-account-linked'; data: { personId: string; digest: string } }
  | { type: 'provider-account-unlinked'; data: { personId: string } }
  /** Every session that the person had begun by then has ended. */
  | { type: 'sessions-ended'; data: { personId: string } };
